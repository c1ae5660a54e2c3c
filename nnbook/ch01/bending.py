"""Chapter 1: where the boundary of a 2-2-1 network runs, and how sharply each hidden unit bends it."""

import numpy as np


def boundary(net, x2):
    """The x1 at which the output changes its sign, for each of ``x2``, by halving intervals; -60 or 60 if nowhere.

    >>> from nnbook.documents.homework import two_two_one
    >>> boundary(two_two_one("a"), np.array([0.0])).round(3).tolist()
    [0.664]
    """
    low, high = np.full_like(x2, -60), np.full_like(x2, 60)
    side = net(np.stack([low, x2], axis=1))[:, 0] > 0
    for _ in range(60):
        middle = (low + high) / 2
        same = (net(np.stack([middle, x2], axis=1))[:, 0] > 0) == side
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return low


def bends(net, x):
    """The curvature (1 / radius) of the curve of equal output at the points ``x`` (n, 2), as each unit's part (n, 2).

    Along the curve's direction t the output's sum bends by w_kj f''(net_j) (w_j . t)^2 for each unit j; the sum of
    these over the length of the gradient is the curvature. Here f'' = -(b / a) f f'.

    >>> from nnbook.documents.homework import two_two_one
    >>> part_1, part_2 = bends(two_two_one("a"), [[1.7315, 1.1926]])[0]  # on the line of unit 2
    >>> round(float(part_1), 4), bool(abs(part_2) < 1e-6)
    (0.0058, True)
    """
    x, f = np.asarray(x), net.activations[0]
    first, outgoing = net.weights[0], net.weights[1][0]
    sums = x @ first.T + net.biases[0]
    gradient = (outgoing * f.derivative(sums)) @ first
    length = np.hypot(*gradient.T)[:, None]
    along = np.stack([-gradient[:, 1], gradient[:, 0]], axis=1) / length
    second = -f.b / f.a * f(sums) * f.derivative(sums)
    return outgoing * second * (along @ first.T) ** 2 / length


def along_boundary(net, x2):
    """The part of the boundary in the square from -5 to 5, at the places ``x2``, and what bends it there.

    Returns the points (n, 2), each unit's part of the curvature there (n, 2), and by unit the number of the point where
    the boundary crosses its line, for the units whose line it crosses.

    >>> from nnbook.documents.homework import two_two_one
    >>> points, parts, crossings = along_boundary(two_two_one("a"), np.linspace(-5, 5, 2001))
    >>> len(points), crossings
    (2001, {1: 1239})
    """
    x1 = boundary(net, x2)
    points = np.stack([x1, x2], axis=1)[np.abs(x1) <= 5]
    sums = points @ net.weights[0].T + net.biases[0]
    crossings = {j: int(np.abs(sums[:, j]).argmin()) for j in (0, 1) if np.ptp(np.sign(sums[:, j]))}
    return points, bends(net, points), crossings
