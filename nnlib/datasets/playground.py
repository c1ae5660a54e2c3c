"""Four data sets in the plane, made as TensorFlow Playground makes them (Smilkov et al. 2017, its file dataset.ts).

There most people have seen a network learn for the first time. All points lie in a square from -5 to 5 or near it,
the two classes have targets +1 and -1, and nobody has scaled anything.
"""

import numpy as np

from nnlib.engine.checks import generator, number, whole


def circle(rng, n=500, *, noise=0.0):
    """A disc of radius 2.5 (target +1) in a ring of radius 3.5 to 5 (target -1); even numbers of both, or nearly.

    rng: a ``numpy.random.Generator``. noise, 0 to 0.5: each point has the target of one that lies up to 5 * noise
    beside it, each way. Returns x (n, 2) and y (n, 1). ValueError for fewer than 2 points.

    >>> x, y = circle(np.random.default_rng(0))
    >>> x.shape, float(y.sum()), bool(((np.hypot(*x.T) < 3) == (y[:, 0] == 1)).all())
    ((500, 2), 0.0, True)
    """
    (inner, outer), noise = _halves(n), _noise(noise)
    points = []
    for count, low, high in [(inner, 0, 2.5), (outer, 3.5, 5)]:
        radius, angle = generator("rng", rng).uniform(low, high, count), rng.uniform(0, 2 * np.pi, count)
        points.append(radius[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1))
    x = np.concatenate(points)
    seen = x + _moved(rng, x, 5 * noise)
    return x, _classes(np.hypot(*seen.T) < 2.5 if noise else np.arange(len(x)) < inner)


def xor(rng, n=500, *, noise=0.0):
    """Points whose two coordinates have the same sign (target +1) or not (target -1), and none near an axis.

    rng, noise: as for ``circle``. Returns x (n, 2) and y (n, 1).

    >>> x, y = xor(np.random.default_rng(0))
    >>> x.shape, bool((np.sign(x.prod(axis=1)) == y[:, 0]).all()), bool((abs(x) >= 0.3).all())
    ((500, 2), True, True)
    """
    n, noise = sum(_halves(n)), _noise(noise)
    x = generator("rng", rng).uniform(-5, 5, (n, 2))
    x += np.where(x > 0, 0.3, -0.3)
    return x, _classes((x + _moved(rng, x, 5 * noise)).prod(axis=1) >= 0)


def gaussians(rng, n=500, *, noise=0.0):
    """A cloud around (2, 2) (target +1) and one around (-2, -2) (target -1).

    rng: as for ``circle``. noise, 0 to 0.5: the variance of a coordinate is 0.5 + 7 noise. Returns x (n, 2), y (n, 1).

    >>> x, y = gaussians(np.random.default_rng(0))
    >>> x.shape, x[y[:, 0] == 1].mean(axis=0).round().tolist()
    ((500, 2), [2.0, 2.0])
    """
    (first, second), noise = _halves(n), _noise(noise)
    spread = np.sqrt(0.5 + 7 * noise)
    x = spread * generator("rng", rng).standard_normal((first + second, 2))
    y = _classes(np.arange(len(x)) < first)
    return x + 2 * y, y


def spiral(rng, n=500, *, noise=0.0):
    """Two arms that wind round each other 1.75 times, from the middle to radius 5: targets +1 and -1.

    rng: as for ``circle``. noise, 0 to 0.5: each coordinate is moved by up to as much. Returns x (n, 2) and y (n, 1).

    >>> x, y = spiral(np.random.default_rng(0))
    >>> x.shape, bool(np.allclose(x[:250], -x[250:]))
    ((500, 2), True)
    """
    arms, noise = _halves(n), _noise(noise)
    points = []
    for turned, count in zip([0, np.pi], arms):
        along = np.arange(count) / count
        angle = 2 * np.pi * 1.75 * along + turned
        points.append(5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1))
    x = np.concatenate(points)
    generator("rng", rng)
    return x + _moved(rng, x, noise), _classes(np.arange(len(x)) < arms[0])


def _halves(n):
    n = whole("n", n, least=2, most=10**6)
    return n - n // 2, n // 2


def _noise(noise):
    noise = number("noise", noise)
    if not 0 <= noise <= 0.5:
        raise ValueError(f"noise must lie from 0 to 0.5, not be {noise:g}")
    return noise


def _moved(rng, x, most):
    """How far each coordinate is moved; without noise nothing is drawn."""
    return rng.uniform(-most, most, x.shape) if most else 0.0


def _classes(positive):
    return np.where(positive, 1.0, -1.0)[:, None]
