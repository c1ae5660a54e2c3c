"""The length of a signal, and what a layer multiplies a small difference with: the map, its fixed point, chi, and the line.

The sums of a wide layer are normal with one variance q, the *length*, whatever the layer heard.
"""

from nnlib.engine.checks import real_array
from nnlib.engine.network_checks import mean_field
from nnlib.propagation.means import halved, mean_square


def length_map(q, weight_variance, bias_variance, activation):
    """The next layer's length, weight_variance E[f(sqrt(q) z)^2] + bias_variance, for lengths q (...) of 0 or more.

    Poole et al. 2016. ValueError for a q below 0.

    >>> length_map([0.0, 1.0], 2.5, 0.05, Tanh()).round(4).tolist()
    [0.05, 1.0357]
    """
    spread, shift, f = mean_field(weight_variance, bias_variance, activation)
    q = real_array("q", q)
    if (q < 0).any():
        raise ValueError(f"q must be 0 or more, for it is a variance, not {q.min():g}")
    return spread * mean_square(f, q) + shift


def length_fixed_point(weight_variance, bias_variance, activation):
    """q*, the length that a layer hands on unchanged, found by halving; 1 where a layer hands on any.

    ValueError where lengths grow without end, as those of ReLU do above the critical weight_variance 2.

    >>> round(length_fixed_point(2.5, 0.05, Tanh()), 5)
    1.06396
    """
    spread, shift, f = mean_field(weight_variance, bias_variance, activation)

    def grown(q):
        return spread * mean_square(f, q) + shift - q

    if abs(grown(1.0)) <= 1e-14:
        return 1.0
    low, high = 0.0, 1.0
    while grown(high) > 0:
        low, high = high, 2 * high
        if high > 1e12:
            raise ValueError(
                f"weight_variance {spread:g} with bias_variance {shift:g} has no fixed length for {f}: take a smaller one"
            )
    q = halved(lambda q: grown(q) > 0, low, high)
    return q if q > 1e-9 else 0.0


def chi(weight_variance, bias_variance, activation):
    """chi_1 = weight_variance E[f'(sqrt(q*) z)^2]: what a layer multiplies a small difference, squared, with.

    It multiplies the square of a gradient too, backwards (Schoenholz et al. 2017).

    >>> round(chi(2.5, 0.05, Tanh()), 5)
    1.13352
    """
    q = length_fixed_point(weight_variance, bias_variance, activation)
    return float(weight_variance * mean_square(activation.derivative, q))


def critical_weight_variance(bias_variance, activation):
    """The weight_variance at which chi is 1: the critical line between order and chaos, for this bias_variance.

    There q = E[f^2] / E[f'^2] + bias_variance, which is solved for q by halving. ValueError for an activation without
    such a point, as ReLU, whose chi does not depend on q, where there are biases.

    >>> round(critical_weight_variance(0.05, Tanh()), 6)
    1.760955
    """
    _, shift, f = mean_field(1.0, bias_variance, activation)

    def too_short(q):
        return q - mean_square(f, q) / mean_square(f.derivative, q) <= shift

    if shift == 0:
        return float(1 / mean_square(f.derivative, 1e-18))
    high = 1.0
    while too_short(high):
        high *= 2
        if high > 1e3:
            raise ValueError(
                f"bias_variance {shift:g} has no critical line with {f}: take 0, or a smaller one"
            )
    return float(1 / mean_square(f.derivative, halved(too_short, 0.0, high)))
