"""Initializers: where the weights of a network begin.

An initializer is a function ``initializer(rng, fan_out, fan_in)`` that returns a weight matrix of
shape (fan_out, fan_in): a row for each of the fan_out units of the layer, a column for each of its fan_in inputs.
``rng`` is a ``numpy.random.Generator``; there is no hidden one, so the same generator in the same state
always gives the same network. What draws nothing leaves ``rng`` alone, and None will do. Fans that are no whole numbers
of at least 1, and a rng that is none where one is needed, raise ValueError or TypeError.

A unit adds up fan_in terms, so the spread of the sum grows with the square root of fan_in unless
the weights shrink as much. That one thought, with three choices of what to keep level, is the
function ``variance_scaling``; LeCun's, Glorot's and He's names are one-line calls of it. At the end stand
those that are not about spread: orthogonal matrices; steps from low to high, the identity and ZerO, which draw nothing;
and signs drawn for one size. To draw nothing is not to make units equal, nor to make them differ: ``linspace`` gives
each unit weights of its own, ``identity`` as far as there are inputs to repeat, ``zero_hadamard`` often copies.
"""

import numpy as np

from nnlib.engine.checks import LARGEST, between, generator, number, one_of, positive, whole


def zeros(rng, fan_out, fan_in):
    """All weights 0.

    >>> zeros(None, 1, 3).tolist()
    [[0.0, 0.0, 0.0]]
    """
    return np.zeros(_shape(fan_out, fan_in))


def constant(c):
    """All weights ``c``. ValueError if ``c`` is not finite.

    >>> constant(0.5)(None, 1, 3).tolist()
    [[0.5, 0.5, 0.5]]
    """
    c = number("c", c)
    return lambda rng, fan_out, fan_in: np.full(_shape(fan_out, fan_in), c)


def uniform(low, high):
    """Weights drawn evenly between ``low`` and ``high``. U(-r, r) has standard deviation r / sqrt(3).

    ValueError unless low < high.

    >>> weights = uniform(-1, 1)(np.random.default_rng(0), 1000, 3)
    >>> weights.shape, bool(abs(weights.std() - 1 / np.sqrt(3)) < 0.02)
    ((1000, 3), True)
    """
    low, high = between(low, high)
    return lambda rng, fan_out, fan_in: generator("rng", rng).uniform(low, high, _shape(fan_out, fan_in))


def normal(std):
    """Weights drawn from a normal distribution with mean 0 and standard deviation ``std`` > 0.

    >>> weights = normal(0.1)(np.random.default_rng(0), 1000, 3)
    >>> bool(abs(weights.std() - 0.1) < 0.005)
    True
    """
    std = positive("std", std)
    return lambda rng, fan_out, fan_in: generator("rng", rng).normal(0, std, _shape(fan_out, fan_in))


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
        shape = _shape(fan_out, fan_in)
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


def orthogonal(gain):
    """``gain`` times a random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).

    >>> weights = orthogonal(1)(np.random.default_rng(0), 2, 5)
    >>> np.allclose(weights @ weights.T, np.eye(2))
    True
    """
    gain = positive("gain", gain)

    def initializer(rng, fan_out, fan_in):
        fewer, more = sorted(_shape(fan_out, fan_in))
        q, r = np.linalg.qr(generator("rng", rng).normal(size=(more, fewer)))
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

    def initializer(rng, fan_out, fan_in):
        shape = _shape(fan_out, fan_in)
        return np.linspace(low, high, shape[0] * shape[1]).reshape(shape)

    return initializer


def identity(rng, fan_out, fan_in):
    """Unit j repeats input j; units or inputs too many get zeros, so two units too many are copies.

    >>> identity(None, 2, 3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    >>> identity(None, 4, 2)[2:].tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    return np.eye(*_shape(fan_out, fan_in))


def zero_hadamard(rng, fan_out, fan_in):
    """ZerO (Zhao et al. 2022, algorithm 1): the identity, and a Hadamard matrix where a layer widens.

    A layer that widens gets the upper left corner of a Hadamard matrix of 2^m rows, m = ceil(log2 fan_out), times
    c = 2^(-(m - 1) / 2). That is the paper's constant, taken because its algorithm is what a reader can look up; with
    it an input comes out sqrt(2) times as long where fan_out is 2^m. The code that the authors released divides by
    2^(m / 2) instead, which keeps the length.

    The first fan_in columns of a Hadamard matrix repeat after 2^ceil(log2 fan_in) rows. So some units have equal
    incoming weights whenever fan_out is more than that, and no gradient parts those that send alike too. In 2-8-1 the
    rows are of two kinds, and unit 0 is the only one that the output listens to, which makes 3 distinct units of 8; in
    3-16-1 they are 5 of 16. Where the next layer has several units, as in 2-8-4-1, more of them are distinct.

    >>> zero_hadamard(None, 2, 1).tolist(), zero_hadamard(None, 1, 2).tolist()
    ([[1.0], [1.0]], [[1.0, 0.0]])
    >>> [len(symmetry.units(Network.initialized(sizes, zero_hadamard, Tanh(), seed=0), 0))
    ...  for sizes in ([2, 8, 1], [3, 16, 1], [2, 8, 4, 1])]
    [3, 5, 6]
    """
    fan_out, fan_in = _shape(fan_out, fan_in)
    if fan_out <= fan_in:
        return identity(rng, fan_out, fan_in)
    hadamard, m = np.ones((1, 1)), int(np.ceil(np.log2(fan_out)))
    for _ in range(m):
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])[:, :fan_in]
    return 2 ** (-(m - 1) / 2) * hadamard[:fan_out]


def sign_constant(rng, fan_out, fan_in):
    """Random signs, one size: +-sqrt(2 / fan_in) (Ramanujan et al. 2020, the signed Kaiming constant).

    Zhou et al. (2019) do it otherwise: they keep the sign of a weight that has been drawn and take its
    initializer's own standard deviation as the size.

    >>> np.unique(np.abs(sign_constant(np.random.default_rng(0), 3, 2))).tolist()
    [1.0]
    """
    shape = _shape(fan_out, fan_in)
    return np.sqrt(2 / shape[1]) * generator("rng", rng).choice([-1.0, 1.0], shape)


def _shape(fan_out, fan_in):
    """(fan_out, fan_in) of a matrix that fits into memory."""
    shape = whole("fan_out", fan_out, least=1), whole("fan_in", fan_in, least=1)
    if shape[0] * shape[1] > LARGEST:
        raise ValueError(f"fan_out times fan_in must be {LARGEST} at most, not {shape[0]} times {shape[1]}")
    return shape
