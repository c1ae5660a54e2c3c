"""Live panels: controls and a drawing that follows them.

A panel is made of a function ``draw(figure, **values)``, which draws for the values of the controls and
returns a sentence that says what is seen, and of ipywidgets controls by the names of its arguments. The
figure is one and the same for every frame, and ``draw`` moves what is on it; each frame is sent as the
new value of one image, so nothing flickers. While a slider is dragged its events are gathered: a frame
is drawn for the newest values, never for a queue of old ones. A ``draw`` that takes long is one
``in_steps``, or a generator: after 0.3 s the panel says what it computes, dims its picture and can be stopped. An
exception is shown in the panel, in words, and the next valid value takes it away.
"""

import html
import inspect
import re
from base64 import b64encode

import ipywidgets as widgets
from traitlets import Dict, Unicode

from nnlib.engine.checks import one_of
from nnlib.show.controls import acted, fitting, fitting_action
from nnlib.show.language import translated
from nnlib.show.parts import STYLE, Frame, Progress, grouped
from nnlib.show.picture import Picture
from nnlib.show.pixels import packed, png
from nnlib.show.player import Player
from nnlib.show.steps import finish
from nnlib.show.table import table
from nnlib.show.work import Work, in_page

HYPHEN = re.compile(r"(?<![\w.])-(?=\.?\d)")  # before a number, where a minus sign belongs; not that of 1e-05


