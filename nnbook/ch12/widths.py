"""The best rate against the width: one task, the same network made wider, and two ways to share out the rate.

A unit of layer l + 1 adds up n numbers. At the start they are as good as random and cancel for the most part, so the sum is
some sqrt(n) of them; that is what the initializers count on. What a step of descent adds to them is not random: all
move so as to lower one loss, and the sum grows with n. *Standard* is one rate for all parameters. *muP* (Yang et al.
2022, table 3) gives each layer a rate of its own, so that a step changes each layer's sums alike at every width.
"""

from typing import NamedTuple

import numpy as np

from nnlib.activations import Identity, ReLU, Tanh
from nnlib.datasets import digits
from nnlib.engine.checks import one_of, positive, whole
from nnlib.initializers import variance_scaling
from nnlib.losses import HalfSquaredError, SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.training import DivergedError, train

RULES = ["standard", "muP"]


def wave():
    """64 points of the square and sin(pi x1) cos(pi x2 / 2) at each: x (64, 2), y (64, 1).

    >>> x, y = wave()
    >>> x.shape, round(float((y**2).mean()), 3)
    ((64, 2), 0.211)
    """
    x = np.random.default_rng(0).uniform(-1, 1, (64, 2))
    return x, np.sin(np.pi * x[:, :1]) * np.cos(np.pi / 2 * x[:, 1:])


class Task(NamedTuple):
    """What is learned, by networks of which width: two hidden layers of equal width, 300 steps."""

    activation: object
    gain: float  # of the variance of the hidden weights, over fan_in
    loss: object
    base: int  # the width at which both rules are one
    batch: int | None  # samples a step; None is all of them
    powers: range  # of two: the rates
    seeds: dict  # how many starts, by width


TASKS = {
    "a wave": Task(
        Tanh(), 1, HalfSquaredError("mean"), 32, None, range(-8, 1), {32: 6, 64: 6, 128: 4, 256: 2, 512: 1}
    ),
    "digits, squared error": Task(
        ReLU(), 2, HalfSquaredError("mean"), 64, 64, range(-5, 0), {32: 3, 64: 3, 128: 3, 256: 2}
    ),
    "digits, cross-entropy": Task(
        ReLU(), 2, SoftmaxCrossEntropy(), 64, 64, range(-3, 2), {32: 3, 64: 3, 128: 3, 256: 2}
    ),
}
STEPS = 300


def network(task, width, rule, seed=0):
    """The start of a task's network: variance gain / fan_in, of the outputs' weights 1 / fan_in; muP makes these smaller.

    Its numbers have half as many digits, float32, for then a step takes half as long.

    >>> network("a wave", 8, "standard")
    Network(2-8-8-1, Tanh(), Identity())
    """
    _, gain, _, base, *_ = task = TASKS[one_of("task", task, TASKS)]
    sizes = [2, width, width, 1] if task.batch is None else [64, width, width, 10]
    last = 1 if one_of("rule", rule, RULES) == "standard" else base / whole("width", width, least=1)
    scales = [variance_scaling(scale, "in", "normal") for scale in (gain, gain, last)]
    net = Network.initialized(sizes, scales, [task.activation] * 2 + [Identity()], seed=seed, exact=False)
    return net.with_parameters(net.parameters.astype(np.float32))


def shared_out(net, rule, base):
    """The factor of each parameter's rate, (P,): 1 in the standard rule; in muP of a network as wide as ``base`` too.

    muP, for n units a hidden layer: n / base for the first layer and all hidden biases, base / n for the outputs' weights.

    >>> net = Network.initialized([1, 4, 4, 1], variance_scaling(1, "in", "normal"), Tanh(), seed=0)
    >>> factors = shared_out(net, "muP", 2)
    >>> factors[:4].tolist(), factors[8:13].tolist(), factors[-5:].tolist()
    ([2.0, 2.0, 2.0, 2.0], [2.0, 1.0, 1.0, 1.0, 1.0], [1.0, 0.5, 0.5, 0.5, 0.5])
    """
    factors, wider = net.with_parameters(np.ones(net.parameters.shape[-1])), net.sizes[1] / base
    if one_of("rule", rule, RULES) == "muP":
        factors.weights[0][...] *= wider
        factors.weights[-1][...] /= wider
        for bias in factors.biases[:-1]:
            bias[...] *= wider
    return factors.parameters


def learned(task, width, rule, rate, seed=0, steps=STEPS):
    """The loss on all samples after ``steps`` steps at a rate; infinite where the run diverges.

    >>> round(learned("a wave", 32, "standard", 0.25, steps=10), 2)
    0.05
    """
    net, task = network(task, width, rule, seed), TASKS[task]
    x, y = wave() if task.batch is None else digits()[:2]
    order = None
    if task.batch is not None:
        rng, whole_batches = np.random.default_rng(1000 + seed), len(x) // task.batch * task.batch
        epochs = -(-steps * task.batch // whole_batches)
        drawn = np.concatenate([rng.permutation(len(x))[:whole_batches] for _ in range(epochs)])
        order = [drawn[: steps * task.batch]]
    rates = positive("rate", rate) * shared_out(net, rule, task.base)
    options = {"learning_rate": rates, "loss": task.loss, "batch_size": task.batch, "order": order}
    try:
        net = train(net, x, y, epochs=steps if order is None else 1, **options).network
    except DivergedError:
        return np.inf
    with np.errstate(over="ignore", invalid="ignore"):
        loss = float(task.loss(net(x), y))
    return loss if np.isfinite(loss) else np.inf


def power_of_two(k):
    """A power of two as a fraction.

    >>> power_of_two(-3), power_of_two(1)
    ('1/8', '2')
    """
    return f"{2**k}" if k >= 0 else f"1/{2**-k}"
