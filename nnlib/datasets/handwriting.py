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
    pixels, classes = _stored()
    order = np.random.default_rng(0).permutation(len(pixels))
    x, y = pixels[order].astype(float), np.eye(10)[classes[order]]
    x -= x[:1500].mean(axis=0)
    x /= np.sqrt((x[:1500] ** 2).mean())
    return x[:1500], y[:1500], x[1500:], y[1500:]


def one_and_nine():
    """The digits 1 (target +1) and 9 (target -1) in the plane: x (362, 2), y (362, 1).

    Each image is 64 numbers. x has those two sums of them that differ most from image to image, which are called its
    first two principal components (Pearson 1901), and is made as large as the largest of them: 5. The sign of a
    component is free; here its largest weight is positive. Of all pairs of digits this one gains most from a border that
    is not a line. The images are those of ``digits``, in the order of scikit-learn.

    >>> x, y = one_and_nine()
    >>> x.shape, int((y == 1).sum()), round(float(abs(x).max()), 9)
    ((362, 2), 182, 5.0)
    """
    pixels, classes = _stored()
    images = pixels[np.isin(classes, [1, 9])].astype(float)
    images -= images.mean(axis=0)
    _, _, components = np.linalg.svd(images, full_matrices=False)
    signs = [np.sign(row[np.abs(row).argmax()]) for row in components[:2]]
    x = images @ (components[:2].T * signs)
    return 5 * x / np.abs(x).max(), np.where(classes[np.isin(classes, [1, 9])] == 1, 1.0, -1.0)[:, None]


def _stored():
    """Pixels (1797, 64), whole numbers from 0 to 16, and the class of each image."""
    with (files("nnlib.datasets") / "digits.npz").open("rb") as file:
        stored = np.load(file)
        return stored["pixels"], stored["classes"]
