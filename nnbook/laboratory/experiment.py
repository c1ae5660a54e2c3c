"""One experiment of the laboratory: what is set, and networks that learn side by side under it.

The networks are one ensemble. Its first member is the one that is looked at; the others have the next forty-eight
seeds and the same settings otherwise, to tell whether what is seen was luck. Where nothing else is said, data, network
and rate are those with which TensorFlow Playground opens (Smilkov et al. 2017): 250 points to learn from, as many to
be tested on, taken in the same order in each epoch, ten to a step.
"""

from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np

from nnlib import datasets, initializers
from nnlib.activations import Identity, ReLU, Sigmoid, Tanh
from nnlib.engine.checks import one_of, positive, whole
from nnlib.losses import HalfSquaredError
from nnlib.network import Network
from nnlib.training import sgd

OTHERS, POINTS, LEARNED = 48, 500, 0.95
DATA = {
    "circle": datasets.circle,
    "XOR": datasets.xor,
    "two clouds": datasets.gaussians,
    "spiral": datasets.spiral,
}
STARTS = {
    "zeros": initializers.zeros,
    "all equal": initializers.constant(0.5),
    "U(-0.5, 0.5)": initializers.uniform(-0.5, 0.5),
    "LeCun": initializers.lecun_normal,
    "Glorot": initializers.glorot_normal,
    "He": initializers.he_normal,
    "orthogonal": initializers.orthogonal(1.0),
    "identity": initializers.identity,
    "evenly spaced": initializers.linspace(-0.5, 0.5),
}
UNITS = {"tanh": Tanh(), "ReLU": ReLU(), "logistic": Sigmoid(), "identity": Identity()}


@dataclass(frozen=True)
class Settings:
    """What the reader sets. ``hidden``: units of each hidden layer; ``scale`` multiplies the first weights.

    >>> Settings(start="He", scale=10.0).start
    'He'
    """

    data: str = "circle"
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

    def __post_init__(self):
        one_of("data", self.data, DATA), one_of("start", self.start, STARTS)
        one_of("activation", self.activation, UNITS)
        positive("scale", self.scale), positive("rate", self.rate), whole("batch", self.batch, least=1)
        if not 1 <= len(self.hidden) <= 4 or not all(1 <= units <= 8 for units in self.hidden):
            raise ValueError(f"hidden must name one to four layers of one to eight units, not {self.hidden}")


def points(settings):
    """The points to learn from and those to be tested on: x (250, 2), y (250, 1), x and y of the others.

    >>> x, y, x_test, y_test = points(Settings())
    >>> x.shape, y_test.shape
    ((250, 2), (250, 1))
    """
    rng = np.random.default_rng(settings.data_seed)
    x, y = DATA[settings.data](rng, POINTS, noise=settings.noise)
    mixed = rng.permutation(len(x))
    learn, test = mixed[: len(x) // 2], mixed[len(x) // 2 :]
    return x[learn], y[learn], x[test], y[test]


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


class Experiment:
    """Settings, and how far its networks have learned: ``advance`` goes on, ``rewind`` goes back to the same start.

    ``others``: how many other starts learn beside the one that is looked at.

    ``epoch``: how many are done. ``networks``: the ensemble as it is. ``losses``: of the network looked at, a pair
    (training, test) for each epoch from the start on. ``accuracy``, ``accuracies``: the share of the test points on
    the right side, of that network and of all members.

    >>> experiment = Experiment(Settings(data="two clouds"))
    >>> experiment.advance(3)
    >>> experiment.epoch, int((experiment.accuracies > LEARNED).sum())
    (3, 49)
    """

    def __init__(self, settings, others=OTHERS):
        self.settings, self.others, self.points = settings, others, points(settings)
        self.rewind()

    def rewind(self):
        """Go back to the same first weights, bit for bit."""
        seeds = range(self.settings.seed, self.settings.seed + 1 + self.others)
        self.networks, self.epoch, self.losses = networks(self.settings, seeds), 0, []
        x, y, _, _ = self.points
        batch = min(self.settings.batch, len(x))
        options = {"learning_rate": self.settings.rate, "loss": HalfSquaredError("mean"), "batch_size": batch}
        self._epochs = sgd(self.networks, x, y, order=repeat(np.arange(len(x))), **options)
        self._record()

    def again(self, **changes):
        """Another experiment with some settings changed.

        >>> Experiment(Settings()).again(seed=5).settings.seed
        5
        """
        return Experiment(replace(self.settings, **changes))

    def advance(self, epochs=1):
        """Learn on for some epochs."""
        for _ in range(epochs):
            self.networks = next(self._epochs).network
            self.epoch += 1
            self._record()

    @property
    def accuracy(self):
        return self._right(self.looked_at)

    @property
    def accuracies(self):
        return self._right(self.networks)

    def _right(self, network):
        _, _, x, y = self.points
        return (network.predict(x) == y).mean(axis=(-2, -1))

    @property
    def lost(self):
        """Which members have diverged: their weights are no numbers any more."""
        return ~np.isfinite(self.networks.parameters).all(axis=-1)

    @property
    def for_pictures(self):
        """The ensemble in half the precision, which no eye sees and which is drawn in half the time."""
        return self.networks.with_array(self.networks.array.astype(np.float32), self.networks.ensemble)

    @property
    def for_the_plane(self):
        """The network that is looked at, the same way."""
        return self.networks.with_array(self.networks.array[:, :1].astype(np.float32), ())

    @property
    def looked_at(self):
        """The network that is looked at, alone."""
        return self.networks.with_array(self.networks.array[:, :1].copy(), ())

    def _record(self):
        x, y, x_test, y_test = self.points
        loss, net = HalfSquaredError("mean"), self.looked_at
        self.losses.append((float(loss(net(x), y)), float(loss(net(x_test), y_test))))
