"""Chapter 9: the same random numbers, made larger or smaller; the chance of learning XOR; a map of starts."""

from functools import lru_cache

import numpy as np

from nnbook.ch09 import xor
from nnbook.ch09.results import AFTER, EVERY, FIRST_MAP, POWERS, RANGES, chances, losses_by_scale
from nnbook.documents import lecture
from nnbook.results import shipped
from nnlib.live import Panel
from nnlib.losses import MeanSquaredError
from nnlib.population import wilson_interval
from nnlib.show import picture
from nnlib.show.controls import choice, log_slider, slider
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps
from nnlib.training import sgd

CENTRES = {"the origin": (0.0, 0.0), "a border": (-0.6, -2.2555), "a fast region": (-2.0, 2.0)}
# What is counted, from where to where, and whether its size is counted in powers of ten.
COUNTED = {
    "net": (translated("size of net, powers of ten"), -6, 5, True),
    "output": (translated("output f(net)"), -1, 1, False),
    "slope": (translated("slope f'(net)"), 0, 1, False),
    "gradient": (translated("size of gradient, powers of ten"), -14, 2, True),
}


def scale_slider(decade):
    """A slider of scales from 0.0001 to 1000, at 0.01 first; ``decade``: steps from one power of ten to the next."""
    return log_slider(translated("scale"), 0.01, 0.0001, 1000, decade)


@lru_cache(maxsize=64)
def counts(scale, depth):
    """The loss, the layers, and histograms (40 bins, the highest is 1) of the first and the last hidden layer."""
    loss, layers = lecture.signals(lecture.deep_tanh(scale, depth))
    histograms = {}
    for name, (_, low, high, size) in COUNTED.items():
        bins = np.linspace(low, high, 41)
        for layer in (0, -1):
            values = np.ravel(layers[layer][name])
            if size:
                values = np.log10(np.maximum(np.abs(values), 1e-300))
            found, _ = np.histogram(np.clip(values, low, high), bins)
            histograms[name, layer] = np.append(found, found[-1]) / found.max()
    return loss, layers, histograms


def draw_signals(figure, scale, depth):
    """Histograms of what goes through a deep tanh network at its start, its first and its last hidden layer."""
    loss, layers, histograms = counts(scale, depth)
    for axes, (name, (label, low, high, _)) in zip(picture.panes(figure, 1, 1, 1, 1), COUNTED.items()):
        for layer, text, style in [
            (0, translated("first layer"), picture.LINES[0]),
            (-1, translated("last layer"), picture.LINES[1]),
        ]:
            steps = histograms[name, layer]
            picture.curve(axes, text, np.linspace(low, high, 41), steps, drawstyle="steps-post", **style)
        picture.settle(axes, xlim=(low, high), ylim=(0, 1.1), xlabel=label, yticks=[])
        if name == "output":
            picture.settle(axes, xticks=[-1, -0.5, 0, 0.5, 1])
    picture.legend(figure.axes[0])
    slopes = [layers[layer]["slope"].mean() for layer in (0, -1)]
    sizes = [np.sqrt((layers[layer]["output"] ** 2).mean()) for layer in (0, -1)]
    network = counted("Scale {scale:g}, {n} hidden layer.", "Scale {scale:g}, {n} hidden layers.", depth)
    sent = translated(
        "Outputs of the first layer (blue) have the size {first:.2g}, of the last {last:.2g} (orange, dashed); mean "
        "slopes {first_slope:.2g} and {last_slope:.2g}. Loss at the start {loss:.3g}."
    ).format(first=sizes[0], last=sizes[1], first_slope=slopes[0], last_slope=slopes[1], loss=loss)
    return f"{network.format(scale=scale, n=depth)} {sent}"


def scale(**values):
    """Chapter 9: net activations, outputs, slopes and gradients against the scale of the weights."""
    return Panel(
        draw_signals,
        name="scale",
        values=values,
        size=(5, 6.9),
        presets={
            "0.01": {"scale": 0.01, "depth": 30},
            "1/√n": {"scale": 0.141, "depth": 30},
            "100": {"scale": 100.0, "depth": 1},
        },
        scale=scale_slider(20),
        depth=slider(translated("hidden layers"), 3, 1, 30, 1),
    )


TICKS = [-0.8, 0, 0.8]  # of the map, in halves of its width
HIGHEST = 1.5  # the highest loss that the pictures of the losses show


