"""Chapter 11: which deep networks learn in 300 steps, whether orthogonal matrices help, what becomes of residual blocks,
and the plane of weight and bias variances.

All networks learn the digits with mini-batches of 32. Beyond ten layers a run's last digits depend on the processor, so
the chapter prints medians over seeds.
"""

from functools import partial
from itertools import islice

import numpy as np

from nnbook.ch10 import deep
from nnbook.ch11 import residual
from nnbook.results import shipped
from nnbook.rules import gradient_descent, learn
from nnlib.activations import Identity, ReLU, Tanh
from nnlib.datasets import digits
from nnlib.initializers import lecun_normal, normal, orthogonal
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.propagation import critical_weight_variance, depth_scale
from nnlib.training import DivergedError, train

WIDTH, BATCH, SOFTMAX = deep.WIDTH, deep.BATCH, SoftmaxCrossEntropy()
# Weight and bias variance of the hidden layers, and their matrices.
STARTS = [(sw2, 0.05, "Gaussian") for sw2 in (1.0, 1.3, 1.76, 2.0, 2.5, 4.0)]
STARTS += [(1.0, 0.0, "Gaussian"), (1.0, 0.0, "orthogonal")]
DEPTHS, RATES, SEEDS = [10, 20, 30, 50], [0.01, 0.03, 0.1], range(10)
KINDS = [("linear", 10), ("linear", 30), ("tanh", 10), ("tanh", 30), ("ReLU", 30)]
ACTIVATIONS = {
    "linear": (Identity(), 1.0),
    "tanh": (Tanh(), 1.0),
    "ReLU": (ReLU(), 2.0),
}  # and weight variance
MATRICES, FINER, FEW = ["Gaussian", "orthogonal"], [0.003, 0.01, 0.03, 0.1, 0.3, 1.0], range(5)
BLOCKS, BLOCK_RATES = [5, 25], [0.001, 0.01, 0.1]
LINE = np.linspace(0, 1, 51) ** 2 / 2  # bias variances, closest near 0, where the line bends
PLANE = np.arange(0.525, 4, 0.05), np.arange(0.005, 0.5, 0.01)  # weight variances, bias variances


def make():
    """What the file has."""
    return {
        "accuracy": accuracies(again=True),
        "losses": losses(again=True),
        "line": np.array([critical_weight_variance(b, Tanh()) for b in LINE]),
        "plane": np.array(
            [[min(depth_scale(w, b, Tanh()), 1e4) for w in PLANE[0]] for b in PLANE[1]], np.float16
        ),
    } | dict(zip(["block_losses", "block_accuracy"], of_blocks(again=True)))


def tall(depth, activation, weight_variance, bias_variance, matrices, seed):
    """A network with ``depth`` hidden layers of 64 units and ten linear outputs of weight variance 1/64."""
    gain = np.sqrt(weight_variance)
    hidden = orthogonal(gain) if matrices == "orthogonal" else normal(gain / np.sqrt(WIDTH))
    bias = normal(np.sqrt(bias_variance)) if bias_variance else 0.0
    return Network.initialized(
        [WIDTH] * (depth + 1) + [10],
        [hidden] * depth + [lecun_normal],
        [activation] * depth + [Identity()],
        seed=seed,
        bias=[bias] * depth + [0.0],
        exact=False,
    )


def learned(net, rate, seed, steps):
    """The network after so many steps on the digits; None if it diverges."""
    x, y, _, _ = digits()
    options = {"loss": SOFTMAX, "order": [*deep.samples(seed, [steps])], "batch_size": BATCH}
    try:
        return train(net, x, y, learning_rate=rate, **options).network
    except DivergedError:
        return None


def right(net, x, y):
    """How many of the samples get the right class."""
    return int((net(x).argmax(axis=1) == y.argmax(axis=1)).sum())


def accuracy(start, depth, rate, seed):
    """How many of the 1,500 training digits a network has right after 300 steps."""
    weight_variance, bias_variance, matrices = start
    net = tall(depth, Tanh(), weight_variance, bias_variance, matrices, seed)
    net = learned(net, rate, seed, 300)
    return right(net, *digits()[:2]) if net else 0


def accuracies(again=False):
    """``accuracy`` for each of ``STARTS``, ``DEPTHS``, ``RATES`` and ``SEEDS``: (8, 4, 3, 10).

    They are read from a file that was made with the book; ``again`` trains the networks now.
    """
    if not again:
        return shipped("ch11")["accuracy"]
    each = [[[[accuracy(s, d, r, k) for k in SEEDS] for r in RATES] for d in DEPTHS] for s in STARTS]
    return np.array(each, np.uint16)


def best_accuracies():
    """The share right by the rate with the best median over seeds: (8, 4, 10), the seeds in ascending order."""
    shares = np.sort(accuracies() / 1500, axis=-1)
    best = np.median(shares, axis=-1).argmax(axis=-1)
    return np.take_along_axis(shares, best[..., None, None], axis=2)[:, :, 0]


def loss_after(kind, matrices, rate, seed):
    """The training loss after 500 steps, infinite where it diverges: a kind has an activation and a depth."""
    name, depth = kind
    activation, weight_variance = ACTIVATIONS[name]
    net = learned(tall(depth, activation, weight_variance, 0.0, matrices, seed), rate, seed, 500)
    x, y, _, _ = digits()
    return float(SOFTMAX(net(x), y)) if net else np.inf


def losses(again=False):
    """``loss_after`` for each of ``KINDS``, ``MATRICES``, ``FINER`` rates and ``FEW`` seeds: (5, 2, 6, 5).

    They are read from the file; ``again`` trains the networks now.
    """
    if not again:
        return shipped("ch11")["losses"]
    each = [[[[loss_after(k, m, r, s) for s in FEW] for r in FINER] for m in MATRICES] for k in KINDS]
    return np.array(each, np.float32)


@np.errstate(all="ignore")  # what grows without end becomes infinite
def blocks_after(start, depth, rate, seed):
    """The training loss after 500 steps, infinite where it diverges, and how many of 297 test digits are right."""
    x, y, x_test, y_test = digits()
    pairs = ((x[some], y[some]) for some in islice(deep.batches(seed), 500))
    try:
        net = learn(residual.blocks(start, depth, seed), pairs, SOFTMAX, partial(gradient_descent, rate=rate))
        loss = float(SOFTMAX(net(x), y))
    except ValueError:  # a number that is not finite
        return np.inf, 0
    return (loss, right(net, x_test, y_test)) if np.isfinite(loss) else (np.inf, 0)


def of_blocks(again=False):
    """``blocks_after`` for each of ``BLOCKS``, ``residual.STARTS``, ``BLOCK_RATES`` and ``FEW`` seeds.

    Two arrays (2, 3, 3, 5), read from the file; ``again`` trains the networks now.
    """
    if not again:
        return shipped("ch11")["block_losses"], shipped("ch11")["block_accuracy"]
    each = [
        [[[blocks_after(s, d, r, k) for k in FEW] for r in BLOCK_RATES] for s in residual.STARTS]
        for d in BLOCKS
    ]
    found = np.array(each)
    return found[..., 0].astype(np.float32), found[..., 1].astype(np.uint16)
