"""Sizes of signals, deltas and slopes from layer to layer, measured and by the chapter's formulas (chapter 10)."""

from functools import lru_cache

import numpy as np

from nnlib import signals
from nnlib.activations import Identity, ReLU, Tanh
from nnlib.datasets import digits
from nnlib.initializers import normal
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.propagation import POINTS, WEIGHTS
from nnlib.show import picture
from nnlib.show.language import translated
from nnlib.show.numbers import number

ACTIVATIONS = {"ReLU": ReLU(), "tanh": Tanh(), "none": Identity()}
DOTTED = {"color": "#333333", "linewidth": 1, "linestyle": ":"}
REACHES = [1, 2, 4, 8, 16]  # powers of ten that a logarithmic axis has room for


@lru_cache(maxsize=8)
def drawn(width, seed):
    """The matrices of thirty hidden layers and of an output for the digits, standard normal numbers."""
    layers = [64, *[width] * 30, 10]
    return Network.initialized(layers, normal(1), Identity(), seed=seed, bias=None, exact=False).weights


def measured(variance, activation, depth, width, seed):
    """Sizes of the outputs of each hidden layer, of its deltas, and of the slopes along its weights: (3, depth)."""
    *hidden, last = drawn(width, seed)
    weights = [np.sqrt(variance / w.shape[1]) * w for w in (*hidden[:depth], last)]
    net = Network(weights, None, [ACTIVATIONS[activation]] * depth + [Identity()], exact=False)
    x, y = (data[:50] for data in digits()[:2])
    sent, deltas = net.forward(x), signals.deltas(net, x, y, SoftmaxCrossEntropy())
    slopes = [delta.T @ h / len(x) for delta, h in zip(deltas, sent)]
    rows = sent[1:-1], deltas[:-1], slopes[:-1]
    return np.array([[np.sqrt((each**2).mean()) for each in row] for row in rows])


def predicted(variance, activation, sizes):
    """What the chapter's formulas make of the inputs' size 1 and of the last layer's deltas: (2, depth)."""
    f, q = ACTIVATIONS[activation], np.ones(sizes.shape[1])
    slope, last = q.copy(), 1.0
    for layer in range(len(q)):
        net = np.sqrt(variance * last) * POINTS
        slope[layer] = WEIGHTS @ f.derivative(net) ** 2
        last = q[layer] = WEIGHTS @ f(net) ** 2
    back = np.append(np.cumprod((variance * slope[:-1])[::-1])[::-1], 1.0)
    return np.sqrt(np.array([q, sizes[1, -1] ** 2 * back]))


def draw_sizes(figure, variance, activation, depth, width, seed):
    """Sizes of outputs, deltas and slopes against the layer, on a logarithmic axis; dotted is what the formulas say."""
    axes = fixed_axes(figure, (0.16, 0.13, 0.81, 0.71))
    sizes, layers = measured(variance, activation, depth, width, seed), np.arange(1, depth + 1)
    names = translated("outputs"), translated("deltas"), translated("slopes of weights")
    for name, row, style in zip(names, sizes, picture.LINES):
        picture.curve(axes, name, layers, np.log10(row), marker="o", markersize=3, **style)
    forward, backward = np.log10(predicted(variance, activation, sizes))
    picture.curve(axes, translated("formulas"), layers, forward, **DOTTED)
    picture.curve(axes, translated("formulas, backward"), layers, backward, label="_", **DOTTED)
    picture.legend(axes, ncols=2)
    picture.settle(axes, xlim=(0, 31), xlabel=translated("hidden layer"))
    powers_of_ten(axes, np.log10(sizes))
    first, last = sizes[0, [0, -1]]
    each = (last / first) ** (1 / max(depth - 1, 1))
    out, back, slope = ([number(size) for size in ends] for ends in sizes[:, [0, -1]])
    said = translated(
        "{depth} hidden layers. Each multiplies the outputs by about {each:.2f}: from {out[0]} in the first to "
        "{out[1]} in the last. The deltas go from {back[1]} in the last back to {back[0]} in the first. "
        "The slopes of the weights: {slope[0]} in the first, {slope[1]} in the last."
    )
    return said.format(depth=depth, each=each, out=out, back=back, slope=slope)


def fixed_axes(figure, box):
    """Axes at a fixed place, which does not depend on how long the numbers beside them are."""
    first = not figure.axes
    (axes,) = picture.panes(figure, 1)
    if first:
        figure.set_layout_engine("none")
        axes.set_position(box)
        axes.yaxis.set_label_coords(-0.135, 0.5)
    return axes


def powers_of_ten(axes, logarithms):
    """A logarithmic axis that has room for all of them, and changes seldom as they do."""
    ends = logarithms[np.isfinite(logarithms)]
    low, high = (
        next((each for each in REACHES if each >= most), REACHES[-1])
        for most in (-ends.min(initial=0), ends.max(initial=0))
    )
    step = max(low, high, 2) // 2
    marks = np.arange(-(low // step), high // step + 1) * step
    labels = [f"$10^{{{mark}}}$" for mark in marks]
    picture.settle(axes, ylim=(-low, high), yticks=marks, yticklabels=labels, ylabel=translated("size"))
