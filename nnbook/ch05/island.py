"""Chapter 5: what longer training does to networks on the island."""

import numpy as np

from nnlib.datasets import grid, island
from nnlib.losses import SquaredError
from nnlib.training import train


def grew(before, after):
    """Of which networks all incoming weights and biases of the hidden units, taken together, are longer after: (n,).

    >>> from nnbook.ch05.results import before_the_island
    >>> net = before_the_island(3, 2)
    >>> grew(net, net.with_parameters(net.parameters * [[2], [0.5]])).tolist()
    [True, False]
    """
    lengths = [
        np.linalg.norm(np.dstack([net.weights[0], net.biases[0]]), axis=(1, 2)) for net in (before, after)
    ]
    return lengths[1] > lengths[0]


def runs_off(net, low=-4, high=4, points=80):
    """Whether a network gives the island's class to a place on the edge of the picture from ``low`` to ``high``.

    >>> from nnbook.ch05.results import end_on_the_island
    >>> runs_off(end_on_the_island(3)).tolist()[:3]
    [True, False, False]
    """
    places = grid(low, high, points)
    edge = places[np.isin(places, [low, high]).any(axis=1)]
    return (net(edge) >= 0).any(axis=(-2, -1))


def mended(net, steps=4000):
    """How many of the networks have all 24 points right after so many full-batch steps more at rate 0.3.

    >>> from nnbook.ch05.results import end_on_the_island
    >>> mended(end_on_the_island(3), steps=1)  # of 20
    13
    """
    x, y = island()
    options = {"learning_rate": 0.3, "loss": SquaredError(), "batch_size": None}
    net = train(net, x, y, epochs=steps, **options).network
    return int((net.predict(x) == y).all(axis=(1, 2)).sum())
