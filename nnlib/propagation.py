"""How far a signal reaches: the mean-field picture of a wide network at its start.

Let weights be drawn with variance weight_variance / fan_in and biases with bias_variance. In a wide layer the sums net
are then normal with one variance q, the *length*, whatever the layer heard, and q goes from layer to layer by a map,
q <- weight_variance E[f(sqrt(q) z)^2] + bias_variance, z standard normal. So does the correlation c of two inputs' sums.
Where a small difference grows from layer to layer, chi > 1, the network is chaotic; where it shrinks, ordered; in
between lies the critical line, on which signals and gradients reach furthest (Poole et al. 2016, Schoenholz et al. 2017).

The picture is right of means over networks. How far a single network of finite width is from it, chapter 11 measures.
"""

import numpy as np

from nnlib.activations import Activation
from nnlib.engine.checks import number, positive, shown

# For the mean of a function of a standard normal number: a sum over points 0.1 apart. For smooth functions it is as exact
# as floats are, where Gauss's rule of 101 points errs in the fifth digit. No point is 0, where ReLU has its kink.
POINTS = np.arange(-9.95, 10, 0.1)
WEIGHTS = np.exp(-(POINTS**2) / 2)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
MOST = 100_000  # steps to a fixed point; near the critical line they are many


def length_fixed_point(weight_variance, bias_variance, activation):
    """q*, the variance of net that a layer hands on unchanged: q = weight_variance E[f(sqrt(q) z)^2] + bias_variance.

    ValueError for variances below 0 or where lengths grow without end, as those of ReLU do above the critical 2.

    >>> round(length_fixed_point(2.5, 0.05, Tanh()), 5)
    1.06396
    """
    spread, shift, f = _checked(weight_variance, bias_variance, activation)
    q = 1.0
    for _ in range(MOST):
        last, q = q, spread * _mean(f(np.sqrt(q) * POINTS) ** 2) + shift
        if q > 1e12:
            break
        if q < 1e-20:
            return 0.0
        if abs(q - last) <= 1e-14 * max(q, 1e-12):
            return float(q)
    if q < 1e-3:  # it falls to zero, ever more slowly
        return 0.0
    raise ValueError(
        f"weight_variance {spread:g} with bias_variance {shift:g} has no fixed length for {f}: take a smaller one"
    )


def chi(weight_variance, bias_variance, activation):
    """chi_1 = weight_variance E[f'(sqrt(q*) z)^2]: what a layer multiplies a small difference, squared, with.

    It multiplies the square of a gradient too, backwards. Raises as ``length_fixed_point``.

    >>> round(chi(2.5, 0.05, Tanh()), 5)
    1.13352
    """
    q = length_fixed_point(weight_variance, bias_variance, activation)
    return float(weight_variance * _mean(activation.derivative(np.sqrt(q) * POINTS) ** 2))


def correlation_fixed_point(weight_variance, bias_variance, activation):
    """c*, the correlation that the sums of two inputs end with: 1 where the network is ordered, less where it is chaotic.

    c <- (weight_variance E[f(u_1) f(u_2)] + bias_variance) / q*, with u_1, u_2 normal, of variance q* and correlation c,
    from c = 0.5 on. ValueError where q* is zero, for then there is nothing to correlate; and as ``length_fixed_point``.

    >>> round(correlation_fixed_point(2.5, 0.05, Tanh()), 5)
    0.4468
    """
    q = length_fixed_point(weight_variance, bias_variance, activation)
    if q == 0:
        raise ValueError(
            "the length's fixed point is 0: all signals die out, and nothing is left to be correlated"
        )
    c = 0.5
    for _ in range(MOST):
        last, c = c, min(_next_correlation(c, q, weight_variance, bias_variance, activation), 1.0)
        if abs(c - last) <= 1e-12:
            break
    return float(c)


def critical_weight_variance(bias_variance, activation):
    """The weight_variance at which chi is 1: the critical line between order and chaos, for this bias_variance.

    There q = E[f^2] / E[f'^2] + bias_variance, which is solved for q by halving. ValueError for a bias_variance below 0
    or an activation without such a point, as ReLU, whose chi does not depend on q, where there are biases.

    >>> round(critical_weight_variance(0.05, Tanh()), 6)
    1.760955
    """
    _, shift, f = _checked(1.0, bias_variance, activation)

    def mean_square_slope(q):
        return _mean(f.derivative(np.sqrt(q) * POINTS) ** 2)

    def too_long(q):
        return q - _mean(f(np.sqrt(q) * POINTS) ** 2) / mean_square_slope(q) > shift

    if shift == 0:
        return float(1 / mean_square_slope(1e-18))
    low, high = 0.0, 1.0
    while not too_long(high):
        high *= 2
        if high > 1e3:
            raise ValueError(
                f"bias_variance {shift:g} has no critical line with {f}: take 0, or a smaller one"
            )
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if too_long(middle) else (middle, high)
    return float(1 / mean_square_slope(high))


def _next_correlation(c, q, weight_variance, bias_variance, f):
    first, second = POINTS[:, None], POINTS[None, :]
    u_1 = np.sqrt(q) * first
    u_2 = np.sqrt(q) * (c * first + np.sqrt(max(1 - c**2, 0)) * second)
    return (weight_variance * (WEIGHTS @ (f(u_1) * f(u_2)) @ WEIGHTS) + bias_variance) / q


def _mean(values):
    return WEIGHTS @ values


def _checked(weight_variance, bias_variance, activation):
    spread, shift = positive("weight_variance", weight_variance), number("bias_variance", bias_variance)
    if shift < 0:
        raise ValueError(f"bias_variance must be 0 or more, not {shift:g}")
    if not isinstance(activation, Activation):
        raise TypeError(f"activation must be an activation such as Tanh(), not {shown(activation)}")
    return spread, shift, activation
