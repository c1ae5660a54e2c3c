"""Chapter 4: which of chapter 3's valleys the two humps of the stopping epochs are made of."""

import numpy as np

from nnbook.ch03.valleys import exactly
from nnbook.documents.homework import random_start, three_one_one
from nnlib.datasets import duda_hart_stork
from nnlib.losses import SquaredError
from nnlib.training import train

VALLEYS = {
    "best": [5, 6, 8, 9],
    "four": [1, 4, 10, 12],
    "five": [1, 2, 3, 4, 10],
}  # the samples that are wrong


def wrong_after(seeds, epochs=300):
    """Which samples random starts have wrong after so many epochs, each on the order of its seed: (seeds, 20).

    >>> wrong_after(range(3), epochs=1).shape
    (3, 20)
    """
    x, y = duda_hart_stork()
    options = {"learning_rate": 0.1, "loss": SquaredError(), "epochs": epochs}
    order = [np.random.default_rng(seed) for seed in seeds]
    net = train(three_one_one([random_start(seed) for seed in seeds]), x, y, order=order, **options).network
    return (net(x)[..., 0] >= 0) != (y[:, 0] >= 0)


def of_valleys(wrong, left):
    """The share of each valley among the runs in the left hump, and among the others.

    wrong: (runs, 20), as of ``wrong_after``. left: (runs,), whether a run stops in the left hump.

    >>> of_valleys(np.eye(20, dtype=bool), np.arange(20) < 10)["best_left"]
    0.0
    """
    shares = {}
    for name, samples in VALLEYS.items():
        inside = exactly(wrong, samples)
        shares[f"{name}_left"] = float(inside[left].mean())
        shares[f"{name}_right"] = float(inside[~left].mean())
    return shares
