"""Two inputs on their way through networks of a finite width, beside what the mean-field picture predicts.

Weights have the variance gain^2 / n, or are gain times an orthogonal matrix, which keeps every length and every angle.
What is looked at is the cosine between the two vectors of sums, layer after layer: 1 where they are parallel, -1 where
they are opposite, and in either case the network has all but lost what the inputs differed in.
"""

import numpy as np

from nnlib.activations import Tanh
from nnlib.engine.checks import one_of, whole
from nnlib.initializers import normal, orthogonal
from nnlib.losses import HalfSquaredError
from nnlib.network import Network
from nnlib.signals import cosines, deltas


def start(kind, gain, n):
    """The initializer "Gaussian" or "orthogonal" with this gain, for layers of ``n`` units.

    >>> start("orthogonal", 2.0, 3)(np.random.default_rng(0), 1, 3).shape
    (1, 3)
    """
    return {"Gaussian": normal(gain / np.sqrt(n)), "orthogonal": orthogonal(gain)}[
        one_of("kind", kind, ["Gaussian", "orthogonal"])
    ]


def circle(n, angles):
    """Inputs (angles, n) of mean square 1 on a circle, at ``angles`` (...,) in radians.

    >>> circle(4, [0.0, np.pi / 2]).round(12).tolist()
    [[2.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0]]
    """
    around = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return np.sqrt(n) * around @ np.eye(2, whole("n", n, least=2))


def sums(net, x):
    """The sums net of every layer, (layers, samples, units), for a network whose layers have one width.

    >>> sums(Network([[[2.0]], [[3.0]]], [[1.0], [0.0]], Tanh()), [[0.0]]).round(3).ravel().tolist()
    [1.0, 2.285]
    """
    heard = net.forward(x)[:-1]
    biases = net.biases or [0.0] * len(heard)
    return np.array([h @ w.T + b for h, w, b in zip(heard, net.weights, biases)])


def through(initializer, seeds, layers, *, cosine=0.5, n=50, bias=None):
    """The cosine between the sums of two inputs in each layer of tanh networks, one a seed: (seeds, layers).

    cosine: that of the inputs. bias: as for ``Network.initialized``.

    >>> through(orthogonal(1), range(3), 10).shape
    (3, 10)
    """
    x, sizes = circle(n, [0.0, np.arccos(cosine)]), [n] * (whole("layers", layers, least=1) + 1)
    nets = (
        Network.initialized(sizes, initializer, Tanh(), seed=seed, bias=bias, exact=False) for seed in seeds
    )
    return np.array([cosines(sums(net, x))[:, 0, 1] for net in nets])


def factors_back(initializer, seeds, layers, *, n=50, bias=None):
    """By what each layer multiplies the mean square of the deltas on their way back, one seed a column: (layers - 7, seeds).

    The first five layers, where lengths still settle, and the last do not count.

    >>> factors_back(orthogonal(0.5), range(3), 9).round(2).tolist()  # signals are small, so tanh is nearly the identity
    [[0.25, 0.25, 0.25], [0.25, 0.25, 0.25]]
    """
    x, sizes = circle(n, [0.0]), [n] * (whole("layers", layers, least=8) + 1)
    squares = []
    for seed in seeds:
        net = Network.initialized(sizes, initializer, Tanh(), seed=seed, bias=bias, exact=False)
        back = deltas(net, x, np.ones((1, n)), HalfSquaredError())[5:-1]
        squares.append([(delta**2).mean() for delta in back])
    squares = np.transpose(squares)
    return squares[:-1] / squares[1:]


def growth_back(initializer, seeds, layers, *, n=50, bias=None):
    """The geometric mean of ``factors_back`` over layers and seeds: what a layer of a typical network does.

    >>> round(growth_back(orthogonal(0.5), range(3), 30), 2)
    0.25
    """
    return float(np.exp(np.log(factors_back(initializer, seeds, layers, n=n, bias=bias)).mean()))


def walk(c, n, layers, pairs, rng):
    """What is left of a linear network if only the cosine of two inputs counts: (layers, pairs).

    Given the cosine c in one layer, the two sums of each unit of the next are normal numbers with the correlation c. So
    the new cosine is a correlation that is measured on n such pairs.

    >>> walk(0.5, 50, 3, 10, np.random.default_rng(0)).shape
    (3, 10)
    """
    cosine, found = np.full(pairs, float(c)), []
    for _ in range(layers):
        u, v = rng.normal(size=(2, n, pairs))
        v = cosine * u + np.sqrt(1 - cosine**2) * v
        cosine = (u * v).sum(axis=0) / np.sqrt((u * u).sum(axis=0) * (v * v).sum(axis=0))
        found.append(cosine)
    return np.array(found)
