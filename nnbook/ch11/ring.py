"""What the panel of chapter 11's circle draws: a circle of inputs on its way through a hundred layers of fifty units."""

from functools import lru_cache

import numpy as np

from nnbook.ch11.pairs import circle, start
from nnbook.ch11.phases import MARK, THIN
from nnlib import propagation
from nnlib.activations import Identity, ReLU, Tanh
from nnlib.network import Network
from nnlib.show import picture
from nnlib.show.language import translated

AROUND, APART = 48, 8  # points of the circle; 8 of them are 60 degrees
ACTIVATIONS = {"tanh": Tanh(), "ReLU": ReLU(), "linear": Identity()}
# As lists and sentences call them.
UNITS = {"tanh": "tanh", "ReLU": "ReLU", "linear": translated("linear")}
KINDS = {"Gaussian": translated("Gaussian"), "orthogonal": translated("orthogonal")}


@lru_cache(maxsize=8)
def matrices(kind, n, seed, depth):
    """A network of ``depth`` layers of ``n`` units at gain 1, whose parameters are multiplied for other gains."""
    return Network.initialized(
        [n] * (depth + 1), start(kind, 1.0, n), Tanh(), seed=seed, bias=None, exact=False
    )


def network(kind, activation, gain, n, seed, depth):
    """The same matrices times ``gain``, with another activation."""
    weights = [gain * w for w in matrices(kind, n, seed, depth).weights]
    return Network(weights, None, ACTIVATIONS[activation], exact=False)


@lru_cache(maxsize=8)
def images(kind, activation, gain, seed):
    """The circle's images in layers 0 to 100 (101, 48, 50), the cosines of points 60 degrees apart (101, 48), and the
    mean-field prediction (101,)."""
    net = network(kind, activation, gain, 50, seed, 100)
    sent = np.array(net.forward(circle(50, np.arange(AROUND) * 2 * np.pi / AROUND)))
    unit = sent / np.linalg.norm(sent, axis=-1, keepdims=True)
    cosine = (unit * np.roll(unit, -APART, axis=1)).sum(axis=-1)
    return sent, cosine, propagation.predicted(0.5, 101, gain**2, 0.0, ACTIVATIONS[activation])[1]


def flat(points):
    """Points (n, d) on their two principal axes, turned so that the circle of layer 0 stays where it was, and the share
    of their squared lengths that the two axes hold; the farthest is at distance 1."""
    u, s, _ = np.linalg.svd(points, full_matrices=False)
    seen = u[:, :2] * s[:2]
    left, _, right = np.linalg.svd(seen.T @ circle(2, np.arange(AROUND) * 2 * np.pi / AROUND))
    return seen @ left @ right / np.linalg.norm(seen, axis=1).max(), (s[:2] ** 2).sum() / (s**2).sum()


def draw_circle(figure, kind, activation, gain, layer, seed):
    """The image of a circle of inputs after some layers, and what becomes of the angles between its points."""
    view, way = picture.panes(figure, 4, 3)
    sent, cosine, expected = images(kind, activation, gain, seed)
    seen, share = flat(sent[layer])
    draw_image(view, seen)
    layers = np.arange(101)
    picture.curves(way, "pairs", layers, cosine[:, ::2], label=translated("pairs of points"), **THIN)
    picture.curve(way, "expected", layers, expected, label=translated("predicted mean"), **picture.LINES[1])
    picture.curve(way, translated("now"), [layer, layer], [-2, 2], color="black", linewidth=1, label="_")
    picture.settle(way, xlim=(0, 100), ylim=(-1.05, 1.05), yticks=[-1, -0.5, 0, 0.5, 1])
    picture.settle(way, xlabel=translated("layer"), ylabel=translated("cosine"))
    picture.legend(way)
    settings = (
        translated("Gaussian matrices, {units}, gain {gain:.2f}, layer {layer}.")
        if kind == "Gaussian"
        else translated("Orthogonal matrices, {units}, gain {gain:.2f}, layer {layer}.")
    ).format(units=UNITS[activation], gain=gain, layer=layer)
    found = translated(
        "The two marked points, with cosine 0.50 at first, have {cosine:.2f} now. Of all such pairs {near:.0%} are nearly "
        "parallel or nearly opposite, beyond 0.9; predicted is {expected:.2f} for each. The picture's two axes hold "
        "{share:.0%} of the squared lengths."
    )
    near = (abs(cosine[layer]) > 0.9).mean()
    return f"{settings} {found.format(cosine=cosine[layer, 0], near=near, expected=expected[layer], share=share)}"


def draw_image(axes, seen):
    """The circle's image as it is seen (48, 2), with two marked points and the lines to them from the middle."""
    closed = np.vstack([seen, seen[:1]]).T
    look = {"marker": "o", "markersize": 4} | picture.LINES[0]
    picture.curve(axes, "image", *closed, label=translated("image"), **look)
    hands = np.vstack([seen[:1], np.zeros((1, 2)), seen[APART : APART + 1]])
    picture.curve(axes, "hands", *hands.T, label=translated("hands"), color="#333333", linewidth=1)
    picture.curve(axes, "first", *seen[0], label=translated("first"), markersize=10, **MARK)
    square = MARK | {"marker": "s", "color": "#007A5A"}
    picture.curve(axes, "second", *seen[APART], label=translated("second"), markersize=9, **square)
    picture.settle(axes, xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xticks=[], yticks=[])
