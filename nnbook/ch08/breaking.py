"""Beyond the documents: what breaks a symmetry and what does not (chapter 8).

Dropout is a few lines on ``net.gradient``; momentum is one of ``nnbook.rules``.
"""

import numpy as np

from nnlib.activations import Tanh
from nnlib.engine.checks import one_of, positive, whole
from nnlib.initializers import constant, linspace, uniform
from nnlib.network import Network
from nnlib.symmetry import apart


def product(seeds=0):
    """24 points of the square from -1 to 1 with the target x1 x2: XOR for numbers. x (24, 2), y (24, 1), or a set
    for each of several ``seeds``.

    >>> x, y = product()
    >>> x.shape, bool((y == x[:, :1] * x[:, 1:]).all())
    ((24, 2), True)
    """
    single = not np.iterable(seeds)
    x = np.stack(
        [np.random.default_rng(seed).uniform(-1, 1, (24, 2)) for seed in ([seeds] if single else seeds)]
    )
    x = x[0] if single else x
    return x, x[..., :1] * x[..., 1:]


EQUAL, SMALL = constant(0.5), uniform(-0.5, 0.5)
ROUTES = {  # weights and biases of the two layers
    "equal": (EQUAL, 0.0),
    "random first layer": ([SMALL, EQUAL], 0.0),
    "random biases": (EQUAL, [SMALL, 0.0]),
    "different outgoing weights": ([EQUAL, SMALL], 0.0),
    "all random": (SMALL, 0.0),
    "1, 2, 3 in order": ([linspace(1, 8), EQUAL], 0.0),
    "0.1, 0.2, 0.3 in order": ([linspace(0.1, 0.8), EQUAL], 0.0),
}


def four_units(start, seeds):
    """2-4-1 tanh networks, one a seed, with one of ``ROUTES``; ValueError for a name there is not.

    >>> four_units("1, 2, 3 in order", range(3)).weights[0][0].tolist()
    [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]
    """
    weights, biases = ROUTES[one_of("start", start, ROUTES)]
    return Network.initialized([2, 4, 1], weights, Tanh(), seed=seeds, bias=biases)


def with_dropout(net, x, y, *, learning_rate, loss, steps, keep, rng):
    """``net`` after full-batch steps, each without some units of the last hidden layer (Srivastava et al. 2014).

    Each unit of each member stays in a step with the chance ``keep``, and counts 1 / keep times then. To leave a
    unit out is to hold its outgoing weights at 0. The masks of all members come from the one ``rng``.

    >>> net = Network.initialized([2, 4, 1], constant(0.5), Tanh(), seed=0)
    >>> rest = {"learning_rate": 0.3, "loss": MeanSquaredError(), "keep": 0.8}
    >>> float(apart(with_dropout(net, *product(), steps=20, rng=np.random.default_rng(0), **rest), 0)) > 0.01
    True
    """
    rate, net = positive("learning_rate", learning_rate), net.copy()
    if positive("keep", keep) > 1:
        raise ValueError(f"keep must be a chance above 0 and up to 1, not {keep!r}")
    units = net.weights[-1][..., :1, :].shape
    for _ in range(whole("steps", steps)):
        mask, thinned = (rng.random(units) < keep) / keep, net.copy()
        thinned.weights[-1][...] *= mask
        slopes = thinned.gradient(x, y, loss)[1]
        slopes.weights[-1][...] *= mask
        net.array -= rate * slopes.array
    return net


def still_equal(net):
    """Whether all hidden units of a 2-h-1 network, or of each of an ensemble, are equal to the last bit: (...).

    >>> four_units("equal", 0), bool(still_equal(four_units("equal", 0)))
    (Network(2-4-1, Tanh()), True)
    >>> still_equal(four_units("random biases", range(2))).tolist()
    [False, False]
    """
    return (apart(net, 0) == 0) & (np.ptp(net.weights[1][..., 0, :], axis=-1) == 0)
