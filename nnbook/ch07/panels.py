"""Chapter 7: every weight matrix of a network, as it starts and after each step."""

from itertools import pairwise

import numpy as np

from nnbook.documents import zeros_layer_by_layer
from nnlib import plots, symmetry
from nnlib.activations import Identity, ReLU, Sigmoid, Tanh
from nnlib.initializers import lecun_normal, normal, zeros
from nnlib.live import Panel
from nnlib.losses import MeanSquaredError
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.counting import counting
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps
from nnlib.training import sgd

DEEPEST = 6
STEPS = [*range(9), 20, 50, 100, 300]
WIDTHS = {"4, 3, 2, ...": [4, 3, 2, 2, 2], "2": [2] * 5, "3": [3] * 5, "4": [4] * 5, "6": [6] * 5}
BIAS = "0.1, 0.2, ..."
BIASES = {BIAS: "document", "zero": 0.0, "random": normal(1)}
# Small enough that no choice runs away: a constant of its own for each matrix, and LeCun's spread.
STARTS = {
    "zero": zeros,
    "constant": lambda rng, fan_out, fan_in: np.full((fan_out, fan_in), 1 / fan_in),
    "random": lecun_normal,
}
# Linear units and ReLU diverge at the document's rate of 0.8.
UNITS = {
    "logistic": (Sigmoid(), 0.8),
    "tanh": (Tanh(), 0.8),
    "ReLU": (ReLU(), 0.01),
    "linear": (Identity(), 0.01),
}


@in_steps(most=200)
def layer_run(starts, width, bias, activation):
    """The networks after each of ``STEPS`` steps; ``starts``: "zero", "constant" or "random", one a layer."""
    f, rate = UNITS[activation]
    sizes = [5, *WIDTHS[width][: len(starts) - 1], 2]
    net = zeros_layer_by_layer.layered([STARTS[start] for start in starts], sizes, f, BIASES[bias])
    x, y = zeros_layer_by_layer.random_samples(net, STEPS[-1])
    order = [range(*pair) for pair in pairwise(STEPS)]
    told = translated("Training for {steps} steps").format(steps=STEPS[-1])
    options = {"learning_rate": rate, "loss": MeanSquaredError(), "order": order}
    networks = [net]
    for epoch in sgd(net, x, y, **options):
        networks.append(epoch.network)
        yield told, STEPS[epoch.index + 1] / STEPS[-1]
    return networks


@in_steps()
def draw_layers(figure, depth, width, bias, activation, step, **starts):
    """Every weight matrix with its letter; ``starts``: layer_1 to layer_6, of which the first ``depth`` count."""
    (axes,) = picture.panes(figure, 1)
    kinds = tuple(starts[f"layer_{layer + 1}"] for layer in range(depth))
    net = (yield from layer_run.steps(kinds, width, bias, activation))[STEPS.index(step)]
    letters = symmetry.letters(net)
    for layer in range(DEEPEST):
        place = (layer % 3 + 0.06, 1.2 - 1.2 * (layer // 3), 0.88, 0.88)
        there = layer < depth
        weights = net.weights[layer] if there else np.empty((0, 0))
        title = f"$W^{{[{layer + 1}]}}$  {letters[layer]}" if there else ""
        plots.weight_map(axes, _layer(layer + 1), weights, place, title=title)
    picture.settle(axes, xlim=(0, 3), ylim=(-0.25, 2.15), aspect="equal", xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    patterns = {
        "Z": translated("{layer} all zero"),
        "A": translated("{layer} all equal"),
        "U": translated("{layer} equal rows"),
        "I": translated("{layer} equal columns"),
        "X": translated("{layer} no pattern"),
    }
    seen = "; ".join(patterns[letter].format(layer=layer) for layer, letter in enumerate(letters, 1))
    when = counted("{letters} after {n} step.", "{letters} after {n} steps.", step)
    which = translated("Matrix {patterns}.").format(patterns=seen)
    return f"{when.format(letters=letters, n=step)} {which}"


def _layer(number):
    return translated("layer {number}").format(number=number)


def layer_by_layer(**values):
    """Chapter 7: what zeros, constants and random weights become, by layer and step."""
    zero, drawn = (translated("zero"), "zero"), (translated("random"), "random")
    kinds = [zero, (translated("constant"), "constant"), drawn]
    starts = {f"layer_{layer}": choice(_layer(layer), kinds) for layer in range(1, DEEPEST + 1)}
    units = [(translated("logistic"), "logistic"), ("tanh", "tanh"), ("ReLU", "ReLU")]
    units.append((translated("linear"), "linear"))

    def preset(kind, random=None, **others):
        layers = {name: "random" if name == random else kind for name in starts}
        return {"depth": 4, "step": 1, "bias": BIAS, "activation": "logistic"} | layers | others

    panel = Panel(
        draw_layers,
        name="layer-by-layer",
        values=values,
        groups={translated("Start of each layer"): list(starts)},
        size=(5, 4.2),
        play="step",
        presets={
            translated("Constants"): preset("constant"),
            translated("First random"): preset("constant", "layer_1"),
            translated("Only the 3rd"): preset("constant", "layer_3", depth=6),
            translated("Random biases"): preset("zero", bias="random", step=2),
            translated("Tanh, zeros"): preset("zero", bias="zero", activation="tanh", step=300),
        },
        step=steps(translated("steps done"), STEPS, value=2),
        depth=slider(translated("depth"), 4, 2, DEEPEST, 1, unit=translated("layers")),
        width=choice(translated("hidden units"), list(WIDTHS)),
        bias=choice(translated("biases"), [(BIAS, BIAS), zero, drawn]),
        activation=choice(translated("activation"), units),
        **starts,
    )
    beyond = {f"layer_{layer}": ("depth", [*range(layer, DEEPEST + 1)]) for layer in range(3, DEEPEST + 1)}
    return counting(panel, **beyond)