def draw_losses(figure, scale, steps):
    """Loss curves of 40 networks at one scale, and the mean loss after some steps against all scales."""
    curve_axes, mean_axes = picture.panes(figure, 3, 2)
    losses, means, learned = losses_by_scale()
    now, then = int(np.argmin(np.abs(POWERS - np.log10(scale)))), int(np.searchsorted(AFTER, steps))
    means, learned = means[:, then], learned[now, then]
    thin = {"linewidth": 0.8, "color": "#0072B2"}
    picture.curves(curve_axes, translated("networks"), np.arange(0, 2000, EVERY), losses[now].T, **thin)
    picture.curve(curve_axes, translated("steps"), [steps, steps], [0, 9], color="black", linewidth=1)
    picture.curve(mean_axes, translated("mean"), POWERS, means, **picture.LINES[0])
    picture.curve(mean_axes, "ln 2", [-4, 3], [np.log(2)] * 2, color="#333333", linewidth=1, linestyle=":")
    above, mark = bool(means[now] > HIGHEST), {"linestyle": "", "color": "#D55E00"}
    picture.curve(
        mean_axes, translated("here"), POWERS[now], np.nan if above else means[now], marker="o", **mark
    )
    higher = HIGHEST - 0.05 if above else np.nan
    picture.curve(mean_axes, translated("higher"), POWERS[now], higher, marker="^", markersize=9, **mark)
    picture.settle(curve_axes, xlim=(0, 2000), ylim=(0, HIGHEST))
    picture.settle(curve_axes, xlabel=translated("steps"), ylabel=translated("loss"))
    picture.settle(mean_axes, xlim=(-4.1, 3.1), ylim=(0, HIGHEST))
    picture.settle(mean_axes, xlabel=translated("scale"), ylabel=translated("mean loss"))
    picture.settle(mean_axes, xticks=[-4, -2, 0, 2], xticklabels=["0.0001", "0.01", "1", "100"])
    if above:
        said = translated(
            "Scale {scale:g}: after {steps} steps {learned} of 40 networks have a loss below 0.1, and the mean loss is "
            "{mean:.3f}, higher than the picture."
        )
    else:
        said = translated(
            "Scale {scale:g}: after {steps} steps {learned} of 40 networks have a loss below 0.1, and the mean loss is "
            "{mean:.3f}."
        )
    lowest = translated("The least mean loss, {mean:.3f}, is at scale {scale:.2g}.")
    now_said = said.format(scale=scale, steps=steps, learned=learned, mean=means[now])
    return f"{now_said} {lowest.format(mean=means.min(), scale=10 ** POWERS[means.argmin()])}"


def best_scale(**values):
    """Chapter 9: which scale is best, and after how many steps."""
    return Panel(
        draw_losses,
        name="best-scale",
        values=values,
        size=(5, 5.5),
        play="steps",
        scale=scale_slider(4),
        steps=slider(translated("steps"), 400, 10, 2000, 10),
    )


def draw_chance(figure, epochs):
    """The share of starts that have learned XOR, with Wilson's interval, against the range of the weights."""
    (axes,) = picture.panes(figure, 1)
    needed = chances()[:, :200]
    learned = ((needed >= 0) & (needed < epochs)).sum(axis=1)
    x, n = np.log10(RANGES), needed.shape[1]
    ends = np.array([wilson_interval(int(k), n) for k in learned])
    picture.curve(axes, translated("share"), x, learned / n, marker="o", markersize=4, **picture.LINES[0])
    bars = {"color": "black", "linewidth": 1.5, "label": "_"}
    heights = np.insert(ends, 2, np.nan, axis=1).ravel()  # with gaps
    picture.curve(axes, translated("bars"), np.repeat(x, 3), heights, **bars)
    picture.settle(axes, xlabel=translated("range $r$ of $U(-r, r)$"), ylabel=translated("have learned"))
    picture.settle(axes, xlim=(-2.1, 1.3), ylim=(0, 1.03))
    picture.settle(axes, xticks=[-2, -1, 0, 1], xticklabels=["0.01", "0.1", "1", "10"])
    best = int(learned.argmax())
    half = [r for r, k in zip(RANGES, learned) if k > n / 2]
    said = [translated("Within {epochs} epochs.").format(epochs=epochs)]
    if half:
        span = translated("More than half learn for r from {low:g} to {high:g}.")
        said.append(span.format(low=half[0], high=half[-1]))
    ranges = translated(
        "The best of these ranges is {best:g}, with {most} of {n} ({low:.1%} to {high:.1%}). With r = {widest:g} it is "
        "{there} of {n}."
    )
    low, high = ends[best]
    found = {"best": RANGES[best], "most": learned[best], "widest": RANGES[-1], "there": learned[-1]}
    return " ".join([*said, ranges.format(n=n, low=low, high=high, **found)])


