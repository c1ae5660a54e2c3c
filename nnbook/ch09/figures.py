"""The figures of chapter 9 that stand below a table."""

import numpy as np

from nnlib.show import picture


def steps_by_scale(scales, xor_steps, or_steps):
    """The steps that XOR and OR need from each scale (scales,), both axes logarithmic, and the law 1/s^2.

    >>> steps_by_scale([0.1, 0.2], [100, 30], [20, 16])
    Picture(5.5 x 3.5 in)
    """
    scales = np.array(scales)
    figure = picture.Picture(5.5, 3.5)
    (axes,) = picture.panes(figure, 1)
    square = xor_steps[0] * (scales[0] / scales) ** 2
    picture.curve(axes, "XOR", scales, xor_steps, **picture.LINES[0])
    picture.curve(axes, "OR", scales, or_steps, **picture.LINES[1])
    picture.curve(axes, "$1/s^2$", scales, square, **picture.LINES[3])
    axes.set(xscale="log", yscale="log", xlabel="scale $s$")
    axes.set(xlim=(0.009, 0.36), ylim=(8, 1e5), ylabel="steps (median of 40)")
    picture.legend(axes)
    return figure
