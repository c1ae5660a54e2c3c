"""A slice of weight space, coloured by the epochs that a start needs for XOR (chapter 9)."""

import numpy as np

from nnbook.ch09 import xor
from nnbook.ch09.results import FIRST_MAP
from nnbook.results import shipped
from nnlib.losses import MeanSquaredError
from nnlib.show import picture
from nnlib.show.language import translated
from nnlib.show.steps import in_steps
from nnlib.training import sgd

CENTRES = {"the origin": (0.0, 0.0), "a border": (-0.6, -2.2555), "a fast region": (-2.0, 2.0)}
TICKS = [-0.8, 0, 0.8]  # of the map, in halves of its width


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
        "A square {width:.3g} wide around ({x}, {y}), at rate {rate:g}. Dark starts learn fast; yellow ones, "
        "{share:.0%}, not within 500 epochs. The fastest needs {fastest}."
    )
    x, y = map(_written, middle)
    share, fastest = (needed == 500).mean(), needed.min()
    return said.format(width=width, x=x, y=y, rate=rate, share=share, fastest=fastest)


def _written(number):
    """A number in four digits, with a minus sign as it is printed."""
    return f"{number:.4g}".replace("-", "\u2212")
