"""Means of functions of normal numbers, which the mean-field picture of a wide layer is made of.

A mean of a function of one standard normal number z is a sum over points 0.1 apart. For smooth functions it is as exact
as floats are, where Gauss's rule of 101 points errs in the fifth digit. No point is 0, where ReLU has its kink. A mean
of a product of two functions, of numbers with the correlation c, is a power series in c whose coefficients are squares:
so it never falls and bends upwards from c = 0 to 1, for every function.
"""

import numpy as np

POINTS = np.arange(-19.95, 20, 0.1)
WEIGHTS = np.exp(-(POINTS**2) / 2)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
ORDERS = 64  # of Hermite polynomials


def mean_square(f, q):
    """E[f(sqrt(q) z)^2], for variances q (...), of their shape.

    >>> round(float(mean_square(Identity(), np.array(0.25))), 12)
    0.25
    """
    return f(np.sqrt(q)[..., None] * POINTS) ** 2 @ WEIGHTS


def mean_product(f, c, q):
    """E[f(u_1) f(u_2)] = sum_k a_k^2 c^k, a_k = E[f(sqrt(q) z) h_k(z)], with h_k the Hermite polynomials (Mehler 1866).

    What the orders left out have in common with E[f^2] goes to the last one, so that c = 1 is exact.

    >>> round(float(mean_product(Identity(), 0.5, 1.0)), 12)
    0.5
    """
    of_z = f(np.sqrt(q) * POINTS)
    squares = (HERMITE @ (WEIGHTS * of_z)) ** 2  # a_k^2
    left = WEIGHTS @ of_z**2 - squares.sum()
    return np.power(np.expand_dims(c, -1), np.arange(ORDERS + 1)) @ np.append(squares, left)


def _hermite(orders):
    """The first Hermite polynomials at the ``POINTS``, a row each, so scaled that E[h_k(z)^2] = 1."""
    h = [np.ones_like(POINTS), POINTS]
    for k in range(1, orders - 1):
        h.append((POINTS * h[k] - np.sqrt(k) * h[k - 1]) / np.sqrt(k + 1))
    return np.array(h)


HERMITE = _hermite(ORDERS)


def halved(is_low, low, high):
    """Where ``is_low`` turns from true to false between ``low`` and ``high``, found by halving.

    >>> round(halved(lambda x: x * x < 2, 0.0, 2.0), 6)
    1.414214
    """
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if is_low(middle) else (low, middle)
    return float(high)
