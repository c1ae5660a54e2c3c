"""Chapter 3: into which valley a run has fallen, and what becomes of it without the stopping rule.

A run's valley is told by the samples that it has wrong.
"""

import numpy as np

from nnbook.documents.homework import rules_of_exercise_two, three_one_one
from nnlib.datasets import duda_hart_stork
from nnlib.training import train


def exactly(wrong, samples):
    """Which runs have just these samples wrong, numbered from 1, of ``wrong`` (..., n), whether each is: (...).

    >>> exactly([[True, False, True], [True, False, False]], [1, 3]).tolist()
    [True, False]
    """
    return (wrong == np.isin(np.arange(1, np.shape(wrong)[-1] + 1), samples)).all(axis=-1)


def trained_on(starts, y=None, **options):
    """The ``History`` of ``starts`` (n, 6) in the homework's orders, but for 3,000 epochs, without a stop.

    y: other targets than the homework's. options: other ones for ``train``.

    >>> trained_on([[0.5, 0.5, 0.5, 0.5, -0.5, -0.5]], epochs=400).epochs  # the homework stops at 298
    400
    """
    x, targets = duda_hart_stork()
    how = rules_of_exercise_two() | {"until": None, "epochs": 3000} | options
    return train(three_one_one(starts), x, targets if y is None else y, **how)


def rises_or_falls(net):
    """Whether the output of each 3-1-1 network only rises, or only falls, with its hidden unit's sum: (n,).

    >>> rises_or_falls(three_one_one([[0.5, 0.5, 0.5, 0.5, -0.5, -0.5]])).tolist()
    [True]
    """
    x, _ = duda_hart_stork()
    sums = x @ net.weights[0][:, 0].T + net.biases[0][:, 0]
    by_sum = np.take_along_axis(net(x)[..., 0].T, sums.argsort(axis=0), axis=0)
    steps = np.diff(by_sum, axis=0)
    return (steps >= 0).all(axis=0) | (steps <= 0).all(axis=0)
