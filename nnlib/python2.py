"""Python 2's random stream, for rebuilding historical runs.

Python's Mersenne Twister has given the same ``random()`` for the same integer seed since 2.3, but
``shuffle`` changed: Python 2 scales one ``random()`` for each swap, Python 3 draws whole bits. So a
run printed in 2019 can be repeated to its last digit, if its shuffles are made in the old way.
"""

import random

import numpy as np

from nnlib.engine.checks import LARGEST, number, shown, whole


class Random:
    """The generator ``random.Random(seed)`` of Python 2.

    >>> stream = Random(2019)
    >>> order = list(range(20))
    >>> stream.shuffle(order)
    >>> order[:6]
    [3, 6, 1, 0, 11, 8]
    """

    def __init__(self, seed):
        self._next = random.Random(whole("seed", seed)).random

    def random(self):
        """A number from 0 on and below 1."""
        return self._next()

    def uniform(self, a, b):
        """A number between ``a`` and ``b``."""
        a, b = number("a", a), number("b", b)
        return a + (b - a) * self._next()

    def shuffle(self, items):
        """Shuffle the list ``items`` in place (Fisher & Yates, from the end)."""
        if not isinstance(items, list):
            raise TypeError(f"items must be a list, to be shuffled in place, not {shown(items)}")
        for i in reversed(range(1, len(items))):
            j = int(self._next() * (i + 1))
            items[i], items[j] = items[j], items[i]


def orders(seed, n):
    """Endless shuffles of 0..n-1, each made from the one before it, as an ``order`` for ``sgd``.

    >>> next(orders(2019, 20))[:6].tolist()
    [3, 6, 1, 0, 11, 8]
    """
    return _shuffles(Random(seed), list(range(whole("n", n, least=1, most=LARGEST))))


def _shuffles(stream, order):
    while True:
        stream.shuffle(order)
        yield np.array(order)
