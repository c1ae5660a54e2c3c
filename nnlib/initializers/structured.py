"""Starts that are not about spread: orthogonal matrices; steps, the identity and ZerO, which draw nothing; and signs.

To draw nothing is not to make units equal, nor to make them differ: ``linspace`` gives each unit weights of its own,
``identity`` as far as there are inputs to repeat, ``zero_hadamard`` often copies.
"""

import numpy as np

from nnlib.engine.checks import generator, matrix_shape, number, positive


def orthogonal(gain):
    """``gain`` times a random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).

    >>> weights = orthogonal(1)(np.random.default_rng(0), 2, 5)
    >>> np.allclose(weights @ weights.T, np.eye(2))
    True
    """
    gain = positive("gain", gain)

    def initializer(rng, fan_out, fan_in):
        fewer, more = sorted(matrix_shape(fan_out, fan_in))
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
        shape = matrix_shape(fan_out, fan_in)
        return np.linspace(low, high, shape[0] * shape[1]).reshape(shape)

    return initializer


def identity(rng, fan_out, fan_in):
    """Unit j repeats input j; units or inputs too many get zeros, so two units too many are copies.

    >>> identity(None, 2, 3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    >>> identity(None, 4, 2)[2:].tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    return np.eye(*matrix_shape(fan_out, fan_in))


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
    fan_out, fan_in = matrix_shape(fan_out, fan_in)
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
    shape = matrix_shape(fan_out, fan_in)
    return np.sqrt(2 / shape[1]) * generator("rng", rng).choice([-1.0, 1.0], shape)
