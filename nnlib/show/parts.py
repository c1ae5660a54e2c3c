"""The parts of a panel: its picture, the row that tells of long work, and its controls under their headings.

They are widgets of ipywidgets, laid out by ``panel.css``, which a panel brings with it: so it looks the same in
Jupyter and on a page.
"""

import html
import os
from importlib.resources import files

import ipywidgets as widgets
from traitlets import Float, Unicode

from nnlib.engine.checks import one_of

PAGE = "NNLIB_PAGE"
FULL = "const panel = this.closest('.nn-panel'); document.fullscreenElement ? document.exitFullscreen() : panel.requestFullscreen()"
STYLE = f"<style>{(files('nnlib') / 'show' / 'panel.css').read_text(encoding='utf-8')}</style>"


def head():
    """What a panel brings with it: its style, and in Jupyter the button that gives it the whole screen; Escape leaves.

    A page has a button of its own, with keys, and its policy refuses a script that stands in a widget: who runs Python for
    a page sets ``NNLIB_PAGE`` in the environment.

    >>> "requestFullscreen" in head().value
    True
    """
    button = f'<button type="button" class="nn-full" onclick="{FULL}">Full screen</button>'
    return widgets.HTML(STYLE + button * (PAGE not in os.environ)).add_class("nn-head")


class Frame(widgets.Image):
    """An image whose ``tooltip`` becomes its title, which is what a screen reader says.

    ``density``: how many pixels are drawn for one of the figure's hundred an inch; the page asks for its screen's.
    The browser's side of ipywidgets asks for a description before it sets a title; Image has none.

    >>> Frame(tooltip="a boundary").tooltip
    'a boundary'
    """

    description = Unicode("").tag(sync=True)
    density = Float(1.0).tag(sync=True)


class Progress(widgets.HBox):
    """What is computed, how far it is, the time left and a button that stops it; it keeps its room when unseen.

    ``stop``: called when the button is pressed.

    >>> progress = Progress(stop=print)
    >>> progress.tell("starts", 0.25, 12.3)
    >>> progress.what.value, progress.layout.visibility
    ('starts, 12 s left', 'visible')
    """

    def __init__(self, stop):
        self.what, self.bar = widgets.HTML(), widgets.FloatProgress(max=1, layout={"flex": "1 1 6em"})
        halt = widgets.Button(description="Stop", layout={"width": "auto"})
        halt.on_click(lambda _: stop())
        super().__init__([self.what, self.bar, halt], layout={"visibility": "hidden"})
        self.add_class("nn-progress")

    def tell(self, what, share, left):
        """Show what is computed, the share that is done and the seconds left (None: not known); "" is nothing."""
        time = "" if left is None else f", {max(left, 1):.0f} s left"
        self.bar.value, self.what.value = share, html.escape(f"{what}{time}") if what else ""
        self.layout.visibility = "visible" if what else "hidden"


def grouped(controls, groups):
    """Widgets for the controls (a dict), those of a group together under a heading, at the place of its first one.

    ``groups``: lists of names by heading; ValueError for a name that there is not, or that is there twice. What a label
    repeats of its heading is left out: "unit 1, bias" is "bias" under "Unit 1".

    >>> from nnlib.show.controls import slider
    >>> bias = slider("unit 1, bias", 0, -3, 3, 1)
    >>> (group,) = grouped({"bias": bias}, {"Unit 1": ["bias"]})
    >>> [child.description for child in group.children][1]
    'bias'
    """
    heading_of = {}
    for heading, names in groups.items():
        for name in names:
            if one_of("groups", name, controls) in heading_of:
                raise ValueError(f"groups must have each control once, but {name!r} is there twice")
            heading_of[name] = heading
    shown = {}
    for name, control in controls.items():
        heading = heading_of.get(name)
        if heading is None:
            shown[name, "alone"] = control
        elif heading not in shown:
            shown[heading] = _group(heading, [controls[each] for each in groups[heading]])
    return list(shown.values())


def _group(heading, controls):
    for control in controls:
        if control.description.lower().startswith(f"{heading}, ".lower()):
            control.description = control.description[len(heading) + 2 :]
    title = widgets.HTML(f"<b>{html.escape(heading)}</b>").add_class("nn-heading")
    return widgets.VBox([title, *controls]).add_class("nn-group")
