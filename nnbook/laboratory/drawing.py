"""Four pictures of an experiment: the plane, the network, the losses, and the other starts.

Each draws on a figure of its own, so that a page can lay them side by side or below each other.
"""

import numpy as np

from nnbook.laboratory.data import OWN
from nnbook.laboratory.experiment import LEARNED
from nnlib import plots, symmetry
from nnlib.datasets import grid
from nnlib.population import wilson_interval
from nnlib.show import picture
from nnlib.show.graph import weight_lines
from nnlib.show.language import counted, translated
from nnlib.show.numbers import number

LOW, HIGH = -6.0, 6.0
TILE, SEEN, ACROSS = 20, 24, 8  # pixels of another start's picture, of a unit's; other starts in a row
EQUAL, FAR = 1e-18, 1e3  # where "equal to the last bit" is drawn, and all that is further apart than this
PALE = 0.1  # outputs below this look blank
CROSS = {"linestyle": "", "marker": "X", "markersize": 6.5, "color": "black", "markeredgecolor": "white"}
DIAMOND = {"linestyle": "", "marker": "D", "markersize": 9, "color": "black"}


def draw_plane(figure, experiment):
    """What the network says everywhere, and the points it learns from."""
    (axes,) = picture.panes(figure, 1)
    plots.decision_region(axes, experiment.for_the_plane, limit=1, low=LOW, high=HIGH, points=80)
    x, y, _, _ = experiment.points
    plots.samples(axes, x, y, size=5 if len(x) > 50 else 8)
    picture.settle(axes, xticks=[-5, 0, 5], yticks=[-5, 0, 5])
    if experiment.lacking:
        return experiment.lacking
    epochs, look = experiment.epoch, experiment.settings.look
    right = (
        counted(
            "{share:.0%} of your points lie on the side of their colour after {epochs} epoch.",
            "{share:.0%} of your points lie on the side of their colour after {epochs} epochs.",
            epochs,
        )
        if experiment.settings.data == OWN
        else counted(
            "{share:.0%} of the points kept for testing lie on the side of their colour after {epochs} epoch.",
            "{share:.0%} of the points kept for testing lie on the side of their colour after {epochs} epochs.",
            epochs,
        )
    ).format(share=experiment.accuracy, epochs=epochs)
    return translated("Start {look} of the strip: {right}").format(look=look, right=right) if look else right


def draw_network(figure, experiment):
    """What each unit sees of the plane, and the weights as lines: as wide as they are large, dashed where negative."""
    (graph, gauge) = picture.panes(figure, 8, 1)
    net = experiment.looked_at
    sent = net.forward(grid(LOW, HIGH, SEEN))
    places = [(len(units.T) - 1) / 2 - np.arange(len(units.T)) for units in sent]
    for layer, (units, heights) in enumerate(zip(sent, places)):
        tiles = np.full((len(heights), SEEN + 4, SEEN), np.nan)
        tiles[:, 2:-2] = (units / (HIGH if layer == 0 else 1)).T.reshape(-1, SEEN, SEEN).swapaxes(1, 2)
        extent = (layer - 0.25, layer + 0.25, heights[-1] - 0.5, heights[0] + 0.5)
        picture.surface(graph, f"layer {layer}", tiles[::-1].reshape(-1, SEEN), extent, -1, 1)
    weight_lines(graph, net, places, room=0.25)
    most = max(len(heights) for heights in places)
    picture.settle(graph, xlim=(-0.35, len(places) - 0.65), ylim=(-most / 2, most / 2), xticks=[], yticks=[])
    alike = min(float(symmetry.closest(net, layer)) for layer in range(len(net.shapes) - 1))
    place = np.clip(alike, EQUAL, FAR) if np.isfinite(alike) else np.nan
    picture.curve(gauge, "alike", [place], [0], **DIAMOND)
    picture.settle(gauge, xscale="log", xlim=(EQUAL / 5, 5 * FAR), ylim=(-1, 1), yticks=[])
    ticks = {EQUAL: translated("equal")} | {10.0**power: f"$10^{{{power}}}$" for power in (-15, -10, -5)}
    ticks |= {1: "1", FAR: f"{FAR:g}"}
    picture.settle(gauge, xticks=list(ticks), xticklabels=list(ticks.values()))
    picture.settle(gauge, xlabel=translated("the two most alike units of a layer are apart by"))
    if np.isnan(alike):
        return translated("The weights have grown beyond all numbers.")
    if np.isinf(alike):
        return translated("No layer has two units.")
    if alike == 0:
        return translated("Two units are equal to the last bit.")
    return translated("The two most alike units differ by {distance}.").format(distance=number(alike, 1))


