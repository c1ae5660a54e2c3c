"""Starts that are about spread: one number for all weights, or numbers drawn at random with a chosen deviation.

A unit adds up fan_in terms, so the spread of the sum grows with the square root of fan_in unless the weights shrink as
much. That one thought, with three choices of what to keep level, is the function ``variance_scaling``; LeCun's,
Glorot's and He's names are one-line calls of it.
"""

import numpy as np

from nnlib.engine.checks import between, generator, matrix_shape, number, one_of, positive


def zeros(rng, fan_out, fan_in):
    """All weights 0.

    >>> zeros(None, 1, 3).tolist()
    [[0.0, 0.0, 0.0]]
    """
    return np.zeros(matrix_shape(fan_out, fan_in))


def constant(c):
    """All weights ``c``. ValueError if ``c`` is not finite.

    >>> constant(0.5)(None, 1, 3).tolist()
    [[0.5, 0.5, 0.5]]
    """
    c = number("c", c)
    return lambda rng, fan_out, fan_in: np.full(matrix_shape(fan_out, fan_in), c)


def uniform(low, high):
    """Weights drawn evenly between ``low`` and ``high``. U(-r, r) has standard deviation r / sqrt(3).

    ValueError unless low < high.

    >>> weights = uniform(-1, 1)(np.random.default_rng(0), 1000, 3)
    >>> weights.shape, bool(abs(weights.std() - 1 / np.sqrt(3)) < 0.02)
    ((1000, 3), True)
    """
    low, high = between(low, high)
    return lambda rng, fan_out, fan_in: generator("rng", rng).uniform(
        low, high, matrix_shape(fan_out, fan_in)
    )


def normal(std):
    """Weights drawn from a normal distribution with mean 0 and standard deviation ``std`` > 0.

    >>> weights = normal(0.1)(np.random.default_rng(0), 1000, 3)
    >>> bool(abs(weights.std() - 0.1) < 0.005)
    True
    """
    std = positive("std", std)
    return lambda rng, fan_out, fan_in: generator("rng", rng).normal(0, std, matrix_shape(fan_out, fan_in))


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
        shape = matrix_shape(fan_out, fan_in)
        std = np.sqrt(scale / size(*shape))
        if distribution == "normal":
            return generator("rng", rng).normal(0, std, shape)
        return generator("rng", rng).uniform(-np.sqrt(3) * std, np.sqrt(3) * std, shape)

    return initializer


def lecun_normal(rng, fan_out, fan_in):
    """Var(w) = 1 / fan_in, normal (LeCun et al. 1998, section 4.6): net spreads as the inputs do.

    >>> weights = lecun_normal(np.random.default_rng(0), 300, 200)
    >>> round(float(200 * weights.var()), 2)
    1.0
    """
    return variance_scaling(1, "in", "normal")(rng, fan_out, fan_in)


def lecun_uniform(rng, fan_out, fan_in):
    """Var(w) = 1 / fan_in, uniform on +-sqrt(3 / fan_in) (LeCun et al. 1998, section 4.6).

    >>> weights = lecun_uniform(np.random.default_rng(0), 300, 200)
    >>> round(float(200 * weights.var()), 2), bool(abs(weights).max() <= np.sqrt(3 / 200))
    (1.0, True)
    """
    return variance_scaling(1, "in", "uniform")(rng, fan_out, fan_in)


def glorot_normal(rng, fan_out, fan_in):
    """Var(w) = 2 / (fan_in + fan_out), normal: the compromise between forward and back (Glorot & Bengio 2010,
    equation 12; they drew the uniform one).

    >>> weights = glorot_normal(np.random.default_rng(0), 300, 200)
    >>> round(float((200 + 300) / 2 * weights.var()), 2)
    1.0
    """
    return variance_scaling(1, "average", "normal")(rng, fan_out, fan_in)


def glorot_uniform(rng, fan_out, fan_in):
    """Var(w) = 2 / (fan_in + fan_out), uniform on +-sqrt(6 / (fan_in + fan_out)) (Glorot & Bengio 2010, equation 16).

    >>> weights = glorot_uniform(np.random.default_rng(0), 300, 200)
    >>> round(float((200 + 300) / 2 * weights.var()), 2), bool(abs(weights).max() <= np.sqrt(6 / 500))
    (1.0, True)
    """
    return variance_scaling(1, "average", "uniform")(rng, fan_out, fan_in)


def he_normal(rng, fan_out, fan_in):
    """Var(w) = 2 / fan_in, normal (He et al. 2015, equation 10): twice LeCun's, for ReLU cuts off half.

    >>> weights = he_normal(np.random.default_rng(0), 300, 200)
    >>> round(float(200 * weights.var()), 1)
    2.0
    """
    return variance_scaling(2, "in", "normal")(rng, fan_out, fan_in)


def he_uniform(rng, fan_out, fan_in):
    """Var(w) = 2 / fan_in, uniform on +-sqrt(6 / fan_in) (the variance of He et al. 2015, equation 10).

    >>> weights = he_uniform(np.random.default_rng(0), 300, 200)
    >>> round(float(200 * weights.var()), 1), bool(abs(weights).max() <= np.sqrt(6 / 200))
    (2.0, True)
    """
    return variance_scaling(2, "in", "uniform")(rng, fan_out, fan_in)
