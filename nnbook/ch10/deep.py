"""Deep ReLU networks on handwritten digits: layers of 64 units, ten outputs, a softmax.

ReLU passes a factor on: f(s net) = s f(net) for s > 0. So a factor may stand anywhere: in each of L matrices, or once,
to the power of L, at the output. ``rescaled`` moves it there, and says which rates make the learning the same too. The
networks learn by plain descent, 32 digits a step, in an order that their seed decides, so that starts can be compared
run by run.
"""

from dataclasses import dataclass
from itertools import count, islice, repeat

import numpy as np

from nnlib.activations import Identity, ReLU
from nnlib.datasets import digits
from nnlib.engine.checks import positive, whole
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.training import sgd, train

WIDTH, CLASSES, BATCH = 64, 10, 32


@dataclass(frozen=True)
class TimesOutput(SoftmaxCrossEntropy):
    """The softmax's cross-entropy of ``factor`` times the output.

    >>> round(float(TimesOutput(2.0)([[0.5, 0.0]], [[1.0, 0.0]])), 6)  # ln(1 + 1/e)
    0.313262
    """

    factor: float

    def terms(self, net, output, y):
        return super().terms(net, self.factor * output, y)

    def delta(self, output, y, scale, activation, out, room):
        super().delta(self.factor * output, y, scale, activation, out, room)
        np.multiply(self.factor, out, out=out)


def relu_network(matrices, initializer, seed=0, bias=None):
    """A network of so many weight matrices, 64 ReLU units a layer; ``bias``: None for no biases, 0.0 for zeros that learn.

    >>> len(relu_network(30, he_normal).weights)
    30
    """
    sizes = [WIDTH] * whole("matrices", matrices, least=2) + [CLASSES]
    activations = [ReLU()] * (matrices - 1) + [Identity()]
    return Network.initialized(sizes, initializer, activations, seed=seed, bias=bias, exact=False)


def rescaled(net, s, learning_rate):
    """The same network told otherwise: every matrix times ``s``, the output times s^-L. (network, loss, rates).

    A bias of layer l is times s^l. A parameter that is times c moves in step with the old one if its rate is times c^2:
    its slope is 1/c of what it was, and its step must be c of what it was. So the rates are s^2 for the matrices.

    >>> net, loss, rates = rescaled(relu_network(30, he_normal), 0.5, 0.01)
    >>> loss.factor == 2.0**30, np.unique(rates).tolist()
    (True, [0.0025])
    """
    times = net.with_parameters(np.ones_like(net.parameters))
    for w in times.weights:
        w *= positive("s", s)
    for layer, b in enumerate(times.biases or [], 1):
        b *= s**layer
    loss = TimesOutput(float(s) ** -len(net.weights))
    return (
        net.with_parameters(times.parameters * net.parameters),
        loss,
        learning_rate * times.parameters**2,
    )


def batches(seed):
    """Batches of 32 digits without end: each pass over the 1,500 in an order of its own, the last 28 left out.

    >>> next(batches(0)).shape
    (32,)
    """
    rng = np.random.default_rng(1000 + seed)
    for _ in count():
        yield from rng.permutation(1500)[:1472].reshape(-1, BATCH)


def samples(seed, steps):
    """The digits of ``batches``, as ``sgd`` takes them: an array for each of ``steps``, which count its batches.

    >>> [len(some) for some in samples(0, [10, 40])]
    [320, 1280]
    """
    drawn = batches(seed)
    for each in steps:
        yield np.concatenate(list(islice(drawn, each)))


def learn(net, loss=None, *, learning_rate, steps, seed=0):
    """The losses of the batches, each before its step, as ``net`` learns the digits: (steps,).

    >>> learn(relu_network(5, he_normal), learning_rate=0.1, steps=100)[[0, 99]].round(1).tolist()
    [3.9, 0.1]
    """
    x, y, *_ = digits()
    order = list(islice(batches(seed), whole("steps", steps, least=1)))
    loss = loss or SoftmaxCrossEntropy()
    return train(net, x, y, learning_rate=learning_rate, loss=loss, order=order, batch_size=None).loss


def looks(net, loss=None, *, learning_rate, every=50, seed=0):
    """The loss on all 1,500 digits, again and again after ``every`` steps, without end; the first before any step.

    >>> net = relu_network(5, he_normal)
    >>> [round(each, 1) for each in islice(looks(net, learning_rate=0.1, every=50), 3)]
    [3.5, 0.2, 0.1]
    """
    x, y, *_ = digits()
    order, loss = samples(seed, repeat(every)), loss or SoftmaxCrossEntropy()
    yield float(loss(net(x), y))
    for epoch in sgd(net, x, y, learning_rate=learning_rate, loss=loss, order=order, batch_size=BATCH):
        yield float(loss(epoch.network(x), y))
