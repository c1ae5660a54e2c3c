"""Chapter 12: what arrives at the last layer from starts with chance and without; lazy or rich; the best rate by width."""

from functools import lru_cache

import numpy as np

from nnbook.ch12 import results, starts, widths
from nnbook.results import shipped
from nnlib.datasets import digits
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps

SEEN = [0, 1, 2, 3, 4, 5, 6, 7]  # one training picture of each of these digits
GAP = 2  # pixels between two pictures


@lru_cache(maxsize=32)
def sent(start, hidden):
    """What each layer sends for a hundred digits, (hidden + 1, 100, 64), the inputs first; those in ``SEEN`` lead."""
    x, y, _, _ = digits()
    some = [int(np.flatnonzero(y[:, digit])[0]) for digit in SEEN]
    rest = [place for place in range(120) if place not in some]
    return np.array(starts.network(start, hidden).forward(x[(some + rest)[:100]])[:-1])


def mean_cosine(h):
    """The mean cosine of the angle between two rows of h (n, units), of those that are not all zero; NaN if none are.

    With rows u of length 1 the sum of u_i u_j over all pairs is the squared length of sum u, less n for a row with itself.

    >>> round(float(mean_cosine(np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]]))), 4)  # 0, 0 and 1
    0.3333
    """
    h = h[h.any(axis=1)]
    if len(h) < 2:
        return np.nan
    u, n = h / np.linalg.norm(h, axis=1, keepdims=True), len(h)
    return ((u.sum(axis=0) ** 2).sum() - n) / (n * (n - 1))


def as_pictures(h):
    """What 64 units send for eight inputs, (8, 64), as two rows of four pictures of 8 x 8, white 0, black its largest."""
    h = np.maximum(h[: len(SEEN)], 0)
    high = h.max(axis=1, keepdims=True)
    tiles = (h / np.where(high > 0, high, 1)).reshape(-1, 8, 8)
    page = np.zeros((2 * 8 + GAP, 4 * (8 + GAP) - GAP))
    for place, tile in enumerate(tiles):
        row, column = divmod(place, 4)
        bottom, left = (1 - row) * (8 + GAP), column * (8 + GAP)
        page[bottom : bottom + 8, left : left + 8] = tile[::-1]
    return page


def draw_layers(figure, start, hidden, layer):
    """Eight digits as a layer of 64 units sends them on before any learning, and the losses of all starts."""
    page_axes, loss_axes = picture.panes(figure, 3, 4)
    layer = min(layer, hidden)
    shown = sent(start, hidden)[layer]
    page, cosine = as_pictures(shown), mean_cosine(shown)
    picture.surface(page_axes, "digits", page, (0, page.shape[1], 0, page.shape[0]), 0, 1, "gray_r")
    picture.settle(page_axes, xlim=(0, page.shape[1]), ylim=(0, page.shape[0]), xticks=[], yticks=[])
    picture.settle(page_axes, xlabel="eight digits, as the layer sends them")
    for each, style in zip(results.DEEP, picture.LINES):
        loss = results.learned(hidden, each).loss
        moments = results.TRIALS[hidden].moments
        picture.curve(loss_axes, each, moments, np.maximum(loss, 1e-4), **style)
    chosen = results.learned(hidden, start)
    mark = {"color": "black", "marker": "o", "markersize": 6, "linestyle": "", "label": "_"}
    picture.curve(loss_axes, "chosen", results.TRIALS[hidden].moments, np.maximum(chosen.loss, 1e-4), **mark)
    picture.settle(loss_axes, yscale="log", xlim=(-10, 510), ylim=(3e-3, 6), xlabel="steps", ylabel="loss")
    picture.legend(loss_axes)
    of = "the inputs themselves" if layer == 0 else f"what hidden layer {layer} of {hidden} sends"
    alike = "nothing at all" if np.isnan(cosine) else f"mean cosine of two digits {cosine:.2f}"
    place = results.TRIALS[hidden].moments.index(500)
    return (
        f"{start[0].upper()}{start[1:]}, before the first step: {of}; {alike}. "
        f"After 500 steps with {hidden} hidden layers the loss is {chosen.loss[place]:.2g} (black dots)."
    )


def no_dice(**values):
    """Chapter 12: what arrives at each layer from a start, and how it learns."""
    return Panel(
        draw_layers,
        name="no-dice",
        values=values,
        size=(5, 6),
        play="layer",
        presets={
            "He, 29 layers": {"start": "He", "hidden": 29, "layer": 29},
            "Identity, 29 layers": {"start": "identity", "hidden": 29, "layer": 29},
        },
        start=choice("start", results.DEEP),
        hidden=steps("hidden layers", [3, 19, 29], value=19),
        layer=slider("layer", 1, 0, 29, 1),
    )


SCALES = [float(f"{scale:.2g}") for scale in results.SCALES]  # as the slider shows them


