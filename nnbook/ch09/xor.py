"""The chance of learning XOR (chapter 9), after Kolen & Pollack (1990), which none of the documents knew.

A 2-2-1 network with LeCun's activation 1.7159 tanh(2 net / 3), inputs and targets +-1, mean squared error, full
batch, rate 0.2. A start has *learned* in the first epoch whose loss is below 0.05.
"""

import numpy as np

from nnbook.documents.homework import two_two_one
from nnbook.documents.lecture import CORNERS
from nnlib.activations import ScaledSigmoid
from nnlib.engine.checks import positive, real_array, whole
from nnlib.losses import MeanSquaredError
from nnlib.training import train

XOR = np.array([[-1.0], [1], [1], [-1]])  # +1 where the two inputs differ
LEARNED = 0.05


def xor_starts(seeds, r):
    """Nine parameters from U(-r, r) for each seed: (seeds, 9). A seed gives the same direction for every r.

    >>> xor_starts([7], 2.0).tolist() == (2 * xor_starts([7], 1.0)).tolist()
    True
    """
    r = positive("r", r)
    return r * np.array([np.random.default_rng(whole("seeds", seed)).uniform(-1, 1, 9) for seed in seeds])


def xor_network(parameters):
    """The networks with these parameters (..., 9).

    >>> xor_network(xor_starts([7], 2.0)).sizes
    [2, 2, 1]
    """
    return two_two_one(parameters, ScaledSigmoid(1.7159, 4 / 3))


def epochs_needed(parameters, learning_rate=0.2, epochs=2000):
    """The epoch in which each start (..., 9) has learned XOR, -1 where it has not within ``epochs``: (...).

    >>> epochs_needed(xor_starts(range(4), 1.0)).tolist()
    [57, 40, 32, 68]
    """
    history = train(
        xor_network(parameters),
        CORNERS,
        XOR,
        learning_rate=learning_rate,
        loss=MeanSquaredError(),
        batch_size=None,
        epochs=epochs,
        until=lambda epoch: epoch.loss < LEARNED,
    )
    return history.stopped_at


def weight_slice(centre, width, points, learning_rate, epochs=500):
    """``epochs_needed`` on a square of weight space: (points, points), a row for each value of the second weight.

    Seven of the nine parameters are those of ``xor_starts([0], 1)``. Two run over ``centre`` +- ``width`` / 2: the first
    hidden unit's weight from x1 (along a row) and the second unit's weight from x2 (from row to row).

    >>> weight_slice((0, 0), 2, 3, 0.3).shape
    (3, 3)
    """
    return epochs_needed(square_of_starts(centre, width, points), learning_rate, epochs)


def square_of_starts(centre, width, points):
    """The starts (points, points, 9) of which ``weight_slice`` counts the epochs.

    >>> square_of_starts((0, 0), 2, 3)[:, 2, [1, 5]].tolist()  # the last column
    [[1.0, -1.0], [1.0, 0.0], [1.0, 1.0]]
    """
    centre = real_array("centre", centre)
    if centre.shape != (2,):
        raise ValueError(f"centre must be two numbers, the middle of the square, not {centre.tolist()}")
    steps = np.linspace(-0.5, 0.5, whole("points", points, least=2)) * positive("width", width)
    start = np.tile(xor_starts([0], 1.0), (points, points, 1))
    start[..., 1] = centre[0] + steps
    start[..., 5] = centre[1] + steps[:, None]
    return start
