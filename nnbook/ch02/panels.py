"""Chapter 2: one sample, one network, and the loss as one of its nine weights moves."""

import numpy as np

from nnbook.documents.homework import two_two_one
from nnlib.live import Panel
from nnlib.losses import SquaredError
from nnlib.show import picture
from nnlib.show.controls import choice, log_slider, slider
from nnlib.slopes import loss_along

SAMPLE, TARGET = [[1.0, 2.0]], [[-1.0]]
NINE = ["bias of unit 1", "unit 1 from x1", "unit 1 from x2"]
NINE += [name.replace("unit 1", "unit 2") for name in NINE]
NINE += ["bias of output", "output from unit 1", "output from unit 2"]


def draw_tangent(figure, which, value, h):
    """The loss against one weight, with the tangent and the secant; below, the secant's error by its step."""
    curve_axes, error_axes = picture.panes(figure, 3, 2)
    net = two_two_one("a")
    steps = 10.0 ** np.arange(-14, 0.01, 0.25)

    def along(values):
        return loss_along(net, which, values, SAMPLE, TARGET, SquaredError())

    def differences(steps):
        return (along(value + steps)[0] - along(value - steps)[0]) / (2 * steps)

    values = np.linspace(-4, 4, 201)
    (loss,), (slope,) = along([value])
    (secant,) = differences(np.array([h]))
    near = value + np.array([-1.5, 1.5])
    low, high = along(value + np.array([-h, h]))[0]
    picture.curve(curve_axes, "loss", values, along(values)[0], **picture.LINES[0])
    picture.curve(curve_axes, "tangent", near, loss + slope * (near - value), **picture.LINES[1])
    picture.curve(curve_axes, "secant", near, (low + high) / 2 + secant * (near - value), **picture.LINES[2])
    point = {"color": "black", "linestyle": "", "label": "_"}
    own = net.parameters[which]
    picture.curve(curve_axes, "here", value, loss, marker="o", **point)
    picture.curve(curve_axes, "ends", value + np.array([-h, h]), [low, high], marker="s", **point)
    network_a = point | {"label": "network (a)"}
    picture.curve(
        curve_axes, "own", own, along([own])[0], marker="o", fillstyle="none", markersize=10, **network_a
    )
    picture.settle(curve_axes, xlim=(-4, 4), ylim=(0, 8), xlabel="the weight", ylabel="loss")
    picture.legend(curve_axes)
    off = np.maximum(np.abs(differences(steps) - slope), 1e-13)  # an exact hit has no place on a log axis
    picture.curve(error_axes, "off", steps, off, **picture.LINES[0])
    picture.curve(error_axes, "now", h, max(abs(secant - slope), 1e-13), marker="o", **point)
    picture.settle(error_axes, xscale="log", yscale="log", xlim=(1e-14, 1), ylim=(1e-13, 10))
    picture.settle(error_axes, xlabel="step h", ylabel="|secant \u2212 tangent|")
    return (
        f"{NINE[which]} = {value:.1f}: the loss is {loss:.4f}. Slope by backpropagation {slope:.6f}, "
        f"by differences of step {h:.0e} {secant:.6f}: they are {abs(secant - slope):.0e} apart."
    )


def tangent(**values):
    """Chapter 2: which weight, its value, and the step of the difference."""
    return Panel(
        draw_tangent,
        name="tangent",
        values=values,
        size=(5, 5.5),
        presets={"best step": {"h": 1e-5}, "rounding wins": {"h": 1e-13}},
        which=choice("weight", [(name, i) for i, name in enumerate(NINE)]),
        value=slider("its value", 0.5, -3.0, 3.0, 0.1),
        h=log_slider("step h", 1.0, 1e-14, 1.0, 4),
    )
