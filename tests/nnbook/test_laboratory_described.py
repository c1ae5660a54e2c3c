"""What the laboratory's pictures are called for those who hear them is what is drawn."""

import re

import numpy as np
import pytest

from nnbook.laboratory import described
from nnbook.laboratory.data import OWN
from nnbook.laboratory.experiment import LEARNED, Experiment
from nnbook.laboratory.panel import Laboratory
from nnbook.laboratory.settings import Settings, station
from nnlib.datasets import grid


def after(epochs, **settings):
    experiment = Experiment(Settings(**settings))
    experiment.advance(epochs)
    return experiment


def numbers(said, before):
    """The numbers that follow these words."""
    return [int(each) for each in re.findall(r"\d+", re.search(f"{before}([^.]*)", said)[1])]


def test_the_plane_is_purple_where_the_network_says_so():
    said = described.plane(after(100))
    assert said.endswith("Mostly purple: middle.") and "purple in the middle, orange in a ring" in said
    experiment = Experiment(Settings(start="zeros", hidden=(1,), bias=0.0))
    experiment.networks.weights[0][..., 0] = experiment.networks.weights[1][...] = 1.0  # the sign of x1
    assert described.plane(experiment).endswith("Mostly purple: lower right, right, upper right.")


@pytest.mark.parametrize("value, colour", [(1.0, "purple"), (-1.0, "orange")])
def test_one_colour_everywhere_is_said(value, colour):
    experiment = Experiment(Settings(start="zeros", bias=0.0))
    assert "pale everywhere" in described.plane(experiment)
    experiment.networks.array[-3:] = value  # the last unit's weights and bias
    said = described.plane(experiment)
    assert f"is {colour} everywhere" in said and (experiment.looked_at(grid(points=3)) * value > 0).all()


def test_points_of_the_readers_own_are_counted():
    said = described.plane(Experiment(Settings(data=OWN, points="p1_1p2_2o-1_-1")))
    assert "Points: 2 purple and 1 orange." in said


def test_the_widest_line_and_equal_units_are_named():
    experiment = Experiment(Settings())
    net = experiment.looked_at
    net.weights[1][1, 2] = -7.0  # from the third unit of the first hidden layer to the second of the next
    experiment.networks = net.with_array(np.repeat(net.array, 49, axis=1), (49,))
    said = described.network(experiment)
    assert "The widest, −7, leads from no. 3 of column 2 to no. 2 of the next." in said
    assert "in columns, inputs on the left, output on the right: 2, 4, 2, 1." in said
    negative = sum(int((each < 0).sum()) for each in net.weights)
    assert f"as {negative} of 18 are" in said and "Equal to" not in said
    assert "Equal to the last bit in column 2: 1, 2." in described.network(Experiment(station("1 All equal")))
    assert "Equal to" not in described.network(Experiment(station("2 One bit")))


def test_the_curves_are_followed_from_their_beginning():
    assert described.losses(Experiment(Settings())).endswith("They begin at epoch 0.")
    experiment = after(100, start="all equal", hidden=(2,), rate=0.1, one_bit=True)
    epochs, training, test = experiment.losses.T
    wanted = (
        f"Up to epoch 100 training went from {training[0]:.3g} to {training[-1]:.3g} and test from {test[0]:.3g} to "
        f"{test[-1]:.3g}, which was lowest, {test.min():.3g}, at epoch {epochs[test.argmin()]:.0f}."
    )
    assert described.losses(experiment).endswith(wanted) and 0 < epochs[test.argmin()] < 100


def test_few_starts_that_have_learned_or_not_are_named():
    experiment = after(100)
    missed = np.flatnonzero(experiment.accuracies[1:] <= LEARNED) + 1
    said = described.others(experiment)
    assert 0 < len(missed) <= 12 and numbers(said, "Crossed, counted row by row: ") == missed.tolist()
    assert "Framed" not in said
    best, worst = experiment.accuracies[1:].argmax() + 1, experiment.accuracies[1:].argmin() + 1
    assert f"The best is no. {best} with" in said and f"the worst no. {worst} with" in said
    early = Experiment(Settings())
    assert "Framed" not in described.others(early) and "Crossed" not in described.others(early)


def test_a_network_that_is_lost_is_told():
    experiment = after(2)
    experiment.networks.array[...] = np.nan
    assert "no numbers any more" in described.plane(experiment)
    assert "no numbers any more" in described.network(experiment)
    experiment.epoch += 1
    assert "They end where the network has diverged." in described.losses(experiment)


def test_a_picture_is_called_by_what_it_shows_and_its_sentence_says_what_is_measured():
    laboratory = Laboratory()
    for name in laboratory.frames:
        before = laboratory.frames[name].tooltip
        laboratory.experiment.advance(5)
        laboratory.draw()
        assert laboratory.frames[name].tooltip not in (before, laboratory.words[name].value), name
