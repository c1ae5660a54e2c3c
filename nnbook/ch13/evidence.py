"""What is measured of each sentence of chapter 13: rows of what the sentence says and what is found.

``None`` is where a sentence says nothing of a row, infinity is never. A function has the name of its sentence's key.
Where another chapter has measured the same, its numbers are taken.
"""

import numpy as np

from nnbook.ch07.regression import softmax_regression, three_classes
from nnbook.ch08.processors import stored_blas
from nnbook.ch08.rounding import exact_and_nudged
from nnbook.ch10 import fans
from nnbook.ch10 import results as thirty
from nnbook.ch13 import measured
from nnbook.ch13.cut import variance_left
from nnlib import initializers
from nnlib.activations import ReLU, Sigmoid, Tanh
from nnlib.initializers import glorot_normal, he_normal, identity
from nnlib.network import Network

NEVER = np.inf


def neurons():
    rng, found = np.random.default_rng(0), []
    for n in (100, 400):
        net = rng.normal(size=(1000, n)) @ he_normal(rng, 400, n).T
        found.append((2 / n, net.var()))
    return found


def weights_kept():
    rng, weights, sent = np.random.default_rng(0), [], []
    for n in (25, 400):
        w = he_normal(rng, 400, n)
        weights.append(w.var())
        sent.append((np.maximum(rng.normal(size=(1000, n)) @ w.T, 0) ** 2).mean())
    return [(None, weights[0]), tuple(weights), (None, sent[0]), (None, sent[1])]


def fan_out():
    rng, start = np.random.default_rng(0), initializers.variance_scaling(1, "out", "normal")
    x = rng.normal(size=(1000, 784))
    return [(1, (x @ start(rng, n_out, 784).T).std()) for n_out in (100, 30)]


def three():
    return [(np.sqrt(3 / (784 + 100)), glorot_normal(np.random.default_rng(0), 100, 784).std())]


def brackets():
    return [(np.sqrt(2 / 512 + 128), glorot_normal(np.random.default_rng(0), 128, 512).std())]


def he_uniform():
    r = np.sqrt(2 / 64)
    net = Network.initialized(
        [64] * 11, initializers.uniform(-r, r), ReLU(), seed=range(50), bias=None, exact=False
    )
    squares = [(h**2).mean() for h in net.forward(np.random.default_rng(0).normal(size=(100, 64)))]
    return [(1, squares[depth] / squares[0]) for depth in (1, 10)]


def truncated():
    return [(1, variance_left(2))]


def sqrt_five():
    n, gain = 100, np.sqrt(2 / (1 + 5))
    limit = np.sqrt(3) * gain / np.sqrt(n)
    w = np.random.default_rng(0).uniform(-limit, limit, (1000, n))
    return [(1 / np.sqrt(n), limit), (1 / np.sqrt(3 * n), w.std())]


def harmonic():
    found = []
    for n_in, n_out in ((784, 100), (64, 10)):
        two = np.array([1 / n_in, 1 / n_out])
        found.append((1 / (1 / two).mean(), 2 / (n_in + n_out)))
    return found


def halves():
    return [(0.5, 0.5 - 0.5 / np.pi), (None, 0.5)]


def both_ways():
    rng, found = np.random.default_rng(0), []
    for n_in, n_out in ((784, 100), (100, 100)):
        w = np.array([glorot_normal(rng, n_out, n_in) for _ in range(20)])
        forward = (rng.normal(size=(100, n_in)) @ w.swapaxes(1, 2)).var()
        back = (rng.normal(size=(100, n_out)) @ w).var()
        found += [(1, forward), (1, back)]
    return found


def stabilises():
    left = measured.variances(Tanh())
    return [(0.25, left[depth - 1]) for depth in (10, 30, 100)]


def stalls():
    waits = dict(zip(thirty.DEPTHS, np.median(thirty.waits(), axis=2)))
    return [(None, waits[30][0]), (NEVER, waits[30][1]), (None, waits[5][1])]


def either_fan():
    forward, back = fans.standard_products(200, relu=True).mean(axis=1)
    pairs = list(zip(fans.WIDTHS, fans.WIDTHS[1:]))
    by_in, by_out, mean = (
        np.prod([2 / n for n in ns])
        for ns in ([i for i, _ in pairs], [o for _, o in pairs], [(i + o) / 2 for i, o in pairs])
    )
    return [(1, by_in * forward), (1, by_in * back), (1, by_out * forward), (None, mean * forward)]


def selu():
    return [
        (1, measured.variances(measured.Selu(), 3 / 4)[-1]),
        (None, measured.variances(measured.Selu())[-1]),
    ]


def no_weight_moves():
    right = [(0.5, measured.from_zeros(f)) for f in (ReLU(), Sigmoid())]
    return [(0, 0.5), *right]


def limit():
    return [(None, measured.steps_for_or(scale)) for scale in (1e-2, 1e-8, 1e-16, 0.0)]


def same_gradient():
    slopes = measured.constant_slopes()[0]
    return [(slopes[0], slope) for slope in slopes]


def precision():
    blas = stored_blas()["runs"]
    exact, _ = exact_and_nudged(6)
    return [(None, exact.apart[-1]), *((None, blas[width].apart[-1]) for width in (6, 7))]


def linear_zero():
    x, t = three_classes()
    starts = np.stack([np.zeros((3, 6)), np.random.default_rng(0).normal(size=(3, 6))])
    zero, random = softmax_regression(starts, x, t, 2000)[0][-1]
    return [(random, zero), (None, random)]


def positive_bias(failures):
    small = failures.mean(axis=1) / 50
    deep = [measured.awake(bias)[1].mean() for bias in (0.0, 0.1)]
    return [(None, small[0]), (None, small[1]), (None, deep[0]), (0, deep[1])]


def all_fire():
    with_bias, without = (measured.awake(bias)[0].mean(axis=0) for bias in (0.01, 0.0))
    return [(None, without[0]), (1, with_bias[0]), (1, with_bias[-1])]


def dies():
    narrow, wide = measured.born_dead(4, 50), measured.born_dead(16, 50, 200)
    return [(None, narrow[1]), (None, narrow[9]), (1, narrow[49]), (1, wide[49])]


def uniform_better():
    uniform, normal = measured.glorot_pairs()
    return [(None, uniform.mean()), (None, normal.mean()), (1, (uniform > normal).mean())]


def same_seed():
    one = [he_normal(np.random.default_rng(7), 50, 50).ravel() for _ in range(2)]
    rng = np.random.default_rng(7)
    two = [he_normal(rng, 50, 50).ravel() for _ in range(2)]
    return [(1, np.corrcoef(*one)[0, 1]), (None, np.corrcoef(*two)[0, 1])]


def random_key():
    starts = (he_normal, identity, initializers.constant(1 / 64))
    return [(None, measured.digits_right(start, range(5), epochs=5).mean()) for start in starts]


def measure(key, failures):
    """The rows of a sentence, measured now: (rows, 2), NaN where it says nothing; ``failures`` of small networks (2, sets).

    >>> measure("truncated", None).round(3).tolist()
    [[1.0, 0.774]]
    """
    given = [failures] if key == "positive-bias" else []
    return np.array(globals()[key.replace("-", "_")](*given), float)
