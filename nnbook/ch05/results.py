"""Chapter 5: 40 random searches of 100,000 draws, 40 descents beside them, and what 2,400 small networks get right.

Of a search the file has each improvement; the networks that were drawn can be drawn again from their seed. Of a
descent it has the loss at some 120 moments, in ten-thousandths of its logarithm, and the weights at eleven. Of the first
20 networks of each kind it has the weights at their last step, because a panel shows these first and most.
"""

import numpy as np

from nnbook.documents.identical_functions import descents, document_search, sum_of_squares, two_h_one
from nnbook.results import restored, shipped, small
from nnlib.activations import Tanh
from nnlib.datasets import island
from nnlib.engine.checks import one_of
from nnlib.initializers import normal
from nnlib.losses import SquaredError
from nnlib.network import Network
from nnlib.search import Found
from nnlib.show.language import counted
from nnlib.show.steps import in_steps
from nnlib.symmetry import tied
from nnlib.training import sgd

HIDDEN, SEARCHES, DRAWS, SILENT = 6, 40, 100_000, 1e-9
STEPS = [
    *range(6),
    8,
    10,
    15,
    20,
    30,
    45,
    60,
    80,
    100,
    130,
    160,
    200,
    250,
    300,
    400,
    500,
    600,
    700,
    800,
    900,
    1000,
]
SHOWN = 20  # networks of each kind whose weights are kept
CASES = [(hidden, equal) for hidden in range(1, HIDDEN + 1) for equal in (False, True)]
# Steps of a descent, of which each costs three forward passes: those whose weights are kept, and those whose loss is.
STOPS = [0, 1, 3, 10, 33, 100, 333, 1000, 3333, 10_000, 33_333]
MOMENTS = np.unique(np.round([*np.geomspace(1, STOPS[-1], 130), *STOPS]).astype(int))
LOG_UNIT = 1e-4


def make():
    """What the file has; a row of improvements ends with as many -1 as it needs."""
    found = [document_search(seed, DRAWS).improvements for seed in range(SEARCHES)]
    improved = np.full((2, SEARCHES, max(map(len, found))), -1.0)
    for seed, pairs in enumerate(found):
        improved[:, seed, : len(pairs)] = np.transpose(pairs)
    right = [points_right(hidden, equal, again=True) for hidden, equal in CASES]
    paths = np.stack([raced(equal) for equal in (False, True)])
    ends = [trained_on_the_island(hidden, SHOWN, equal)[STEPS[-1]].parameters for hidden, equal in CASES]
    sums = np.moveaxis(sum_of_squares(two_h_one(paths)), 1, -1)
    return {
        "draw": improved[0].astype(np.int32),
        "loss": improved[1],
        "right": np.array(right, np.uint8),
        "ends": np.concatenate(ends, axis=1),
        "descent_sums": small(np.log10(sums), LOG_UNIT, np.int16),
        "descended": paths[:, np.isin(MOMENTS, STOPS)].astype(np.float32),
    }


def search(seed, draws=DRAWS):
    """What ``document_search`` finds in the first ``draws`` of 100,000 by one of the seeds 0 to 39: ``Found``.

    It is read from a file that was made with the book.
    """
    when, loss = (shipped("ch05")[name][seed] for name in ("draw", "loss"))
    kept = (when >= 0) & (when < draws)
    improvements = list(zip(when[kept].tolist(), loss[kept].tolist()))
    last, lowest = improvements[-1]
    best = two_h_one(np.random.default_rng(seed).normal(size=(last + 1, 9))[-1])
    return Found(best, lowest, improvements)


def searches(draws=DRAWS):
    """The 40 searches: a list of ``Found``."""
    return [search(seed, draws) for seed in range(SEARCHES)]


def raced(equal=False, steps=STOPS[-1]):
    """The parameters (moments, 40, 9) of the 40 descents at ``MOMENTS`` up to ``steps``, trained now."""
    first = two_h_one([np.random.default_rng(seed).normal(size=9) for seed in range(SEARCHES)])
    later = descents(range(SEARCHES), steps, equal, keep_networks=True).networks
    nets = [tied(first) if equal else first, *later]
    return np.stack([nets[moment].parameters for moment in MOMENTS[MOMENTS <= steps]])


def descended(steps, equal=False):
    """The 40 networks that gradient descent has made of the searches' first draws after so many of ``STOPS`` steps.

    ``equal``: with hidden units that began as copies of the first. It is read from the file; ``raced`` trains them.
    """
    stop = STOPS.index(one_of("steps", steps, STOPS))
    return two_h_one(shipped("ch05")["descended"][int(equal), stop].astype(float))


def descent_sums(equal=False):
    """The sum of squares of each of these descents at each of ``MOMENTS``: (moments, 40)."""
    return 10 ** restored(shipped("ch05")["descent_sums"][int(equal)], LOG_UNIT).T


def before_the_island(hidden, seeds):
    """2-h-1 networks of tanh units, weights and biases N(0, 1) by the seeds 0, 1, ...: an ensemble."""
    return Network.initialized([2, hidden, 1], normal(1), Tanh(), seed=range(seeds), bias=normal(1))


@in_steps()
def trained_on_the_island(hidden, seeds, equal=False):
    """``before_the_island``'s networks trained on the island by full-batch descent: a dict of ensembles by step.

    ``equal``: with hidden units that start as copies of the first.
    """
    net = before_the_island(hidden, seeds)
    net = tied(net) if equal else net
    options = {"learning_rate": 0.3, "loss": SquaredError(), "batch_size": None, "epochs": STEPS[-1]}
    what = counted("Training {n} network", "Training {n} networks", seeds).format(n=seeds)
    kept = {0: net}
    for epoch in sgd(net, *island(), **options):
        done = epoch.index + 1
        if done in STEPS:
            kept[done] = epoch.network
        yield what, done / STEPS[-1]
    return kept


def end_on_the_island(hidden, equal=False):
    """The first 20 of ``trained_on_the_island``'s networks after the last step, read from the file.

    >>> end_on_the_island(3)
    Network(2-3-1, Tanh(), ensemble of (20,))
    """
    net, case = before_the_island(hidden, 1), CASES.index((hidden, equal))
    sizes = [
        4 * units + 1 for units, _ in CASES
    ]  # 3 numbers lead into a unit, one out of it; the output has a bias
    start = sum(sizes[:case])
    return net.with_parameters(shipped("ch05")["ends"][:, start : start + sizes[case]])


def points_right(hidden, equal, again=False):
    """How many of the 24 points each of 200 networks sorts correctly after 1,000 steps: (200,).

    A silent network has none: the sign of an output that is no more than ``SILENT`` at any point is the sign of
    rounding errors, and no decision. It is read from the file; ``again`` trains the networks now.
    """
    if again:
        (x, y), net = island(), trained_on_the_island(hidden, 200, equal)[1000]
        silent = np.abs(net(x)).max(axis=(1, 2)) <= SILENT
        return np.where(silent, 0, (net.predict(x) == y).sum(axis=(1, 2)))
    return shipped("ch05")["right"][CASES.index((hidden, equal))].astype(int)
