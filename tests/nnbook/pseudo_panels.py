"""Makes a chapter's panels under the pseudo-language, and prints which of their texts are not marked, as JSON.

``python pseudo_panels.py ch06``. A value that fills a template is outside of its marks here, so that a word which is put
into a translated sentence without being translated itself is found, too.
"""

import importlib
import inspect
import json
import logging
import re
import sys
import warnings

import ipywidgets as widgets
from matplotlib.text import Text

from nnbook.language import BEGIN, END, Pseudo, unmarked
from nnlib.show.language import use

NAMES = {
    "Glorot",
    "He",
    "LeCun",
    "PyTorch",
    "ReLU",
    "XOR",
    "Xavier",
    "muP",
    "tanh",
}  # the same in every language
PATTERNS = re.compile("[AIUXZ]+")  # the letters of chapter 7
FIELD = re.compile(r"\{[^{}]*\}")


class Strict(Pseudo):
    def gettext(self, message):
        return FIELD.sub(lambda field: f"{END}{field[0]}{BEGIN}", super().gettext(message))

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def forgotten(text):
    """The words of a text, or of HTML, that no translation has seen; without formulas and names.

    >>> forgotten("⟦Start ⟧random⟦, step ⟧3⟦.⟧ <b>He</b> $loss$")
    ['random']
    """
    words = unmarked(re.sub(r"(?s)<style>.*?</style>|<[^>]*>|\$[^$]*\$", "", text))
    return [word for word in words if word not in NAMES and not PATTERNS.fullmatch(word)]


def panels_of(chapter):
    """What makes each of a chapter's panels, by name: a function that takes nothing but values by name."""
    found = vars(importlib.import_module(f"nnbook.{chapter}.panels"))
    for name, function in found.items():
        if inspect.isfunction(function) and not name.startswith("_"):
            kinds = [each.kind for each in inspect.signature(function).parameters.values()]
            if kinds == [inspect.Parameter.VAR_KEYWORD]:
                yield name, function


def texts_of(panel):
    """Every text of a panel: of its widgets and of its figures."""
    waiting = [panel]
    for widget in waiting:
        waiting += getattr(widget, "children", ())
        for part in ("description", "tooltip", "placeholder", "readout"):
            if isinstance(getattr(widget, part, None), str):
                yield getattr(widget, part)
        yield from getattr(widget, "_options_labels", ())
        yield from getattr(widget, "titles", ())
        if isinstance(widget, widgets.HTML | widgets.Label):
            yield widget.value
    for figure in figures_of(panel):
        yield from (text.get_text() for text in figure.findobj(Text) if text.get_visible())


def figures_of(panel):
    return panel.figures.values() if hasattr(panel, "figures") else [panel.figure]


def sticking_out(panel):
    """The texts of a panel's figures that are cut off at an edge."""
    for figure in figures_of(panel):
        figure.frame()
        for text in figure.findobj(Text):
            clipped = text.get_clip_on() and text.get_clip_box() is not None  # it moves out of the axes
            if text.get_visible() and BEGIN in text.get_text() and not clipped:
                box = text.get_window_extent()
                if min(box.x0, box.y0) < -2 or box.x1 > figure.bbox.x1 + 2 or box.y1 > figure.bbox.y1 + 2:
                    yield text.get_text()


def presses(panel):
    """The texts of a panel's buttons that change what it shows, and what each does; at first nothing."""
    yield "", str
    if hasattr(panel, "presets"):
        yield from ((preset, panel.show) for preset in panel.presets)
        yield from ((action, panel.act) for action in panel.actions)
    else:
        from nnbook.laboratory.settings import STATIONS

        yield from ((station, panel.show) for station in STATIONS)


def main(chapter):
    trouble, made = {}, []
    warnings.simplefilter("error")
    log = logging.Handler()
    log.emit = lambda record: trouble.setdefault(made[-1], []).append(record.getMessage())
    logging.getLogger("matplotlib").addHandler(log)
    for name, function in panels_of(chapter):
        made.append(name)
        panel = function()
        bad = {}
        for title, press in presses(panel):
            press(title)
            for text in texts_of(panel):
                if words := forgotten(text):
                    bad[text] = words
            for text in sticking_out(panel):
                bad[text] = ["sticks out"]
        if bad:
            trouble.setdefault(name, []).extend(
                f"{text!r}: {', '.join(words)}" for text, words in bad.items()
            )
    print(json.dumps({"panels": made, "trouble": trouble}))


if __name__ == "__main__":
    use(Strict())  # before any other module of the book is read
    main(sys.argv[1])
