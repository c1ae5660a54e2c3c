"""What a reader sets in the laboratory, and the networks as they start under it.

Where nothing else is said, data, network and rate are those with which TensorFlow Playground opens (Smilkov et al. 2017):
250 points to learn from, as many to be tested on, taken in the same order in each epoch, ten to a step.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnbook.laboratory.data import DATA, own
from nnlib import initializers
from nnlib.activations import Identity, ReLU, Sigmoid, Tanh
from nnlib.engine.checks import one_of, positive, whole
from nnlib.network import Network
from nnlib.show.language import translated

OTHERS = 48
STARTS = {
    "zeros": initializers.zeros,
    "all equal": initializers.constant(0.5),
    "U(-0.5, 0.5)": initializers.uniform(-0.5, 0.5),
    "LeCun": initializers.lecun_normal,
    "Glorot": initializers.glorot_normal,
    "He": initializers.he_normal,
    "orthogonal": initializers.orthogonal(1.0),
    "identity": initializers.identity,
    "1, 2, 3, ...": initializers.linspace(-0.5, 0.5),  # a layer's weights in even steps, one after the other
}
UNITS = {"tanh": Tanh(), "ReLU": ReLU(), "logistic": Sigmoid(), "identity": Identity()}


@dataclass(frozen=True)
class Settings:
    """What the reader sets. ``hidden``: units of each hidden layer; ``scale`` multiplies the first weights.

    >>> Settings(start="He", scale=10.0).start
    'He'
    """

    data: str = "circle"
    points: str = ""  # the reader's own, in writing (data.py)
    noise: float = 0.0
    data_seed: int = 0
    start: str = "U(-0.5, 0.5)"
    scale: float = 1.0
    bias: float = 0.1
    one_bit: bool = False  # whether one weight of the first unit is the next number there is
    hidden: tuple = (4, 2)
    activation: str = "tanh"
    rate: float = 0.03
    batch: int = 10
    seed: int = 0
    look: int = 0  # which start is in the large pictures: the first, or one of the 48 others

    def __post_init__(self):
        one_of("data", self.data, DATA), one_of("start", self.start, STARTS)
        one_of("activation", self.activation, UNITS), own(self.points)
        positive("scale", self.scale), positive("rate", self.rate), whole("batch", self.batch, least=1)
        whole("look", self.look, most=OTHERS)
        if not 1 <= len(self.hidden) <= 4 or not all(1 <= units <= 8 for units in self.hidden):
            raise ValueError(f"hidden must name one to four layers of one to eight units, not {self.hidden}")


# What the buttons of the ten-minute tour set; all else is as the laboratory opens.
STATIONS = {
    "1 All equal": {"start": "all equal", "hidden": (2,), "rate": 0.1},
    "2 One bit": {"start": "all equal", "hidden": (2,), "rate": 0.1, "one_bit": True},
    "3 The same again, and another": {"data": "XOR"},
    "4 How lucky?": {"data": "XOR", "activation": "ReLU"},
    "5 Too small, too large": {"start": "Glorot", "hidden": (8, 8), "scale": 0.01, "bias": 0.0},
    "6 Deep": {"start": "U(-0.5, 0.5)", "hidden": (8, 8, 8, 8), "scale": 0.2, "bias": 0.0},
}
# Their buttons, and what the panel asks there.
BUTTONS = {
    "1 All equal": translated("1 All equal"),
    "2 One bit": translated("2 One bit"),
    "3 The same again, and another": translated("3 The same again, and another"),
    "4 How lucky?": translated("4 How lucky?"),
    "5 Too small, too large": translated("5 Too small, too large"),
    "6 Deep": translated("6 Deep"),
}
QUESTIONS = {
    "1 All equal": translated(
        "All first weights are equal. What shape will the border have after 100 epochs? Then press Play."
    ),
    "2 One bit": translated(
        "One weight is one bit larger. Will the two units part? Press Play, and watch the scale under the network."
    ),
    "3 The same again, and another": translated(
        "Play, Rewind, Play: what will be the same the second time? Then New start, Play."
    ),
    "4 How lucky?": translated(
        "How many of the 48 other starts will learn? Does waiting help the rest? Guess, then press Play, and wait for epoch 200."
    ),
    "5 Too small, too large": translated(
        "First weights times 0.01: who will learn? Press Play. Then set the slider “times” to 1 and press Play; then to 100."
    ),
    "6 Deep": translated(
        "Four layers and small first weights: who will learn? Press Play. "
        "Then choose “Glorot” in the list “start”, set the slider “times” to 1, and press Play."
    ),
}


def question(settings):
    """What the station that has these settings asks; "" where none has.

    >>> question(Settings())
    ''
    """
    these = replace(settings, look=0)
    return next((text for name, text in QUESTIONS.items() if station(name) == these), "")


def station(name):
    """The settings of a station of the tour, by its name; ValueError for a name there is not.

    >>> station("4 How lucky?").activation
    'ReLU'
    """
    return Settings(**STATIONS[one_of("station", name, STATIONS)])


def networks(settings, seeds):
    """The networks of these ``seeds`` as they start: an ensemble.

    >>> networks(Settings(hidden=(8, 8)), range(49))
    Network(2-8-8-1, Tanh(), ensemble of (49,))
    """
    make, units = STARTS[settings.start], UNITS[settings.activation]

    def scaled(rng, fan_out, fan_in):
        return settings.scale * make(rng, fan_out, fan_in)

    sizes, activations = [2, *settings.hidden, 1], [units] * len(settings.hidden) + [Tanh()]
    net = Network.initialized(sizes, scaled, activations, seed=list(seeds), bias=settings.bias)
    if settings.one_bit:
        first = net.array[int(net.has_bias)]  # the first unit's weight from x1
        first[...] = np.nextafter(first, np.inf)
    return net
