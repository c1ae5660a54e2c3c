"""Chapter 10: sizes from layer to layer; the luck of one network; thirty layers, and one number at the output."""

from functools import lru_cache

import numpy as np

from nnbook.ch10 import luck as lucky
from nnbook.ch10.results import DEPTHS, MOMENTS, SEEDS, STARTS, losses, sizes_at_start, waits
from nnlib import signals
from nnlib.activations import Identity, ReLU, Tanh
from nnlib.datasets import digits
from nnlib.initializers import normal
from nnlib.live import Panel
from nnlib.losses import SoftmaxCrossEntropy
from nnlib.network import Network
from nnlib.propagation import POINTS, WEIGHTS
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.language import translated

ACTIVATIONS = {"ReLU": ReLU(), "tanh": Tanh(), "none": Identity()}
NAMED = {1 / 3: "1/3 PyTorch", 1.0: "1 Xavier", 2.0: "2 He"}
VARIANCES = [0.25, 1 / 3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 2.8, 3.4, 4.0]  # times fan_in
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
    picture.legend(axes)
    picture.settle(axes, xlim=(0, 31), xlabel=translated("hidden layer"))
    powers_of_ten(axes, np.log10(sizes))
    (out, back, slope) = sizes[:, [0, -1]]
    each = (out[1] / out[0]) ** (1 / max(depth - 1, 1))
    said = translated(
        "{depth} hidden layers. Each multiplies the outputs by about {each:.2f}: from {out[0]:.2g} in the first to "
        "{out[1]:.2g} in the last. The deltas go from {back[1]:.2g} in the last back to {back[0]:.2g} in the first. The "
        "slopes of the weights: {slope[0]:.2g} in the first, {slope[1]:.2g} in the last."
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


def through_layers(**values):
    """Chapter 10: the sizes of signals, deltas and slopes from layer to layer."""
    activations = [("ReLU", "ReLU"), ("tanh", "tanh"), (translated("none"), "none")]
    options = [(NAMED.get(c, f"{c:g}"), c) for c in VARIANCES]
    return Panel(
        draw_sizes,
        name="through-layers",
        values=values,
        size=(5, 4.2),
        play="depth",
        presets={
            translated("PyTorch's default"): {"variance": 1 / 3, "activation": "ReLU", "depth": 30},
            "Xavier": {"variance": 1.0, "activation": "ReLU", "depth": 30},
            "He": {"variance": 2.0, "activation": "ReLU", "depth": 30},
        },
        variance=steps(translated("variance × n"), options, 1.0),
        activation=choice(translated("activation"), activations),
        depth=slider(translated("hidden layers"), 10, 2, 30, 1),
        width=steps(translated("units a layer"), [16, 32, 64, 100], 64),
        seed=slider(translated("seed"), 0, 0, 20, 1),
    )


NETWORKS = 2000
SPANS = {
    0.4: (-1.25, 0.75),
    2.0: (-3, 1.5),
    5.0: (-5, 2),
    np.inf: (-12, 4),
}  # of the axis, by the variance of ln R


@lru_cache(maxsize=16)
def products(start, width):
    """The logarithm of R after 1 to 50 layers of 2,000 networks: (50, 2000), -inf for a network that is dead."""
    r = lucky.factors(np.random.default_rng(width), width, 50, NETWORKS, start)
    with np.errstate(divide="ignore"):
        return np.cumsum(np.log(r), axis=0)


def draw_luck(figure, start, width, depth):
    """A histogram of log R for 2,000 networks beside the log-normal law, with its mean and its median."""
    axes = fixed_axes(figure, (0.05, 0.16, 0.9, 0.66))
    logs = products(start, width)[depth - 1] / np.log(10)
    spread = lucky.SPREAD[start] * depth / width
    low, high = next(span for most, span in SPANS.items() if spread <= most)
    bins = np.linspace(low, high, 49)
    counts, _ = np.histogram(np.clip(logs, low, high), bins)
    heights = np.append(counts, counts[-1]) / counts.max()
    picture.curve(
        axes, translated("2,000 networks"), bins, heights, drawstyle="steps-post", **picture.LINES[0]
    )
    fine, middle = np.linspace(low, high, 200), -spread / 2 / np.log(10)
    density = np.exp(-((fine - middle) ** 2) / (2 * spread) * np.log(10) ** 2)
    density *= (bins[1] - bins[0]) * NETWORKS * np.log(10) / np.sqrt(2 * np.pi * spread) / counts.max()
    picture.curve(axes, translated("log-normal"), fine, density, **picture.LINES[1])
    typical = float(np.median(logs))
    picture.curve(axes, translated("mean"), [0, 0], [0, 1.3], **DOTTED)
    picture.curve(axes, translated("median"), [typical, typical], [0, 1.3], color="black")
    picture.legend(axes)
    picture.settle(axes, xlim=(low, high), ylim=(0, 1.3), yticks=[])
    marks = [mark for mark in range(-12, 5, 4 if low < -5 else 1) if low <= mark <= high]
    picture.settle(axes, xticks=marks, xticklabels=[f"$10^{{{mark}}}$" for mark in marks])
    picture.settle(axes, xlabel=translated("mean square of the last layer over that of the inputs"))
    lost = np.isneginf(logs).mean()
    said = translated(
        "{depth} layers of {width} units. The mean of all networks is 1. The network in the middle has {middle:.2g}; "
        "{less:.0%} have less than 1, {far_less:.1%} less than a tenth."
    ).format(
        depth=depth, width=width, middle=10**typical, less=(logs < 0).mean(), far_less=(logs < -1).mean()
    )
    if not lost:
        return said
    dead = translated("{lost:.1%} have lost the input: a layer sends nothing but zeros.").format(lost=lost)
    return f"{said} {dead}"


def luck(**values):
    """Chapter 10: what thirty layers make of the mean square, network by network."""
    return Panel(
        draw_luck,
        name="luck",
        values=values,
        size=(5, 3.8),
        play="depth",
        presets={
            translated("Wide"): {"width": 256, "depth": 5},
            translated("Deep"): {"width": 64, "depth": 50},
            translated("Narrow"): {"width": 8, "depth": 30},
        },
        start=choice(
            translated("weights"),
            [(translated("He, normal"), "He"), (translated("orthogonal, times √2"), "orthogonal")],
        ),
        width=steps(translated("units a layer"), [4, 8, 16, 32, 64, 128, 256], 64),
        depth=slider(translated("layers"), 30, 1, 50, 1),
    )


SHOWN = {
    "He": "He",
    "Xavier": "Xavier",
    "Xavier, repaired": translated("Xavier, repaired"),
}  # each of ``STARTS``


def draw_thirty(figure, depth, start, step):
    """Above the sizes of the signals before the first step, below the losses of ten runs, on a logarithmic axis of steps."""
    above, below = picture.panes(figure, 2, 3)
    place, which, layers = DEPTHS.index(depth), STARTS.index(start), np.arange(depth + 1)
    he, xavier = sizes_at_start()[place, :, : depth + 1]
    sizes = [he, xavier, np.append(xavier[:-1], he[-1])][which]
    picture.curve(above, "He", layers, np.log10(he), **DOTTED)
    picture.curve(
        above, translated("signals"), layers, np.log10(sizes), marker="o", markersize=3, **picture.LINES[0]
    )
    picture.settle(
        above, xlim=(-0.5, 30.5), ylim=(-5.5, 1), xlabel=translated("layer; the last point is the output")
    )
    marks = [-4, -2, 0]
    picture.settle(
        above, yticks=marks, yticklabels=[f"$10^{{{mark}}}$" for mark in marks], ylabel=translated("size")
    )
    shown, x = losses()[place], np.log10(MOMENTS[1:])
    done = MOMENTS <= step
    grey, blue = {"color": "#999999", "linewidth": 0.7}, {"color": "#0072B2", "linewidth": 1.2}
    picture.curves(below, "He", x, shown[0].T[1:], **grey)
    picture.curves(below, translated("runs"), x, np.where(done, shown[which], np.nan).T[1:], **blue)
    picture.curve(
        below, translated("now"), np.log10([step, step]), [0, 9], color="black", linewidth=1, label="_"
    )
    ticks = {50: "50", 100: "100", 300: "300", 1000: "1,000", 3000: "3,000", 10_000: "10,000"}
    picture.settle(below, xlim=(np.log10(50), 4), xticks=np.log10([*ticks]), xticklabels=list(ticks.values()))
    picture.settle(below, ylim=(0, 3), xlabel=translated("steps"), ylabel=translated("loss"))
    waited = waits()[place, which]
    learned = int((waited <= step).sum())
    said = translated(
        "{depth} matrices, {start}. What arrives at the output has the size {size:.2g}. After {step:,} steps {learned} of "
        "{runs} runs have a loss below 1; all have after {last:,}. Grey and dotted: He's start."
    )
    found = {"size": sizes[-1], "learned": learned, "runs": len(SEEDS), "last": waited.max()}
    return said.format(depth=depth, start=SHOWN[start], step=step, **found)


def thirty_layers(**values):
    """Chapter 10: deep ReLU networks from He's start, from Xavier's, and from Xavier's with its output repaired."""
    return Panel(
        draw_thirty,
        name="thirty-layers",
        values=values,
        size=(5, 5.6),
        play="step",
        presets={
            "Xavier": {"start": "Xavier"},
            translated("Repair the output"): {"start": "Xavier, repaired"},
            "He": {"start": "He"},
        },
        depth=choice(translated("matrices"), DEPTHS, value=30),
        start=choice(translated("start"), [(SHOWN[start], start) for start in STARTS], value="Xavier"),
        step=steps(translated("steps"), MOMENTS[1:].tolist(), 1000),
    )
