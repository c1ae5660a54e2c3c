"""Chapter 1: nine weights draw a boundary."""

import numpy as np

from nnbook.ch01.apples import both_kinds, sorted_right
from nnbook.documents.homework import TWO_TWO_ONE, two_two_one
from nnlib import plots
from nnlib.activations import ScaledSigmoid
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import slider, steps
from nnlib.show.language import translated

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
    plots.samples(plane, x, y, [translated("market"), translated("press")], size=7)
    ring = {"marker": "o", "markersize": 14, "markerfacecolor": "none", "markeredgewidth": 2, "linestyle": ""}
    picture.curve(plane, translated("wrong side"), *x[~right].T, color="black", **ring)
    picture.legend(plane)
    plots.network_graph(graph, net)
    sentences = [
        translated("{right} of {n} apples sorted right.").format(right=right.sum(), n=len(x)),
        what_is_purple(outputs),
        translated("At the origin the output is {output:.3f}.").format(output=outputs[50, 50]),
    ]
    return " ".join(sentences)


def what_is_purple(outputs):
    """Two sentences on where the ``outputs`` (100, 100) are positive: at how many points, and in which corners."""
    plus = int((outputs >= 0).sum())
    points = translated("Purple (+) at {plus} of the 10000 points, orange (\u2212) at {minus}.")
    names = {
        (0, 0): translated("lower left"),
        (0, -1): translated("upper left"),
        (-1, -1): translated("upper right"),
        (-1, 0): translated("lower right"),
    }
    purple = ", ".join(name for corner, name in names.items() if outputs[corner] >= 0)
    corners = translated("Purple corners: {corners}.") if purple else translated("Purple corners: none.")
    return f"{points.format(plus=plus, minus=10000 - plus)} {corners.format(corners=purple)}"


def turned(unit):
    """Hidden unit 1 or 2 turned around: all that comes in and its weight in the output take minus their values."""
    return {
        name: f"-{name}" for name in [f"unit{unit}_{source}" for source in SOURCES] + [f"output_from{unit}"]
    }


def twentieths(first, last, own):
    """Texts and values from first / 20 to last / 20, but for the document's ``own``, by their places."""
    return [own.get(k, (f"{k / 20:.2f}", k / 20)) for k in range(first, last + 1)]


def labels():
    """The nine weights' labels by name, in the network's order: in full, and as they are under their unit's heading."""
    bias, x1, x2 = translated("bias"), translated("x1"), translated("x2")
    hidden = {}
    for unit in (1, 2):
        hidden |= {
            f"unit{unit}_bias": (translated("unit {unit}, bias").format(unit=unit), bias),
            f"unit{unit}_from1": (translated("unit {unit}, x1").format(unit=unit), x1),
            f"unit{unit}_from2": (translated("unit {unit}, x2").format(unit=unit), x2),
        }
    return hidden | {
        "output_bias": (translated("output, bias"), bias),
        "output_from1": (translated("output, unit 1"), translated("unit 1")),
        "output_from2": (translated("output, unit 2"), translated("unit 2")),
    }


def forward_pass(**values):
    """Chapter 1: nine weights, a and b; presets (a) and (b) of the exercise; ``values``: where controls stand at first."""
    headings = {"unit1": translated("Unit 1"), "unit2": translated("Unit 2"), "output": translated("Output")}
    groups = {heading: [f"{unit}_{source}" for source in SOURCES] for unit, heading in headings.items()}
    named = labels()
    nine = {part: dict(zip(named, map(float, np.ravel(rows)))) for part, rows in TWO_TWO_ONE.items()}
    shape = {"a": 1.716, "b": 2 / 3}
    weights = {
        name: slider(label, nine["a"][name], -3.0, 3.0, 0.1, short=short)
        for name, (label, short) in named.items()
    }
    return Panel(
        draw_forward_pass,
        name="forward-pass",
        values=values,
        size=(5, 5.6),
        groups=groups | {translated("Activation"): ["a", "b"]},
        presets={translated("({part})").format(part=part): of_part | shape for part, of_part in nine.items()},
        actions={
            translated("Turn unit 1"): turned(1),
            translated("Turn unit 2"): turned(2),
            translated("Swap the units"): SWAPPED,
        },
        **weights,
        a=steps(translated("a, the limit"), twentieths(10, 60, {34: ("1.716", 1.716)}), value=1.716),
        b=steps(translated("b, steepness"), twentieths(2, 60, {13: ("0.67", 2 / 3)}), value=2 / 3),
    )
