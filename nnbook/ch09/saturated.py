"""What large weights do to the lecture's network before its first step and after its first hundred (chapter 9).

``net`` is an ensemble (scales, starts) of ``lecture.scaled``, ``x`` (n, 2) are points and ``y`` (n, 1) their classes.
"""

from nnbook.documents.lecture import CORNERS, scaled
from nnlib.activations import ReLU
from nnlib.losses import CrossEntropy
from nnlib.training import train


def all_flat(net):
    """Which networks have hidden slopes of exactly 0 on all four corners, in the ensemble's shape.

    >>> all_flat(scaled([1.0, 1e4], [0, 1])).tolist()
    [[False, False], [True, True]]
    """
    return (1 - net.forward(CORNERS)[1] ** 2 == 0).all(axis=(-2, -1))


def outgoing_held(net):
    """The same networks, but the outgoing weights of every scale are those of the first.

    >>> held = outgoing_held(scaled([1.0, 100.0], [0]))
    >>> bool((held.weights[1][1] == held.weights[1][0]).all()), bool((held.weights[0][1] == held.weights[0][0]).any())
    (True, False)
    """
    held = net.copy()
    held.weights[1][...] = held.weights[1][:1]
    return held


def right_after(scales, x, y, steps=100, starts=40):
    """The share of the points that are right after full-batch steps at rate 0.5, the mean of the starts: (scales,).

    >>> right_after([1.0], CORNERS, [[0], [1], [1], [1]], starts=5).tolist()  # OR
    [1.0]
    """
    options = {"learning_rate": 0.5, "loss": CrossEntropy(), "batch_size": None}
    net = train(scaled(scales, range(starts)), x, y, epochs=steps, **options).network
    return ((net(x) > 0.5) == y).mean(axis=(1, 2, 3))


def at_output(net, x, y):
    """(slopes, deltas): the mean slope of the logistic output, and the mean size of z - t: (scales,) each.

    >>> net = scaled([1e-9, 1e3], range(100))
    >>> [each.round(2).tolist() for each in at_output(net, CORNERS, [[0], [1], [1], [0]])]  # XOR
    [[0.25, 0.0], [0.5, 0.5]]
    """
    out = net(x)
    return (out * (1 - out)).mean(axis=(1, 2, 3)), abs(out - y).mean(axis=(1, 2, 3))


def relu_start(scales, x, y, starts=300):
    """(slopes, losses) of the network with ReLU units: the share of slopes that are 1, and the mean loss: (scales,) each.

    >>> slopes, losses = relu_start([0.01, 1.0], CORNERS, [[0], [1], [1], [0]])
    >>> bool(slopes[0] == slopes[1]), bool(losses[0] < losses[1])
    (True, True)
    """
    net = scaled(scales, range(starts), activation=ReLU())
    slopes = (net.forward(x)[1] > 0).mean(axis=(1, 2, 3))
    return slopes, net.gradient(x, y, CrossEntropy())[0].mean(axis=1)
