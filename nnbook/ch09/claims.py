"""What the text of chapter 9 claims and a cell would be too long for: how flat a tanh unit is on average, in which
power of the scale the slopes of XOR go, where logistic regression ends, how rough the map of starts is at a place, what
is left of a normal number that is cut off, and how large net is in a wide layer.
"""

import numpy as np

from nnbook.ch09.xor import weight_slice
from nnbook.documents.lecture import CORNERS, scaled
from nnlib.activations import Sigmoid
from nnlib.engine.checks import positive
from nnlib.losses import CrossEntropy
from nnlib.network import Network
from nnlib.training import train


def mean_slope(scale):
    """The mean slope of a tanh unit with two normal inputs and two normal weights, the integral of the chapter.

    >>> round(float(mean_slope(0.01)), 4), round(float(100 * mean_slope(100)), 2)
    (0.9998, 0.99)
    """
    u = np.linspace(-40, 40, 400_001)  # net over the scale
    density = np.exp(-abs(u)) / 2
    return np.trapezoid((1 - np.tanh(positive("scale", scale) * u) ** 2) * density, u)


def orders(scale, starts=500):
    """By how much the slopes on XOR shrink if the scale is halved, the median for each of the nine parameters: (9,).

    All parameters are normal numbers times the scale but the output's bias, which is times its square.

    >>> orders(0.01).round(1).tolist()
    [8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 4.0, 8.0, 8.0]
    """
    drawn = np.random.default_rng(1).normal(size=(starts, 9))
    y = np.transpose([[0, 1, 1, 0]])

    def slopes(s):
        parameters = s * drawn
        parameters[:, 6] *= s
        net = scaled([1.0], range(starts)).with_parameters(parameters)
        return net.gradient(CORNERS, y, CrossEntropy())[1].parameters

    scale = positive("scale", scale)
    return np.median(slopes(scale) / slopes(scale / 2), axis=0)


def logistic_ends(starts=20):
    """Where logistic regression on 200 noisy points ends, from zeros and from random starts: (1 + starts, 3).

    >>> bool(np.ptp(logistic_ends(2), axis=0).max() < 1e-9)
    True
    """
    rng = np.random.default_rng(0)
    points, noise = rng.normal(size=(200, 2)), rng.logistic(size=(200, 1))
    unit = Network([[[0.0, 0.0]]], [[0.0]], Sigmoid())
    units = unit.with_parameters(np.vstack([np.zeros(3), rng.normal(size=(starts, 3))]))
    classes = points @ [[1.0], [-2.0]] + noise > 0
    options = {"learning_rate": 1.0, "loss": CrossEntropy(), "batch_size": None}
    return train(units, points, classes, epochs=2000, **options).network.parameters


def roughness(centre, learning_rate):
    """The share of neighbours, a thousandth apart, that differ by more than 20 epochs, of 40 x 40 starts around a place.

    >>> roughness((2, 2), 0.3)
    0.0
    """
    needed = weight_slice(centre, 0.04, 40, learning_rate)
    needed = np.where(needed < 0, 500, needed)
    return float((abs(np.diff(needed, axis=1)) > 20).mean())


def cut_off(deviations):
    """The standard deviation of a normal number that is cut off at so many standard deviations.

    >>> round(float(cut_off(2)), 4)
    0.8796
    """
    x = np.linspace(-1, 1, 4001) * positive("deviations", deviations)
    density = np.exp(-(x**2) / 2)
    return np.sqrt(np.trapezoid(x**2 * density, x) / np.trapezoid(density, x))


def size_of_wide(inputs=64 * 64 * 3):
    """The size of net in a layer with so many inputs of size 1 and weights ``randn * 0.01``.

    >>> round(size_of_wide(10_000), 1)
    1.0
    """
    rng = np.random.default_rng(0)
    return float((rng.normal(size=(50, inputs)) @ (0.01 * rng.normal(size=(inputs, 50)))).std())
