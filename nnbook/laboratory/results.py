"""The laboratory: how many of 1,000 starts fail with the settings with which TensorFlow Playground opens.

Its network is 2-4-2-1, its rate 0.03, its weights U(-0.5, 0.5), its biases 0.1, its batches of ten are never shuffled.
Each start has 250 points of its own to learn from and 250 others to be tested on. It fails if fewer than 95% of those
lie on the side of their colour. What is kept is their number, after some epochs.
"""

from dataclasses import replace
from itertools import repeat

import numpy as np

from nnbook.laboratory.data import points
from nnbook.laboratory.experiment import LEARNED
from nnbook.laboratory.settings import Settings, networks
from nnbook.results import shipped
from nnlib.losses import HalfSquaredError
from nnlib.population import many_starts
from nnlib.training import sgd

PLAYGROUND = {
    "circle, tanh": Settings(),
    "XOR, tanh": Settings(data="XOR"),
    "circle, ReLU": Settings(activation="ReLU"),
    "XOR, ReLU": Settings(data="XOR", activation="ReLU"),
}
EPOCHS = [50, 100, 200, 500]
STARTS = range(1000)
DATA = 10_000  # the seed of the first start's points


def make():
    """What the file has."""
    counts = [right(name, again=True) for name in PLAYGROUND]
    return {"right": np.array(counts, np.uint8)}


def right(name, again=False, starts=STARTS, epochs=EPOCHS):
    """How many of its 250 other points each start has right after each of ``epochs``: (4, 1000).

    They are read from a file that was made with the book; ``again`` trains ``starts`` now.
    """
    if not again:
        return shipped("laboratory")["right"][list(PLAYGROUND).index(name)]
    run = many_starts(lambda some: {"right": _right(PLAYGROUND[name], some, epochs)}, starts, chunk=250)
    return run["right"].T


def failed(name, epochs):
    """How many of the 1,000 starts fail after so many epochs, one of ``EPOCHS``.

    >>> failed("XOR, ReLU", 100) > failed("XOR, tanh", 100)
    True
    """
    counts = right(name)[EPOCHS.index(epochs)]
    return int((counts < LEARNED * 250).sum())


def _right(settings, starts, epochs):
    """Train these starts side by side: (starts, epochs)."""
    drawn = [points(replace(settings, data_seed=DATA + start)) for start in starts]
    x, y, x_test, y_test = (np.array(each) for each in zip(*drawn))
    options = {"learning_rate": settings.rate, "loss": HalfSquaredError("mean"), "batch_size": settings.batch}
    orders = repeat(np.arange(x.shape[1]))
    run = sgd(networks(settings, starts), x, y, order=orders, epochs=epochs[-1], **options)
    return np.array(
        [
            (epoch.network.predict(x_test) == y_test).sum(axis=(1, 2))
            for epoch in run
            if epoch.index + 1 in epochs
        ]
    ).T
