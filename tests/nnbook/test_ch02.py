"""Chapter 2's panels: where the network stands on the curve, and what it learns."""

import numpy as np
import pytest

from nnbook.ch02 import differences, panels
from nnbook.documents.homework import two_two_one
from nnlib.losses import SquaredError
from nnlib.show import picture


@pytest.mark.parametrize("which", range(9))
def test_a_circle_marks_where_the_network_stands_and_the_dot_the_chosen_value(which):
    net, figure = two_two_one("a"), picture.Picture(5, 5.5)
    panels.draw_tangent(figure, which, 0.7, 1e-5)
    lines = {line.get_gid(): line for line in figure.axes[0].lines}
    loss = SquaredError()(net(panels.SAMPLE), panels.TARGET)
    np.testing.assert_allclose(lines["own"].get_xydata(), [[net.parameters[which], loss]], rtol=1e-12)
    moved = net.parameters.copy()
    moved[which] = 0.7
    loss = SquaredError()(two_two_one(moved)(panels.SAMPLE), panels.TARGET)
    np.testing.assert_allclose(lines["here"].get_xydata(), [[0.7, loss]], rtol=1e-12)


def test_each_step_goes_against_the_slope_of_the_loss():
    losses, parameters = panels.lessons_learned()
    assert losses.shape == (panels.LAST + 1, panels.SEEDS + 1) and parameters.shape[:2] == losses.shape
    for step in (0, 57, panels.LAST - 1):
        loss, slopes = two_two_one(parameters[step]).gradient(*panels.lesson(), SquaredError())
        np.testing.assert_allclose(losses[step], loss, rtol=1e-12)
        after = parameters[step] - panels.RATE * slopes.parameters
        np.testing.assert_allclose(parameters[step + 1], after, rtol=1e-12, atol=1e-14)
    end = SquaredError()(two_two_one(parameters[-1])(panels.lesson()[0]), panels.lesson()[1])
    np.testing.assert_allclose(losses[-1], end, rtol=1e-12)


def test_the_sentence_says_who_how_long_and_how_many():
    assert panels.learning(step=1).sentence.startswith(
        "Network (a) after 1 step: the loss is 1.208, and 25 of"
    )
    said = panels.learning(start="seed 7", step=0).sentence
    assert said.startswith("The random start of seed 7 after 0 steps: ")
    assert panels.learning().sentence.endswith(
        "49 of the 49 samples are on the side where network (b) has them."
    )


def test_three_ways_to_a_slope_agree():
    rng = np.random.default_rng(3)
    p, x, t = rng.uniform(-1, 1, (5, 9)), rng.uniform(-5, 5, (5, 2)), rng.uniform(-1, 1, 5)
    right = two_two_one(p).gradient(x[:, None], t[:, None, None], SquaredError())[1].parameters
    np.testing.assert_allclose(differences.complex_step(p, x, t), right, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(differences.one_sided(p, x, t, 1e-7), right, rtol=0, atol=1e-5)
    losses = SquaredError()(two_two_one(p)(x[:, None]), t[:, None, None])
    np.testing.assert_allclose(differences.loss_written_out(p, x, t), losses, rtol=1e-12)
