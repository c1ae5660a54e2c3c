"""Chapter 1: twenty apples that no straight cut sorts, by two numbers each.

The first number is the size, the second how red an apple is, both counted from the average. An apple is for the
market if it is neither too small nor too pale, so those for the market fill a corner of the plane.
"""

import numpy as np

from nnbook.ch05.lines import best_line

MARKET = [
    [0.3, 0.4],
    [0.5, 2.3],
    [0.4, 4.2],
    [1.4, 1.1],
    [2.3, 0.3],
    [4.1, 0.5],
    [2.7, 2.5],
    [1.6, 3.6],
    [3.7, 3.4],
    [1.2, -0.1],
]
PRESS = [
    [-1.7, 4.3],
    [-1.4, 2.7],
    [-2.6, 1.3],
    [-3.4, 3.2],
    [4.3, -1.7],
    [2.8, -1.4],
    [1.4, -2.2],
    [3.3, -3.5],
    [-2.8, -2.4],
    [-1.3, -0.9],
]


def both_kinds():
    """The apples x (20, 2), size and redness, and y (20, 1): 1 for the market, -1 for the press.

    >>> x, y = both_kinds()
    >>> x.shape, int(y.sum())
    ((20, 2), 0)
    """
    return np.array(MARKET + PRESS), np.repeat([[1.0], [-1.0]], 10, axis=0)


def sorted_right(net):
    """Which of the apples, a truth value each, the sign of the network's output sorts right.

    >>> from nnbook.documents.homework import two_two_one
    >>> int(sorted_right(two_two_one("a")).sum())
    11
    """
    x, y = both_kinds()
    return (net.predict(x) == y)[:, 0]


def best_cut():
    """The most apples that one straight cut sorts right, of all cuts that there are.

    >>> best_cut()
    17
    """
    return best_line(*both_kinds())
