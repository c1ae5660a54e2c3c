"""Live panels: controls and a drawing that follows them.

A panel is made of a function ``draw(figure, **values)``, which draws for the values of the controls and
returns a sentence that says what is seen, and of ipywidgets controls by the names of its arguments. The
figure is one and the same for every frame, and ``draw`` moves what is on it; each frame is sent as the
new value of one image, so nothing flickers. While a slider is dragged its events are gathered: a frame
is drawn for the newest values, never for a queue of old ones. A ``draw`` that takes long is a generator: it
yields what it computes and how much of it is done, and between two such words the panel hears the hand. An
exception is shown in the panel, in words, and the next valid value takes it away.
"""

import asyncio
import html
import inspect
import threading
import time
from base64 import b64encode
from importlib.resources import files

import ipywidgets as widgets
from traitlets import Dict, Float, TraitError, Unicode

from nnlib.engine.checks import one_of
from nnlib.show.picture import Picture
from nnlib.show.pixels import packed
from nnlib.show.table import table

STYLE = f"<style>{(files('nnlib') / 'show' / 'panel.css').read_text(encoding='utf-8')}</style>"
SLICE, PATIENCE = 0.03, 0.3  # seconds of work between two looks at the hand; seconds without a sign of work


class Frame(widgets.Image):
    """An image whose ``tooltip`` becomes its title, which is what a screen reader says.

    ``density``: how many pixels are drawn for one of the figure's hundred an inch; the page asks for its screen's.
    The browser's side of ipywidgets asks for a description before it sets a title; Image has none.

    >>> Frame(tooltip="a boundary").tooltip
    'a boundary'
    """

    description = Unicode("").tag(sync=True)
    density = Float(1.0).tag(sync=True)


