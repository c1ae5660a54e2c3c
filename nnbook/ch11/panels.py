"""Chapter 11: the plane of order and chaos, a circle on its way through a network, and the singular values of Jacobians."""

from functools import lru_cache

import numpy as np

from nnbook.ch11.pairs import circle, start
from nnbook.ch11.results import LINE
from nnbook.results import shipped
from nnlib import propagation
from nnlib.activations import Identity, ReLU, Tanh
from nnlib.live import Panel
from nnlib.network import Network
from nnlib.show import picture
from nnlib.show.controls import choice, slider
from nnlib.signals import jacobian

STARTS = np.array([0.0, 0.25, 0.5, 0.75, 0.9, 0.99])  # cosines of pairs that are always drawn
THIN = {"linewidth": 0.8, "color": "#0072B2"}
MARK = {"linestyle": "", "marker": "o", "color": "#D55E00"}


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
    file, (q, chi, c_star, xi, maps) = shipped("ch11"), place(weights, biases)
    picture.surface(plane, "scales", np.log10(file["plane"]), (0.5, 4, 0, 0.5), 0.3, 2.3, picture.STEPS)
    picture.curve(plane, "line", file["line"], LINE, color="black", linewidth=2)
    picture.curve(
        plane, "point", weights, biases, markersize=9, markeredgecolor="white", clip_on=False, **MARK
    )
    for text, x in (("order", 0.8), ("chaos", 3.3)):
        picture.words(plane, text, x, 0.4, text, color="white", fontsize=14)
    picture.settle(plane, xlim=(0.5, 4), ylim=(0, 0.5), xlabel="weight variance", ylabel="bias variance")
    ends = 5.0 if shown == "length" else 1.0
    x, y = np.linspace(0, ends, 51), maps[shown]
    picture.curve(map_axes, "diagonal", [0, 5], [0, 5], color="#333333", linewidth=1, linestyle=":")
    picture.curve(map_axes, "map", x, y, **picture.LINES[0])
    first = weights + biases if shown == "length" else cosine
    corners = cobweb(x, y, first, min(layer, 20))
    picture.curve(map_axes, "steps", *corners, color="#D55E00", linewidth=1)
    picture.settle(
        map_axes, xlim=(0, ends), ylim=(0, ends), xlabel=f"{shown} in a layer", ylabel="in the next"
    )
    layers, (_, c) = np.arange(1, 51), on_the_way(cosine, weights, biases)
    picture.curves(way, "pairs", layers, c[:, 1:], **THIN)
    picture.curve(way, "pair", layers, c[:, 0], **picture.LINES[1])
    picture.curve(way, "now", layer, c[layer - 1, 0], **MARK)
    picture.settle(way, xlim=(1, 50), ylim=(-0.03, 1.03), xlabel="layer", ylabel="correlation")
    phase = "order" if chi < 0.995 else "chaos" if chi > 1.005 else "near the edge"
    reach = f"the depth scale {xi:.3g}" if xi < 1e4 else "a depth scale above 10,000"
    where = (
        "The sums themselves shrink to nothing"
        if q == 0
        else f"The length goes to {q:.2f} and the correlation of any two inputs to {c_star:.2f}, with {reach}"
    )
    return (
        f"Weight variance {weights:.2f}, bias variance {biases:.2f}: {phase}, \u03c7 = {chi:.2f}. {where}. "
        f"Two inputs with the cosine {cosine:.2f} have the correlation {c[layer - 1, 0]:.3f} in layer {layer}."
    )


def phase_plane(**values):
    """Chapter 11: where two inputs go, by the variances of weights and biases, in a very wide tanh network."""
    return Panel(
        draw_plane,
        name="phase-plane",
        values=values,
        size=(5, 6.9),
        play="layer",
        presets={
            "Order": {"weights": 1.3, "biases": 0.05},
            "Edge": {"weights": 1.75, "biases": 0.05},
            "Chaos": {"weights": 2.5, "biases": 0.05},
        },
        weights=slider("weight variance", 1.3, 0.5, 4, 0.05),
        biases=slider("bias variance", 0.05, 0, 0.5, 0.01),
        cosine=slider("cosine of the inputs", 0.5, 0, 0.99, 0.01),
        layer=slider("layer", 30, 1, 50, 1),
        shown=choice("map", ["correlation", "length"]),
    )


