"""Regressions from zeros (chapter 7): networks without hidden units, which have nothing to break.

Document 001 says so of logistic regression. Of softmax regression, its sister for several classes, a proposed change to
TensorFlow's first tutorial (tensorflow#13935) said the opposite.
"""

import numpy as np

from nnlib.engine.checks import positive, real_array, whole


def three_classes(n=90):
    """n points of three classes that overlap, in five dimensions: x (n, 5), and t (n, 3), 1 for the class, else 0.

    >>> x, t = three_classes()
    >>> x.shape, t.sum(axis=0).tolist()
    ((90, 5), [30.0, 30.0, 30.0])
    """
    rng = np.random.default_rng(7)
    centres, kinds = rng.normal(size=(3, 5)), np.arange(whole("n", n, least=3)) % 3
    return centres[kinds] + 1.5 * rng.normal(size=(n, 5)), np.eye(3)[kinds]


def softmax_regression(weights, x, t, steps, learning_rate=0.5):
    """(losses, weights): full-batch gradient descent on the cross-entropy of softmax outputs.

    weights (..., classes, 1 + d), the bias first; x (n, d), t (n, classes); losses (steps, ...), before each step.

    >>> losses, weights = softmax_regression(np.zeros((3, 6)), *three_classes(), steps=1)
    >>> losses.round(4).tolist()  # ln 3
    [1.0986]
    """
    weights, x = real_array("weights", weights), np.insert(real_array("x", x), 0, 1, axis=1)
    rate, losses = positive("learning_rate", learning_rate), []
    for _ in range(whole("steps", steps, least=1)):
        nets = x @ weights.swapaxes(-1, -2)
        powers = np.exp(nets - nets.max(axis=-1, keepdims=True))
        outputs = powers / powers.sum(axis=-1, keepdims=True)
        losses.append(-np.log((outputs * t).sum(axis=-1)).mean(axis=-1))
        weights = weights - rate * (outputs - t).swapaxes(-1, -2) @ x / len(x)
    return np.array(losses), weights
