"""Samples that fit on a page, and the square grid on which a network's answers are drawn."""

import numpy as np

from nnlib.engine.checks import between, whole


def duda_hart_stork():
    """The 20 samples of Duda, Hart & Stork (2001), chapter 6, computer exercise 2: two classes in 3-d.

    Returns x (20, 3) and y (20, 1). The first ten are the category omega_1, with target 1.716, the
    last ten omega_2, with target -1.716: the two asymptotes of ``ScaledSigmoid()``.

    >>> x, y = duda_hart_stork()
    >>> x.shape, y.ravel()[[0, 9, 10, 19]].tolist()
    ((20, 3), [1.716, 1.716, -1.716, -1.716])
    """
    omega_1 = [
        [0.28, 1.31, -6.2],
        [0.07, 0.58, -0.78],
        [1.54, 2.01, -1.63],
        [-0.44, 1.18, -4.32],
        [-0.81, 0.21, 5.73],
        [1.52, 3.16, 2.77],
        [2.20, 2.42, -0.19],
        [0.91, 1.94, 6.21],
        [0.65, 1.93, 4.38],
        [-0.26, 0.82, -0.96],
    ]
    omega_2 = [
        [0.011, 1.03, -0.21],
        [1.27, 1.28, 0.08],
        [0.13, 3.12, 0.16],
        [-0.21, 1.23, -0.11],
        [-2.18, 1.39, -0.19],
        [0.34, 1.96, -0.16],
        [-1.38, 0.94, 0.45],
        [-0.12, 0.82, 0.17],
        [-1.44, 2.31, 0.14],
        [0.26, 1.94, 0.08],
    ]
    return np.array(omega_1 + omega_2), np.repeat([[1.716], [-1.716]], 10, axis=0)


def island():
    """24 points of the plane: twelve together (target 1), and twelve in a ring around them (target -1).

    Returns x (24, 2) and y (24, 1). Four points have radius 0.5, eight 1.2, and the ring 2.8.

    >>> x, y = island()
    >>> x.shape, int(y.sum())
    ((24, 2), 0)
    """

    def ring(points, radius):
        angles = 2 * np.pi * np.arange(points) / points
        return radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)

    x = np.concatenate([ring(4, 0.5), ring(8, 1.2), ring(12, 2.8)])
    return x, np.repeat([[1.0], [-1.0]], 12, axis=0)


def grid(low=-5.0, high=5.0, points=100):
    """A square grid of the plane: ``points`` steps of (high - low) / points each way from ``low``.

    Returns x (points * points, 2), the second coordinate running faster. As in the document of
    chapter 1 the upper edge is left out, so that 100 points from -5 to 5 are 0.1 apart. ValueError
    unless low < high and points is 1 to 10,000: the grid of 10,000 has 10^8 points already.

    >>> x = grid()
    >>> x.shape, x[1].tolist(), float(x.max())
    ((10000, 2), [-5.0, -4.9], 4.9)
    """
    low, high = between(low, high)
    steps = low + (high - low) / whole("points", points, least=1, most=10_000) * np.arange(points)
    return np.stack(np.meshgrid(steps, steps, indexing="ij"), axis=-1).reshape(-1, 2)
