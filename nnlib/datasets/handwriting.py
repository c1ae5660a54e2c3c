"""Handwritten digits: real images, small enough to travel with a page (45 kB), and known to everybody.

The file beside this one holds the test set of *Optical Recognition of Handwritten Digits* (Alpaydin & Kaynak 1998, UCI
Machine Learning Repository, licence CC BY 4.0) as whole numbers from 0 to 16, in the order of scikit-learn's copy.
"""

from importlib.resources import files

import numpy as np


def digits():
    """1,797 handwritten digits of 8 x 8 pixels: x_train (1500, 64), y_train (1500, 10), x_test (297, 64), y_test.

    The test set of *Optical Recognition of Handwritten Digits* (Alpaydin & Kaynak 1998, UCI, CC BY 4.0), in the order of
    scikit-learn, mixed by ``default_rng(0)``. The training mean of each pixel is taken off, and all is divided by one
    number, so that the training set's mean square is 1. Targets are one-hot: 1 for the digit's class, else 0.

    >>> x, y, x_test, y_test = digits()
    >>> x.shape, x_test.shape, round(float((x**2).mean()), 12), y.sum(axis=0).astype(int).tolist()
    ((1500, 64), (297, 64), 1.0, [145, 149, 135, 161, 144, 158, 151, 156, 152, 149])
    """
    with (files("nnlib.datasets") / "digits.npz").open("rb") as file:
        stored = np.load(file)
        pixels, classes = stored["pixels"], stored["classes"]
    order = np.random.default_rng(0).permutation(len(pixels))
    x, y = pixels[order].astype(float), np.eye(10)[classes[order]]
    x -= x[:1500].mean(axis=0)
    x /= np.sqrt((x[:1500] ** 2).mean())
    return x[:1500], y[:1500], x[1500:], y[1500:]
