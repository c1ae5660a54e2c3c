"""What the panel of chapter 11's plane draws: where two inputs go, by the variances of weights and biases."""

from functools import lru_cache

import numpy as np

from nnbook.ch11.results import LINE
from nnbook.results import shipped
from nnlib import propagation
from nnlib.activations import Tanh
from nnlib.show import picture
from nnlib.show.language import translated

STARTS = np.array([0.0, 0.25, 0.5, 0.75, 0.9, 0.99])  # cosines of pairs that are always drawn
THIN = {"linewidth": 0.8, "color": "#0072B2"}
MARK = {"linestyle": "", "marker": "o", "color": "#D55E00"}
# Of each of the two maps the list's entry and the name of its lower axis.
MAPS = {
    "correlation": (translated("correlation"), translated("correlation in a layer")),
    "length": (translated("length"), translated("length in a layer")),
}


@lru_cache(maxsize=256)
def place(weight_variance, bias_variance):
    """q*, chi, c*, xi of a tanh network, and the two maps: what the plane's point stands for, and its curves."""
    given = weight_variance, bias_variance, Tanh()
    q, chi = propagation.length_fixed_point(*given), propagation.chi(*given)
    lengths, c = np.linspace(0, 5, 51), np.linspace(0, 1, 51)
    dies = q == 0  # then nothing is left whose correlation could change
    c_star = 1.0 if dies else propagation.correlation_fixed_point(*given)
    xi = np.inf if dies else propagation.depth_scale(*given)
    maps = {"length": propagation.length_map(lengths, *given)}
    maps["correlation"] = c if dies else propagation.correlation_map(c, *given)
    return q, chi, c_star, xi, maps


@lru_cache(maxsize=256)
def on_the_way(cosine, weight_variance, bias_variance):
    """Lengths (50,) and correlations (50, 1 + pairs) of the sums, of the pair with this cosine and of ``STARTS``."""
    return propagation.predicted(np.append(cosine, STARTS), 50, weight_variance, bias_variance, Tanh())


def cobweb(x, y, first, steps):
    """The corners of the steps between the curve (x, y) and the diagonal, from ``first`` on."""
    walk = [first]
    for _ in range(steps):
        walk.append(np.interp(walk[-1], x, y))
    across, up = np.repeat(walk, 2)[:-1], np.repeat(walk, 2)[1:]
    return across, np.append(0.0, up[1:])


def draw_plane(figure, weights, biases, cosine, layer, shown):
    """The plane of variances with its critical line, one of the two maps, and correlations layer by layer."""
    plane, map_axes, way = picture.panes(figure, 4, 4, 3)
    draw_variances(plane, weights, biases)
    draw_map(map_axes, weights, biases, weights + biases if shown == "length" else cosine, layer, shown)
    layers, (_, c) = np.arange(1, 51), on_the_way(cosine, weights, biases)
    picture.curves(way, "pairs", layers, c[:, 1:], label=translated("pairs"), **THIN)
    picture.curve(way, "pair", layers, c[:, 0], label=translated("pair"), **picture.LINES[1])
    picture.curve(way, "now", layer, c[layer - 1, 0], label=translated("now"), **MARK)
    picture.settle(way, xlim=(1, 50), ylim=(-0.03, 1.03))
    picture.settle(way, xlabel=translated("layer"), ylabel=translated("correlation"))
    pair = translated(
        "Two inputs with the cosine {cosine:.2f} have the correlation {correlation:.3f} in layer {layer}."
    ).format(cosine=cosine, correlation=c[layer - 1, 0], layer=layer)
    return f"{phase_of(weights, biases)} {ends_of(weights, biases)} {pair}"


def draw_variances(axes, weights, biases):
    """The map of starts: how many layers it takes, the critical line, and the reader's point."""
    file = shipped("ch11")
    extent = (0.5, 4, 0, 0.5)
    picture.surface(axes, translated("scales"), np.log10(file["plane"]), extent, 0.3, 2.3, picture.STEPS)
    picture.curve(axes, "line", file["line"], LINE, label=translated("line"), color="black", linewidth=2)
    point = MARK | {"markersize": 9, "markeredgecolor": "white", "clip_on": False}
    picture.curve(axes, "point", weights, biases, label=translated("point"), **point)
    for name, text, x in (("order", translated("order"), 0.8), ("chaos", translated("chaos"), 3.3)):
        picture.words(axes, name, x, 0.4, text, color="white", fontsize=14)
    picture.settle(axes, xlim=extent[:2], ylim=extent[2:])
    picture.settle(axes, xlabel=translated("weight variance"), ylabel=translated("bias variance"))


def draw_map(axes, weights, biases, first, layer, shown):
    """One of the two maps, from a layer to the next, and the steps that ``first`` takes on it."""
    ends = 5.0 if shown == "length" else 1.0
    x, y = np.linspace(0, ends, 51), place(weights, biases)[-1][shown]
    diagonal = {"label": translated("diagonal"), "color": "#333333", "linewidth": 1, "linestyle": ":"}
    picture.curve(axes, "diagonal", [0, 5], [0, 5], **diagonal)
    picture.curve(axes, "map", x, y, label=translated("map"), **picture.LINES[0])
    corners = cobweb(x, y, first, min(layer, 20))
    picture.curve(axes, "steps", *corners, label=translated("steps"), color="#D55E00", linewidth=1)
    picture.settle(
        axes, xlim=(0, ends), ylim=(0, ends), xlabel=MAPS[shown][1], ylabel=translated("in the next")
    )


def phase_of(weights, biases):
    """Which phase these variances are in, in words."""
    chi = place(weights, biases)[1]
    if chi < 0.995:
        said = translated(
            "Weight variance {weights:.2f}, bias variance {biases:.2f}: order, \u03c7 = {chi:.2f}."
        )
    elif chi > 1.005:
        said = translated(
            "Weight variance {weights:.2f}, bias variance {biases:.2f}: chaos, \u03c7 = {chi:.2f}."
        )
    else:
        said = translated(
            "Weight variance {weights:.2f}, bias variance {biases:.2f}: near the edge, \u03c7 = {chi:.2f}."
        )
    return said.format(weights=weights, biases=biases, chi=chi)


def ends_of(weights, biases):
    """Where lengths and correlations go with these variances, in words."""
    q, _, c_star, xi, _ = place(weights, biases)
    if q == 0:
        return translated("The sums themselves shrink to nothing.")
    said = (
        translated(
            "The length goes to {length:.2f} and the correlation of any two inputs to {correlation:.2f}, "
            "with the depth scale {scale:.3g}."
        )
        if xi < 1e4
        else translated(
            "The length goes to {length:.2f} and the correlation of any two inputs to {correlation:.2f}, "
            "with a depth scale above 10,000."
        )
    )
    return said.format(length=q, correlation=c_star, scale=xi)
