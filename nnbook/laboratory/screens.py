"""The laboratory's pictures on the screen: for each a figure, the widget that shows it, and its sentence. What the picture
shows is the widget's ``tooltip``, for those who hear it.

While it plays, the hand's picture and the losses are drawn each time. The network and the strip may take a share of the time
only: where they cost much, on a slow machine or with a large network, they are drawn less often.
"""

import html
import time

import ipywidgets as widgets

from nnbook.laboratory import described, drawing
from nnlib.show.parts import Frame
from nnlib.show.picture import Picture
from nnlib.show.pixels import packed

# Each picture: how it is drawn and described, its size in inches, the share of the time that it may take (None: all it needs).
PICTURES = {
    "plane": (drawing.draw_plane, described.plane, (4, 4), None),
    "network": (drawing.draw_network, described.network, (4.8, 4), 0.12),
    "losses": (drawing.draw_losses, described.losses, (4.2, 1.9), None),
    "others": (drawing.draw_others, described.others, (4.2, 3.2), 0.12),
}
LONGEST = 0.5  # seconds from one picture to the next


class Screens:
    """``figures``, ``frames`` (widgets) and ``words`` (widgets) of the pictures, by name.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> screens = Screens()
    >>> screens.draw(Experiment(Settings()))
    >>> screens.words["network"].value
    'The two most alike units differ by 0.4.'
    >>> screens.frames["network"].tooltip.split(":")[0]
    'The network in columns, inputs on the left, output on the right'
    """

    def __init__(self):
        self.figures = {name: Picture(*size) for name, (_, _, size, _) in PICTURES.items()}
        self.frames = {name: Frame(format="png", layout={"width": "100%"}) for name in PICTURES}
        self.words = {name: widgets.HTML() for name in PICTURES}
        self._due = dict.fromkeys(PICTURES, 0.0)  # from when on each may be drawn while it plays

    def draw(self, experiment, playing=False):
        """Draw all pictures; ``playing``: those whose turn it is."""
        for name, (draw, describe, _, share) in PICTURES.items():
            start = time.perf_counter()
            if not playing or share is None or start >= self._due[name]:
                self._show(name, draw(self.figures[name], experiment), describe(experiment))
                spent = time.perf_counter() - start
                self._due[name] = start + min(spent / (share or 1), LONGEST) if playing else 0.0

    def sharpen(self, density):
        """As many pixels as the page's screen has."""
        for figure in self.figures.values():
            figure.sharpen(density)

    def _show(self, name, sentence, description):
        kind, data = packed(self.figures[name].frame())
        with self.frames[name].hold_sync():
            self.frames[name].format, self.frames[name].value = kind, data
            self.frames[name].tooltip = description
        self.words[name].value = html.escape(sentence)
