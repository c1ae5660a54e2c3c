"""Chapter 5: what one line can do and two units cannot, how often a search improves, how sharply a loss curves."""

from itertools import permutations, product

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


def never_falls(net):
    """A direction along which the output of a 2-2-1 network, or of each of an ensemble, nowhere falls: (..., 2).

    Its length is 1; along it both units' votes rise. numpy's LinAlgError where the two lines are parallel.

    >>> never_falls(Network([[[1.0, 0.0], [0.0, 1.0]], [[2.0, -3.0]]], None, Tanh())).round(3).tolist()
    [0.707, -0.707]
    """
    rising = np.where(net.weights[1][..., 0, :] >= 0, 1.0, -1.0)
    u = np.linalg.solve(net.weights[0], rising[..., None])[..., 0]
    return u / np.linalg.norm(u, axis=-1, keepdims=True)


def writings(net):
    """All ways to write down a network of one hidden layer of tanh units with biases: an ensemble that computes what
    ``net`` does. Its units in each order, and each of them turned or not: for three units, 48.

    >>> net = Network.initialized([2, 3, 1], normal(1), Tanh(), seed=0, bias=normal(1))
    >>> writings(net)
    Network(2-3-1, Tanh(), ensemble of (48,))
    """
    (first, last), units = net.weights, net.sizes[1]
    ways = []
    for order, signs in product(permutations(range(units)), product([1, -1], repeat=units)):
        signs, order = np.array(signs), list(order)
        incoming = np.column_stack([net.biases[0], first])[order] * signs[:, None]
        outgoing = np.column_stack([net.biases[1], last[:, order] * signs])
        ways.append(np.concatenate([incoming.ravel(), outgoing.ravel()]))
    return net.with_parameters(ways)


def records(searches, draws):
    """How often searches improved in ``draws`` draws on average, what is expected, and the standard error of the mean.

    ``searches``: the improvements of each, pairs of a draw's number and its loss. Draw n is the best of n with the
    chance 1 / n, and these chances are independent (Renyi 1962).

    >>> records([[(0, 0.5)], [(0, 0.5), (1, 0.25)], [(0, 0.5), (1, 0.1)], [(0, 0.5)]], 2)
    (1.5, 1.5, 0.25)
    """
    chance = 1 / np.arange(1.0, draws + 1)
    times = np.mean([len(improvements) for improvements in searches])
    error = np.sqrt((chance * (1 - chance)).sum() / len(searches))
    return float(times), float(chance.sum()), float(error)


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