class Panel(widgets.VBox):
    """A picture that ``draw(figure, **values)`` makes of the values of the controls beside it.

    ``controls``: ipywidgets by argument name; see ``slider`` and ``choice``. ``name``: what a link calls the panel.
    ``groups``: names of controls under a heading each. ``presets``: named sets of values, each a button; *Reset* goes
    back to the first values. ``values``: where the controls stand at first, if not there. ``size``: the figure, in
    inches. ValueError for a name or a value that there is not.

    >>> from nnlib.show.controls import slider
    >>> def draw(figure, height): return f"The height is {height:.1f} m."
    >>> panel = Panel(draw, height=slider("height", 1, 0, 2, 0.1, unit="m"))
    >>> panel.controls["height"].value = 2
    >>> panel.sentence
    'The height is 2.0 m.'
    """

    name = Unicode("").tag(sync=True)
    parts = Dict().tag(
        sync=True, **widgets.widget_serialization
    )  # what a page must know to act before Python does
    working = Unicode("").tag(sync=True)  # what is being computed, if it takes long

    def __init__(self, draw, *, name="", groups=None, presets=None, values=None, size=(5, 4), **controls):
        self.draw, self.controls = draw, controls
        self.figure = Picture(*size)
        self.presets = {"Reset": self.values, **(presets or {})}
        self._work, self._waiting, self._next = None, False, 0.0
        self._drawing = threading.RLock()  # JupyterLab moves sliders in one thread and runs cells in another
        self.image = Frame(format="png", tooltip="", layout={"width": "100%"})
        self.words = widgets.HTML().add_class("nn-words")
        self.bar = widgets.FloatProgress(max=1, layout={"flex": "1 1 8em"})
        self.what = widgets.HTML()
        halt = widgets.Button(description="Stop", layout={"width": "auto"})
        halt.on_click(lambda _: self.stop())
        self.progress = widgets.HBox([self.what, self.bar, halt], layout={"visibility": "hidden"})
        self.table = widgets.HTML().add_class("nn-table")
        self.below = widgets.Accordion([self.table], titles=["Values as a table"])
        for wanted, value in (values or {}).items():
            self._set(wanted, value)
        self._show(self._through(self._steps()))  # an error here is the author's: let it rise
        for control in controls.values():
            control.observe(self._changed, "value")
        self.image.observe(lambda _: self._sharpen(), "density")
        self.below.observe(lambda _: self._list_values(), "selected_index")
        view = widgets.VBox([self.image, self.words, self.progress]).add_class("nn-view")
        buttons = widgets.HBox([self._button(preset) for preset in self.presets]).add_class("nn-presets")
        side = widgets.VBox([*self._grouped(groups or {}), buttons, self.below]).add_class("nn-side")
        both = widgets.Box([view, side]).add_class("nn-both")
        super().__init__(
            [widgets.HTML(STYLE, layout={"display": "none"}), both], name=name, parts=self._parts()
        )
        self.add_class("nn-panel")

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
        """Draw a frame for the values as they are now; what was computed for others is dropped."""
        with self._drawing:
            self._waiting, self._began, self._work = False, time.perf_counter(), self._steps()
            self._go_on(self._work)

    def stop(self):
        """End the work that runs, if any does; the picture stays."""
        if self._work:
            self._end()
            self._say("Stopped: the picture is an earlier one.", "status")

    def _steps(self):
        sentence = self.draw(self.figure, **self.values)
        return (yield from sentence) if inspect.isgenerator(sentence) else sentence

    def _through(self, work):
        while True:
            try:
                next(work)
            except StopIteration as end:
                return end.value

    def _go_on(self, work):
        """Draw on, until it is done or the hand must be heard; unless newer values have taken its place."""
        with self._drawing:
            if work is not self._work:
                return
            start, loop = time.perf_counter(), _loop()
            try:
                while True:
                    what, share = next(work)
                    now = time.perf_counter()
                    if loop and now - start > SLICE:
                        self._tell(what, share, now - self._began)
                        loop.call_later(0.001, self._go_on, work)
                        return
            except StopIteration as done:
                self._end()
                self._show(done.value)
            except Exception as error:  # whatever it is, the person at the slider is told
                self._end()
                self.sentence = f"{type(error).__name__}: {error}"
                self._say(f"<b>No picture.</b> {html.escape(self.sentence)}", "alert")
            end = time.perf_counter()
            self._next = end + 0.001 + (end - start) / 3  # a rest, in which the messages that waited get in

    def _tell(self, what, share, seconds):
        if seconds < PATIENCE:
            return
        left = f", {seconds * (1 - share) / share:.0f} s left" if share > 0 else ""
        self.bar.value, self.what.value = share, html.escape(f"{what}{left}")
        if not self.working:
            self.progress.layout.visibility, self.working = "visible", what
            self.image.add_class("nn-old")

    def _end(self):
        self._work = None
        if self.working:
            self.progress.layout.visibility, self.working = "hidden", ""
            self.image.remove_class("nn-old")

    def _changed(self, change):
        if self._waiting:
            return
        rest, loop = self._next - time.perf_counter(), _loop()
        if rest <= 0 or not loop:  # a plain Python session has no loop to wait in
            self.refresh()
        else:
            self._waiting = True
            loop.call_later(rest, self.refresh)

    def _show(self, sentence):
        self.sentence = sentence
        kind, data = packed(self.figure.frame())
        with self.image.hold_sync():  # one message
            self.image.format, self.image.value, self.image.tooltip = kind, data, sentence
        self._say(html.escape(sentence), "status")
        self._list_values()

    def _say(self, text, role):
        self.words.value = f'<p role="{role}">{text}</p>'

    def _sharpen(self):
        with self._drawing:
            self.figure.sharpen(self.image.density)
            self.refresh()

    def _list_values(self):
        self.table.value = table(self.figure) if self.below.selected_index == 0 else ""

    def _set(self, name, value):
        control = self.controls[one_of("values", name, self.controls)]
        try:
            control.value = value
        except TraitError as error:
            raise ValueError(f"values: {name} cannot be {value!r}: {error}") from None
        if control.value != value:
            raise ValueError(f"values: {name} must lie from {control.min} to {control.max}, not be {value!r}")

    def _grouped(self, groups):
        """The controls under their headings, and after them those that have none; short names under a heading."""
        inside = [name for names in groups.values() for name in names]
        for heading, names in groups.items():
            for control in (self.controls[one_of("groups", name, self.controls)] for name in names):
                if control.description.lower().startswith(f"{heading}, ".lower()):
                    control.description = control.description[len(heading) + 2 :]
            title = widgets.HTML(f"<b>{html.escape(heading)}</b>").add_class("nn-heading")
            yield widgets.VBox([title, *(self.controls[name] for name in names)]).add_class("nn-group")
        yield from (control for name, control in self.controls.items() if name not in inside)

    def _parts(self):
        """For a page: which widget is what, the presets, and the values of a list's entries (it has only their texts)."""
        lists = {name: control for name, control in self.controls.items() if hasattr(control, "index")}
        options = {name: [str(value) for _, value in each._options_full] for name, each in lists.items()}

        def written(values):
            return {name: str(value) if name in lists else value for name, value in values.items()}

        presets = {preset: written(values) for preset, values in self.presets.items()}
        parts = {"image": self.image, "words": self.words, "controls": self.controls}
        return parts | {"options": options, "presets": presets}

    def _button(self, preset):
        button = widgets.Button(description=preset, layout={"width": "auto"})
        button.on_click(lambda _: self.show(preset))
        return button

    def _repr_mimebundle_(self, **kwargs):
        """The panel where widgets work, its first frame and its sentence where they do not."""
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = b64encode(self.image.value).decode()
        return bundle | {"image/png": picture, "text/plain": self.sentence}


def _loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
