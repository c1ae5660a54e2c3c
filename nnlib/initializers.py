"""Initializers: where the weights of a network begin.

An initializer is a function ``initializer(rng, fan_out, fan_in)`` that returns a weight matrix of
shape (fan_out, fan_in): a row for each unit of the layer, a column for each of its inputs. ``rng``
is a ``numpy.random.Generator``; there is no hidden one, so the same generator in the same state
always gives the same network.

A unit adds up fan_in terms, so the spread of the sum grows with the square root of fan_in unless
the weights shrink as much. That one thought, with three choices of what to keep level, is the
function ``variance_scaling``; LeCun's, Glorot's and He's names are one-line calls of it. At the end stand
those that are not about spread: orthogonal matrices, and four that are different without being random.
"""

import numpy as np

from nnlib.engine.checks import number, one_of, positive


def zeros(rng, fan_out, fan_in):
    """All weights 0.

    >>> zeros(None, 1, 3).tolist()
    [[0.0, 0.0, 0.0]]
    """
    return np.zeros((fan_out, fan_in))


def constant(c):
    """All weights ``c``. ValueError if ``c`` is not finite.

    >>> constant(0.5)(None, 1, 3).tolist()
    [[0.5, 0.5, 0.5]]
    """
    c = number("c", c)
    return lambda rng, fan_out, fan_in: np.full((fan_out, fan_in), c)


def uniform(low, high):
    """Weights drawn evenly between ``low`` and ``high``. U(-r, r) has standard deviation r / sqrt(3).

    ValueError unless low < high.

    >>> weights = uniform(-1, 1)(np.random.default_rng(0), 1000, 3)
    >>> weights.shape, bool(abs(weights.std() - 1 / np.sqrt(3)) < 0.02)
    ((1000, 3), True)
    """
    low, high = number("low", low), number("high", high)
    if not low < high:
        raise ValueError(f"low must be below high, not {low} and {high}")
    return lambda rng, fan_out, fan_in: rng.uniform(low, high, (fan_out, fan_in))


def normal(std):
    """Weights drawn from a normal distribution with mean 0 and standard deviation ``std`` > 0.

    >>> weights = normal(0.1)(np.random.default_rng(0), 1000, 3)
    >>> bool(abs(weights.std() - 0.1) < 0.005)
    True
    """
    std = positive("std", std)
    return lambda rng, fan_out, fan_in: rng.normal(0, std, (fan_out, fan_in))


def variance_scaling(scale, fan, distribution):
    """Weights of mean 0 and variance ``scale`` / fan.

    ``fan`` is "in" (keep the variance on the way forward), "out" (on the way back) or "average" of
    the two; ``distribution`` is "normal" or "uniform", the latter on +-sqrt(3 scale / fan).

    >>> weights = variance_scaling(2, "in", "uniform")(np.random.default_rng(0), 100, 50)
    >>> bool(abs(weights.var() - 2 / 50) < 0.002)
    True
    """
    scale = positive("scale", scale)
    fans = {"in": lambda o, i: i, "out": lambda o, i: o, "average": lambda o, i: (o + i) / 2}
    size = fans[one_of("fan", fan, fans)]
    one_of("distribution", distribution, ["normal", "uniform"])

    def initializer(rng, fan_out, fan_in):
        std = np.sqrt(scale / size(fan_out, fan_in))
        make = normal(std) if distribution == "normal" else uniform(-np.sqrt(3) * std, np.sqrt(3) * std)
        return make(rng, fan_out, fan_in)

    return initializer


# LeCun et al. (1998), section 4.6; Glorot & Bengio (2010), equation 16; He et al. (2015), equation 10.
lecun_normal = variance_scaling(1, "in", "normal")
lecun_uniform = variance_scaling(1, "in", "uniform")
glorot_normal = variance_scaling(1, "average", "normal")
glorot_uniform = variance_scaling(1, "average", "uniform")
he_normal = variance_scaling(2, "in", "normal")
he_uniform = variance_scaling(2, "in", "uniform")


def orthogonal(gain):
    """``gain`` times a random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).

    >>> weights = orthogonal(1)(np.random.default_rng(0), 2, 5)
    >>> np.allclose(weights @ weights.T, np.eye(2))
    True
    """
    gain = positive("gain", gain)

    def initializer(rng, fan_out, fan_in):
        q, r = np.linalg.qr(rng.normal(size=(max(fan_out, fan_in), min(fan_out, fan_in))))
        q = (
            gain * q * np.sign(np.diag(r))
        )  # without this not all rotations are equally likely (Mezzadri 2007)
        return q if fan_out > fan_in else q.T

    return initializer


def linspace(low, high):
    """Weights in even steps from ``low`` to ``high``, unit after unit: all different, none random.

    >>> linspace(1, 6)(None, 2, 3).tolist()
    [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    """
    low, high = number("low", low), number("high", high)
    return lambda rng, fan_out, fan_in: np.linspace(low, high, fan_out * fan_in).reshape(fan_out, fan_in)


def identity(rng, fan_out, fan_in):
    """Unit j repeats input j; units or inputs too many get zeros.

    >>> identity(None, 2, 3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    return np.eye(fan_out, fan_in)


def zero_hadamard(rng, fan_out, fan_in):
    """ZerO (Zhao et al. 2022, algorithm 1): the identity, and a Hadamard matrix where a layer widens.

    >>> zero_hadamard(None, 2, 1).tolist(), zero_hadamard(None, 1, 2).tolist()
    ([[1.0], [1.0]], [[1.0, 0.0]])
    """
    if fan_out <= fan_in:
        return identity(rng, fan_out, fan_in)
    hadamard, m = np.ones((1, 1)), int(np.ceil(np.log2(fan_out)))
    for _ in range(m):
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    return 2 ** (-(m - 1) / 2) * hadamard[:fan_out, :fan_in]


def sign_constant(rng, fan_out, fan_in):
    """Random signs, one size: +-sqrt(2 / fan_in) (Zhou et al. 2019).

    >>> np.unique(np.abs(sign_constant(np.random.default_rng(0), 3, 2))).tolist()
    [1.0]
    """
    return np.sqrt(2 / fan_in) * rng.choice([-1.0, 1.0], (fan_out, fan_in))