def draw_units(figure, scale):
    """Where the hidden units point and how much each sends, before and after; and what all scales have come to."""
    unit_axes, error_axes = picture.panes(figure, 4, 3)
    place, file = SCALES.index(scale), shipped("ch12")
    ends = file["lessons"].mean(axis=1)
    grey = {"color": "#777777", "marker": "o", "markersize": 5, "fillstyle": "none", "linestyle": ""}
    blue = {"color": "#0072B2", "marker": "o", "markersize": 5, "linestyle": ""}
    picture.curve(unit_axes, "at the start", *file["first_units"].astype(float), **grey)
    picture.curve(unit_axes, "after learning", *file["last_units"][place].astype(float), **blue)
    picture.settle(unit_axes, xlim=(-0.45, 1.05), ylim=(0, file["last_units"][:, 1].max() * 1.05))
    picture.settle(unit_axes, xlabel="cosine with the teacher", ylabel="share of what is sent")
    picture.legend(unit_axes)
    x, (error, moved, *_) = np.log10(SCALES), ends.T
    picture.curve(error_axes, "test error", x, error, **picture.LINES[0])
    picture.curve(error_axes, "weights moved", x, moved, **picture.LINES[1])
    here = {"color": "black", "marker": "o", "linestyle": "", "label": "_"}
    picture.curve(error_axes, "here", [x[place]] * 2, [error[place], moved[place]], **here)
    picture.settle(error_axes, yscale="log", xlim=(-1.1, 1.6), ylim=(1e-4, 3), xlabel="scale of the start")
    picture.settle(error_axes, xticks=[-1, 0, 1], xticklabels=["0.1", "1", "10"])
    picture.legend(error_axes)
    return (
        f"Scale {scale:g}: the hidden weights have moved by {moved[place]:.2g} of their length, and the test error is "
        f"{error[place]:.1%}. In training all scales have come to 0.1%."
    )


def lazy_or_rich(**values):
    """Chapter 12: the same network and task, from small and from large starts."""
    return Panel(
        draw_units,
        name="lazy-or-rich",
        values=values,
        size=(5, 5.8),
        presets={"Rich": {"scale": SCALES[0]}, "Lazy": {"scale": SCALES[6]}},
        scale=steps("scale of the start", SCALES, value=1.0),
    )


NAMES = {"standard": "one rate for all", "muP": "muP"}
TOP = {
    "a wave": 0.2,
    "digits, squared error": 0.8,
    "digits, cross-entropy": 4.0,
}  # where what diverges is marked
LOW = {"a wave": 1e-3, "digits, squared error": 1e-2, "digits, cross-entropy": 3e-4}


def draw_rates(figure, task, rule, width, power):
    """The loss against the rate, for all widths; a rate that was chosen with the narrow network, at the wide one."""
    (axes,) = picture.panes(figure, 1)
    powers, all_widths = np.array(widths.TASKS[task].powers), list(widths.TASKS[task].seeds)
    losses, base = results.by_width(task)[widths.RULES.index(rule)], widths.TASKS[task].base
    width = min(width, all_widths[-1])
    power = int(np.clip(power, powers[0], powers[-1]))
    shown = np.where(np.isfinite(losses) & (losses < TOP[task]), losses, np.nan)
    faint = {"color": "#999999", "linewidth": 1}
    picture.curves(axes, "other widths", powers, shown.T, **faint)
    small, large = all_widths.index(base), all_widths.index(width)
    picture.curve(axes, "the base width", powers, shown[small], **picture.LINES[1])
    picture.curve(axes, "chosen width", powers, shown[large], **picture.LINES[0])
    at = list(powers).index(power)
    lost = np.where(np.isnan(shown[large]), TOP[task], np.nan)
    cross = {"color": "#0072B2", "marker": "x", "markersize": 9, "markeredgewidth": 2.5, "linestyle": ""}
    picture.curve(axes, "diverges", powers, lost, **cross)
    black = {"color": "black", "marker": "o", "linestyle": "", "label": "_"}
    found = np.where(np.isnan(shown[[small, large], at]), TOP[task], shown[[small, large], at])
    picture.curve(axes, "rate", [power] * 2, found, **black)
    picture.settle(
        axes, yscale="log", xlim=(powers[0] - 0.3, powers[-1] + 0.3), ylim=(LOW[task], TOP[task] * 1.3)
    )
    picture.settle(
        axes,
        xticks=powers,
        xticklabels=[widths.power_of_two(k) if k % 2 == 0 or len(powers) < 7 else "" for k in powers],
        xlabel="rate",
        ylabel="loss",
    )
    picture.legend(axes)
    best, best_small = (int(powers[np.nanargmin(shown[i])]) for i in (large, small))
    verdict = "it diverges" if np.isnan(shown[large, at]) else f"its loss is {shown[large, at]:.2g}"
    return (
        f"{task[0].upper()}{task[1:]}, {NAMES[rule]}. The best rate of width {base} is {widths.power_of_two(best_small)}. "
        f"Width {width}: at the rate {widths.power_of_two(power)} {verdict}; its best rate is {widths.power_of_two(best)}, with {np.nanmin(shown[large]):.2g}."
    )


def best_rate(**values):
    """Chapter 12: the best rate against the width, with one rate for all parameters and with muP."""
    return Panel(
        draw_rates,
        name="best-rate",
        values=values,
        size=(5, 4.4),
        presets={
            "Wave, muP": {"task": "a wave", "rule": "muP", "width": 512, "power": -2},
            "Digits, cross-entropy": {
                "task": "digits, cross-entropy",
                "rule": "standard",
                "width": 256,
                "power": 0,
            },
        },
        task=choice("task", list(widths.TASKS)),
        rule=choice("rates", [(name, rule) for rule, name in NAMES.items()]),
        width=steps("width", [32, 64, 128, 256, 512], value=128),
        power=slider("rate, power of 2", -2, -8, 1, 1),
    )