def chance(**values):
    """Chapter 9: the chance of learning XOR against the range of the first weights."""
    return Panel(
        draw_chance,
        name="chance",
        values=values,
        size=(5, 3.8),
        play="epochs",
        epochs=slider(translated("epochs"), 2000, 20, 2000, 20),
    )


@in_steps(most=256)
def square(rate, centre, zoom):
    """Epochs needed, 500 where that is not enough, on 40 x 40 points of the slice; what is shown first is shipped."""
    if (CENTRES[centre], 20 / 2**zoom, 40, rate) == FIRST_MAP:
        needed = shipped("ch09")["first_map"].astype(int)
        return np.where(needed < 0, 500, needed)
    net = xor.xor_network(xor.square_of_starts(CENTRES[centre], 20 / 2**zoom, 40))
    needed = np.full((40, 40), 500)
    options = {"learning_rate": rate, "loss": MeanSquaredError(), "batch_size": None, "epochs": 500}
    told = translated("Training 1600 networks")
    for epoch in sgd(net, xor.CORNERS, xor.XOR, **options):
        needed[(needed == 500) & (epoch.loss < xor.LEARNED)] = epoch.index
        yield told, (epoch.index + 1) / 500
    return needed


@in_steps()
def draw_square(figure, rate, centre, zoom):
    """The slice of weight space: dark learns fast, yellow does not learn within 500 epochs."""
    axes, *_ = picture.panes(figure, 1)
    needed, width = (yield from square.steps(rate, centre, zoom)), 20 / 2**zoom
    middle = CENTRES[centre]
    colours = np.log10(needed + 1), (-1, 1, -1, 1), 1, np.log10(501), picture.STEPS
    image = picture.surface(axes, translated("map"), *colours)
    if len(figure.axes) == 1:
        marks = {np.log10(epochs + 1): str(epochs) for epochs in (10, 30, 100, 300, 500)}
        bar = picture.colour_bar(axes, image, translated("epochs needed"), marks)
        figure.set_layout_engine("none")  # places that do not depend on how long the numbers at the sides are
        axes.set_position([0.2, 0.16, 0.58, 0.8])
        axes.yaxis.set_label_coords(-0.28, 0.5)
        bar.ax.set_position([0.82, 0.19, 0.03, 0.74])
    x, y = ([_written(at + width / 2 * side) for side in TICKS] for at in middle)
    picture.settle(axes, xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xticks=TICKS, yticks=TICKS)
    picture.settle(axes, xticklabels=x, yticklabels=y, xlabel="$w_{11}$", ylabel="$w_{22}$")
    said = translated(
        "A square {width:.3g} wide around ({x}, {y}), at rate {rate:g}. Dark starts learn fast; yellow ones, {share:.0%}, "
        "not within 500 epochs. The fastest needs {fastest}."
    )
    x, y = map(_written, middle)
    share, fastest = (needed == 500).mean(), needed.min()
    return said.format(width=width, x=x, y=y, rate=rate, share=share, fastest=fastest)


def _written(number):
    """A number in four digits, with a minus sign as it is printed."""
    return f"{number:.4g}".replace("-", "\u2212")


def weight_space(**values):
    """Chapter 9: a slice of weight space, coloured by the epochs that a start needs."""
    centres = [
        (translated("the origin"), "the origin"),
        (translated("a border"), "a border"),
        (translated("a fast region"), "a fast region"),
    ]
    return Panel(
        draw_square,
        name="weight-space",
        values=values,
        size=(5, 3.8),
        presets={
            translated("Smooth"): {"rate": 0.3, "centre": "a border", "zoom": 3},
            translated("Dust"): {"rate": 1.0, "centre": "a fast region", "zoom": 3},
        },
        rate=choice(translated("learning rate"), [0.2, 0.3, 0.4, 0.6, 0.8, 1.0], value=0.3),
        centre=choice(translated("centre"), centres),
        zoom=slider(translated("zoom"), 1, 0, 8, 1, unit=translated("halvings")),
    )
