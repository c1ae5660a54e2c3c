"""What the panel of chapter 12's lazy and rich starts draws: where hidden units point, before learning and after."""

import numpy as np

from nnbook.ch12 import results
from nnbook.results import shipped
from nnlib.show import picture
from nnlib.show.language import translated

SCALES = [float(f"{scale:.2g}") for scale in results.SCALES]  # as the slider shows them


def draw_units(figure, scale):
    """Where the hidden units point and how much each sends, before and after; and what all scales have come to."""
    unit_axes, error_axes = picture.panes(figure, 4, 3)
    place, file = SCALES.index(scale), shipped("ch12")
    error, moved, *_ = file["lessons"].mean(axis=1).T
    grey = {"color": "#777777", "marker": "o", "markersize": 5, "fillstyle": "none", "linestyle": ""}
    blue = {"color": "#0072B2", "marker": "o", "markersize": 5, "linestyle": ""}
    first, last = file["first_units"].astype(float), file["last_units"][place].astype(float)
    picture.curve(unit_axes, "at the start", *first, label=translated("at the start"), **grey)
    picture.curve(unit_axes, "after learning", *last, label=translated("after learning"), **blue)
    picture.settle(unit_axes, xlim=(-0.45, 1.05), ylim=(0, file["last_units"][:, 1].max() * 1.05))
    picture.settle(unit_axes, xlabel=translated("cosine with the teacher"))
    picture.settle(unit_axes, ylabel=translated("share of what is sent"))
    picture.legend(unit_axes)
    x = np.log10(SCALES)
    picture.curve(error_axes, "test error", x, error, label=translated("test error"), **picture.LINES[0])
    picture.curve(
        error_axes, "weights moved", x, moved, label=translated("weights moved"), **picture.LINES[1]
    )
    here = {"color": "black", "marker": "o", "linestyle": "", "label": "_"}
    picture.curve(error_axes, translated("here"), [x[place]] * 2, [error[place], moved[place]], **here)
    picture.settle(error_axes, yscale="log", xlim=(-1.1, 1.6), ylim=(1e-4, 3))
    picture.settle(error_axes, xticks=[-1, 0, 1], xticklabels=["0.1", "1", "10"])
    picture.settle(error_axes, xlabel=translated("scale of the start"))
    picture.legend(error_axes)
    return translated(
        "Scale {scale:g}: the hidden weights have moved by {moved:.2g} of their length, and the test error is "
        "{error:.1%}. In training all scales have come to 0.1%."
    ).format(scale=scale, moved=moved[place], error=error[place])
