"""Document 004: why four identical functions that see identical data? A question with two answers (chapter 5).

Asked on Data Science Stack Exchange in 2016. One answer brings a program that draws the weights of a 2-3-1 network
100,000 times and keeps the best; these functions run it, and train the same network by its gradient beside it.
The document calls the sum of the squared errors "mse"; here it is ``sum_of_squares``.
"""

import numpy as np

from nnlib.activations import Sigmoid
from nnlib.engine.checks import real_array, whole
from nnlib.initializers import zeros
from nnlib.losses import HalfSquaredError
from nnlib.network import Network
from nnlib.search import random_search
from nnlib.symmetry import tied
from nnlib.training import train

# The weights that the document prints, a row for each hidden unit, then the output's.
PRINTED = [
    [-0.13787113, -1.76733779],
    [-1.30913914, 0.77449265],
    [0.64624687, 1.61122177],
    [-1.42489674, -1.94360005, 2.56365303],
]
HALF = HalfSquaredError()  # half the document's sum, so its rate 0.5 is the rate 1 here


def seven_points():
    """The document's data, each divided by its largest value: x (7, 2) and y (7, 1).

    >>> x, y = seven_points()
    >>> float(x.max()), y.ravel().tolist()
    (1.0, [1.0, 0.9, 0.88, 0.6, 0.5, 0.45, 0.4])
    """
    x = np.array([[8, 5], [7, 5], [8, 4], [8, 1], [4, 3], [5, 2], [4, 2]])
    y = np.array([[100], [90], [88], [60], [50], [45], [40]])
    return x / x.max(), y / y.max()


def two_h_one(parameters):
    """The document's kind of network, 2-h-1, logistic, without biases, from ``parameters`` (..., 3 h).

    Two weights for each hidden unit, then the h weights of the output. ValueError if they are not 3 h.

    >>> two_h_one(np.concatenate(PRINTED))
    Network(2-3-1, Sigmoid())
    """
    parameters = real_array("parameters", parameters)
    if parameters.ndim == 0 or parameters.shape[-1] % 3 or parameters.size == 0:
        raise ValueError(f"parameters must have shape (..., 3 h) for h hidden units, not {parameters.shape}")
    hidden = parameters.shape[-1] // 3
    return Network.initialized([2, hidden, 1], zeros, Sigmoid(), seed=0, bias=None).with_parameters(
        parameters
    )


def sum_of_squares(net):
    """What the document calls "mse": the sum of the squared errors of the seven points, of shape (...).

    >>> round(float(sum_of_squares(two_h_one(np.concatenate(PRINTED)))), 6)
    0.190635
    """
    x, y = seven_points()
    return 2 * HALF(net(x), y)


def document_forward(net, raw):
    """The document's ``forward``: it divides the raw inputs (n, 2) by the largest of *these* inputs.

    >>> net = two_h_one(np.concatenate(PRINTED))
    >>> [round(float(document_forward(net, batch)[-1, 0]), 3) for batch in ([[3, 3]], [[8, 4], [7, 1], [3, 3]])]
    [0.805, 0.611]
    """
    raw = real_array("raw", raw)
    return net(raw / raw.max())


def document_search(seed, draws, hidden=3, spread=1.0):
    """The document's search: ``Found`` among ``draws`` networks with weights N(0, spread^2), by ``seed``.

    Its losses are half sums.

    >>> round(2 * document_search(0, 10000).loss, 4)
    0.2361
    """

    def make(rng):
        return two_h_one(rng.normal(0, spread, (1000, 3 * hidden)))

    x, y = seven_points()
    return random_search(make, x, y, loss=HALF, draws=draws, rng=np.random.default_rng(seed))


def best_so_far(found, draws):
    """The sum of squares of the best among the first 1, 2, ... ``draws`` draws of a search: (draws,).

    >>> best_so_far(document_search(0, 10000), 3).round(3).tolist()
    [0.354, 0.354, 0.354]
    """
    when, losses = np.array(found.improvements).T
    return 2 * losses[np.searchsorted(when, np.arange(whole("draws", draws, least=1)), side="right") - 1]


def descents(seeds, steps, equal=False, keep_networks=False, progress=False):
    """Full-batch gradient descent from the first draw of each search: the ``History`` of an ensemble.

    The rate is 0.5 on the sum of squares. ``equal``: with the hidden units ``tied`` at the start. The history's
    loss is half the sum, before each step.

    >>> history = descents(range(3), 1000)
    >>> bool((2 * history.loss[-1] < 0.14).all())
    True
    """
    starts = [np.random.default_rng(whole("seeds", seed)).normal(size=9) for seed in seeds]
    net = two_h_one(starts)
    x, y = seven_points()
    return train(
        tied(net) if equal else net,
        x,
        y,
        learning_rate=1.0,
        loss=HALF,
        batch_size=None,
        epochs=steps,
        keep_networks=keep_networks,
        progress=progress,
    )
