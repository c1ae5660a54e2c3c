"""The laboratory as a reader sees it: settings, four pictures, and the buttons that make it run.

On a page the first view is the saved one. What a hand moves there before Python has come arrives as one message.

While it plays, a tick learns some epochs and draws; the next one comes when a sixtieth of a second is over, or later
where learning and drawing take longer, with a rest in which the hand is heard. The pictures that cost most are drawn
less often. Nothing that the reader sets is lost: a run that diverges stays on the screen and says so.
"""

import asyncio
import html
import time
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import fields, replace
from importlib.resources import files

import ipywidgets as widgets
from traitlets import Dict, Unicode

from nnbook.laboratory import drawing
from nnbook.laboratory.experiment import DATA, OTHERS, STARTS, UNITS, Experiment, Settings
from nnlib.engine.checks import one_of
from nnlib.show.controls import choice, steps
from nnlib.show.parts import Frame
from nnlib.show.picture import Picture
from nnlib.show.pixels import packed, png

# Each picture: how it is drawn, its size in inches, and in how many ticks it is drawn once.
PICTURES = {
    "plane": (drawing.draw_plane, (4, 4), 1),
    "network": (drawing.draw_network, (4.8, 4), 2),
    "losses": (drawing.draw_losses, (4.2, 1.9), 1),
    "others": (drawing.draw_others, (4.2, 3.2), 4),
}
SCALES = [0.001, 0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0]
RATES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0]
LAYERS = [(2,), (4,), (8,), (4, 2), (8, 8), (4, 4, 4), (8, 8, 8), (2, 2, 2, 2), (8, 8, 8, 8)]
STYLE = f"<style>{(files('nnbook') / 'laboratory' / 'panel.css').read_text(encoding='utf-8')}</style>"
LAST = 9999  # the last number of a start, or of data
TICK, REST = 1 / 60, 0.002  # seconds from tick to tick at least; and between two
# What the buttons of the ten-minute tour set; all else is as the laboratory opens.
STATIONS = {
    "1 All equal": {"start": "all equal", "hidden": (2,), "rate": 0.1},
    "2 One bit": {"start": "all equal", "hidden": (2,), "rate": 0.1, "one_bit": True},
    "3 Again, and another": {"data": "XOR"},
    "4 Luck": {"data": "XOR", "activation": "ReLU"},
    "5 Too small, too large": {"start": "Glorot", "hidden": (8, 8), "scale": 0.01, "bias": 0.0},
    "6 Deep": {"start": "U(-0.5, 0.5)", "hidden": (8, 8, 8, 8), "scale": 0.2, "bias": 0.0},
}


def station(name):
    """The settings of a station of the tour, by its name; ValueError for a name there is not.

    >>> station("4 Luck").activation
    'ReLU'
    """
    return Settings(**STATIONS[one_of("station", name, STATIONS)])


