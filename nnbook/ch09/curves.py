"""Losses by scale, and the share of starts that learn XOR by range (chapter 9)."""

import numpy as np

from nnbook.ch09.results import AFTER, EVERY, POWERS, RANGES, chances, losses_by_scale
from nnlib.population import wilson_interval
from nnlib.show import picture
from nnlib.show.language import translated

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
    here, higher = (np.nan, HIGHEST - 0.05) if above else (means[now], np.nan)
    picture.curve(mean_axes, translated("here"), POWERS[now], here, marker="o", **mark)
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
        "The best of these ranges is {best:g}, with {most} of {n} ({low:.1%} to {high:.1%}). With r = {widest:g} it "
        "is {there} of {n}."
    )
    low, high = ends[best]
    found = {"best": RANGES[best], "most": learned[best], "widest": RANGES[-1], "there": learned[-1]}
    return " ".join([*said, ranges.format(n=n, low=low, high=high, **found)])
