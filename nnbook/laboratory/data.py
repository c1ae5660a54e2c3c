"""The points that the laboratory's networks learn from, and those that they are tested on.

TensorFlow Playground's four kinds are drawn at random, half to learn from and half to be tested on, as the 362 images of
a 1 or a 9 are halved. Of the reader's own points none is kept back: there are few, and each was set to be learned. In
writing they are as short as a link needs: "p1.5_-2o3_0.4" is a purple one at (1.5, -2) and an orange one at (3, 0.4).
"""

import re

import numpy as np

from nnlib import datasets
from nnlib.engine.checks import shown
from nnlib.show.language import translated

POINTS, MOST, EDGE = 500, 200, 6.0  # points of a kind; of the reader's own; how far out they may lie
DIGITS, OWN = "digits 1 and 9", "your points"
KINDS = {
    "circle": datasets.circle,
    "XOR": datasets.xor,
    "two clouds": datasets.gaussians,
    "spiral": datasets.spiral,
}
DATA = [*KINDS, DIGITS, OWN]
COLOURS = {"p": 1.0, "o": -1.0}  # purple and orange, and their targets
NUMBER = r"(-?\d{1,2}(?:\.\d)?)"
POINT = re.compile(f"([po]){NUMBER}_{NUMBER}")


def points(settings):
    """The points to learn from and those to be tested on: x (n, 2), y (n, 1), x and y of the others.

    >>> from nnbook.laboratory.settings import Settings
    >>> x, y, x_test, y_test = points(Settings())
    >>> x.shape, y_test.shape
    ((250, 2), (250, 1))
    """
    if settings.data == OWN:
        return 2 * own(settings.points)
    rng = np.random.default_rng(settings.data_seed)
    if settings.data == DIGITS:
        x, y = datasets.one_and_nine()
        x = x + rng.uniform(-5, 5, x.shape) * settings.noise  # as far as the points of the circle
    else:
        x, y = KINDS[settings.data](rng, POINTS, noise=settings.noise)
    mixed = rng.permutation(len(x))
    learn, test = mixed[: len(x) // 2], mixed[len(x) // 2 :]
    return x[learn], y[learn], x[test], y[test]


def own(text):
    """Points in writing as arrays: x (n, 2), y (n, 1). ValueError for what is no point, or too many of them.

    >>> x, y = own("p1.5_-2o3_0.4")
    >>> x.tolist(), y.tolist()
    ([[1.5, -2.0], [3.0, 0.4]], [[1.0], [-1.0]])
    """
    written = "".join(text.split())
    if left := POINT.sub("", written):
        raise ValueError(f"points must be written like 'p1.5_-2o3_0.4', purple and orange, not {shown(left)}")
    found = POINT.findall(written)
    if len(found) > MOST:
        raise ValueError(f"points must be {MOST} at most, not {len(found)}")
    x = np.array([[float(x1), float(x2)] for _, x1, x2 in found]).reshape(-1, 2)
    if np.abs(x).max(initial=0) > EDGE:
        raise ValueError(f"points must lie from -{EDGE:g} to {EDGE:g}, not at {np.abs(x).max():g}")
    return x, np.array([[COLOURS[colour]] for colour, _, _ in found]).reshape(-1, 1)


def lacking(y):
    """What points with these targets lack for a network to have something to learn, in words; "" if nothing.

    >>> lacking(np.ones((3, 1)))
    'All points are purple, so there is nothing to tell apart. Set orange ones too.'
    """
    if not len(y):
        return translated("There are no points yet. Set some, purple and orange.")
    if y.min() < y.max():
        return ""
    if y[0, 0] > 0:
        return translated("All points are purple, so there is nothing to tell apart. Set orange ones too.")
    return translated("All points are orange, so there is nothing to tell apart. Set purple ones too.")
