"""The book in another language: its pages are translated before they are parsed (book/language).

Headings keep the addresses that they have in English, so that a link to a place leads there in every edition.
"""

import json

from docutils import nodes

from book.language import pages
from book.language.markdown import headings
from nnbook.language import ENGLISH, wanted
from nnbook.predictions import anchor


def configure(app, config):
    """Set the title, the footer and the parts of the contents, which no page has."""
    if wanted() == ENGLISH:
        return
    config.language = wanted()
    config.html_title = pages.translate(config.html_title)
    config.html_theme_options["extra_footer"] = pages.translate(config.html_theme_options["extra_footer"])
    for page in config.external_site_map.values():
        for part in page.subtrees:
            part.caption = part.caption and pages.translate(part.caption)


def read(app, docname, source):
    """Translate a page, or a notebook, before it is parsed."""
    if wanted() == ENGLISH:
        return
    if app.env.doc2path(docname).endswith(".ipynb"):
        notebook = json.loads(source[0])
        text = "\n\n".join(
            "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
        )
        source[0] = json.dumps(pages.notebook(notebook), ensure_ascii=False)
    else:
        text, source[0] = source[0], pages.page(source[0])
    app.env.temp_data["english_headings"] = headings(text)


def settle(app, doctree):
    """Give each section the address of its English heading, and translate the descriptions of figures."""
    if wanted() == ENGLISH:
        return
    for image in doctree.findall(nodes.image):
        image["alt"] = pages.translate(image.get("alt", ""))
    sections = [node for node in doctree.findall(nodes.section) if isinstance(node[0], nodes.title)]
    for section, heading in zip(sections, app.env.temp_data["english_headings"], strict=True):
        name = anchor(heading)
        if name not in doctree.ids:
            section["ids"].insert(0, name)
            doctree.ids[name] = section


def translate_downloads(app, exception):
    """Translate the notebooks that a page offers for download."""
    if exception or app.builder.format != "html" or wanted() == ENGLISH:
        return
    for path in (app.outdir / "_sources").rglob("*.ipynb"):
        path.write_text(pages.read(path), encoding="utf-8")
