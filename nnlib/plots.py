"""Drawings: three diagnostic pictures, the same in every chapter.

A decision region shows what a network says everywhere; a learning curve shows how it came to say so;
lines of weights show what moved. Every function draws on the axes it is given. Called again on the
same axes it moves what it drew before, so that a slider can redraw without a new figure; what is seen
depends on the arguments alone. Purple is the class +, orange the class -. What they draw with is in
``picture``, a network as a graph in ``show.graph``.
"""

import numpy as np
from contourpy import contour_generator
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from nnlib.datasets import grid
from nnlib.show.graph import network_graph
from nnlib.show.language import translated
from nnlib.show.picture import (
    LINES,
    STEPS,
    STYLE,
    UNITS,
    Picture,
    curve,
    curves,
    legend,
    panes,
    settle,
    surface,
    words,
)

__all__ = [
    "decision_region",
    "hidden_lines",
    "learning_curves",
    "map_of",
    "network_graph",
    "samples",
    "weight_map",
]


def decision_region(axes, net, limit=None, low=-5.0, high=5.0, points=100):
    """Shade the output of a network with two inputs over a square; a black line where it is 0.

    ``limit`` is the output with the darkest shade (by default the largest that occurs).
    Returns the outputs at the points of ``datasets.grid``, of shape (points, points).

    >>> net = Network([[[1.0, -1.0]]], [[0.0]], Tanh())
    >>> decision_region(Picture().subplots(), net, points=20).shape
    (20, 20)
    """
    outputs = net(grid(low, high, points))[:, 0].reshape(points, points)
    limit = limit or np.abs(outputs).max() or 1.0
    edges = np.array([low, high]) - (high - low) / points / 2  # a point is the centre of its pixel
    surface(axes, translated("region"), outputs.T, (*edges, *edges), -limit, limit)
    steps = np.linspace(low, high, points, endpoint=False)
    [[pieces]] = contour_generator(steps, steps, outputs.T, line_type="ChunkCombinedNan").lines(0.0)
    boundary = np.empty((0, 2)) if pieces is None else pieces  # NaN between two of them
    curve(axes, translated("output is 0"), *boundary.T, color="black", linewidth=3)
    settle(axes, xlim=edges, ylim=edges, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    return outputs


def hidden_lines(axes, net):
    """For each unit of the first layer the line of the plane on which its net activation is 0.

    >>> axes = Picture().subplots()
    >>> hidden_lines(axes, Network([[[1.0, -1.0]]], [[0.0]], Tanh()))
    >>> [line.get_label() for line in axes.lines]
    ['unit 1 is 0']
    """
    halo = [withStroke(linewidth=5, foreground="white")]
    for unit, (w, b) in enumerate(zip(net.weights[0], net.biases[0])):
        size = np.hypot(*w) or np.nan  # a unit that weighs nothing has no line
        ends = -b * w / size**2 + np.outer([-30, 30], [-w[1], w[0]]) / size
        name = translated("unit {unit} is 0").format(unit=unit + 1)
        curve(axes, name, *ends.T, path_effects=halo, **UNITS[unit % len(UNITS)])


def samples(axes, x, y, names=("+", "\u2212"), size=8):
    """The points ``x`` (n, 2) with targets ``y`` (n, 1): circles where a target is positive, squares where it is not.

    >>> axes = Picture().subplots()
    >>> samples(axes, np.array([[0, 1], [1, 0], [1, 1]]), np.array([[1], [-1], [-1]]), ["in", "out"])
    >>> [(line.get_label(), len(line.get_xdata())) for line in axes.lines]
    [('in', 1), ('out', 2)]
    """
    looks = [{"marker": "o", "color": "#3B1F6B"}, {"marker": "s", "color": "#8A3B00"}]
    for name, look, of_kind in zip(names, looks, (y[:, 0] > 0, y[:, 0] <= 0)):
        edge = {"markeredgecolor": "white", "markeredgewidth": size / 8}
        curve(axes, name, *x[of_kind].T, linestyle="", markersize=size, **look | edge)


def learning_curves(history, members=None, figure=None, **limits):
    """Loss and accuracy against the epoch; a dot where a run met its stopping rule, a cross where it diverged.

    Returns the figure. ``members``: which members of an ensemble to draw, as a dict of index by label; by
    default all alike. ``limits``: epochs, loss and accuracy, pairs of the least and the largest on its axis.

    >>> net = Network([[[1.0]]], None, Identity())
    >>> history = train(net, [[1.0]], [[0.0]], learning_rate=0.1, loss=SquaredError(), order=[[0]] * 9)
    >>> [axes.get_ylabel() for axes in learning_curves(history).axes]
    ['loss', 'accuracy']
    """
    if not (figure is None or isinstance(figure, Figure)):
        raise TypeError(f"figure must be a figure such as Picture(5.5, 5), or None, not {figure!r}")
    figure = figure or Picture(5.5, 5)
    panels = panes(figure, 3, 2)
    limits = {"epochs": (0, history.epochs), "loss": (0, None), "accuracy": (0, 1.05)} | limits
    labels = {translated("all"): slice(None)} if members is None else members
    names = {"loss": translated("loss"), "accuracy": translated("accuracy")}
    marks = {"o": np.ravel(history.stopped_at) >= 0, "x": np.ravel(history.diverged)}
    for (kind, name), axes in zip(names.items(), panels):
        numbers = getattr(history, kind).reshape(history.epochs, -1)
        ends = np.isfinite(numbers).sum(axis=0) - 1  # a member's last epoch
        last = numbers[ends, np.arange(len(ends))]
        for (label, member), style in zip(labels.items(), LINES):
            curves(axes, label, np.arange(history.epochs), np.atleast_2d(numbers[:, member].T).T, **style)
            for mark, marked in marks.items():
                look = {"marker": mark, "linestyle": "", "color": style["color"], "label": "_"}
                curve(axes, f"{label} {mark}", np.where(marked, ends, np.nan)[member], last[member], **look)
        settle(axes, xlim=limits["epochs"], ylim=limits[kind], ylabel=name)
    settle(panels[1], xlabel=translated("epoch"))
    if members is not None:
        legend(panels[0])
    return figure


def map_of(values, x, y, label):
    """A picture of ``values`` (rows, columns) as colours, with a bar that tells what they mean.

    ``x``, ``y``: a name and the first and last value for the columns and the rows.

    >>> map_of(np.eye(3), ("column", 1, 3), ("row", 1, 3), "entry")
    Picture(5.5 x 4.8 in)
    """
    figure = Picture(5.5, 4.8)
    (axes,) = panes(figure, 1)
    extent = (x[1] - 0.5, x[2] + 0.5, y[1] - 0.5, y[2] + 0.5)
    image = surface(axes, "map", values, extent, values.min(), values.max(), STEPS)
    settle(axes, xlabel=x[0], ylabel=y[0], xlim=extent[:2], ylim=extent[2:], aspect="auto")
    with rc_context(STYLE):
        figure.colorbar(image, ax=axes, label=label)
    return figure


def weight_map(axes, name, weights, place, limit=None, title=""):
    """A weight matrix (fan_out, fan_in) as squares, a row a unit: purple is positive, orange negative, white 0.

    place: left, bottom, width and height of the room, in data coordinates; the title stands below. limit: the size
    with the darkest shade. Without it the shades are by rank, so that squares of one colour hold one number, to the
    last bit. An empty matrix takes away what was drawn under this name.

    >>> axes = Picture().subplots()
    >>> weight_map(axes, "W", [[0.5, 0.5], [-1.0, 0.0]], (0, 0, 1, 1), title="first layer")
    >>> [text.get_text() for text in axes.texts]
    ['first layer']
    """
    weights = np.asarray(weights, float)
    rows, columns = weights.shape
    left, low, width, height = place
    side = min(width / max(columns, 1), height / max(rows, 1))
    left, bottom = left + (width - side * columns) / 2, low + (height - side * rows) / 2
    right, top = left + side * columns, bottom + side * rows
    if weights.size:
        shades = _ranks(weights) if limit is None else weights / limit
        surface(axes, name, shades[::-1], (left, right, bottom, top), -1, 1)
    else:
        surface(axes, name, [[np.nan]], (0, 1, 0, 1), -1, 1)
    lines = [[(left, y), (right, y), (np.nan, np.nan)] for y in np.linspace(bottom, top, rows + 1)]
    lines += [[(x, bottom), (x, top), (np.nan, np.nan)] for x in np.linspace(left, right, columns + 1)]
    grid_lines = np.vstack(lines) if weights.size else np.empty((0, 2))
    squares = translated("{matrix}, squares").format(matrix=name)
    curve(axes, squares, *grid_lines.T, color="#888888", linewidth=0.8, label="_")
    words(axes, f"{name}, title", (left + right) / 2, low - 0.05 * height, title, ha="center", va="top")


def _ranks(weights):
    """Each entry's rank among those of its sign that differ, from above 0.2 to 1, with the sign; 0 for 0."""
    shades = np.zeros(weights.shape)
    for sign in (1, -1):
        of_sign = sign * weights > 0
        sizes, ranks = np.unique(sign * weights[of_sign], return_inverse=True)
        shades[of_sign] = sign * (1 - 0.8 * (len(sizes) - 1 - ranks) / max(len(sizes), 1))
    return shades
