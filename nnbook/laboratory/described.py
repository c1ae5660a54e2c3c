"""The laboratory's pictures for those who hear them: what is drawn in each, and what is to be seen there now.

The sentence below a picture says what was measured, so that is not said again. A thing is called by its place, counted from
the left, from above, or row by row.
"""

from itertools import chain

import numpy as np

from nnbook.laboratory.data import DIGITS, OWN
from nnbook.laboratory.drawing import ACROSS, HIGH, LOW, PALE
from nnbook.laboratory.experiment import LEARNED
from nnlib import symmetry
from nnlib.datasets import grid
from nnlib.show.language import translated
from nnlib.show.numbers import number

PARTS = [  # of the plane, as outputs on a grid are: by x1, then by x2
    [translated("lower left"), translated("left"), translated("upper left")],
    [translated("lower middle"), translated("middle"), translated("upper middle")],
    [translated("lower right"), translated("right"), translated("upper right")],
]
POINTS = {
    "circle": translated("Points: purple in the middle, orange in a ring around them."),
    "XOR": translated("Points: purple at the upper right and the lower left, orange at the other corners."),
    "two clouds": translated("Points: a purple cloud at the upper right, an orange one at the lower left."),
    "spiral": translated("Points: a purple and an orange arm that wind around each other."),
    DIGITS: translated("Points: an image of a digit each, purple for a 1, orange for a 9."),
    OWN: translated("Points: {purple} purple and {orange} orange."),
}
STEPS = 4  # outputs that are asked for along a third of the plane
MANY = 12  # more numbers than these are no help to an ear


def plane(experiment):
    """Where the points lie, and which parts of the plane have which colour.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> plane(Experiment(Settings(scale=0.01, bias=0.0))).split(". ")[-1]
    "The colour behind them is pale everywhere: the network's answers are close to 0."
    """
    _, targets, _, _ = experiment.points
    points = POINTS[experiment.settings.data].format(
        purple=int((targets > 0).sum()), orange=int((targets < 0).sum())
    )
    outputs = experiment.for_the_plane(grid(LOW, HIGH, 3 * STEPS))
    return " ".join(
        [
            translated("A map of the plane: x1 from left to right, x2 upwards, both from −6 to 6."),
            points,
            _colours(outputs.reshape(3, STEPS, 3, STEPS)),
        ]
    )


def _colours(outputs):
    """The colours behind the points, for outputs (3, n, 3, n) on nine parts of the plane."""
    purple = outputs >= 0
    if not np.isfinite(outputs).all():
        return translated("There is no colour behind them: the network's answers are no numbers any more.")
    if np.abs(outputs).max() < PALE:
        return translated("The colour behind them is pale everywhere: the network's answers are close to 0.")
    if purple.all():
        return translated("The colour behind them, the network's answer, is purple everywhere.")
    if not purple.any():
        return translated("The colour behind them, the network's answer, is orange everywhere.")
    parts = [name for name, share in zip(chain(*PARTS), purple.mean(axis=(1, 3)).flat) if share > 0.5]
    return translated(
        "The colour behind them, the network's answer, is purple on {share:.0%} of the plane and orange elsewhere. "
        "Mostly purple: {parts}."
    ).format(share=purple.mean(), parts=", ".join(parts) or translated("no part of it"))


def network(experiment):
    """Units and weights: how many, which weight is the largest, which units are equal.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> network(Experiment(Settings(start="zeros", hidden=(2,)))).split(". ")[2:4]
    ['All weights are 0, so there are no lines between them', 'Equal to the last bit in column 2: 1, 2']
    """
    net = experiment.looked_at
    said = [
        translated(
            "The network in columns, inputs on the left, output on the right: {sizes}. "
            "Each is a small map of what it sends, in the colours of the large one."
        ).format(sizes=", ".join(map(str, net.sizes))),
        _lines(net),
    ]
    for layer in range(len(net.shapes) - 1):
        equal = [group for group in symmetry.units(net, layer) if len(group) > 1]
        if equal:
            units = "; ".join(", ".join(str(unit + 1) for unit in group) for group in equal)
            text = translated("Equal to the last bit in column {column}: {units}.")
            said.append(text.format(column=layer + 2, units=units))
    if max(net.sizes[1:-1]) > 1:
        said.append(translated("Below, a diamond on a scale from equal to 1: the two most alike units."))
    return " ".join(said)


