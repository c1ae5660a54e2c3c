"""Chapter 10: sizes from layer to layer; the luck of one network; thirty layers, and one number at the output."""

from nnbook.ch10.lottery import draw_luck
from nnbook.ch10.results import DEPTHS, MOMENTS, STARTS
from nnbook.ch10.sizes import draw_sizes
from nnbook.ch10.waiting import SHOWN, draw_thirty
from nnlib.live import Panel
from nnlib.show.controls import choice, slider, steps
from nnlib.show.language import translated

NAMED = {1 / 3: "1/3 PyTorch", 1.0: "1 Xavier", 2.0: "2 He"}
VARIANCES = [0.25, 1 / 3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 2.8, 3.4, 4.0]  # times fan_in


def through_layers(**values):
    """Chapter 10: the sizes of signals, deltas and slopes from layer to layer."""
    activations = [("ReLU", "ReLU"), ("tanh", "tanh"), (translated("none"), "none")]
    options = [(NAMED.get(c, f"{c:g}"), c) for c in VARIANCES]
    return Panel(
        draw_sizes,
        name="through-layers",
        values=values,
        size=(5, 4.2),
        play="depth",
        presets={
            translated("PyTorch's default"): {"variance": 1 / 3, "activation": "ReLU", "depth": 30},
            "Xavier": {"variance": 1.0, "activation": "ReLU", "depth": 30},
            "He": {"variance": 2.0, "activation": "ReLU", "depth": 30},
        },
        variance=steps(translated("variance × n"), options, 1.0),
        activation=choice(translated("activation"), activations),
        depth=slider(translated("hidden layers"), 10, 2, 30, 1),
        width=steps(translated("units a layer"), [16, 32, 64, 100], 64),
        seed=slider(translated("seed"), 0, 0, 20, 1),
    )


def luck(**values):
    """Chapter 10: what thirty layers make of the mean square, network by network."""
    starts = [(translated("He, normal"), "He"), (translated("orthogonal, times √2"), "orthogonal")]
    return Panel(
        draw_luck,
        name="luck",
        values=values,
        size=(5, 3.8),
        play="depth",
        presets={
            translated("Wide"): {"width": 256, "depth": 5},
            translated("Deep"): {"width": 64, "depth": 50},
            translated("Narrow"): {"width": 8, "depth": 30},
        },
        start=choice(translated("weights"), starts),
        width=steps(translated("units a layer"), [4, 8, 16, 32, 64, 128, 256], 64),
        depth=slider(translated("layers"), 30, 1, 50, 1),
    )


def thirty_layers(**values):
    """Chapter 10: deep ReLU networks from He's start, from Xavier's, and from Xavier's with its output repaired."""
    return Panel(
        draw_thirty,
        name="thirty-layers",
        values=values,
        size=(5, 5.6),
        play="step",
        presets={
            "Xavier": {"start": "Xavier"},
            translated("Repair the output"): {"start": "Xavier, repaired"},
            "He": {"start": "He"},
        },
        depth=choice(translated("matrices"), DEPTHS, value=30),
        start=choice(translated("start"), [(SHOWN[start], start) for start in STARTS], value="Xavier"),
        step=steps(translated("steps"), MOMENTS[1:].tolist(), 1000),
    )