def draw_losses(figure, experiment):
    """The loss on the points it learns from and on others, epoch by epoch."""
    (axes,) = picture.panes(figure, 1)
    epochs, *losses = experiment.losses.T
    names = {"training": translated("training"), "test": translated("test")}
    for (name, label), numbers, style in zip(names.items(), losses, picture.LINES):
        picture.curve(axes, name, epochs, numbers, label=label, **style)
    end = 2 ** max(5, int(np.ceil(np.log2(epochs[-1] + 1))))  # the axis does not move with every epoch
    largest = np.max(losses, initial=0, where=np.isfinite(losses))
    top = max(0.6, 2 ** np.ceil(np.log2(min(largest, 1e6) + 1e-9)))
    ticks = np.arange(0, 0.9 * end, 10 * end // 32)  # a label further to the right would be cut
    picture.settle(axes, xlim=(0, end), xticks=ticks)
    picture.settle(axes, ylim=(0, top), xlabel=translated("epochs"), ylabel=translated("loss"))
    picture.legend(axes)
    training, test = (numbers[-1] for numbers in losses)
    if not len(experiment.points[0]):
        return translated("Without points there is no loss.")
    if experiment.settings.data == OWN:
        return translated("Loss {training:.3g} on the points it learns from.").format(training=training)
    both = translated("Loss {training:.3g} on the points it learns from, {test:.3g} on others.")
    return both.format(training=training, test=test)


def draw_others(figure, experiment):
    """Forty-eight other starts under the same settings, each framed when it has learned and crossed while it has not."""
    (axes,) = picture.panes(figure, 1)
    outputs = experiment.for_pictures(grid(LOW, HIGH, TILE))[1:, :, 0].reshape(
        -1, ACROSS, TILE, TILE
    )  # rows, columns, x, y
    rows = len(outputs)
    tiles = np.full((rows, TILE + 2, ACROSS, TILE + 2), np.nan)
    tiles[:, 1:-1, :, 1:-1] = outputs[::-1].transpose(0, 3, 1, 2)
    picture.surface(axes, "others", tiles.reshape(rows * (TILE + 2), -1), (0, ACROSS, 0, rows), -1, 1)
    learned = experiment.accuracies[1:] > LEARNED
    row, column = np.divmod(np.flatnonzero(learned), ACROSS)
    corners = np.array(
        [[0.03, 0.03], [0.97, 0.03], [0.97, 0.97], [0.03, 0.97], [0.03, 0.03], [np.nan, np.nan]]
    )
    frames = corners + np.stack([column, rows - 1 - row], axis=1)[:, None]
    picture.curve(axes, "learned", *frames.reshape(-1, 2).T, color="black", linewidth=2.5)
    row, column = np.divmod(np.flatnonzero(~learned), ACROSS)
    picture.curve(axes, "not learned", column + 0.84, rows - 0.16 - row, **CROSS)
    look = experiment.settings.look
    row, column = divmod(look - 1, ACROSS)
    around = 0.5 + 1.02 * (corners - 0.5) + [column, rows - 1 - row] if look else np.empty((0, 2))
    picture.curve(axes, "looked at", *around.T, **picture.LINES[0] | {"linewidth": 4})
    picture.settle(axes, xlim=(0, ACROSS), ylim=(0, rows), xticks=[], yticks=[], aspect="equal")
    if experiment.lacking:
        return counted("{n} other start.", "{n} other starts.", len(learned)).format(n=len(learned))
    said = [_told_of_all(learned, experiment.same_starts)]
    if lost := int(experiment.lost[1:].sum()):
        said.append(counted("{lost} has diverged.", "{lost} have diverged.", lost).format(lost=lost))
    if np.abs(outputs).max() < PALE:
        said.append(translated("Pale: almost one answer everywhere."))
    said.append(translated("Frame: learned. Cross: not."))
    return " ".join(said)


def _told_of_all(learned, same):
    """How many of the others have ``learned``; where all starts are the ``same``, a share of them says nothing."""
    if same:
        return translated("All {n} starts are this one.").format(n=len(learned))
    low, high = wilson_interval(int(learned.sum()), len(learned))
    return translated(
        "{learned} of {n} other starts have learned (95% interval {low:.0%} to {high:.0%})."
    ).format(learned=learned.sum(), n=len(learned), low=low, high=high)


def area(figure):
    """Where the first axes of a drawn figure lie, for a click: ``box``, left, top, right and bottom edge as shares of
    the picture, and ``limits``, what stands there.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> figure = picture.Picture(4.2, 3.2)
    >>> _ = draw_others(figure, Experiment(Settings())), figure.frame()
    >>> area(figure)["limits"]
    [0.0, 6.0, 8.0, 0.0]
    """
    axes = figure.axes[0]
    box = axes.get_position()
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    shares = [box.x0, 1 - box.y1, box.x1, 1 - box.y0]
    return {
        "box": [round(float(share), 4) for share in shares],
        "limits": [float(each) for each in (left, top, right, bottom)],
    }