class Laboratory(widgets.VBox):
    """Settings, pictures and *Play*, *Pause*, *Step*, *Rewind* and *New start*.

    settings: what it opens with, as keywords of ``Settings``. ValueError for a setting there is not. ``name`` and
    ``parts`` are for a page, as those of ``nnlib.live.Panel``.

    >>> laboratory = Laboratory(data="two clouds", start="He")
    >>> laboratory.step()
    >>> laboratory.experiment.epoch
    1
    """

    name = Unicode("laboratory").tag(sync=True)
    parts = Dict().tag(sync=True, **widgets.widget_serialization)
    working = Unicode("").tag(sync=True)

    def __init__(self, **settings):
        first = Settings(**settings)
        self.controls = {
            "data": choice("data", list(DATA), first.data),
            "start": choice("start", list(STARTS), first.start),
            "scale": steps("times", SCALES, first.scale),
            "bias": choice("biases", [0.0, 0.1], first.bias),
            "hidden": choice("layers", [("-".join(map(str, h)), h) for h in LAYERS], first.hidden),
            "activation": choice("units", list(UNITS), first.activation),
            "rate": steps("rate", RATES, first.rate),
            "batch": steps("batch", [1, 5, 10, 30, 250], first.batch),
            "noise": steps("noise", [0.0, 0.1, 0.2, 0.3, 0.5], first.noise),
            "one_bit": choice("one weight", [("as it is", False), ("one bit larger", True)], first.one_bit),
            "seed": _number("start no.", first.seed),
            "data_seed": _number("data no.", first.data_seed),
        }
        self.speed = steps("epochs a tick", [1, 2, 5, 10, 50], 1)
        self.figures = {name: Picture(*size) for name, (_, size, _) in PICTURES.items()}
        self.frames = {name: Frame(format="png", layout={"width": "100%"}) for name in PICTURES}
        self.words = {name: widgets.HTML() for name in PICTURES}
        self.message = widgets.HTML()
        self._ticks, self._playing, self._setting = 0, False, False
        self.experiment = Experiment(first)
        self.draw()
        for control in self.controls.values():
            control.observe(self._set, "value")
        self.frames["plane"].observe(lambda change: self._sharpen(change["new"]), "density")
        actions = {
            "Play": self.play,
            "Pause": self.pause,
            "Step": self.step,
            "Rewind": self.rewind,
            "New start": self.new_start,
            "New data": self.new_data,
        }
        self.buttons = {name: widgets.Button(description=name, layout={"width": "auto"}) for name in actions}
        self.buttons["Play"].button_style = "primary"
        for name, action in actions.items():
            self.buttons[name].on_click(lambda _, action=action: self._told(action))
        super().__init__(self._laid_out(), parts=self._parts())
        self.add_class("nn-lab")
        self.on_msg(self._move)

    @property
    def values(self):
        """What the controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def play(self):
        """Learn and draw until *Pause*."""
        if not self._playing:
            self._playing = True
            self._tick()

    def pause(self):
        """Stop where it is."""
        self._playing = False

    def step(self):
        """One epoch."""
        self.pause()
        self.experiment.advance()
        self.draw()

    def rewind(self):
        """Back to the same first weights."""
        self.pause()
        self.experiment.rewind()
        self.draw()

    def new_start(self):
        """Other first weights, for the network that is looked at and for the others; the data stay."""
        self.controls["seed"].value = (self.experiment.settings.seed + 1 + OTHERS) % (LAST + 1)

    def new_data(self):
        """Other points of the same kind; the first weights stay."""
        self.controls["data_seed"].value = (self.experiment.settings.data_seed + 1) % (LAST + 1)

    def set(self, **settings):
        """Set several controls at once, and begin anew; ValueError for a setting there is not."""
        with self._gathered():
            for name, value in settings.items():
                if name in self.controls:
                    self.controls[name].value = value
        self._begin(**settings)

    def show(self, name):
        """What a button of the tour sets, by its name; ValueError for a name there is not."""
        self.pause()
        self.set(**_by_name(self.controls, station(name)))

    def draw(self):
        """Draw the pictures; while it plays, those whose turn it is."""
        for name, (draw, _, ticks) in PICTURES.items():
            if not self._playing or self._ticks % ticks == 0:
                sentence = draw(self.figures[name], self.experiment)
                kind, data = packed(self.figures[name].frame())
                with self.frames[name].hold_sync():
                    self.frames[name].format, self.frames[name].value = kind, data
                    self.frames[name].tooltip = sentence
                self.words[name].value = html.escape(sentence)

    def _tick(self):
        """Learn and draw once, and call itself again while it plays."""
        if not self._playing:
            return
        start = time.perf_counter()
        self._ticks += 1
        if not self._told(lambda: (self.experiment.advance(self.speed.value), self.draw())):
            return
        spent = time.perf_counter() - start
        asyncio.get_running_loop().call_later(max(TICK - spent, REST), self._tick)

    def _begin(self, **changes):
        """A new experiment with these settings, and its first picture; play goes on."""
        known = {field.name for field in fields(Settings)}
        unknown = set(changes) - known
        if unknown:
            raise ValueError(f"there is no setting {min(unknown)!r}; there are {', '.join(sorted(known))}")
        self.experiment = Experiment(replace(self.experiment.settings, **changes))
        self._ticks = 0
        self.draw()

    @contextmanager
    def _gathered(self):
        """Several controls that are set as one."""
        self._setting = True
        try:
            yield
        finally:
            self._setting = False

    def _set(self, change):
        if not self._setting:
            self._told(lambda: self._begin(**self.values))

    def _move(self, _, content, buffers):
        """What a hand had moved before Python was there, all at once; how far a recorded run was; whether it plays."""
        if "moved" in content:
            with self._gathered():
                for name, state in content["moved"].items():
                    self.controls[name].set_state(state)
            self._set(None)
        if "epoch" in content:
            self._told(lambda: (self.experiment.advance(content["epoch"]), self.draw()))
        if "playing" in content:
            (self.play if content["playing"] else self.pause)()

    def _sharpen(self, density):
        """As many pixels as the page's screen has."""
        for figure in self.figures.values():
            figure.sharpen(density)
        self.draw()

    def _told(self, action):
        """Do it; an error is told in words, and ends playing. Whether it went well."""
        try:
            action()
            self.message.value = ""
            return True
        except Exception as error:  # whatever it is, the reader is told
            self._playing = False
            self.message.value = f'<p role="alert">{html.escape(f"{type(error).__name__}: {error}")}</p>'
            return False

    def _laid_out(self):
        def pane(*names, width):
            parts = [part for name in names for part in (self.frames[name], self.words[name])]
            return widgets.VBox(parts, layout={"flex": f"1 1 {width}px"})

        for control in self.controls.values():
            control.layout, control.style.description_width = {"width": "auto"}, "5.5em"
        self.speed.layout = {"flex": "1 1 16em", "max_width": "24em"}
        rows = {
            "tour": [self._station(name) for name in STATIONS],
            "run": [*self.buttons.values(), self.speed],
            "panes": [
                pane("plane", width=260),
                pane("network", width=310),
                pane("others", "losses", width=260),
            ],
            "settings": self.controls.values(),
        }
        boxes = [widgets.Box(list(row), layout={"flex_flow": "row wrap"}) for row in rows.values()]
        for name, box in zip(rows, boxes):
            box.add_class(f"nn-lab-{name}")
        boxes[0].add_class("nn-presets")
        boxes[-1].add_class("nn-side")
        style = widgets.HTML(STYLE, layout={"display": "none"})
        return [style, *boxes, self.message]

    def _station(self, name):
        button = widgets.Button(description=name, layout={"width": "auto"})
        button.on_click(lambda _: self._told(lambda: self.show(name)))
        return button

    def _parts(self):
        """What ``nnlib.live.Panel`` says of itself, of the laboratory."""
        lists = {name: control for name, control in self.controls.items() if hasattr(control, "index")}
        options = {name: [str(value) for _, value in each._options_full] for name, each in lists.items()}

        def written(settings):
            values = _by_name(self.controls, settings)
            return {name: str(value) if name in lists else value for name, value in values.items()}

        parts = {"image": self.frames["plane"], "words": self.words["plane"], "controls": self.controls}
        parts["pictures"] = {name: [self.frames[name], self.words[name]] for name in PICTURES}
        return parts | {"options": options, "presets": {name: written(station(name)) for name in STATIONS}}

    def _repr_mimebundle_(self, **kwargs):
        """The laboratory where widgets work, its plane and what is seen there where they do not."""
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = b64encode(png(self.figures["plane"].frame())).decode()
        return bundle | {"image/png": picture, "text/plain": self.frames["plane"].tooltip}


def _by_name(controls, settings):
    """The settings that have a control, by their names."""
    return {name: getattr(settings, name) for name in controls}


def _number(label, value):
    return widgets.BoundedIntText(value, min=0, max=LAST, description=label, tooltip=label)
