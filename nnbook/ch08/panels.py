"""Chapter 8: how long a disturbance takes to break a symmetry, and what the order of a sum does to it."""

from functools import lru_cache

import numpy as np

from nnbook.ch08 import results
from nnbook.ch08.plateau import hessian, split_unit, trained_unit, two_slopes
from nnbook.ch08.processors import stored_blas
from nnbook.ch08.results import DIRECTIONS, RATE, SIZES
from nnbook.ch08.rounding import WIDTHS, three_ways
from nnlib.live import Panel
from nnlib.losses import MeanSquaredError
from nnlib.show import picture
from nnlib.show.controls import slider, steps
from nnlib.show.language import translated
from nnlib.show.steps import in_steps

NOTHING = -20  # where the logarithm of a distance of zero is drawn


@lru_cache(maxsize=1)
def escapes():
    """A trained unit, split in two, disturbed by each of ``SIZES`` in each of 20 random directions.

    Returns the ``Escape``; the Hessian's eigenvalues at the undisturbed point, the smallest first; and how far each
    disturbance (12, 20) takes the units apart along the smallest one's direction, the one that will grow.
    """
    net, (x, y) = split_unit(trained_unit()), two_slopes()
    values, vectors = np.linalg.eigh(hessian(net, x, y, MeanSquaredError()))
    fastest = net.with_parameters(vectors[:, 0])  # the direction that grows, as a network to be measured
    rows = np.column_stack([fastest.biases[0], fastest.weights[0]])
    share = np.abs(results.directions() @ vectors[:, 0]) * np.ptp(rows, axis=0).max()
    return results.escape(), values, np.multiply.outer(SIZES, share)


def draw_escape(figure, disturbance, direction):
    """Loss and distance of the two units for one disturbance, and the distance that the Hessian predicts."""
    loss_axes, distance_axes = picture.panes(figure, 2, 3)
    run, values, first = escapes()
    left = int(run.left_at[disturbance, direction])
    growth = np.log10(1 - RATE * values[0])
    loss = run.loss[:, disturbance, direction]
    picture.curve(loss_axes, translated("loss"), run.steps, loss, label="_", **picture.LINES[0])
    distance = np.log10(run.apart[:, disturbance, direction])
    picture.curve(distance_axes, translated("measured"), run.steps, distance, **picture.LINES[0])
    predicted = np.log10(first[disturbance, direction]) + growth * run.steps
    picture.curve(distance_axes, translated("from the Hessian"), run.steps, predicted, **picture.LINES[1])
    black = {"color": "black", "linewidth": 1, "label": "_"}
    for axes in (loss_axes, distance_axes):
        picture.curve(axes, translated("end of the plateau"), [left, left], [-15, 1], **black)
    limits = {"xlim": (0, 3500)}
    picture.settle(loss_axes, ylim=(0, 0.035), ylabel=translated("loss"), **limits)
    ticks = np.arange(-12, 1, 3)
    picture.settle(distance_axes, xlabel=translated("step"), ylabel=translated("units apart"), **limits)
    picture.settle(distance_axes, ylim=(-14, 1), yticks=ticks)
    picture.settle(distance_axes, yticklabels=[f"1e{tick}" if tick else "1" for tick in ticks])
    picture.legend(distance_axes)
    said = translated(
        "Disturbed by {size:.0e}, the run stays on the plateau, a loss of {loss:.4f}, for {left} steps. Near the "
        "plateau the distance grows tenfold every {steps:.0f} steps, as the Hessian says (blue and dashed orange)."
    )
    return said.format(size=SIZES[disturbance], loss=run.loss[0, 0, 0], left=left, steps=1 / growth)


def draw_times(figure):
    """How long each disturbance takes to leave the plateau, in 20 directions, beside the line that the Hessian predicts."""
    (axes,) = picture.panes(figure, 1)
    run, values, _ = escapes()
    sizes, middle = np.log10(SIZES), np.median(run.left_at, axis=1)
    for place, ends in zip(sizes, run.left_at):
        bar = {"color": "#0072B2", "linewidth": 1, "label": "_"}
        picture.curve(axes, f"bar {place}", [place, place], [ends.min(), ends.max()], **bar)
    dots = {"marker": "o", "linestyle": "", "color": "#0072B2"}
    picture.curve(axes, translated("measured, median of 20"), sizes, middle, **dots)
    line = middle[0] - (sizes - sizes[0]) / np.log10(1 - RATE * values[0])
    picture.curve(axes, translated("slope from the Hessian"), sizes, line, **picture.LINES[1])
    picture.settle(axes, xlabel=translated("disturbance"), ylabel=translated("steps on the plateau"))
    picture.settle(axes, xlim=(-12.5, -0.5), ylim=(0, 3400))
    picture.settle(axes, xticks=[-12, -9, -6, -3, -1], xticklabels=["1e-12", "1e-9", "1e-6", "1e-3", "0.1"])
    picture.legend(axes)


