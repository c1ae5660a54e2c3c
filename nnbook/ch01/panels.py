"""Chapter 1: nine weights draw a boundary."""

import numpy as np

from nnbook.documents.homework import TWO_TWO_ONE, two_two_one
from nnlib import plots
from nnlib.activations import ScaledSigmoid
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import slider


def draw_forward_pass(figure, a, b, **weights):
    """The decision region of the 2-2-1 network with these nine ``weights``, and its hidden units' lines."""
    (axes,) = picture.panes(figure, 1)
    net = two_two_one(list(weights.values()), ScaledSigmoid(a, b))
    outputs = plots.decision_region(axes, net, limit=a)
    plots.hidden_lines(axes, net)
    picture.legend(axes)
    plus, origin = int((outputs >= 0).sum()), float(outputs[50, 50])
    corners = {"lower left": (0, 0), "upper left": (0, -1), "upper right": (-1, -1), "lower right": (-1, 0)}
    purple = [name for name, corner in corners.items() if outputs[corner] >= 0]
    return (
        f"Purple (+) at {plus} of the 10000 points, orange (\u2212) at {10000 - plus}. Purple corners: "
        f"{', '.join(purple) or 'none'}. At the origin the output is {origin:.3f}."
    )


def forward_pass():
    """Chapter 1: nine weights, a and b; presets (a) and (b) of the exercise."""
    names = [
        f"{unit}_{source}" for unit in ("unit1", "unit2", "output") for source in ("bias", "from1", "from2")
    ]
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
        presets={part: values | shape for part, values in presets.items()},
        **weights,
        a=slider("a, the limit", 1.716, 0.5, 3.0, 0.001),
        b=slider("b, steepness", 2 / 3, 0.1, 3.0, 0.01),
    )
