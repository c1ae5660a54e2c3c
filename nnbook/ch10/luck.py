"""How large the signals of one network are, and how large those of many.

A ReLU layer of n units with He's weights multiplies the mean square of its inputs by the random number

    r = (2/n) (g_1^2 + ... + g_k^2),

where g are standard normal numbers and k, how many units are awake, is a binomial number of n coins: net is normal with
the same variance in each unit, whatever the direction of the inputs, and its sign is a coin. So the mean square after L
layers is a product of L such numbers, and 20,000 networks of any depth are simulated without a single matrix. Its
logarithm is a sum of L random numbers, so it is nearly normal, with variance 5L/n and mean -5L/(2n) (Hanin & Nica 2020).
"""

import numpy as np

from nnlib.activations import ReLU
from nnlib.engine.checks import generator, one_of, whole
from nnlib.initializers import he_normal
from nnlib.network import Network

SPREAD = {"He": 5, "orthogonal": 3}  # n times the variance of ln r, to first order


def factors(rng, width, depth, networks, start="He"):
    """What each layer of each network multiplies the mean square with: (depth, networks), 0 where no unit is awake.

    start: "He" for normal weights of variance 2/n, "orthogonal" for root 2 times an orthogonal matrix, which keeps the
    length of net, so that what is random is only how much of it is positive.

    >>> r = factors(np.random.default_rng(0), 64, 10, 1000)
    >>> r.shape, round(float(r.mean()), 2)
    ((10, 1000), 1.0)
    """
    generator("rng", rng)
    one_of("start", start, SPREAD)
    n, depth, networks = (
        whole(name, value, least=1)
        for name, value in [("width", width), ("depth", depth), ("networks", networks)]
    )
    awake = rng.binomial(n, 0.5, (depth, networks))
    positive = rng.gamma(awake / 2, 2)  # the sum of ``awake`` squares of normal numbers
    if start == "He":
        return 2 / n * positive
    return 2 * positive / (positive + rng.gamma((n - awake) / 2, 2))


def dead(width, depth):
    """The chance that a given input is lost: in one of ``depth`` layers no unit is awake, 1 - (1 - 2^-width)^depth.

    >>> round(dead(4, 30), 3)
    0.856
    """
    return 1 - (1 - 2.0 ** -whole("width", width, least=1)) ** whole("depth", depth, least=1)


def born_dead(width, depth, bias=0.0, networks=500):
    """The share of ReLU networks with one input, He's start, that send the same numbers for all inputs from -1 to 1.

    >>> born_dead(64, 3, networks=20), born_dead(1, 30, networks=20)
    (0.0, 1.0)
    """
    sizes = [1] + [whole("width", width, least=1)] * whole("depth", depth, least=1)
    net = Network.initialized(sizes, he_normal, ReLU(), seed=range(networks), bias=bias, exact=False)
    line = np.linspace(-1, 1, 201)[:, None]  # fine enough for what a bias of 0.01 does near 0
    return float((np.ptp(net(line), axis=1) == 0).all(axis=1).mean())
