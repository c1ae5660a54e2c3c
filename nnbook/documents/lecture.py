"""Document 003: a lecture on random initialization (Ng 2017), whose claims chapter 9 tests one by one.

It asks why the weights of a network, unlike those of logistic regression, must not begin at zero, and why
``randn * 0.01``. Its network is 2-2-1: tanh units, a logistic output; the loss is cross-entropy, all biases begin
at 0. Here the *scale* is what ``randn`` is multiplied with: the same draws, made larger or smaller.
"""

import numpy as np

from nnlib.activations import Sigmoid, Tanh
from nnlib.engine.checks import positive, real_array, whole
from nnlib.initializers import normal
from nnlib.losses import CrossEntropy
from nnlib.network import Network
from nnlib.training import train

CORNERS = np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]])


def scaled(scales, seeds, hidden=2, activation=None):
    """The lecture's network, weights ``scale * randn``, for every scale and seed: an ensemble (scales, seeds).

    A seed draws the same numbers for every scale. hidden: units; activation: theirs, ``Tanh()`` unless given.
    ValueError for scales that are not a list of numbers.

    >>> net = scaled([1.0, 0.01], range(3))
    >>> net, bool(np.allclose(net.parameters[1], 0.01 * net.parameters[0]))
    (Network(2-2-1, Tanh(), Sigmoid(), ensemble of (2, 3)), True)
    """
    scales = real_array("scales", scales)
    if scales.ndim != 1 or not scales.size:
        raise ValueError(f"scales must be a list of numbers such as [0.01, 1], not of shape {scales.shape}")
    seeds = [seeds] if np.ndim(seeds) == 0 else seeds
    net = Network.initialized([2, hidden, 1], normal(1), [activation or Tanh(), Sigmoid()], seed=seeds)
    return net.with_parameters(scales[:, None, None] * net.parameters)


def learn_corners(net, classes, **options):
    """Full-batch gradient descent on the four corners (+-1, +-1) with ``classes`` 0 or 1, rate 0.5: the ``History``.

    options: as for ``train``. ValueError for other than four classes.

    >>> bool(learn_corners(scaled([0.01], [0]), [0, 1, 1, 1], epochs=100).final.loss[0, 0] < 0.1)  # OR
    True
    """
    y = real_array("classes", classes)
    if y.shape != (4,):
        raise ValueError(f"classes must be four, one for each of {CORNERS.tolist()}, not {y.tolist()}")
    return train(net, CORNERS, y[:, None], learning_rate=0.5, loss=CrossEntropy(), batch_size=None, **options)


def deep_tanh(scale, depth, width=50, seed=0):
    """``depth`` hidden layers of tanh units and a logistic output, weights ``scale * randn``, no bias but 0.

    >>> deep_tanh(0.01, 3)
    Network(50-50-50-50-1, Tanh(), Sigmoid())
    """
    depth, width = whole("depth", depth, least=1), whole("width", width, least=1)
    rng, units = np.random.default_rng(seed), [width] * (depth + 1) + [1]
    weights = [positive("scale", scale) * rng.normal(size=(units[i + 1], units[i])) for i in range(depth + 1)]
    activations = [Tanh()] * depth + [Sigmoid()]
    return Network(weights, [np.zeros(n) for n in units[1:]], activations, exact=False)


def signals(net, samples=100, seed=0):
    """What goes through a network at its start: (loss, layers), on normal inputs whose class is the sign of the first.

    layers: for each hidden layer the arrays ``net``, ``output``, ``slope`` (n, units) and ``gradient`` (as its weights).

    >>> from nnbook.documents import lecture  # ``nnlib.signals`` has the name, too
    >>> loss, layers = lecture.signals(deep_tanh(0.01, 30))
    >>> len(layers), f"{loss:.4f}"
    (30, '0.6931')
    """
    x = np.random.default_rng([seed, 1]).normal(size=(samples, net.sizes[0]))
    sent = net.forward(x)
    loss, slopes = net.gradient(x, x[:, :1] > 0, CrossEntropy())
    layers = [
        {
            "net": inputs @ weights.T + bias,
            "output": output,
            "slope": f.slope(output),
            "gradient": gradient,
        }
        for inputs, output, weights, bias, gradient, f in zip(
            sent, sent[1:], net.weights[:-1], net.biases, slopes.weights, net.activations
        )
    ]
    return float(loss), layers
