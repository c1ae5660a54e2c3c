"""Which fan: what twenty matrices between layers of 256 and 32 units make of a signal, forward and on the way back.

A matrix multiplies the mean square by fan_in times the variance of its weights, and that of the deltas by fan_out times
the variance. All variances can be multiplied in at the end, so the matrices here are standard normal.
"""

from itertools import pairwise

import numpy as np

from nnlib.engine.checks import whole

WIDTHS = [256, 32] * 10 + [256]


def standard_products(networks=200, relu=False):
    """What standard normal matrices make of the mean square 1, forward and backward, in each network: (2, networks).

    ``WIDTHS`` are the layers; units pass their sum on, or, with ``relu``, its positive part.

    >>> standard_products(2).shape
    (2, 2)
    """
    found = np.empty((2, whole("networks", networks, least=1)))
    for seed in range(networks):
        rng = np.random.default_rng(seed)
        h, g = (v / np.sqrt((v**2).mean()) for v in rng.normal(size=(2, WIDTHS[0])))
        layers = []
        for fan_in, fan_out in pairwise(WIDTHS):
            w = rng.normal(size=(fan_out, fan_in))
            net = w @ h
            h = np.maximum(net, 0) if relu else net
            layers.append((w, net > 0 if relu else 1.0))
        for w, slope in reversed(layers):
            g = w.T @ (slope * g)
        found[:, seed] = (h**2).mean(), (g**2).mean()
    return found
