"""Chapter 1: nine weights draw a boundary."""

import numpy as np

from nnbook.documents.homework import TWO_TWO_ONE, two_two_one
from nnlib import plots
from nnlib.activations import ScaledSigmoid
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import slider, steps


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


def forward_pass(**values):
    """Chapter 1: nine weights, a and b; presets (a) and (b) of the exercise; ``values``: where controls stand at first."""
    sources = ("bias", "from1", "from2")
    groups = {
        heading: [f"{unit}_{source}" for source in sources]
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
    # In hundredths, but for the homework's 2/3.
    steepness = [(f"{k / 100:.2f}", 2 / 3 if k == 67 else k / 100) for k in range(10, 301)]
    return Panel(
        draw_forward_pass,
        name="forward-pass",
        values=values,
        groups=groups | {"Activation": ["a", "b"]},
        presets={part: nine | shape for part, nine in presets.items()},
        **weights,
        a=slider("a, the limit", 1.716, 0.5, 3.0, 0.001),
        b=steps("b, steepness", steepness, value=2 / 3),
    )
