"""Chapter 3: where batch descent has come to after 100,000 epochs, from 100 random starts and the constant one.

The file has the networks' parameters, because an exercise asks for their losses and for the samples they have wrong.
"""

import numpy as np

from nnbook.documents.homework import CONSTANT_START, random_start, three_one_one
from nnbook.results import shipped
from nnlib.datasets import duda_hart_stork
from nnlib.losses import SquaredError
from nnlib.training import train

MOMENTS = [5000, 20_000, 100_000]  # epochs after which the file has the networks


def make():
    """The results as the file has them: the parameters (3, 101, 6) after so many epochs."""
    return {"batch": batch_descent([*map(random_start, range(100)), CONSTANT_START])}


def batch_descent(starts, moments=MOMENTS):
    """The parameters (moments, starts, 6) after so many epochs of batch descent, rate 0.1."""
    net, done, reached = three_one_one(starts), 0, []
    options = {"learning_rate": 0.1, "loss": SquaredError(), "batch_size": None}
    for moment in moments:
        net = train(net, *duda_hart_stork(), epochs=moment - done, **options).network
        done = moment
        reached.append(net.parameters)
    return np.stack(reached)


def batch_networks():
    """The networks at ``MOMENTS``, from seeds 0 to 99 and the constant start: an ensemble (3, 101).

    >>> batch_networks().ensemble
    (3, 101)
    """
    return three_one_one(shipped("ch03")["batch"])
