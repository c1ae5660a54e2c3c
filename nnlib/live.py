"""Live panels: controls and a drawing that follows them.

A panel is made of a function ``draw(figure, **values)``, which draws for the values of the controls and
returns a sentence that says what is seen, and of ipywidgets controls by the names of its arguments. The
figure is one and the same for every frame, and ``draw`` moves what is on it; each frame is sent as the
new value of one image, so nothing flickers. While a slider is dragged its events are gathered: a frame
is drawn for the newest values, never for a queue of old ones. An exception is shown in the panel, in
words, and the next valid value takes it away.
"""

import asyncio
import html
import threading
import time
from base64 import b64encode

import ipywidgets as widgets
from traitlets import Unicode

from nnlib.engine.checks import one_of
from nnlib.show.picture import Picture
from nnlib.show.png import png


class Frame(widgets.Image):
    """An image whose ``tooltip`` becomes its title, which is what a screen reader says.

    The browser's side of ipywidgets asks for a description before it sets a title; Image has none.

    >>> Frame(tooltip="a boundary").tooltip
    'a boundary'
    """

    description = Unicode("").tag(sync=True)


class Panel(widgets.VBox):
    """Controls beside the picture that ``draw(figure, **values)`` makes of their values.

    ``controls``: ipywidgets by argument name; see ``slider`` and ``choice``. ``presets``: named sets of
    values, each a button; *Reset* goes back to the first values. ``size``: the figure, in inches.

    >>> from nnlib.show.controls import slider
    >>> def draw(figure, height): return f"The height is {height:.1f} m."
    >>> panel = Panel(draw, height=slider("height", 1, 0, 2, 0.1, unit="m"))
    >>> panel.controls["height"].value = 2
    >>> panel.sentence
    'The height is 2.0 m.'
    """

    def __init__(self, draw, *, presets=None, size=(5, 4), **controls):
        self.draw, self.controls = draw, controls
        self.figure = Picture(*size)
        self.presets = {"Reset": self.values, **(presets or {})}
        self.image = Frame(format="png", layout={"max_width": "100%", "object_fit": "contain"})
        self.words = widgets.HTML()
        self._waiting, self._next = False, 0.0
        self._drawing = threading.RLock()  # JupyterLab moves sliders in one thread and runs cells in another
        self._show(draw(self.figure, **self.values))  # an error here is the author's: let it rise
        for control in controls.values():
            control.observe(self._changed, "value")
        buttons = widgets.HBox([self._button(name) for name in self.presets])
        side = widgets.VBox([*controls.values(), buttons], layout={"flex": "1 1 290px"})
        view = widgets.VBox(
            [self.image, self.words], layout={"flex": "2 1 340px", "max_width": f"{100 * size[0]}px"}
        )
        super().__init__([widgets.Box([side, view], layout={"flex_flow": "row wrap"})])

    @property
    def values(self):
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, preset):
        """Set the controls to a preset by its name; ValueError for a name there is not."""
        values = self.presets[one_of("preset", preset, self.presets)]
        with self._drawing:
            self._waiting = True  # one frame for all of them
            for name, value in values.items():
                self.controls[name].value = value
            self.refresh()

    def refresh(self):
        """Draw a frame for the values as they are now."""
        with self._drawing:
            self._waiting, start = False, time.perf_counter()
            try:
                self._show(self.draw(self.figure, **self.values))
            except Exception as error:  # whatever it is, the person at the slider is told
                self.sentence = f"{type(error).__name__}: {error}"
                self.words.value = f'<p role="alert"><b>No picture.</b> {html.escape(self.sentence)}</p>'
            end = time.perf_counter()
            self._next = end + 0.001 + (end - start) / 3  # a rest, in which the messages that waited get in

    def _changed(self, change):
        if self._waiting:
            return
        rest = self._next - time.perf_counter()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a plain Python session has no loop to wait in
            rest = 0
        if rest <= 0:
            self.refresh()
        else:
            self._waiting = True
            loop.call_later(rest, self.refresh)

    def _show(self, sentence):
        self.sentence = sentence
        with self.image.hold_sync():  # one message
            self.image.value, self.image.tooltip = png(self.figure.frame()), sentence
        self.words.value = f'<p role="status">{html.escape(sentence)}</p>'

    def _button(self, preset):
        button = widgets.Button(description=preset, layout={"width": "auto"})
        button.on_click(lambda _: self.show(preset))
        return button

    def _repr_mimebundle_(self, **kwargs):
        """The panel where widgets work, its first frame and its sentence where they do not."""
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = b64encode(self.image.value).decode()
        return bundle | {"image/png": picture, "text/plain": self.sentence}
