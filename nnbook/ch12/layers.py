"""What the panel of chapter 12's starts draws: eight digits as the layers send them, and the losses that follow."""

from functools import lru_cache

import numpy as np

from nnbook.ch12 import results, starts
from nnlib.datasets import digits
from nnlib.show import picture
from nnlib.show.language import translated

SEEN = [0, 1, 2, 3, 4, 5, 6, 7]  # one training picture of each of these digits
GAP = 2  # pixels between two pictures
# The starts of ``results.DEEP`` as lists call them, and as a sentence begins with them.
NAMES = {
    "He": ("He", "He"),
    "orthogonal": (translated("orthogonal"), translated("Orthogonal")),
    "identity": (translated("identity"), translated("Identity")),
    "sine": (translated("sine"), translated("Sine")),
    "constant": (translated("constant"), translated("Constant")),
}


@lru_cache(maxsize=32)
def sent(start, hidden):
    """What each layer sends for a hundred digits, (hidden + 1, 100, 64), the inputs first; those in ``SEEN`` lead."""
    x, y, _, _ = digits()
    some = [int(np.flatnonzero(y[:, digit])[0]) for digit in SEEN]
    rest = [place for place in range(120) if place not in some]
    return np.array(starts.network(start, hidden).forward(x[(some + rest)[:100]])[:-1])


def mean_cosine(h):
    """The mean cosine of the angle between two rows of h (n, units), of those that are not all zero; NaN if none are.

    With rows u of length 1 the sum of u_i u_j over all pairs is the squared length of sum u, less n for a row with itself.

    >>> round(float(mean_cosine(np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]]))), 4)  # 0, 0 and 1
    0.3333
    """
    h = h[h.any(axis=1)]
    if len(h) < 2:
        return np.nan
    u, n = h / np.linalg.norm(h, axis=1, keepdims=True), len(h)
    return ((u.sum(axis=0) ** 2).sum() - n) / (n * (n - 1))


def as_pictures(h):
    """What 64 units send for eight inputs, (8, 64), as two rows of four pictures of 8 x 8, white 0, black its largest."""
    h = np.maximum(h[: len(SEEN)], 0)
    high = h.max(axis=1, keepdims=True)
    tiles = (h / np.where(high > 0, high, 1)).reshape(-1, 8, 8)
    page = np.zeros((2 * 8 + GAP, 4 * (8 + GAP) - GAP))
    for place, tile in enumerate(tiles):
        row, column = divmod(place, 4)
        bottom, left = (1 - row) * (8 + GAP), column * (8 + GAP)
        page[bottom : bottom + 8, left : left + 8] = tile[::-1]
    return page


def draw_layers(figure, start, hidden, layer):
    """Eight digits as a layer of 64 units sends them on before any learning, and the losses of all starts."""
    page_axes, loss_axes = picture.panes(figure, 3, 4)
    layer = min(layer, hidden)
    shown = sent(start, hidden)[layer]
    page, cosine = as_pictures(shown), mean_cosine(shown)
    extent = (0, page.shape[1], 0, page.shape[0])
    picture.surface(page_axes, translated("digits"), page, extent, 0, 1, "gray_r")
    picture.settle(page_axes, xlim=extent[:2], ylim=extent[2:], xticks=[], yticks=[])
    picture.settle(page_axes, xlabel=translated("eight digits, as the layer sends them"))
    chosen, moments = results.learned(hidden, start), results.TRIALS[hidden].moments
    for each, style in zip(results.DEEP, picture.LINES):
        loss = results.learned(hidden, each).loss
        picture.curve(loss_axes, each, moments, np.maximum(loss, 1e-4), label=NAMES[each][0], **style)
    mark = {"color": "black", "marker": "o", "markersize": 6, "linestyle": "", "label": "_"}
    picture.curve(loss_axes, translated("chosen"), moments, np.maximum(chosen.loss, 1e-4), **mark)
    picture.settle(loss_axes, yscale="log", xlim=(-10, 510), ylim=(3e-3, 6))
    picture.settle(loss_axes, xlabel=translated("steps"), ylabel=translated("loss"))
    picture.legend(loss_axes)
    at_the_end = translated(
        "After 500 steps with {hidden} hidden layers the loss is {loss:.2g} (black dots)."
    )
    loss = chosen.loss[moments.index(500)]
    return f"{before(start, hidden, layer, cosine)} {at_the_end.format(hidden=hidden, loss=loss)}"


def before(start, hidden, layer, cosine):
    """What a layer sends before the first step, in words."""
    if layer == 0:
        said = translated(
            "{start}, before the first step: the inputs themselves; mean cosine of two digits {cosine:.2f}."
        )
    elif np.isnan(cosine):
        said = translated(
            "{start}, before the first step: what hidden layer {layer} of {hidden} sends; nothing at all."
        )
    else:
        said = translated(
            "{start}, before the first step: what hidden layer {layer} of {hidden} sends; "
            "mean cosine of two digits {cosine:.2f}."
        )
    return said.format(start=NAMES[start][1], hidden=hidden, layer=layer, cosine=cosine)
