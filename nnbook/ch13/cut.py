"""Normal numbers that are cut off: how much of their variance is left, in formulas.

A library that draws normal numbers often throws away those beyond two standard deviations and draws again. Far numbers
are few, and yet the squares of the far ones are what a variance is made of.
"""

from math import erf, exp, pi, sqrt

from nnlib.engine.checks import positive
from nnlib.propagation.means import halved


def variance_left(cut):
    """The variance of standard normal numbers that lie within +-cut: 1 - 2 c phi(c) / (2 Phi(c) - 1).

    >>> round(variance_left(2), 4), round(variance_left(9), 4)
    (0.7737, 1.0)
    """
    c = positive("cut", cut)
    return 1 - 2 * c * density(c) / share_within(c)


def density(x):
    """phi(x), the density of standard normal numbers."""
    return exp(-x * x / 2) / sqrt(2 * pi)


def share_within(cut):
    """The share of standard normal numbers within +-cut, 2 Phi(c) - 1.

    >>> round(share_within(2), 4)
    0.9545
    """
    return erf(cut / sqrt(2))


def least_cut(layers, share=0.5):
    """The least cut with which a signal keeps this share of its mean square over so many linear layers.

    >>> round(least_cut(1, variance_left(2)), 6)
    2.0
    """
    return halved(lambda cut: variance_left(cut) ** layers < share, 0.1, 10.0)
