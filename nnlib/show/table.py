"""A picture's numbers as a table: to be heard, or copied, where a picture cannot be.

What moves in a picture has a name and holds its data, so the table needs no help from the drawing: a few points of
each curve, evenly chosen with both ends, and a few rows and columns of each surface.
"""

import html
import re

import numpy as np
from matplotlib.image import PcolorImage
from matplotlib.lines import Line2D

POINTS, PIECES, SIDE = 9, 6, 5  # of a curve; of curves under one name; of a surface


def table(figure):
    """The numbers drawn on ``figure`` as HTML: a table for each curve and surface that is seen.

    >>> from nnlib.show.picture import Picture, curve, panes
    >>> figure = Picture()
    >>> curve(panes(figure, 1)[0], "loss", [0, 1], [0.5, 0.25])
    >>> "<caption>loss</caption>" in table(figure), "<td>0.25</td>" in table(figure)
    (True, True)
    """
    return "".join(
        part
        for axes in figure.axes
        for artist in axes.get_children()
        if artist.get_animated() and artist.get_visible()
        for part in _of(axes, artist)
    )


def _of(axes, artist):
    across, up = axes.get_xlabel() or "x", axes.get_ylabel() or "y"
    if isinstance(artist, Line2D):
        x, y = (np.asarray(numbers, float) for numbers in artist.get_data())
        label = artist.get_label()
        name = artist.get_gid() if label.startswith("_") else label
        there = np.isfinite(x) & np.isfinite(y)
        starts = np.flatnonzero(there & ~np.r_[False, there[:-1]])
        ends = np.flatnonzero(there & ~np.r_[there[1:], False]) + 1
        for start, end in list(zip(starts, ends))[:PIECES]:
            some = _some(end - start, POINTS) + start
            yield _table(name, [across, up], zip(x[some], y[some]))
    elif isinstance(artist, PcolorImage):
        values, (left, right, bottom, top) = np.ma.filled(artist.get_array(), np.nan), artist.get_extent()
        rows, columns = (_some(size, SIDE) for size in values.shape)
        xs = left + (columns + 0.5) * (right - left) / values.shape[1]
        ys = bottom + (rows + 0.5) * (top - bottom) / values.shape[0]
        head = [f"{up} \\ {across}", *xs]
        yield _table(
            artist.get_gid(), head, ([y, *values[row, columns]] for y, row in zip(ys[::-1], rows[::-1]))
        )


def _some(size, most):
    return np.unique(np.linspace(0, size - 1, min(size, most)).round().astype(int))


def _table(name, head, rows):
    heads = "".join(f'<th scope="col">{_text(each)}</th>' for each in head)
    body = "".join(f"<tr>{''.join(f'<td>{_text(each)}</td>' for each in row)}</tr>" for row in rows)
    return (
        f"<table><caption>{_text(name)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _text(value):
    """A number in four figures, a dash where there is none, or a label without the marks that set formulas."""
    if isinstance(value, float) and np.isnan(value):
        return "–"
    return html.escape(re.sub(r"[${}]", "", value) if isinstance(value, str) else f"{float(value):.4g}")
