"""Blocks that add to what they hear, h <- h + s W2 relu(W1 h), between the inputs and one output layer.

The identity has a way of its own through all blocks, so that nothing can die out on it (He et al. 2016). What grows
instead is the sum: where F(h) is as large as h, each block doubles the mean square. Two mends are a factor s of one over
the root of the number of blocks, and W2 = 0, which makes every block the identity at the start (Zhang et al. 2019).

``Residual`` has what ``nnbook.rules.learn`` asks of a network.
"""

import numpy as np

from nnlib.activations import Identity
from nnlib.initializers import he_normal, lecun_normal
from nnlib.network import Network
from nnlib.signals import deltas

STARTS = ["plain", "1/root D", "W2 = 0"]


class Residual:
    """D blocks of one width n with matrices ``inner`` and ``outer`` (D, n, n), and ``last`` (classes, n); no biases.

    >>> blocks = Residual(np.zeros((5, 2, 2)), np.zeros((5, 2, 2)), np.eye(2), 1.0)
    >>> blocks([[3.0, -4.0]]).tolist()
    [[3.0, -4.0]]
    """

    def __init__(self, inner, outer, last, s):
        self.matrices, self.s = [np.asarray(inner), np.asarray(outer), np.asarray(last)], s

    @property
    def parameters(self):
        """All entries of the matrices, one after the other."""
        return np.concatenate([matrix.ravel() for matrix in self.matrices])

    def with_parameters(self, parameters):
        """Blocks of the same shape with these parameters."""
        parts = np.split(parameters, np.cumsum([matrix.size for matrix in self.matrices])[:-1])
        shaped = [part.reshape(matrix.shape) for part, matrix in zip(parts, self.matrices)]
        return Residual(*shaped, self.s)

    def forward(self, x):
        """[x, h_1, ..., h_D], and what each block's units send."""
        heard, sent = [np.asarray(x)], []
        for inner, outer in zip(*self.matrices[:2]):
            sent.append(np.maximum(heard[-1] @ inner.T, 0))
            heard.append(heard[-1] + self.s * sent[-1] @ outer.T)
        return heard, sent

    def __call__(self, x):
        return self.forward(x)[0][-1] @ self.matrices[2].T

    def gradient(self, x, y, loss):
        """The loss and its slopes, which lie as the parameters do: an object like this one."""
        (*heard, h), sent = self.forward(x)
        inner, outer, last = self.matrices
        output = Network([last], None, Identity(), exact=False)
        value, slopes = output.gradient(h, y, loss)
        dJ_dh = deltas(output, h, y, loss)[0] @ last / len(h)  # each sample's own; the loss is their mean
        dJ_dinner, dJ_douter = np.empty_like(inner), np.empty_like(outer)
        for block in reversed(range(len(inner))):
            delta = self.s * dJ_dh @ outer[block] * (sent[block] > 0)
            dJ_douter[block] = self.s * dJ_dh.T @ sent[block]
            dJ_dinner[block] = delta.T @ heard[block]
            dJ_dh = dJ_dh + delta @ inner[block]  # straight on, and through the block
        return value, Residual(dJ_dinner, dJ_douter, slopes.weights[0], self.s)


def blocks(start, depth, seed, n=64, classes=10):
    """``depth`` blocks from one of ``STARTS``: W1 by He, W2 and the output layer of variance 1 / n.

    >>> blocks("W2 = 0", 3, seed=0, n=4)(np.ones((2, 4))).shape
    (2, 10)
    """
    rng = np.random.default_rng(seed)
    inner, outer = (np.array([make(rng, n, n) for _ in range(depth)]) for make in (he_normal, lecun_normal))
    outer = np.zeros_like(outer) if start == "W2 = 0" else outer
    return Residual(inner, outer, lecun_normal(rng, classes, n), depth**-0.5 if start == "1/root D" else 1.0)