AROUND, APART = 48, 8  # points of the circle; 8 of them are 60 degrees
ACTIVATIONS = {"tanh": Tanh(), "ReLU": ReLU(), "linear": Identity()}


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
    picture.curve(view, "image", *np.vstack([seen, seen[:1]]).T, marker="o", markersize=4, **picture.LINES[0])
    hands = np.vstack([seen[:1], np.zeros((1, 2)), seen[APART : APART + 1]])
    picture.curve(view, "hands", *hands.T, color="#333333", linewidth=1)
    picture.curve(view, "first", *seen[0], markersize=10, **MARK)
    picture.curve(view, "second", *seen[APART], markersize=9, **MARK | {"marker": "s", "color": "#007A5A"})
    picture.settle(view, xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xticks=[], yticks=[])
    layers = np.arange(101)
    picture.curves(way, "pairs", layers, cosine[:, ::2], label="pairs of points", **THIN)
    picture.curve(way, "expected", layers, expected, label="predicted mean", **picture.LINES[1])
    picture.curve(way, "now", [layer, layer], [-2, 2], color="black", linewidth=1, label="_")
    picture.settle(way, xlim=(0, 100), ylim=(-1.05, 1.05), xlabel="layer", ylabel="cosine")
    picture.settle(way, yticks=[-1, -0.5, 0, 0.5, 1])
    picture.legend(way)
    near = (abs(cosine[layer]) > 0.9).mean()
    return (
        f"{kind.capitalize()} matrices, {activation}, gain {gain:.2f}, layer {layer}. The two marked points, with "
        f"cosine 0.50 at first, have {cosine[layer, 0]:.2f} now. Of all such pairs {near:.0%} are nearly parallel or nearly "
        f"opposite, beyond 0.9; predicted is {expected[layer]:.2f} for each. The picture's two axes hold {share:.0%} of the squared lengths."
    )


def circle_through(**values):
    """Chapter 11: a circle of inputs goes through a hundred layers of fifty units."""
    return Panel(
        draw_circle,
        name="circle-through",
        values=values,
        size=(5, 6.9),
        play="layer",
        presets={
            "Gaussian": {"kind": "Gaussian", "activation": "tanh", "gain": 1.0, "layer": 100},
            "Orthogonal": {"kind": "orthogonal", "activation": "tanh", "gain": 1.0, "layer": 100},
            "ReLU": {"kind": "orthogonal", "activation": "ReLU", "gain": 1.4, "layer": 30},
        },
        kind=choice("matrices", ["Gaussian", "orthogonal"]),
        activation=choice("activation", list(ACTIVATIONS)),
        gain=slider("gain", 1.0, 0.8, 2, 0.05),
        layer=slider("layer", 0, 0, 100, 1),
        seed=slider("seed", 3, 0, 9, 1),
    )


@lru_cache(maxsize=256)
def stretched(kind, activation, gain, depth, size):
    """The singular values (64,) of the Jacobian of the outputs along the inputs, the largest first."""
    x = np.random.default_rng(0).normal(size=(1, 64))
    x *= np.sqrt(size / (x**2).mean())
    whole = network(kind, activation, gain, 64, 0, 50)
    net = Network(whole.weights[:depth], None, ACTIVATIONS[activation], exact=False)
    return np.linalg.svd(jacobian(net, x)[0], compute_uv=False)


LOWEST = -12  # power of ten; what is smaller is drawn there


def draw_values(figure, activation, gain, depth, inputs):
    """The 64 factors by which a network stretches the directions of a small change of its input, largest first."""
    (axes,) = picture.panes(figure, 1)
    found, told = np.arange(1, 65), []
    for kind, style in zip(("Gaussian", "orthogonal"), picture.LINES):
        values = stretched(kind, activation, gain, depth, float(inputs))
        shown = np.maximum(np.log10(np.maximum(values, 1e-300)), LOWEST)
        picture.curve(axes, kind, found, shown, marker="o", markersize=3, **style)
        told.append(
            f"{kind} from {values[0]:.2g} down to {values[-1]:.2g}, {(values < 1e-3 * values[0]).mean():.0%}"
        )
    marks = list(range(LOWEST, 4, 3))
    picture.settle(axes, xlim=(0, 65), ylim=(LOWEST - 0.3, 3.3), xlabel="direction", ylabel="stretched by")
    picture.settle(axes, yticks=marks, yticklabels=[f"$10^{{{power}}}$" for power in marks])
    picture.legend(axes)
    return (
        f"{depth} layer{'s' * (depth > 1)} of {activation} units, gain {gain:.2f}, inputs of mean square {inputs}. Singular "
        f"values: {told[0]} of them below a thousandth of the largest; {told[1]}."
    )


def singular_values(**values):
    """Chapter 11: how many directions of a small change survive the layers."""
    return Panel(
        draw_values,
        name="singular-values",
        values=values,
        size=(5, 4.2),
        play="depth",
        presets={
            "Linear": {"activation": "linear", "gain": 1.0, "depth": 50, "inputs": "1"},
            "tanh": {"activation": "tanh", "gain": 1.0, "depth": 50, "inputs": "1"},
            "tanh, small inputs": {"activation": "tanh", "gain": 1.0, "depth": 50, "inputs": "0.01"},
            "ReLU": {"activation": "ReLU", "gain": 1.4, "depth": 50, "inputs": "1"},
        },
        activation=choice("activation", ["linear", "tanh", "ReLU"]),
        gain=slider("gain", 1.0, 0.8, 2, 0.05),
        depth=slider("layers", 10, 1, 50, 1),
        inputs=choice("inputs' mean square", ["1", "0.1", "0.01"]),
    )
