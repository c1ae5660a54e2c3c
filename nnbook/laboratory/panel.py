"""The laboratory as a reader sees it: settings, four pictures, and the buttons that make it run.

On a page the first view is the saved one. What a hand moves there before Python has come arrives as one message.

While it plays, a tick learns some epochs and draws (ticks.py). Nothing that the reader sets is lost: a run that diverges
stays on the screen and says so.
"""

import html
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import fields, replace

import ipywidgets as widgets
from traitlets import Dict, Unicode

from nnbook.laboratory import drawing
from nnbook.laboratory.controls import LAST, buttons_of, by_name, controls_of, fit, for_a_page, laid_out
from nnbook.laboratory.experiment import Experiment
from nnbook.laboratory.screens import Screens
from nnbook.laboratory.settings import OTHERS, QUESTIONS, Settings, question, station
from nnbook.laboratory.ticks import Ticks
from nnlib.show.controls import steps
from nnlib.show.language import translated
from nnlib.show.pixels import png

CLICKED = ["plane", "others"]  # pictures that a page's reader may click into


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
        self.controls = controls_of(first)
        self.speed = steps(translated("epochs a picture"), [1, 2, 5, 10, 50], 1)
        self.speed.layout = {"flex": "1 1 18em", "max_width": "26em"}
        self.speed.style.description_width = "8.5em"
        self.screens = Screens()
        self.figures, self.frames, self.words = self.screens.figures, self.screens.frames, self.screens.words
        self.message, self.question = widgets.HTML(), widgets.HTML(question(first))
        self.ticks, self._setting = Ticks(self._tick), False
        self.experiment = Experiment(first)
        self.draw()
        for control in self.controls.values():
            control.observe(self._set, "value")
        self.frames["plane"].observe(lambda change: self._sharpen(change["new"]), "density")
        self.buttons, stations = buttons_of(self, self._told)
        pictures = {name: [self.frames[name], self.words[name]] for name in self.frames}
        running = [*self.buttons.values(), self.speed]
        rows = laid_out(running, stations, self.question, pictures, self.controls)
        parts = {"image": self.frames["plane"], "words": self.words["plane"], "pictures": pictures}
        parts |= {"buttons": self.buttons, "question": self.question, "questions": list(QUESTIONS.values())}
        parts["areas"] = {name: drawing.area(self.figures[name]) for name in CLICKED}
        super().__init__([*rows, self.message], parts=parts | for_a_page(self.controls))
        self.add_class("nn-lab")
        self.on_msg(self._move)

    @property
    def values(self):
        """What the controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def play(self):
        """Learn and draw until *Pause*."""
        self.ticks.start()

    def pause(self):
        """Stop where it is, with all pictures as they are then."""
        if self.ticks.stop():
            self.draw()

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
        self.set(**by_name(self.controls, station(name)))

    def draw(self):
        """Draw the pictures; while it plays, those whose turn it is."""
        self.screens.draw(self.experiment, self.ticks.going)

    def _tick(self):
        """Learn and draw once; whether that went well."""
        return self._told(lambda: (self.experiment.advance(self.speed.value), self.draw()))

    def _begin(self, **changes):
        """A new experiment with these settings, and its first picture; play goes on."""
        known = {field.name for field in fields(Settings)}
        unknown = set(changes) - known
        if unknown:
            raise ValueError(f"there is no setting {min(unknown)!r}; there are {', '.join(sorted(known))}")
        before = self.experiment.settings
        self.experiment = Experiment(replace(before, **changes))
        now = self.experiment.settings
        fit(self.controls, now.data)
        # What a station asks takes several moves, so it stays until another one is chosen or the data are others.
        self.question.value = question(now) or (self.question.value if now.data == before.data else "")
        self.screens.draw(self.experiment)

    @contextmanager
    def _gathered(self):
        """Several controls that are set as one."""
        self._setting = True
        try:
            yield
        finally:
            self._setting = False

    def _set(self, change):
        """A control has moved: begin anew, or only look at another start."""
        if self._setting:
            return
        if change and change["owner"] is self.controls["look"]:
            self._told(lambda: (self.experiment.look_at(change["new"]), self.draw()))
        else:
            self._told(lambda: self._begin(**self.values))

    def _move(self, _, content, buffers):
        """What a hand had moved before Python was there, all at once; what is asked; how far a recorded run was; whether it plays."""
        if "moved" in content:
            with self._gathered():
                for name, state in content["moved"].items():
                    self.controls[name].set_state(state)
            self._set(None)
        if "asked" in content:  # of which station, counted from 1
            self.question.value = list(QUESTIONS.values())[content["asked"] - 1]
        if "epoch" in content:
            self._told(lambda: self._catch_up(content["epoch"]))
        if "playing" in content:
            (self.play if content["playing"] else self.pause)()

    def _catch_up(self, epoch):
        """Go to where a recorded run was; the page keeps that picture while ``working`` says so."""
        self.working = translated("Catching up to epoch {epoch}").format(epoch=epoch)
        try:
            self.experiment.advance(epoch)
        finally:
            self.working = ""
        self.draw()

    def _sharpen(self, density):
        """As many pixels as the page's screen has."""
        self.screens.sharpen(density)
        self.draw()

    def _told(self, action):
        """Do it; an error is told in words, and ends playing. Whether it went well."""
        try:
            action()
            self.message.value = ""
            return True
        except Exception as error:  # whatever it is, the reader is told
            self.ticks.stop()
            self.message.value = f'<p role="alert">{html.escape(f"{type(error).__name__}: {error}")}</p>'
            return False

    def _repr_mimebundle_(self, **kwargs):
        """The laboratory where widgets work, its plane and what is seen there where they do not."""
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = b64encode(png(self.figures["plane"].frame())).decode()
        return bundle | {"image/png": picture, "text/plain": html.unescape(self.words["plane"].value)}
