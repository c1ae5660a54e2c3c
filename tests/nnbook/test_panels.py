"""Every chapter's panel, over the whole range of its controls."""

import itertools
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from nnbook.ch01 import panels as ch01
from nnbook.ch02 import panels as ch02
from nnbook.ch03 import panels as ch03
from nnbook.ch04 import panels as ch04
from nnbook.ch05 import panels as ch05
from nnbook.ch06 import panels as ch06
from nnbook.ch07 import panels as ch07
from nnbook.ch08 import panels as ch08
from nnbook.ch09 import panels as ch09
from nnbook.documents import homework
from nnlib import Identity, Network, SquaredError, Tanh, plots, train
from nnlib.show import picture

ALL = [
    ch01.forward_pass,
    ch02.tangent,
    ch03.seed_race,
    ch03.weight_paths,
    ch04.how_many_starts,
    ch05.hidden_units,
    ch05.search_race,
    ch06.start_value,
    ch07.layer_by_layer,
    ch08.escape_time,
    ch08.rounding,
    ch09.scale,
    ch09.best_scale,
    ch09.chance,
    ch09.weight_space,
]


def ends_and_middles(control):
    """A few of a control's values, both ends among them; all of a drop-down's."""
    if hasattr(control, "min"):
        steps = round((control.max - control.min) / control.step)
        return [
            type(control.value)(control.min + i * control.step)
            for i in sorted({0, steps // 3, steps // 2, steps})
        ]
    return (
        [value for _, value in control.options] if isinstance(control.options[0], tuple) else control.options
    )


@pytest.mark.parametrize("make", ALL)
def test_every_control_draws_over_its_whole_range(make):
    panel = make()
    for name, control in panel.controls.items():
        panel.show("Reset")
        for value in ends_and_middles(control):
            control.value = value
            assert "Error" not in panel.sentence, f"{name} = {value}: {panel.sentence}"


@pytest.mark.parametrize("make", ALL)
def test_all_controls_at_their_ends_together(make):
    panel = make()
    ends = [ends_and_middles(control) for control in panel.controls.values()]
    for corner in ([e[0] for e in ends], [e[-1] for e in ends]):
        values = dict(zip(panel.controls, corner))
        assert panel.draw(panel.figure, **values)


@pytest.mark.parametrize("make", ALL)
def test_a_drawing_depends_on_its_values_alone(make):
    panel = make()
    first = panel.image.value
    for control in panel.controls.values():
        control.value = ends_and_middles(control)[-1]
    panel.show("Reset")
    assert panel.image.value == first


def redrawn(panel):
    """The panel's picture, drawn anew on a new figure by matplotlib alone."""
    figure = picture.Picture(*panel.figure.get_size_inches())
    panel.draw(figure, **panel.values)
    figure.frame()  # makes the layout, as in the panel
    for axes in figure.axes:
        for artist in axes.get_children():
            artist.set_animated(False)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())


@pytest.mark.parametrize("make", ALL)
def test_a_fast_frame_is_what_matplotlib_would_draw_to_the_pixel(make):
    panel = make()
    for name, control in panel.controls.items():
        for value in ends_and_middles(control):
            control.value = value
            sent = np.asarray(Image.open(BytesIO(panel.image.value)))
            different = (sent != redrawn(panel)[..., :3]).any(axis=-1)
            assert not different.any(), f"{name} = {value}: {different.sum()} pixels"


def test_a_frame_draws_only_what_moves(monkeypatch):
    panel = ch01.forward_pass()

    def draw():
        raise AssertionError("all of the figure is drawn anew")

    monkeypatch.setattr(panel.figure.canvas, "draw", draw)
    before = panel.image.value
    panel.controls["unit1_bias"].value = 1.0
    assert panel.sentence.startswith("Purple") and panel.image.value != before


def test_a_change_of_what_stands_still_is_drawn_too():
    figure = picture.Picture(5, 4)
    (axes,) = picture.panes(figure, 1)
    picture.curve(axes, "line", [0, 1], [0, 1])
    picture.settle(axes, xlim=(0, 1), ylim=(0, 1), xlabel="before")
    before = figure.frame().copy()
    assert (figure.frame() == before).all()
    picture.settle(axes, xlabel="after")
    assert (figure.frame() != before).any()


@pytest.mark.parametrize("make", ALL)
def test_every_preset_can_be_shown(make):
    panel = make()
    for preset in panel.presets:
        panel.show(preset)
        assert "Error" not in panel.sentence


@pytest.mark.parametrize("make", ALL)
def test_every_control_has_a_label_of_its_own(make):
    labels = [control.description for control in make().controls.values()]
    assert all(labels) and len(set(labels)) == len(labels)


def test_the_sentences_say_the_documents_numbers():
    panel = ch01.forward_pass()
    assert "Purple (+) at 5866 of the 10000 points, orange (−) at 4134" in panel.sentence
    panel.show("(b)")
    assert "Purple (+) at 6615 of the 10000 points, orange (−) at 3385" in panel.sentence
    assert ch03.seed_race().sentence.startswith(
        "Seed 2 stops at epoch 149, earlier than the constant start (298)"
    )


def test_weights_of_zero_have_no_boundary_and_no_lines():
    panel = ch01.forward_pass()
    for name in set(panel.controls) - {"a", "b"}:
        panel.controls[name].value = 0.0
    assert "Purple (+) at 10000 of" in panel.sentence


def test_the_decision_region_shows_the_outputs_where_they_are():
    figure = picture.Picture(5, 4)
    (axes,) = picture.panes(figure, 1)
    net = homework.two_two_one("a")
    outputs = plots.decision_region(axes, net)
    image, boundary = axes.images[0], axes.lines[0]
    assert np.allclose(outputs[7, 93], net([[-5 + 0.7, -5 + 9.3]])[0, 0])
    assert np.array_equal(image.get_array(), outputs.T)
    assert np.allclose([*axes.get_xlim(), *axes.get_ylim()], [-5.05, 4.95, -5.05, 4.95])
    pixels = figure.frame()
    for row, column in [(7, 93), (50, 50), (95, 4), (4, 95)]:  # each point in the middle of its square
        x, y = axes.transData.transform([-5 + 0.1 * row, -5 + 0.1 * column]).astype(int)
        shade = image.to_rgba(outputs[row, column], bytes=True)
        assert abs(pixels[-1 - y, x].astype(int) - shade).max() <= 1
    on_boundary = boundary.get_xydata()[~np.isnan(boundary.get_xydata()).any(axis=1)]
    assert len(on_boundary) > 50 and np.abs(net(on_boundary)).max() < 0.01


def test_a_boundary_in_two_pieces_has_a_gap():
    """Positive between two parallel lines: the pen is lifted on its way from one to the other."""
    net = Network([[[10.0, 0.0], [10.0, 0.0]], [[1.0, -1.0]]], [[20.0, -20.0], [-1.0]], Tanh())
    (axes,) = picture.panes(picture.Picture(5, 4), 1)
    plots.decision_region(axes, net)
    x, y = axes.lines[0].get_data()
    assert np.isnan(x).sum() == 1 and sorted(set(np.sign(x[~np.isnan(x)]))) == [-1, 1]
    steps = np.hypot(np.diff(x), np.diff(y))
    assert np.nanmax(steps) < 0.15  # no longer than a square of the grid is wide


def test_hidden_lines_are_where_the_units_are_zero():
    for part in "ab":
        figure = picture.Picture(5, 4)
        (axes,) = picture.panes(figure, 1)
        net = homework.two_two_one(part)
        plots.hidden_lines(axes, net)
        for unit, line in enumerate(axes.lines):
            assert np.allclose(line.get_xydata() @ net.weights[0][unit] + net.biases[0][unit], 0, atol=1e-12)


def marks(axes, marker):
    found = [line.get_xdata() for line in axes.lines if line.get_marker() == marker]
    return sorted(float(x) for x in np.ravel(found) if np.isfinite(x))


def test_a_history_draws_itself_with_a_dot_where_a_run_stopped():
    history = homework.exercise_two([homework.random_start(0), homework.CONSTANT_START])
    loss, accuracy = history.plot().axes
    assert marks(loss, "o") == marks(accuracy, "o") == sorted(map(float, history.stopped_at))
    assert marks(loss, "x") == []


def test_a_diverged_member_ends_in_a_cross_and_is_named():
    tripling = Network([[[1.0]]], None, Identity()).with_parameters(
        [[1.0], [0.0]]
    )  # the loss of member 0 grows ninefold an epoch
    rest = {"learning_rate": 2.0, "loss": SquaredError(), "order": [[0] * 100] * 9}
    history = train(tripling, [[1.0]], [[0.0]], **rest)
    assert history.diverged.tolist() == [True, False]
    assert "1 diverged (members 0)" in repr(history)
    loss, _ = history.plot().axes
    assert marks(loss, "x") == [float(np.isfinite(history.loss[:, 0]).sum() - 1)]


def test_units_and_curves_differ_in_more_than_colour():
    for styles in (picture.LINES, picture.UNITS):
        for one, other in itertools.combinations(styles, 2):
            assert one["color"] != other["color"] and one["linestyle"] != other["linestyle"]


def test_a_curve_is_seen_where_no_limits_are_set():
    (axes,) = picture.panes(picture.Picture(5, 4), 1)
    picture.curve(axes, "far away", [1e3, 2e3], [5.0, 6.0])
    assert axes.get_xlim()[0] <= 1e3 and axes.get_xlim()[1] >= 2e3
    assert axes.get_ylim()[0] <= 5 and axes.get_ylim()[1] >= 6
