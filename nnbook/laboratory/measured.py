"""What the stations of the ten-minute tour come to, measured on more than the one run that a reader sees."""

from dataclasses import replace

import numpy as np

from nnbook.laboratory.experiment import LEARNED, Experiment
from nnbook.laboratory.settings import station
from nnlib import symmetry

DRAWS = range(10)  # the seeds of the points that the two stations about equal units are tried on
APART = 0.1  # from this distance on two units are called different


def apart(experiment):
    """How far the two most alike units of the first layer are from each other."""
    return float(symmetry.closest(experiment.looked_at, 0))


def equal_units(epochs=300, draws=DRAWS):
    """Station 1: the largest distance of the two units at the end, and the accuracy, for each draw of the points.

    >>> distances, accuracies = equal_units(epochs=3, draws=[0, 1])
    >>> distances.tolist(), accuracies.shape
    ([0.0, 0.0], (2,))
    """
    ends = []
    for draw in draws:
        experiment = Experiment(replace(station("1 All equal"), data_seed=draw), others=0)
        experiment.advance(epochs)
        ends.append((apart(experiment), experiment.accuracy))
    return np.array(ends).T


def parting_epochs(most=300, draws=DRAWS):
    """Station 2: the epoch after which the two units are ``APART``, for each draw of the points; inf if after none.

    >>> parting_epochs(most=2, draws=[0]).tolist()
    [inf]
    """
    found = []
    for draw in draws:
        experiment = Experiment(replace(station("2 One bit"), data_seed=draw), others=0)
        while experiment.epoch < most and apart(experiment) < APART:
            experiment.advance()
        found.append(experiment.epoch if apart(experiment) >= APART else np.inf)
    return np.array(found)


def learned(name, epochs, **changes):
    """How many of a station's 48 other starts have learned after so many epochs, with some settings changed.

    >>> learned("5 Too small, too large", 1)
    0
    """
    experiment = Experiment(replace(station(name), **changes))
    experiment.advance(epochs)
    return int((experiment.accuracies[1:] > LEARNED).sum())


def same_again(epochs=100):
    """Station 3: whether a run again from the same weights ends in the same, bit for bit; accuracies of the other 48."""
    experiment = Experiment(station("3 The same again, and another"))
    ends = []
    for _ in range(2):
        experiment.rewind()
        experiment.advance(epochs)
        ends.append(experiment.networks.array.copy())
    return np.array_equal(*ends), experiment.accuracies[1:]
