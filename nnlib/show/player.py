"""*Play*, *Step* and a speed: a control goes through its values by itself, before the reader's eyes.

Each tick moves the control to its next value, as a hand would, and the panel draws. The next one comes when its time
has come and the picture is there: a slow drawing is shown more slowly, and nothing stands in a queue. It ends at the
last value; played again, it begins with the first. A hand that moves the control pauses it. Where nobody can press
*Pause*, as in a plain Python session, it runs to its end at once.
"""

import time

import ipywidgets as widgets

from nnlib.show.controls import choice, place_of, values_of
from nnlib.show.language import translated
from nnlib.show.work import running_loop

SPEEDS = [1, 2, 5, 10, 20, 50]  # pictures a second
REST = 0.004  # seconds between two ticks at least, in which the hand is heard


class Player(widgets.HBox):
    """Buttons that move ``control``, a slider or a list; ``busy``: whether its picture is still being drawn.

    The speed is set so that all values take some ten seconds.

    >>> from nnlib.show.controls import slider
    >>> player = Player(slider("epoch", 0, 0, 3, 1))
    >>> player.step()
    >>> player.control.value
    1
    >>> player.play()
    >>> player.control.value, player.playing
    (3, False)
    """

    def __init__(self, control, busy=lambda: False):
        self.control, self.busy = control, busy
        self.playing, self._own, self._run = False, False, 0
        self.play_button = self._button(translated("Play"), self.toggle)
        self.step_button = self._button(translated("Step"), self.step)
        usual = next((speed for speed in SPEEDS if len(values_of(control)) <= 12 * speed), SPEEDS[-1])
        self.speed = choice(translated("pictures a second"), SPEEDS, usual)
        self.speed.style.description_width = "initial"
        control.observe(lambda _: self._own or self.pause(), "value")
        super().__init__([self.play_button, self.step_button, self.speed])
        self.add_class("nn-player")

    def play(self):
        """Go on from where the control stands; from its first value if it stands at the last."""
        if self.playing:
            return
        self.playing, self.play_button.description = True, translated("Pause")
        self._run += 1
        anew = not self._left()
        if anew:
            self._move(0)
        if running_loop():
            self._later(1 / self.speed.value if anew else 0, self._run)
            return
        while self._left():
            self._move(place_of(self.control) + 1)
        self.pause()

    def pause(self):
        """Stop where it is."""
        self.playing, self.play_button.description = False, translated("Play")

    def toggle(self):
        """Play, or pause if it plays."""
        (self.pause if self.playing else self.play)()

    def step(self):
        """Move the control by one of its values, and pause."""
        self.pause()
        if self._left():
            self._move(place_of(self.control) + 1)

    @property
    def parts(self):
        """What a page must know to play before Python does."""
        return {
            "control": self.control,
            "play": self.play_button,
            "step": self.step_button,
            "speed": self.speed,
        }

    def _left(self):
        """How many values there are after the one where the control stands."""
        return len(values_of(self.control)) - 1 - place_of(self.control)

    def _move(self, place):
        self._own = True
        try:
            self.control.value = values_of(self.control)[place]
        finally:
            self._own = False

    def _tick(self, run):
        """Move once, and come again while it plays; ``run``: which press of *Play* this tick belongs to."""
        if not self.playing or run != self._run:
            return
        if self.busy():
            self._later(REST, run)
            return
        start = time.perf_counter()
        try:
            self._move(place_of(self.control) + 1)
        except Exception:  # no tick comes any more, so *Play* must not seem to go on
            self.pause()
            raise
        if self._left():
            self._later(max(REST, 1 / self.speed.value - (time.perf_counter() - start)), run)
        else:
            self.pause()

    def _later(self, seconds, run):
        running_loop().call_later(seconds, self._tick, run)

    def _button(self, text, action):
        button = widgets.Button(description=text, tooltip=self.control.tooltip, layout={"width": "auto"})
        button.on_click(lambda _: action())
        return button
