"""Chapter 5: 40 random searches of 100,000 draws, and how many of 24 points 2,400 small networks get right.

Of a search the file has each improvement; the networks that were drawn can be drawn again from their seed.
"""

import numpy as np

from nnbook.documents.identical_functions import document_search, two_h_one
from nnbook.results import shipped
from nnlib.activations import Tanh
from nnlib.datasets import island
from nnlib.initializers import normal
from nnlib.losses import SquaredError
from nnlib.network import Network
from nnlib.search import Found
from nnlib.show.steps import in_steps
from nnlib.symmetry import tied
from nnlib.training import sgd

HIDDEN, SEARCHES, DRAWS, SILENT = 6, 40, 100_000, 1e-9
STEPS = [0, 3, 10, 30, 60, 100, 200, 300, 600, 1000]
CASES = [(hidden, equal) for hidden in range(1, HIDDEN + 1) for equal in (False, True)]


def make():
    """What the file has; a row of improvements ends with as many -1 as it needs."""
    found = [document_search(seed, DRAWS).improvements for seed in range(SEARCHES)]
    improved = np.full((2, SEARCHES, max(map(len, found))), -1.0)
    for seed, pairs in enumerate(found):
        improved[:, seed, : len(pairs)] = np.transpose(pairs)
    right = [points_right(hidden, equal, again=True) for hidden, equal in CASES]
    return {
        "draw": improved[0].astype(np.int32),
        "loss": improved[1],
        "right": np.array(right, np.uint8),
    }


def searches(draws=DRAWS):
    """What ``document_search`` finds in the first ``draws`` of 100,000 by the seeds 0 to 39: a list of ``Found``.

    It is read from a file that was made with the book.
    """
    all_found = []
    for seed, (when, loss) in enumerate(zip(shipped("ch05")["draw"], shipped("ch05")["loss"])):
        kept = (when >= 0) & (when < draws)
        improvements = list(zip(when[kept].tolist(), loss[kept].tolist()))
        last, lowest = improvements[-1]
        best = two_h_one(np.random.default_rng(seed).normal(size=(last + 1, 9))[-1])
        all_found.append(Found(best, lowest, improvements))
    return all_found


@in_steps()
def trained_on_the_island(hidden, seeds, equal=False):
    """2-h-1 networks of tanh units trained on the island by full-batch descent: a dict of ensembles by step.

    Weights and biases N(0, 1) by the seeds 0, 1, ...; ``equal``: hidden units that start as copies of the first.
    """
    blank = Network.initialized([2, hidden, 1], normal(1), Tanh(), seed=range(seeds), bias=normal(1))
    net = tied(blank) if equal else blank
    options = {"learning_rate": 0.3, "loss": SquaredError(), "batch_size": None, "epochs": STEPS[-1]}
    kept = {0: net}
    for epoch in sgd(net, *island(), **options):
        done = epoch.index + 1
        if done in STEPS:
            kept[done] = epoch.network
        yield f"Training {seeds} networks", done / STEPS[-1]
    return kept


def points_right(hidden, equal, again=False):
    """How many of the 24 points each of 200 networks has on the right side after 1,000 steps: (200,).

    A silent network has none: the sign of an output that is no more than ``SILENT`` at any point is the sign of
    rounding errors, and no decision. It is read from the file; ``again`` trains the networks now.
    """
    if again:
        (x, y), net = island(), trained_on_the_island(hidden, 200, equal)[1000]
        silent = np.abs(net(x)).max(axis=(1, 2)) <= SILENT
        return np.where(silent, 0, (net.predict(x) == y).sum(axis=(1, 2)))
    return shipped("ch05")["right"][CASES.index((hidden, equal))].astype(int)
