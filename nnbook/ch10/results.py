"""Chapter 10: how long networks of 5, 10, 20 and 30 matrices wait until they learn, from three starts.

Each run is looked at every 50 steps. It ends when its loss on all 1,500 digits is below 0.1, or after 10,000 steps. The
file has the losses at ``MOMENTS``, of a run that has ended NaN, and the step at which each was first below 1.
"""

from itertools import islice

import numpy as np

from nnbook.ch10.deep import looks, relu_network, rescaled
from nnbook.results import shipped
from nnlib import signals
from nnlib.datasets import digits
from nnlib.initializers import he_normal, lecun_normal
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.training import DivergedError

DEPTHS, STARTS, SEEDS = [5, 10, 20, 30], ["He", "Xavier", "Xavier, repaired"], range(10)
RATE, EVERY, MOST = 0.03, 50, 10_000
LEARNED, ENDED = 1.0, 0.1  # losses
MOMENTS = np.array([*range(0, 1001, 50), *range(1200, 3001, 200), *range(3500, 10_001, 500)])


def make():
    """What the file has."""
    runs = [[[run(depth, start, seed) for seed in SEEDS] for start in STARTS] for depth in DEPTHS]
    curves = np.array([[[losses[MOMENTS // EVERY] for losses in each] for each in of] for of in runs])
    below = [[[first_below(losses) for losses in each] for each in of] for of in runs]
    return {
        "losses": curves.astype(np.float16),
        "waits": np.array(below, np.int16),
        "sizes": sizes_at_start(again=True),
    }


def run(depth, start, seed, steps=MOST):
    """The losses at every 50th step, NaN after the end: (1 + steps / 50,)."""
    initializer = he_normal if start == "He" else lecun_normal
    net, loss, rate = relu_network(depth, initializer, seed, bias=0.0), SoftmaxCrossEntropy(), RATE
    if start == "Xavier, repaired":  # as if each matrix were times root 2, told by its output
        net, loss, rate = repaired(net)
    losses = np.full(1 + steps // EVERY, np.nan)
    try:
        for look, value in enumerate(
            islice(looks(net, loss, learning_rate=rate, every=EVERY, seed=seed), len(losses))
        ):
            losses[look] = value
            if value < ENDED:
                break
    except DivergedError:
        pass
    return losses


def repaired(net):
    """Xavier's network with its output times 2^(L/2), and the rates with which it learns as He's does at ``RATE``."""
    _, loss, rates = rescaled(net, 0.5**0.5, RATE)
    return net, loss, rates


def sizes_at_start(again=False):
    """The size of the inputs and of what each matrix makes of them, from He's start and from Xavier's: (4, 2, 31).

    The geometric mean of ten networks, on 100 digits; NaN beyond the output. Read from the file, or measured ``again``.
    """
    if not again:
        return shipped("ch10")["sizes"]
    x, found = digits()[0][:100], np.full((len(DEPTHS), 2, max(DEPTHS) + 1), np.nan, np.float32)
    for row, depth in zip(found, DEPTHS):
        for place, initializer in enumerate((he_normal, lecun_normal)):
            ten = [np.log(signals.sizes(relu_network(depth, initializer, seed), x)) for seed in SEEDS]
            row[place, : depth + 1] = np.exp(np.mean(ten, axis=0))
    return found


def first_below(losses):
    """The first step at which a run was looked at and its loss was below 1; -1 for never.

    >>> first_below(np.array([2.3, 2.2, 0.9, 1.1]))
    100
    """
    learned = losses < LEARNED
    return EVERY * int(learned.argmax()) if learned.any() else -1


def losses():
    """The losses of ten runs for each of ``DEPTHS`` and ``STARTS`` at ``MOMENTS``: (4, 3, 10, moments)."""
    return shipped("ch10")["losses"].astype(float)


def waits():
    """The steps until the loss is below 1, -1 for more than 10,000: (4, 3, 10).

    >>> waits().shape
    (4, 3, 10)
    """
    return shipped("ch10")["waits"].astype(int)
