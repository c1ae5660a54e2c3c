"""Chapter 3: random starts and the constant one, trained side by side on the document's shuffles."""

import numpy as np

from nnbook.documents.homework import CONSTANT_START, random_start, rules_of_exercise_two, three_one_one
from nnlib.datasets import duda_hart_stork
from nnlib.history import History
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps
from nnlib.training import sgd

SEEDS = [*range(200), 1500, 6875673]  # the last two and 0 are the document's
DOCUMENTS = {translated("seed {seed}").format(seed=seed): seed for seed in (6875673, 0, 1500)}
LAST = 400  # epochs of a panel; all these runs have stopped by then


@in_steps(most=1)
def starts():
    """The history of all starts, and their parameters (epochs + 1, members, 6); a stopped run keeps its own.

    The members are the random starts of ``SEEDS``, 0 to 199 and two that the document names, and the constant one last.
    """
    first = three_one_one([*map(random_start, SEEDS), CONSTANT_START])
    history, n = History(first, keep_networks=True), len(SEEDS) + 1
    what = counted("Training {n} network", "Training {n} networks", n).format(n=n)
    for epoch in sgd(first, *duda_hart_stork(), **rules_of_exercise_two()):
        history.append(epoch)
        yield what, min(epoch.index / LAST, 1)
    return history, np.stack([net.parameters for net in [first, *history.networks]])


def epochs_done(member, epoch):
    """How many epochs a member has done when others have done ``epoch``, and whether it has stopped by then."""
    ran = int(starts()[0].stopped_at[member]) + 1
    return min(epoch, ran), epoch >= ran


def wrong_samples(outputs):
    """The numbers, from 1, of the samples whose ``outputs`` (20,) have the wrong sign."""
    return np.flatnonzero((outputs >= 0) != (duda_hart_stork()[1][:, 0] >= 0)) + 1