def _lines(net):
    """The weights of a network as they are drawn."""
    weights = [matrix.T for matrix in net.weights]  # by sender, then by receiver
    every = np.concatenate([matrix.ravel() for matrix in weights])
    if not np.isfinite(every).all():
        return translated("Its weights are no numbers any more.")
    if not every.any():
        return translated("All weights are 0, so there are no lines between them.")
    column = int(np.argmax([np.abs(matrix).max() for matrix in weights]))
    sender, receiver = np.unravel_index(np.abs(weights[column]).argmax(), weights[column].shape)
    return translated(
        "A line for each weight, wide where it is large, dashed where it is negative, as {negative} of {all} are. "
        "The widest, {weight}, leads from no. {sender} of column {column} to no. {receiver} of the next."
    ).format(
        negative=int((every < 0).sum()),
        all=every.size,
        weight=number(weights[column][sender, receiver]),
        sender=sender + 1,
        column=column + 1,
        receiver=receiver + 1,
    )


def losses(experiment):
    """The two curves: where they began, where they are, and where the lower one was lowest.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> losses(Experiment(Settings()))
    'The loss by epochs in two curves, solid for training, dashed for test. They begin at epoch 0.'
    """
    epochs, training, test = experiment.losses.T
    what = translated("The loss by epochs in two curves, solid for training, dashed for test.")
    if len(epochs) == 1:
        return f"{what} {translated('They begin at epoch 0.')}"
    if not np.isfinite([training, test]).all():
        return f"{what} {translated('They end where the network has diverged.')}"
    now = translated(
        "Up to epoch {epoch} training went from {a:.3g} to {b:.3g} and test from {c:.3g} to {d:.3g}, "
        "which was lowest, {least:.3g}, at epoch {at}."
    ).format(
        epoch=int(epochs[-1]),
        a=training[0],
        b=training[-1],
        c=test[0],
        d=test[-1],
        least=test.min(),
        at=int(epochs[test.argmin()]),
    )
    return f"{what} {now}"


def others(experiment):
    """The small pictures: which are framed or crossed, where these are few, and which is best and worst.

    >>> from nnbook.laboratory.experiment import Experiment
    >>> from nnbook.laboratory.settings import Settings
    >>> others(Experiment(Settings(start="zeros", look=3))).split(". ", 1)[1]
    'No. 3 has a blue frame: the large pictures show it.'
    """
    right = experiment.accuracies[1:]
    said = [
        translated(
            "A small map for each of {n} other starts, in the colours of the large one, in rows of {across}."
        ).format(n=len(right), across=ACROSS)
    ]
    if not experiment.lacking:
        learned = right > LEARNED
        for which, text in [
            (learned, translated("Framed, counted row by row: {numbers}.")),
            (~learned, translated("Crossed, counted row by row: {numbers}.")),
        ]:
            if 0 < which.sum() <= MANY:
                said.append(text.format(numbers=", ".join(str(each + 1) for each in np.flatnonzero(which))))
        if right.min() < right.max():
            text = translated(
                "The best is no. {best} with {most:.0%} right, the worst no. {worst} with {least:.0%}."
            )
            best, worst = right.argmax(), right.argmin()
            said.append(text.format(best=best + 1, most=right[best], worst=worst + 1, least=right[worst]))
    if look := experiment.settings.look:
        said.append(translated("No. {look} has a blue frame: the large pictures show it.").format(look=look))
    return " ".join(said)
