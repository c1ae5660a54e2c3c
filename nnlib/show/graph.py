"""A network as a graph: a circle a unit, a line a weight, as wide as the weight is large, dashed where it is negative.

Circles and names stand still. The lines move with the weights, all of them as one artist, so that they cost little.
"""

import numpy as np

from nnlib.show.picture import BOX, UNITS, drawn, segments, settle, words

COLOURS = "#542788", "#B35806"  # of positive weights, which are purple as outputs are, and of negative ones


def network_graph(axes, net, numbers=False):
    """A network as a graph: its units, its weights as lines, and from above into each unit a short line, its bias.

    The lines move with the weights. numbers: whether each line has its number beside it.

    >>> from nnlib import Network, Tanh
    >>> from nnlib.show.picture import Picture
    >>> axes = Picture().subplots()
    >>> network_graph(axes, Network([[[2.0, -3.0]]], [[0.5]], Tanh()), numbers=True)
    >>> [text.get_text() for text in axes.texts]
    ['$x_1$', '$x_2$', '$z$', '2', '\u22123', '0.5']
    """
    places = [(size - 1) / 2 - np.arange(size) for size in net.sizes]  # heights, from the top
    drawn(axes, "units", lambda: _circles(axes, places))
    tops = [(layer, height) for layer, heights in enumerate(places) for height in heights][net.sizes[0] :]
    stubs = [[(x, y + 0.54), (x, y + 0.29)] for x, y in tops]
    biases = np.concatenate([np.ravel(b) for b in net.biases])
    segments(axes, "weights", _ends(net, places, 0.13) + stubs, **_look([*net.weights, *net.biases]))
    if numbers:
        _numbers(axes, net, places)
        for (x, y), bias in zip(tops, biases):
            _number(axes, x + 0.06, y + 0.44, bias, ha="left")
    top = max(net.sizes) / 2
    settle(axes, xlim=(-0.2, len(places) - 0.8), ylim=(0.2 - top, top + 0.05), xticks=[], yticks=[])


def weight_lines(axes, net, places, room):
    """The weights of a network as lines between its layers: as wide as they are large, dashed where negative.

    places: the heights of each layer's units, one array a layer; layer l stands at x = l, and its units take up
    ``room`` to both sides.

    >>> from nnlib import Network, Tanh
    >>> from nnlib.show.picture import Picture
    >>> axes = Picture().subplots()
    >>> weight_lines(axes, Network([[[2.0, -3.0]]], [[0.5]], Tanh()), [[1, 0], [0]], room=0.1)
    >>> axes.collections[0].get_linewidth().tolist()
    [3.6, 5.0]
    """
    segments(axes, "weights", _ends(net, places, room), zorder=0, **_look(net.weights))


def _ends(net, places, room):
    return [
        [(layer + room, places[layer][i]), (layer + 1 - room, places[layer + 1][j])]
        for layer, w in enumerate(net.weights)
        for j, i in np.ndindex(w.shape)
    ]


def _look(weights):
    weights = np.nan_to_num(np.concatenate([np.ravel(w) for w in weights]))  # what is no number has no line
    signs = {"color": np.where(weights >= 0, *COLOURS), "linestyle": np.where(weights >= 0, "-", "--")}
    return {"linewidth": np.where(weights, np.minimum(0.6 + 1.5 * np.abs(weights), 5), 0)} | signs


def _circles(axes, places):
    """Circles with names; those of the first hidden layer in the colours of their lines over a decision region."""
    last = len(places) - 1
    for layer, heights in enumerate(places):
        for j, height in enumerate(heights):
            edge = UNITS[j % 2]["color"] if layer == 1 < last else "black"
            axes.scatter(layer, height, s=700, color="white", edgecolor=edge, linewidth=2)
            name = f"$x_{j + 1}$" if layer == 0 else "$z$" if layer == last else f"{j + 1}"
            axes.text(layer, height, name, ha="center", va="center")
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes.collections[0]


def _numbers(axes, net, places):
    for layer, w in enumerate(net.weights):
        for j, i in np.ndindex(w.shape):
            start, end = places[layer][i], places[layer + 1][j]
            _number(axes, layer + 0.3, start + 0.3 * (end - start), w[j, i], ha="center")


def _number(axes, x, y, value, **how):
    text = f"{value:g}".replace("-", "\u2212")
    words(axes, f"number at {x}, {y}", x, y, text, va="center", bbox=BOX, zorder=3, **how)
