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
from nnlib.show.language import translated

PAGE = "NNLIB_PAGE"
FULL = "const panel = this.closest('.nn-panel'); document.fullscreenElement ? document.exitFullscreen() : panel.requestFullscreen()"
STYLE = f"<style>{(files('nnlib') / 'show' / 'panel.css').read_text(encoding='utf-8')}</style>"


def head():
    """What a panel brings with it: its style, and in Jupyter the button that gives it the whole screen; Escape leaves.

    A page has a button of its own, with keys, and its policy refuses a script that stands in a widget: who runs Python for
    a page sets ``NNLIB_PAGE`` in the environment.

    >>> "requestFullscreen" in head().value or PAGE in os.environ
    True
    """
    text = html.escape(translated("Full screen"))
    button = f'<button type="button" class="nn-full" onclick="{FULL}">{text}</button>'
    return widgets.HTML(STYLE + ("" if PAGE in os.environ else button)).add_class("nn-head")


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
        halt = widgets.Button(description=translated("Stop"), layout={"width": "auto"})
        halt.on_click(lambda _: stop())
        super().__init__([self.what, self.bar, halt], layout={"visibility": "hidden"})
        self.add_class("nn-progress")

    def tell(self, what, share, left):
        """Show what is computed, the share that is done and the seconds left (None: not known); "" is nothing."""
        if what and left is not None:
            what = translated("{what}, {seconds:.0f} s left").format(what=what, seconds=max(left, 1))
        self.bar.value, self.what.value = share, html.escape(what)
        self.layout.visibility = "visible" if what else "hidden"


def grouped(controls, groups):
    """Widgets for the controls (a dict), those of a group together under a heading, at the place of its first one.

    ``groups``: lists of names by heading; ValueError for a name that there is not, or that is there twice.

    >>> from nnlib.show.controls import slider
    >>> bias = slider("unit 1, bias", 0, -3, 3, 1, short="bias")
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
    title = widgets.HTML(f"<b>{html.escape(heading)}</b>").add_class("nn-heading")
    return widgets.VBox([title, *controls]).add_class("nn-group")
