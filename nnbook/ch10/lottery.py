"""What many layers make of the mean square in each of 2,000 networks, beside the log-normal law (chapter 10)."""

from functools import lru_cache

import numpy as np

from nnbook.ch10 import luck
from nnbook.ch10.sizes import DOTTED, fixed_axes
from nnlib.show import picture
from nnlib.show.language import counted, translated
from nnlib.show.numbers import number

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
    r = luck.factors(np.random.default_rng(width), width, 50, NETWORKS, start)
    with np.errstate(divide="ignore"):
        return np.cumsum(np.log(r), axis=0)


def draw_luck(figure, start, width, depth):
    """A histogram of log R for 2,000 networks beside the log-normal law, with its mean and its median."""
    axes = fixed_axes(figure, (0.05, 0.21, 0.9, 0.61))  # below, room for a name of two lines
    logs = products(start, width)[depth - 1] / np.log(10)
    spread = luck.SPREAD[start] * depth / width
    low, high = next(span for most, span in SPANS.items() if spread <= most)
    bins = np.linspace(low, high, 49)
    counts, _ = np.histogram(np.clip(logs, low, high), bins)
    heights = np.append(counts, counts[-1]) / counts.max()
    name = translated("2,000 networks")
    picture.curve(axes, name, bins, heights, drawstyle="steps-post", **picture.LINES[0])
    fine, middle = np.linspace(low, high, 200), -spread / 2 / np.log(10)
    density = np.exp(-((fine - middle) ** 2) / (2 * spread) * np.log(10) ** 2)
    density *= (bins[1] - bins[0]) * NETWORKS * np.log(10) / np.sqrt(2 * np.pi * spread) / counts.max()
    picture.curve(axes, translated("formula"), fine, density, **picture.LINES[1])
    typical = float(np.median(logs))
    picture.curve(axes, translated("mean"), [0, 0], [0, 1.3], **DOTTED)
    picture.curve(axes, translated("median"), [typical, typical], [0, 1.3], color="black")
    picture.legend(axes, ncols=2)
    picture.settle(axes, xlim=(low, high), ylim=(0, 1.3), yticks=[])
    marks = [mark for mark in range(-12, 5, 4 if low < -5 else 1) if low <= mark <= high]
    picture.settle(axes, xticks=marks, xticklabels=[f"$10^{{{mark}}}$" for mark in marks])
    picture.settle(axes, xlabel=translated("mean square of the last layer over that of the inputs"))
    lost = np.isneginf(logs).mean()
    shares = {"less": (logs < 0).mean(), "far_less": (logs < -1).mean()}
    said = counted(
        "{depth} layer of {width} units. The mean of all networks is 1. The median, the network in the middle, has "
        "{middle}; {less:.0%} have less than 1, {far_less:.1%} less than a tenth.",
        "{depth} layers of {width} units. The mean of all networks is 1. The median, the network in the middle, has "
        "{middle}; {less:.0%} have less than 1, {far_less:.1%} less than a tenth.",
        depth,
    ).format(depth=depth, width=width, middle=number(10**typical), **shares)
    if not lost:
        return said
    dead = translated("{lost:.1%} have lost the input: a layer sends nothing but zeros.").format(lost=lost)
    return f"{said} {dead}"
