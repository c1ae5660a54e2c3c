"""Document 001: what zeros and constants do, layer by layer (chapter 7).

The document, in Chinese and without an author's name, asks why the weights of a network must not all be equal, and answers with the
patterns that they fall into. Its network has the layers 5, 4, 3, 2, 2, logistic units, biases of 0.1 to 0.4 that are trained like
the weights, the mean squared error over its outputs, targets of 1 and one random sample a step. Its open question: if one matrix
alone is random, are the columns of the matrix before it equal?
"""

import numpy as np

from nnlib.activations import Sigmoid
from nnlib.engine.checks import one_of, whole
from nnlib.initializers import constant, normal, zeros
from nnlib.losses import MeanSquaredError
from nnlib.network import Network
from nnlib.training import train

SIZES = [5, 4, 3, 2, 2]
STARTS = {"zero": zeros, "constant": constant(0.5), "random": normal(1)}


def layered(starts, sizes=None, activation=None, bias="document", seed=0):
    """The document's network with a start for each layer: "zero", "constant" (0.5), "random" (normal, 0 and 1), or
    an initializer.

    sizes: by default the document's. activation: by default the logistic function. bias: "document", 0.1 in the first
    layer, 0.2 in the second and so on; or what ``Network.initialized`` takes.

    >>> net = layered(["random", "random", "zero", "zero"])
    >>> net, symmetry.letters(net)
    (Network(5-4-3-2-2, Sigmoid()), 'XXZZ')
    """
    starts = [start if callable(start) else STARTS[one_of("starts", start, STARTS)] for start in starts]
    if isinstance(bias, str):
        one_of("bias", bias, ["document"])
        bias = [0.1 * (layer + 1) for layer in range(len(starts))]
    return Network.initialized(sizes or SIZES, starts, activation or Sigmoid(), seed=seed, bias=bias)


def after_each_step(net, steps, *, targets=1.0, learning_rate=0.8, loss=None, seed=0):
    """[the network as it starts, after 1 step, ..., after ``steps`` steps], each step on a new sample from N(0, 1).

    targets: a number, or one an output.

    >>> [symmetry.letters(net) for net in after_each_step(layered(["zero"] * 4), 4)]
    ['ZZZZ', 'ZZZA', 'ZZAA', 'ZAAA', 'UAAA']
    """
    x, y = random_samples(net, whole("steps", steps, least=1), targets, seed)
    order = [[step] for step in range(steps)]
    options = {"learning_rate": learning_rate, "loss": loss or MeanSquaredError(), "keep_networks": True}
    return [net, *train(net, x, y, order=order, **options).networks]


def random_samples(net, n, targets=1.0, seed=0):
    """n random samples for ``net`` and their targets: x (n, inputs) from N(0, 1), y (n, outputs).

    >>> x, y = random_samples(layered(["zero"] * 4), 3)
    >>> x.shape, y.tolist()
    ((3, 5), [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    """
    x = np.random.default_rng(seed).normal(size=(n, net.sizes[0]))
    return x, np.tile(np.broadcast_to(np.asarray(targets, float), net.sizes[-1:]), (n, 1))
