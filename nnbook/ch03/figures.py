"""The figure of chapter 3 that stands below a table."""

import numpy as np

from nnlib.show import picture


def rows_of_stops(upper, lower):
    """Two rows, each a dictionary of one name and the epochs at which its runs stop; a line for each epoch.

    >>> rows_of_stops({"one": [149, 298]}, {"two": [142]})
    Picture(5.5 x 2.2 in)
    """
    figure = picture.Picture(5.5, 2.2)
    (axes,) = picture.panes(figure, 1)
    rows = upper | lower
    for height, (name, row) in zip([1, 0], rows.items()):
        marks = np.repeat(np.unique(row), 3).astype(float)
        lines = np.tile([height - 0.3, height + 0.3, np.nan], len(marks) // 3)
        picture.curve(axes, name, marks, lines, **picture.LINES[1 - height] | {"linestyle": "-"})
    axes.set(xlim=(0, 500), ylim=(-0.5, 1.5), yticks=[1, 0], yticklabels=rows)
    axes.set(xlabel="epochs at which a run stops")
    return figure
