"""Chapter 1: nine weights draw a boundary."""

import numpy as np

from nnbook.ch01.apples import both_kinds, sorted_right
from nnbook.documents.homework import TWO_TWO_ONE, two_two_one
from nnlib import plots
from nnlib.activations import ScaledSigmoid
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import slider, steps

SOURCES = ("bias", "from1", "from2")
# What the two hidden units exchange: all that comes in, and their weights in the output.
SWAPPED = {f"unit{j}_{source}": f"unit{3 - j}_{source}" for j in (1, 2) for source in SOURCES}
SWAPPED |= {f"output_from{j}": f"output_from{3 - j}" for j in (1, 2)}


def draw_forward_pass(figure, a, b, **weights):
    """The decision region of the 2-2-1 network with these nine ``weights``, the twenty apples, and the network as a graph."""
    plane, graph = picture.panes(figure, 5, 2)
    net = two_two_one(list(weights.values()), ScaledSigmoid(a, b))
    outputs = plots.decision_region(plane, net, limit=a)
    plots.hidden_lines(plane, net)
    x, y = both_kinds()
    right = sorted_right(net)
    plots.samples(plane, x, y, ["market", "press"], size=7)
    ring = {"marker": "o", "markersize": 14, "markerfacecolor": "none", "markeredgewidth": 2, "linestyle": ""}
    picture.curve(plane, "wrong side", *x[~right].T, color="black", **ring)
    picture.legend(plane)
    plots.network_graph(graph, net)
    plus, origin = int((outputs >= 0).sum()), float(outputs[50, 50])
    corners = {"lower left": (0, 0), "upper left": (0, -1), "upper right": (-1, -1), "lower right": (-1, 0)}
    purple = [name for name, corner in corners.items() if outputs[corner] >= 0]
    return (
        f"{right.sum()} of {len(x)} apples sorted right. Purple (+) at {plus} of the 10000 points, orange (\u2212) at {10000 - plus}. "
        f"Purple corners: {', '.join(purple) or 'none'}. At the origin the output is {origin:.3f}."
    )


def turned(unit):
    """Hidden unit 1 or 2 turned around: all that comes in and its weight in the output take minus their values."""
    return {
        name: f"-{name}" for name in [f"unit{unit}_{source}" for source in SOURCES] + [f"output_from{unit}"]
    }


def twentieths(first, last, own):
    """Texts and values from first / 20 to last / 20, but for the document's ``own``, by their places."""
    return [own.get(k, (f"{k / 20:.2f}", k / 20)) for k in range(first, last + 1)]


def forward_pass(**values):
    """Chapter 1: nine weights, a and b; presets (a) and (b) of the exercise; ``values``: where controls stand at first."""
    groups = {
        heading: [f"{unit}_{source}" for source in SOURCES]
        for heading, unit in [("Unit 1", "unit1"), ("Unit 2", "unit2"), ("Output", "output")]
    }
    names = [name for group in groups.values() for name in group]
    labels = [f"unit {unit}, {source}" for unit in (1, 2) for source in ("bias", "x1", "x2")]
    labels += ["output, bias", "output, unit 1", "output, unit 2"]
    presets = {
        f"({part})": dict(zip(names, map(float, np.ravel(rows)))) for part, rows in TWO_TWO_ONE.items()
    }
    shape = {"a": 1.716, "b": 2 / 3}
    weights = {
        name: slider(label, presets["(a)"][name], -3.0, 3.0, 0.1) for name, label in zip(names, labels)
    }
    return Panel(
        draw_forward_pass,
        name="forward-pass",
        values=values,
        size=(5, 5.6),
        groups=groups | {"Activation": ["a", "b"]},
        presets={part: nine | shape for part, nine in presets.items()},
        actions={"Turn unit 1": turned(1), "Turn unit 2": turned(2), "Swap the units": SWAPPED},
        **weights,
        a=steps("a, the limit", twentieths(10, 60, {34: ("1.716", 1.716)}), value=1.716),
        b=steps("b, steepness", twentieths(2, 60, {13: ("0.67", 2 / 3)}), value=2 / 3),
    )
