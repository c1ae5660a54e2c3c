"""What is drawn is where it should be, looks as it should, and moves."""

import itertools

import matplotlib
import numpy as np
from matplotlib.image import PcolorImage

from nnbook.documents import homework
from nnlib import Identity, Network, SquaredError, Tanh, plots, train
from nnlib.show import picture, surfaces


def test_a_change_of_what_stands_still_is_drawn_too():
    figure = picture.Picture(5, 4)
    (axes,) = picture.panes(figure, 1)
    picture.curve(axes, "line", [0, 1], [0, 1])
    picture.settle(axes, xlim=(0, 1), ylim=(0, 1), xlabel="before")
    before = figure.frame().copy()
    assert (figure.frame() == before).all()
    picture.settle(axes, xlabel="after")
    assert (figure.frame() != before).any()


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


def test_the_graph_of_a_network_follows_its_weights():
    """Nine lines, six weights and three biases: as wide as they are large, dashed where negative, none for zero."""
    (axes,) = picture.panes(picture.Picture(5, 2), 1)
    net = homework.two_two_one("a")
    numbers = np.concatenate([np.ravel(w) for w in (*net.weights, *net.biases)])
    seen = []
    for sign in (1, -1, 0):
        other = net.with_parameters(sign * net.parameters)
        plots.network_graph(axes, other)
        (lines,) = (each for each in axes.collections if each.get_gid() == "weights")
        seen.append((np.array(lines.get_linewidth()), [dash is None for _, dash in lines.get_linestyle()]))
    (widths, solid), (same, dashed), (none, _) = seen
    assert (np.argsort(widths, kind="stable") == np.argsort(np.abs(numbers), kind="stable")).all()
    assert np.array_equal(widths, same) and not none.any() and len(widths) == 9
    assert solid == (numbers > 0).tolist() and dashed == (numbers < 0).tolist()
    assert len(axes.collections) == 6 and len(axes.texts) == 5  # five units, and the lines


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


def test_a_surface_has_matplotlibs_pixels_wherever_it_lies():
    # An older matplotlib, such as a page's, puts some edges a pixel aside.
    aside = 0 if matplotlib.__version_info__ >= (3, 10) else 0.02
    values = np.arange(12.0).reshape(3, 4)
    values[1, 2] = np.nan
    for extent in [(0, 3, 0, 2), (1.2, 1.9, -1, 0.7), (-5, 0.1, 1.5, 9), (0.4, 0.5, 0.4, 0.5)]:
        for density in (1, 1.5):
            seen = []
            for kind in (surfaces.Surface, PcolorImage):
                figure = picture.Picture(3, 2)
                figure.set_layout_engine("none")
                axes = figure.add_axes([0.1, 0.1, 0.83, 0.8], xlim=(0, 3), ylim=(2, 0))
                (left, right, bottom, top), image = extent, kind(axes, cmap="PuOr")
                image.set_data(np.linspace(left, right, 5), np.linspace(bottom, top, 4), values)
                image.set_extent(extent)
                axes.add_image(image)
                figure.sharpen(density)
                seen.append(figure.frame().copy())
            different = (seen[0] != seen[1]).any(axis=-1)
            assert different.mean() <= aside, (extent, density)


def test_a_surface_outside_the_axes_is_not_drawn():
    (axes,) = picture.panes(picture.Picture(3, 2), 1)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    before = axes.figure.frame().copy()
    picture.surface(axes, "map", [[1.0]], (5, 6, 5, 6), 0, 1)
    assert (axes.figure.frame() == before).all()
