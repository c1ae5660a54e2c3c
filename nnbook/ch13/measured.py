"""Experiments of chapter 13 that no other chapter has: each puts one printed sentence to the test.

The data are the book's: the handwritten digits of chapter 10, the lecture's four corners, a half-plane, and the circle
of TensorFlow Playground.
"""

import numpy as np

from nnbook.documents import lecture
from nnbook.laboratory.experiment import LEARNED, Experiment
from nnbook.laboratory.settings import Settings
from nnlib.activations import Activation, Identity, ReLU, Sigmoid
from nnlib.datasets import digits
from nnlib.engine.checks import whole
from nnlib.initializers import constant, glorot_normal, glorot_uniform, he_normal, variance_scaling, zeros
from nnlib.losses import CrossEntropy, SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.training import train

OR = [0, 1, 1, 1]


class Selu(Activation):
    """b net above 0, and a b (e^net - 1) below, with constants that keep mean 0 and variance 1 (Klambauer et al. 2017).

    >>> Selu()([1.0, 0.0, -50.0]).round(4).tolist(), Selu().derivative([1.0, -50.0]).round(4).tolist()
    ([1.0507, 0.0, -1.7581], [1.0507, 0.0])
    """

    a, b = 1.6732632423543772, 1.0507009873554805

    def f(self, net, out):
        below = self.a * np.expm1(np.minimum(net, 0))
        return np.multiply(self.b, np.where(net > 0, net, below), out=out)

    def f_slope(self, output, out):
        return np.add(self.b, np.where(output > 0, 0, output + (self.a - 1) * self.b), out=out)


def variances(activation, gain=1.0, depth=100, width=200, seeds=range(5)):
    """The variance of what each layer sends, the mean of some networks: (depth,); weights of variance gain^2 / width.

    >>> variances(Identity(), depth=3).round(1).tolist()
    [1.0, 1.0, 1.0]
    """
    start, sizes = variance_scaling(gain**2, "in", "normal"), [width] * (1 + whole("depth", depth, least=1))
    x, found = np.random.default_rng(0).normal(size=(50, width)), []
    for seed in seeds:
        net = Network.initialized(sizes, start, activation, seed=seed, bias=None, exact=False)
        found.append([h.var() for h in net.forward(x)[1:]])
    return np.mean(found, axis=0)


def half_plane():
    """300 points and the side of a line that each is on: x (300, 2), y (300, 1), 0 or 1."""
    x = np.random.default_rng(0).normal(size=(300, 2))
    return x, (x @ [[1.0], [-2.0]] > 0) * 1.0


def from_zeros(activation, steps=500):
    """The share of ``half_plane`` that a 2-4-1 network has right after full-batch steps at rate 2 from zeros.

    >>> from_zeros(Sigmoid()), round(from_zeros(ReLU()), 2)
    (1.0, 0.52)
    """
    x, y = half_plane()
    net = Network.initialized([2, 4, 1], zeros, [activation, Sigmoid()], seed=0)
    options = {"learning_rate": 2.0, "loss": CrossEntropy(), "batch_size": None}
    net = train(net, x, y, epochs=steps, **options).network
    return float(((net(x) > 0.5) == y).mean())


def steps_for_or(scale, starts=20):
    """The steps in which the lecture's network learns OR from ``scale`` times normal weights, the median; inf for never.

    >>> steps_for_or(0.01) < 60, steps_for_or(0.0)
    (True, inf)
    """
    net = lecture.scaled([1.0], range(starts))
    net = net.with_parameters(scale * net.parameters)
    run = lecture.learn_corners(net, OR, epochs=1000, until=lambda epoch: epoch.loss < 0.1)
    return float(np.median(np.where(run.stopped_at < 0, np.inf, run.stopped_at)))


def constant_slopes():
    """The slopes along the hidden weights of a 3-4-1 tanh network that begins with 0.5 everywhere: (4, 3).

    >>> slopes = constant_slopes()
    >>> bool((slopes == slopes[0]).all()), len(np.unique(slopes))
    (True, 3)
    """
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(20, 3)), rng.integers(0, 2, (20, 1))
    net = Network.initialized([3, 4, 1], constant(0.5), Sigmoid(), seed=0)
    return net.gradient(x, y, CrossEntropy())[1].weights[0]


def awake(bias, layers=10, seeds=range(10)):
    """Of ReLU networks of 64 units a layer, He's start, on the 1,500 digits: in each layer the share of all pairs of unit
    and digit in which the unit fires, and the share of units that never do: (2, seeds, layers).

    >>> awake(0.0, layers=2, seeds=range(2)).round(1).tolist()
    [[[0.5, 0.5], [0.5, 0.5]], [[0.0, 0.0], [0.0, 0.0]]]
    """
    x, found = digits()[0], []
    for seed in seeds:
        sizes = [64] * (1 + whole("layers", layers, least=1))
        sent = Network.initialized(sizes, he_normal, ReLU(), seed=seed, bias=bias, exact=False).forward(x)[1:]
        found.append([[(h > 0).mean() for h in sent], [(h == 0).all(axis=0).mean() for h in sent]])
    return np.swapaxes(found, 0, 1)


def born_dead(width, layers, networks=500):
    """The share of ReLU networks with one input, He's start, whose layer of this number sends nothing at all: (layers,).

    >>> born_dead(4, 1, networks=10).tolist()  # a unit is silent on one side only
    [0.0]
    """
    sizes = [1] + [whole("width", width, least=1)] * whole("layers", layers, least=1)
    net = Network.initialized(sizes, he_normal, ReLU(), seed=range(networks))
    return np.array([(h == 0).all(axis=(1, 2)).mean() for h in net.forward([[1.0], [-1.0]])[1:]])


def failures(bias, sets=10, epochs=300):
    """How many of 50 starts fail on each set of points of the Playground's circle, ReLU units, U(-0.5, 0.5): (sets,).

    >>> failures(0.1, sets=1, epochs=1).shape
    (1,)
    """
    found = []
    for number in range(whole("sets", sets, least=1)):
        settings = Settings(activation="ReLU", bias=bias, data_seed=number, seed=50 * number)
        experiment = Experiment(settings, others=49)
        experiment.advance(epochs)
        found.append((experiment.accuracies < LEARNED).sum())
    return np.array(found)


def digits_right(start, seeds, epochs=1):
    """The share of the 297 test digits that 64-32-10 ReLU networks have right after so many epochs at rate 0.1: (seeds,).

    A seed draws the weights and the order. The same seed has the same order for every start.

    >>> bool(digits_right(glorot_normal, range(3)).min() > 0.8)
    True
    """
    x, y, x_test, y_test = digits()
    units = [ReLU(), Identity()]
    net = Network.initialized([64, 32, 10], start, units, seed=seeds, exact=False)
    orders = [np.random.default_rng(1000 + seed) for seed in seeds]
    options = {"learning_rate": 0.1, "loss": SoftmaxCrossEntropy(), "batch_size": 32}
    net = train(net, x, y, order=orders, epochs=epochs, **options).network
    return (net(x_test).argmax(axis=-1) == y_test.argmax(axis=-1)).mean(axis=-1)


def glorot_pairs(runs=100):
    """``digits_right`` of Glorot's uniform and normal start, run by run: (2, runs).

    >>> glorot_pairs(3).shape
    (2, 3)
    """
    return np.array([digits_right(start, range(runs)) for start in (glorot_uniform, glorot_normal)])
