"""The page of all panels: what each shows, in one sentence, with its first picture and a link to it.

Nothing is listed by hand. A panel is a cell of a notebook that has shown one; its sentence is the first of its
function's docstring.
"""

import inspect
import json
import re
from html import escape
from pathlib import Path

from docutils import nodes

from book.drawn import panels_of
from book.language.pages import translate
from sphinx.util.docutils import SphinxDirective

from .description import STATE, VIEW, executed
from .stills import frame, small

CARD = """<a class="panel-card" href="{address}#panel={name}">{picture}<span>{sentence}</span></a>"""


class Panels(SphinxDirective):
    """``{panels}``: a section for each chapter that has a panel, with a card for each of them."""

    def run(self):
        sections = []
        for file in sorted(Path(self.env.srcdir, "notebooks").glob("*.ipynb")):
            self.env.note_dependency(str(file))
            try:
                notebook = executed(self.env.app, file)
            except KeyError:  # it has failed, and the build says so where it comes to it
                continue
            cards = "".join(self._card(file, *panel) for panel in shown(notebook, file))
            if cards:
                heading = re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)[1]
                section = nodes.section(ids=[nodes.make_id(f"panels of {file.stem}")])
                section += nodes.title(text=translate(heading))
                section += nodes.raw("", f'<div class="panel-cards">{cards}</div>', format="html")
                sections.append(section)
        return sections

    def _card(self, file, function, name, picture, tooltip):
        here, there = self.env.docname, f"notebooks/{file.stem}"
        folder = Path(self.env.app.outdir, "_images")
        images = f"{'../' * here.count('/')}_images"
        return CARD.format(
            address=self.env.app.builder.get_relative_uri(here, there),
            name=escape(name),
            picture=small(picture, tooltip, folder, images),
            sentence=escape(translate(sentence(function))),
        )


def shown(notebook, file):
    """The panels that a notebook shows: function, name, first picture, and the picture's sentence."""
    models = notebook.metadata.get("widgets", {}).get(STATE, {"state": {}})["state"]
    panels = panels_of(file.name[:2])
    for cell in notebook.cells:
        call = re.fullmatch(r"panels\.(\w+)\(\)", cell.source.strip())
        views = [output.get("data", {}).get(VIEW) for output in cell.get("outputs", [])]
        for view in filter(None, views if call else []):
            model = (view if isinstance(view, dict) else json.loads(view))["model_id"]
            yield (
                getattr(panels, call[1]),
                models[model]["state"].get("name") or call[1].replace("_", "-"),
                *frame(models, model),
            )


def sentence(function):
    """The first sentence of a docstring, without the chapter's number and without marks.

    >>> def curve(): "Chapter 2: a curve and its tangent; ``values``: where it stands. More."
    >>> sentence(curve)
    'A curve and its tangent.'
    """
    text = re.split(r"\.\s|; ``values``|\n\n", inspect.getdoc(function))[0].replace("``", "")
    text = " ".join(re.sub(r"^Chapter \d+: ", "", text).split()).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