class Panel(widgets.VBox):
    """A picture that ``draw(figure, **values)`` makes of the values of the controls beside it.

    ``controls``: ipywidgets by argument name; see ``slider`` and ``choice``. ``name``: what a link calls the panel.
    ``groups``: names of controls under a heading each. ``presets``: named sets of values, each a button; *Reset* goes
    back to the controls' own values. ``actions``: buttons too, for what is made of the values as they are: by control the
    name of the one whose value it takes, as ``{"Swap": {"x": "y", "y": "x"}}``, or, with "-" before it, minus that value;
    a table and no function, so that a page can act before Python is there. ``values``: where the controls stand at first,
    if not there. ``size``: the figure's width and height, in inches. ``play``: the name of a control that *Play* moves,
    such as an epoch. ValueError for a name or a value that there is not.

    >>> from nnlib.show.controls import slider
    >>> def draw(figure, height): return f"The height is {height:.1f} m."
    >>> panel = Panel(draw, height=slider("height", 1.0, 0, 2, 0.1, unit="m"), values={"height": 1.5})
    >>> panel.sentence
    'The height is 1.5 m.'
    >>> panel.controls["height"].value = 2
    >>> panel.sentence
    'The height is 2.0 m.'
    """

    name = Unicode("").tag(sync=True)
    # What a page must know to act before Python does.
    parts = Dict().tag(sync=True, **widgets.widget_serialization)
    working = Unicode("").tag(sync=True)  # what is being computed, if it takes long

    def __init__(
        self,
        draw,
        *,
        name="",
        groups=None,
        presets=None,
        actions=None,
        values=None,
        size=(5, 4),
        play=None,
        **controls,
    ):
        self.draw, self.controls, self.figure = draw, controls, Picture(*size)
        self._own = self.values
        self.presets = {translated("Reset"): self._own}
        self.presets |= {preset: self._fitting(of_it) for preset, of_it in (presets or {}).items()}
        self.actions = {
            action: fitting_action(action, moves, controls) for action, moves in (actions or {}).items()
        }
        for control, value in self._fitting(values or {}).items():
            controls[control].value = value
        self.image = Frame(format="png", tooltip="", layout={"width": "100%"})
        self.words = widgets.HTML().add_class("nn-words")
        self.progress = Progress(self.stop)
        self.table = widgets.HTML().add_class("nn-table")
        self.below = widgets.Accordion([self.table], titles=[translated("Values as a table")])
        self._work = Work(self._steps, self._show, self._fail, self._tell)
        self.sentence = ""
        if (
            in_page()
        ):  # the saved picture stays there until this one is drawn, and the cell need not wait for it
            self._work.now()
        else:
            self._show(finish(self._steps()))  # an error here is the author's: let it rise
        for control in controls.values():
            control.observe(lambda _: self._work.soon(), "value")
        self.image.observe(lambda _: self._sharpen(), "density")
        self.below.observe(lambda _: self._list_values(), "selected_index")
        self.player = play and Player(controls[one_of("play", play, controls)], lambda: self._work.busy)
        view = widgets.VBox([self.image, self.words, self.progress]).add_class("nn-view")
        pressed = dict.fromkeys(self.presets, self.show) | dict.fromkeys(self.actions, self.act)
        buttons = widgets.HBox([self._button(*each) for each in pressed.items()]).add_class("nn-presets")
        rows = grouped(controls, groups or {})
        if play:
            after = [controls[play] in (row, *getattr(row, "children", ())) for row in rows].index(True) + 1
            rows.insert(after, self.player)
        side = widgets.VBox([*rows, buttons, self.below]).add_class("nn-side")
        both = widgets.Box([view, side]).add_class("nn-both")
        style = widgets.HTML(STYLE, layout={"display": "none"})
        super().__init__([style, both], name=name, parts=self._parts())
        self.add_class("nn-panel")
        self.on_msg(self._move)

    @property
    def values(self):
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, preset):
        """Set the controls to a preset by its name; ValueError for a name there is not."""
        self._set(self.presets[one_of("preset", preset, self.presets)])

    def reset(self):
        """Set the controls back to their own values, as the button does that reads *Reset* in English."""
        self._set(self._own)

    def act(self, action):
        """Set the controls as an action makes them of the values as they are; ValueError for a name there is not."""
        self._set(acted(self.actions[one_of("action", action, self.actions)], self.values))

    def refresh(self):
        """Draw a frame for the values as they are now; what was computed for others is dropped."""
        self._work.now()

    def stop(self):
        """End the work that runs, if any does; the picture stays."""
        if self._work.stop():
            self._say(translated("Stopped: the picture is an earlier one."), "status")

    def _set(self, values):
        with self._work.gathered():  # one frame for all of them
            for name, value in values.items():
                self.controls[name].value = value

    def _fitting(self, values):
        known = {name: self.controls[one_of("a control's name", name, self.controls)] for name in values}
        return {name: fitting(name, control, values[name]) for name, control in known.items()}

    def _steps(self):
        sentence = getattr(self.draw, "steps", self.draw)(self.figure, **self.values)
        return (yield from sentence) if inspect.isgenerator(sentence) else sentence

    def _show(self, sentence):
        self.sentence = sentence = HYPHEN.sub("\u2212", sentence)
        kind, data = packed(self.figure.frame())
        with self.image.hold_sync():  # one message
            self.image.format, self.image.value, self.image.tooltip = kind, data, sentence
        self._say(html.escape(sentence), "status")
        self._list_values()

    def _fail(self, error):
        self.sentence = f"{type(error).__name__}: {error}"
        self._say(f"<b>{translated('No picture.')}</b> {html.escape(self.sentence)}", "alert")

    def _move(self, _, content, buffers):
        """What a hand had moved before Python was there, all at once, so that no frame shows a part of it."""
        with self._work.gathered():
            for name, state in content["moved"].items():
                self.controls[name].set_state(state)

    def _say(self, text, role):
        self.words.value = f'<p role="{role}">{text}</p>'

    def _tell(self, what, share, left):
        self.progress.tell(what, share, left)
        self.working = what
        (self.image.add_class if what else self.image.remove_class)("nn-old")

    def _sharpen(self):
        with self._work.lock:
            self.figure.sharpen(self.image.density)
            self._work.now()

    def _list_values(self):
        self.table.value = table(self.figure) if self.below.selected_index == 0 else ""

    def _parts(self):
        """Which widget is what, the presets, and the values of a list's entries (a page has only their texts)."""
        lists = {name: control for name, control in self.controls.items() if hasattr(control, "index")}
        options = {name: [str(value) for _, value in each._options_full] for name, each in lists.items()}

        def written(values):
            return {name: str(value) if name in lists else value for name, value in values.items()}

        presets = {preset: written(values) for preset, values in self.presets.items()}
        parts = {"image": self.image, "words": self.words, "controls": self.controls}
        parts |= {"play": self.player.parts} if self.player else {}
        return parts | {"options": options, "presets": presets, "actions": self.actions}

    def _button(self, text, press):
        button = widgets.Button(description=text, layout={"width": "auto"})
        button.on_click(lambda _: press(text))
        return button

    def _repr_mimebundle_(self, **kwargs):
        """The panel where widgets work, its first frame and its sentence where they do not."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if not self.sentence:
            return bundle
        picture = b64encode(png(self.figure.frame())).decode()
        return bundle | {"image/png": picture, "text/plain": self.sentence}
