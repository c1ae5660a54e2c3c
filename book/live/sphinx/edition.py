"""The book in another language: its pages are translated before they are parsed (book/language).

Headings keep the addresses that they have in English, so that a link to a place leads there in every edition.
"""

import json
import re
from pathlib import Path

from docutils import nodes

from book.language import pages, words
from book.language.markdown import headings, whole
from nnbook.language import ENGLISH, wanted
from nnbook.predictions import anchor


def configure(app, config):
    """Set the title, the author, the footer and the parts of the contents, which no page has."""
    if wanted() == ENGLISH:
        return
    config.html_static_path.append(str(Path(app.outdir).parent / "assets"))  # pictures drawn in this language
    config.html_title = pages.translate(config.html_title)
    config.author = pages.translate(config.author)
    options = config.html_theme_options
    options["extra_footer"] = pages.translate(options["extra_footer"])
    options["search_bar_text"] = words.said(words.SEARCH_BAR) or words.SEARCH_BAR
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
        text = whole(source[0], Path(app.env.doc2path(docname)).parent)
        source[0] = pages.page(text)
    app.env.temp_data["english"] = {letters(pages.translate(heading)): heading for heading in headings(text)}


def settle(app, doctree):
    """Give each section the address of its English heading, and translate the descriptions of figures."""
    if wanted() == ENGLISH:
        return
    for image in doctree.findall(nodes.image):
        image["alt"] = pages.translate(image.get("alt", ""))
    for title in doctree.findall(nodes.title):
        name = anchor(app.env.temp_data["english"].get(letters(title.astext()), ""))
        if name and name not in doctree.ids:
            title.parent["ids"].insert(0, name)
            doctree.ids[name] = title.parent


def letters(heading):
    """What a heading is known by, in Markdown and out of it.

    >>> letters("Why *equal* stays $w$") == letters("Why equal stays w")
    True
    """
    return re.sub(r"[\W_]", "", heading)


def translate_downloads(app, exception):
    """Translate the notebooks that a page offers for download."""
    if exception or app.builder.format != "html" or wanted() == ENGLISH:
        return
    for path in Path(app.outdir, "_sources").rglob("*.ipynb"):
        notebook = pages.notebook(json.loads(path.read_text(encoding="utf-8")))
        path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
