"""Starts with chance and without, for networks of ReLU units that learn the digits (chapter 12).

Six of them draw nothing: ``identity`` and ``zero_hadamard`` are in nnlib, and so is ``linspace``; the others are here.
All are as large as a layer of ReLU units needs, so that what differs is which units are alike.
"""

import numpy as np

from nnbook.ch10 import deep
from nnlib.activations import Identity, ReLU
from nnlib.datasets import digits
from nnlib.engine.checks import generator, matrix_shape, one_of, positive, whole
from nnlib.initializers import (
    constant,
    glorot_normal,
    he_normal,
    identity,
    linspace,
    orthogonal,
    sign_constant,
    zero_hadamard,
    zeros,
)
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.training import sgd


def sine(rng, fan_out, fan_in):
    """Weights 2 / sqrt(fan_in) times sin 1, sin 2, sin 3 ...: of variance 2 / fan_in as He's, and none random.

    >>> sine(None, 2, 4).round(2).tolist()
    [[0.84, 0.91, 0.14, -0.76], [-0.96, -0.28, 0.66, 0.99]]
    """
    shape = matrix_shape(fan_out, fan_in)
    return 2 / np.sqrt(fan_in) * np.sin(np.arange(1, fan_out * fan_in + 1)).reshape(shape)


def ramp(rng, fan_out, fan_in):
    """Weights in even steps, unit after unit, of variance 2 / fan_in as He's: from -sqrt(6 / fan_in) to sqrt(6 / fan_in).

    >>> ramp(None, 2, 3).round(2).tolist()
    [[-1.41, -0.85, -0.28], [0.28, 0.85, 1.41]]
    """
    end = np.sqrt(6 / matrix_shape(fan_out, fan_in)[1])
    return linspace(-end, end)(rng, fan_out, fan_in)


def mean_of_inputs(rng, fan_out, fan_in):
    """All weights 1 / fan_in: every unit hears the mean of its inputs.

    >>> mean_of_inputs(None, 1, 4).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    return constant(1 / matrix_shape(fan_out, fan_in)[1])(rng, fan_out, fan_in)


def nearly_the_mean(rng, fan_out, fan_in):
    """``mean_of_inputs``, each weight off by a thousandth of its size at random: units that are all but twins.

    >>> bool(abs(4 * nearly_the_mean(np.random.default_rng(0), 3, 4) - 1).max() < 0.004)
    True
    """
    noise = generator("rng", rng).standard_normal(matrix_shape(fan_out, fan_in))
    return mean_of_inputs(rng, fan_out, fan_in) * (1 + 0.001 * noise)


STARTS = {
    "He": he_normal,
    "Glorot": glorot_normal,
    "orthogonal": orthogonal(np.sqrt(2)),
    "signs": sign_constant,
    "identity": identity,
    "ZerO": zero_hadamard,
    "sine": sine,
    "ramp": ramp,
    "constant": mean_of_inputs,
    "nearly constant": nearly_the_mean,
    "zeros": zeros,
}


def network(start, hidden, seed=0, width=64, exact=False):
    """A network for the digits, ``hidden`` layers of ReLU units, begun by the initializer that ``STARTS`` has under a name.

    >>> network("identity", 3)
    Network(64-64-64-64-10, ReLU(), Identity())
    """
    make, hidden = STARTS[one_of("start", start, STARTS)], whole("hidden", hidden, least=1)
    sizes = [64] + [whole("width", width, least=1)] * hidden + [10]
    return Network.initialized(sizes, make, [ReLU()] * hidden + [Identity()], seed=seed, exact=exact)


def learn(net, learning_rate, seed, moments):
    """(loss, net): the loss on all training digits at each of ``moments`` (0 is the start), and the network at the last.

    A lost network has a loss of NaN from then on, and the network is the last that was not lost.

    >>> loss, net = learn(network("identity", 3), 0.1, 0, [0, 10, 20])
    >>> loss.round(2).tolist()
    [2.27, 1.11, 0.63]
    """
    x, y, _, _ = digits()
    cost, rate = SoftmaxCrossEntropy(), positive("learning_rate", learning_rate)
    loss = np.full(len(moments), np.nan)
    loss[0] = cost(net(x), y)
    options = {"learning_rate": rate, "loss": cost, "batch_size": deep.BATCH}
    order = deep.samples(whole("seed", seed), np.diff(moments))
    try:
        for place, epoch in enumerate(sgd(net, x, y, order=order, **options), 1):
            net = epoch.network
            loss[place] = cost(net(x), y)
    except ArithmeticError:  # it diverged
        pass
    return loss, net


def right(net):
    """The share of the test digits that a network sorts right.

    >>> 0 < right(network("identity", 1)) < 0.3
    True
    """
    _, _, x, y = digits()
    return float((net(x).argmax(-1) == y.argmax(-1)).mean())


def learned_smaller(start, factor, hidden=3, seeds=range(5), steps=1000):
    """The loss after so many steps at rate 0.3 of a start whose weights are ``factor`` times as large: (seeds,).

    The start is that of seed 0; a seed is an order of the samples.

    >>> learned_smaller("identity", 1.0, seeds=[0], steps=10).round(1).tolist()
    [0.6]
    """
    net = network(start, hidden)
    net = net.with_parameters(factor * net.parameters)
    return np.array([learn(net, 0.3, seed, [0, steps])[0][-1] for seed in seeds])
