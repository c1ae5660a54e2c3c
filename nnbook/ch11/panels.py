"""Chapter 11: the plane of order and chaos, a circle on its way through a network, and the singular values of Jacobians."""

from nnbook.ch11 import phases, ring, stretching
from nnlib.live import Panel
from nnlib.show.controls import choice, slider
from nnlib.show.language import translated


def phase_plane(**values):
    """Chapter 11: where two inputs go, by the variances of weights and biases, in a very wide tanh network."""
    return Panel(
        phases.draw_plane,
        name="phase-plane",
        values=values,
        size=(5, 6.9),
        play="layer",
        presets={
            translated("Order"): {"weights": 1.3, "biases": 0.05},
            translated("Edge"): {"weights": 1.75, "biases": 0.05},
            translated("Chaos"): {"weights": 2.5, "biases": 0.05},
        },
        weights=slider(translated("weight variance"), 1.3, 0.5, 4, 0.05),
        biases=slider(translated("bias variance"), 0.05, 0, 0.5, 0.01),
        cosine=slider(translated("cosine of the inputs"), 0.5, 0, 0.99, 0.01),
        layer=slider(translated("layer"), 30, 1, 50, 1),
        shown=choice(translated("map"), [(text, name) for name, (text, _) in phases.MAPS.items()]),
    )


def circle_through(**values):
    """Chapter 11: a circle of inputs goes through a hundred layers of fifty units."""
    return Panel(
        ring.draw_circle,
        name="circle-through",
        values=values,
        size=(5, 6.9),
        play="layer",
        presets={
            translated("Gaussian"): {"kind": "Gaussian", "activation": "tanh", "gain": 1.0, "layer": 100},
            translated("Orthogonal"): {"kind": "orthogonal", "activation": "tanh", "gain": 1.0, "layer": 100},
            "ReLU": {"kind": "orthogonal", "activation": "ReLU", "gain": 1.4, "layer": 30},
        },
        kind=choice(translated("matrices"), [(text, kind) for kind, text in ring.KINDS.items()]),
        activation=choice(translated("activation"), [(text, units) for units, text in ring.UNITS.items()]),
        gain=slider(translated("gain"), 1.0, 0.8, 2, 0.05),
        layer=slider(translated("layer"), 0, 0, 100, 1),
        seed=slider(translated("seed"), 3, 0, 9, 1),
    )


def singular_values(**values):
    """Chapter 11: how many directions of a small change survive the layers."""
    return Panel(
        stretching.draw_values,
        name="singular-values",
        values=values,
        size=(5, 4.2),
        play="depth",
        presets={
            translated("Linear"): {"activation": "linear", "gain": 1.0, "depth": 50, "inputs": "1"},
            "tanh": {"activation": "tanh", "gain": 1.0, "depth": 50, "inputs": "1"},
            translated("tanh, small inputs"): {
                "activation": "tanh",
                "gain": 1.0,
                "depth": 50,
                "inputs": "0.01",
            },
            "ReLU": {"activation": "ReLU", "gain": 1.4, "depth": 50, "inputs": "1"},
        },
        activation=choice(
            translated("activation"), [(ring.UNITS[units], units) for units in ("linear", "tanh", "ReLU")]
        ),
        gain=slider(translated("gain"), 1.0, 0.8, 2, 0.05),
        depth=slider(translated("layers"), 10, 1, 50, 1),
        inputs=choice(translated("inputs' mean square"), ["1", "0.1", "0.01"]),
    )