def draw_any_order(figure, runs):
    """Distance of the units and loss of ``rounding.any_order_runs``, a thin curve for each run."""
    distance_axes, loss_axes = picture.panes(figure, 3, 2)
    thin = {"linewidth": 1, "color": "#0072B2", "label": "_"}
    picture.curves(distance_axes, "apart", runs.steps, np.log10(np.maximum(runs.apart, 1e-18)), **thin)
    picture.curves(loss_axes, "loss", runs.steps, runs.loss, **thin)
    limits = {"xlim": (0, runs.steps[-1])}
    ticks = {"yticks": [-16, -12, -8, -4, 0], "yticklabels": ["1e-16", "1e-12", "1e-8", "1e-4", "1"]}
    picture.settle(distance_axes, ylim=(-18, 1), ylabel=translated("units apart"), **limits, **ticks)
    picture.settle(loss_axes, ylim=(0, 0.2), ylabel=translated("loss"), xlabel=translated("step"), **limits)


def escape_time(**values):
    """Chapter 8: size of the disturbance against time on the plateau."""
    sizes = [(f"{size:.0e}", index) for index, size in enumerate(SIZES)]
    return Panel(
        draw_escape,
        name="escape-time",
        values=values,
        size=(5, 5.5),
        disturbance=steps(translated("disturbance"), sizes),
        direction=slider(translated("direction"), 0, 0, DIRECTIONS - 1, 1),
    )


@in_steps()
def draw_rounding(figure, width):
    """Distance between units that start equal, and loss, for three ways of adding up; 0 is drawn at the bottom."""
    distance_axes, loss_axes = picture.panes(figure, 3, 2)
    runs, said = (yield from three_ways.steps(width)) | {"stored": stored_blas()["runs"][width]}, []
    ways = {  # in the legend, and in the sentence for units that are equal or apart
        "exact": (
            translated("exact sums"),
            translated("exact sums (blue) equal to the last bit"),
            translated("exact sums (blue) {far} apart"),
        ),
        "BLAS": (
            translated("BLAS here"),
            translated("with BLAS here (orange, dashed) equal to the last bit"),
            translated("with BLAS here (orange, dashed) {far} apart"),
        ),
        "nudged": (
            translated("exact, one bit off"),
            translated("exact sums with one bit off (green) equal to the last bit"),
            translated("exact sums with one bit off (green) {far} apart"),
        ),
        "stored": (
            translated("BLAS, stored"),
            translated("a stored run with BLAS (purple, dotted) equal to the last bit"),
            translated("a stored run with BLAS (purple, dotted) {far} apart"),
        ),
    }
    for (way, (name, equal, different)), style in zip(ways.items(), picture.LINES):
        run = runs[way]
        distance = np.log10(np.where(run.apart > 0, run.apart, 10.0**NOTHING))
        picture.curve(distance_axes, name, run.steps, distance, **style)
        picture.curve(loss_axes, name, run.steps, run.loss, **style)
        far = run.apart[-1]
        digits = ".1f" if far > 0.05 else ".1g"
        said.append(different.format(far=f"{far:{digits}}") if far else equal)
    ticks = [NOTHING, -16, -12, -8, -4, 0]
    picture.settle(distance_axes, xlim=(0, 3000), ylim=(NOTHING - 1, 1.5), ylabel=translated("units apart"))
    picture.settle(distance_axes, yticks=ticks, yticklabels=["0", "1e-16", "1e-12", "1e-8", "1e-4", "1"])
    picture.settle(loss_axes, xlim=(0, 3000), ylim=(0, 0.3))
    picture.settle(loss_axes, ylabel=translated("loss"), xlabel=translated("step"))
    picture.legend(distance_axes)
    all_said = translated("{width} hidden units after 3000 steps: {ways}.")
    return all_said.format(width=width, ways="; ".join(said))


def rounding(**values):
    """Chapter 8: equal units, added up in three ways, by the width of the layer."""
    # At this width one bit is seen to grow.
    return Panel(
        draw_rounding,
        name="rounding",
        values=values,
        size=(5, 5.5),
        width=steps(translated("hidden units"), WIDTHS, value=32),
    )
