"""The correlation of two signals: the map from layer to layer, its slope, where it ends, and how many layers it takes.

For the map both inputs are taken to have the length q* already: it settles within a few layers, the correlation takes
its time. ``predicted`` follows both from the first layer on.
"""

import numpy as np

from nnlib.engine.checks import real_array, whole
from nnlib.engine.network_checks import mean_field
from nnlib.propagation.lengths import chi, length_fixed_point
from nnlib.propagation.means import halved, mean_product, mean_square


def correlation_map(c, weight_variance, bias_variance, activation):
    """The next layer's correlation (weight_variance E[f(u_1) f(u_2)] + bias_variance) / q*, for c (...) from -1 to 1.

    u_1 and u_2 are normal, of variance q* and correlation c (Poole et al. 2016). ValueError where q* is 0,
    for then there is nothing to correlate.

    >>> correlation_map([0.0, 0.5, 1.0], 2.5, 0.05, Tanh()).round(4).tolist()
    [0.047, 0.4959, 1.0]
    """
    q = _length(weight_variance, bias_variance, activation)
    return (weight_variance * mean_product(activation, _cosines(c), q) + bias_variance) / q


def correlation_slope(c, weight_variance, bias_variance, activation):
    """The slope of the correlation map at c (...): weight_variance E[f'(u_1) f'(u_2)].

    >>> slope = correlation_slope(1.0, 2.5, 0.05, Tanh())
    >>> bool(np.isclose(slope, chi(2.5, 0.05, Tanh()), rtol=1e-12))
    True
    """
    q = _length(weight_variance, bias_variance, activation)
    return weight_variance * mean_product(activation.derivative, _cosines(c), q)


def correlation_fixed_point(weight_variance, bias_variance, activation):
    """c*, the correlation that the sums of two inputs end with: 1 where the network is ordered, less where it is chaotic.

    The map bends upwards from 0 to 1, and 1 is a fixed point. So there is another one if the slope at 1 is above 1.

    >>> round(correlation_fixed_point(2.5, 0.05, Tanh()), 5), correlation_fixed_point(1.3, 0.05, Tanh())
    (0.4468, 1.0)
    """
    q, f = _length(weight_variance, bias_variance, activation), activation
    if chi(weight_variance, bias_variance, f) <= 1:
        return 1.0

    def grows(c):
        return weight_variance * mean_product(f, c, q) + bias_variance > q * c

    return halved(grows, 0.0, 1.0)


def depth_scale(weight_variance, bias_variance, activation):
    """xi_c = -1 / ln(slope of the correlation map at c*): the layers in which the way to c* shrinks to 1 / e of itself.

    Schoenholz et al. 2017. It is infinite on the critical line.

    >>> round(depth_scale(2.5, 0.05, Tanh()), 2), round(depth_scale(1.3, 0.05, Tanh()), 2)
    (11.8, 7.83)
    """
    c = correlation_fixed_point(weight_variance, bias_variance, activation)
    slope = float(correlation_slope(c, weight_variance, bias_variance, activation))
    return float(-1 / np.log(slope)) if slope < 1 else float("inf")


def predicted(c, layers, weight_variance, bias_variance, activation):
    """The length (layers,) and the correlations (layers, ...) of the sums in layers 1, 2, ...: of inputs x of mean
    square 1 whose cosines are c (...). Here the length need not have settled.

    >>> q, c = predicted([0.5, 0.9], 20, 1.3, 0.05, Tanh())
    >>> q[-1:].round(4).tolist(), c[-1].round(3).tolist()
    ([0.3153], [0.954, 0.987])
    """
    spread, shift, f = mean_field(weight_variance, bias_variance, activation)
    layers, u = whole("layers", layers, least=1, most=10_000), 1.0
    c_u, lengths, correlations = _cosines(c), [], []
    for _ in range(layers):
        lengths.append(spread * u + shift)  # u: E[x^2], and from the second layer on E[f^2]
        correlations.append((spread * c_u + shift) / lengths[-1])  # c_u: E[x x'] and E[f f']
        u = mean_square(f, lengths[-1])
        c_u = mean_product(f, correlations[-1], lengths[-1])
    return np.array(lengths), np.array(correlations)


def _cosines(c):
    c = real_array("c", c)
    if (abs(c) > 1).any():
        raise ValueError(
            f"c must lie between -1 and 1, for it is a correlation, not be {c.flat[abs(c).argmax()]:g}"
        )
    return c


def _length(weight_variance, bias_variance, activation):
    """q*; ValueError where it is 0."""
    q = length_fixed_point(weight_variance, bias_variance, activation)
    if q == 0:
        raise ValueError(
            "the length's fixed point is 0: all signals die out, and nothing is left to be correlated"
        )
    return q
