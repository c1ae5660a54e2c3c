"""Chapter 5: what one line can do, what two units could with another f, and how sharply a loss curves."""

import numpy as np

from nnlib.engine.checks import real_array


def best_line(x, y):
    """The most points ``x`` (n, 2) with targets ``y`` (n, 1) of both signs that one straight line gets right.

    Between two directions in which a pair of points changes its order nothing changes, so one of each is enough.

    >>> best_line([[0, 0], [1, 1], [0, 1], [1, 0]], [[1], [1], [-1], [-1]])
    3
    """
    x, y = real_array("x", x), real_array("y", y)
    i, j = np.triu_indices(len(x), 1)
    turns = np.unique((np.arctan2(*(x[i] - x[j]).T[::-1]) + np.pi / 2) % np.pi)
    turns = np.append(turns, turns[0] + np.pi)
    angles = ((turns[1:] + turns[:-1]) / 2)[np.diff(turns) > 1e-9]
    order = np.argsort(x @ [np.cos(angles), np.sin(angles)], axis=0)
    sides = np.sign(y[order, 0])
    before = np.concatenate([np.zeros((1, len(angles))), np.cumsum(sides, axis=0)])
    right = (len(x) + np.abs(2 * before - before[-1])) / 2  # one sign before the cut, the other after it
    return int(right.max())


def staircase(x, y, direction):
    """(f, K): a staircase f, which nowhere falls, so that f(p) + f(100 - p) - K has the sign of ``y`` at each point.

    p is the place of a point of ``x`` (n, 2) along ``direction``. ValueError unless the places differ and lie
    between -50 and 50.

    >>> x, y = np.array([[0, 0], [1, 0], [2, 0]]), np.array([[-1], [1], [-1]])
    >>> f, K = staircase(x, y, [1, 0])
    >>> (f(x[:, 0]) + f(100 - x[:, 0]) - K).tolist()
    [-1.0, 1.0, -1.0]
    """
    places = real_array("x", x) @ direction
    order = np.argsort(places)
    places, wanted = places[order], np.sign(real_array("y", y)[order, 0])
    if not (np.diff(places) > 0).all() or np.abs(places).max() >= 50:
        raise ValueError("the points must have different places along the direction, between -50 and 50")
    steps = np.diff(wanted, prepend=0)
    edges = np.append(places[0] - 1, (places[1:] + places[:-1]) / 2)  # a step between two points
    up, down = (np.append(0, np.cumsum(np.maximum(part, 0))) for part in (steps, -steps))
    K = up[-1] + down[-1]

    def f(s):
        s = np.asarray(s)
        return np.where(s < 50, up[np.searchsorted(edges, s)], K - down[np.searchsorted(edges, 100 - s)])

    return f, K


def sharpness(net, x, y, loss, step=1e-5):
    """The loss's largest second derivative in any direction, of the ensemble's shape: the Hessian's top eigenvalue.

    By differences of the gradient. A step with a rate above 2 over it overshoots more than it gains.

    >>> net = Network([[[2.0]]], None, Identity())  # J = (3 w - 5)^2 / 2, J'' = 9
    >>> round(float(sharpness(net, [[3.0]], [[5.0]], HalfSquaredError())), 6)
    9.0
    """
    at = net.parameters
    up, down = (
        np.stack(
            [net.with_parameters(at + move).gradient(x, y, loss)[1].parameters for move in moves], axis=-1
        )
        for moves in (step * np.eye(at.shape[-1]), -step * np.eye(at.shape[-1]))
    )
    slopes = (up - down) / (2 * step)
    return np.linalg.eigvalsh((slopes + np.swapaxes(slopes, -1, -2)) / 2)[..., -1]
