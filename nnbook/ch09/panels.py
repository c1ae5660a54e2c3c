"""Chapter 9: the same random numbers, made larger or smaller; the chance of learning XOR; a map of starts."""

from nnbook.ch09.curves import draw_chance, draw_losses
from nnbook.ch09.histograms import draw_signals
from nnbook.ch09.maps import draw_square
from nnlib.live import Panel
from nnlib.show.controls import choice, log_slider, slider
from nnlib.show.language import translated


def scale_slider(decade):
    """A slider of scales from 0.0001 to 1000, at 0.01 first; ``decade``: steps from one power of ten to the next."""
    return log_slider(translated("scale"), 0.01, 0.0001, 1000, decade)


def scale(**values):
    """Chapter 9: net activations, outputs, slopes and gradients against the scale of the weights."""
    return Panel(
        draw_signals,
        name="scale",
        values=values,
        size=(5, 6.9),
        presets={
            "0.01": {"scale": 0.01, "depth": 30},
            "1/√n": {"scale": 0.141, "depth": 30},
            "100": {"scale": 100.0, "depth": 1},
        },
        scale=scale_slider(20),
        depth=slider(translated("hidden layers"), 3, 1, 30, 1),
    )


def best_scale(**values):
    """Chapter 9: which scale is best, and after how many steps."""
    return Panel(
        draw_losses,
        name="best-scale",
        values=values,
        size=(5, 5.5),
        play="steps",
        scale=scale_slider(4),
        steps=slider(translated("steps"), 400, 10, 2000, 10),
    )


def chance(**values):
    """Chapter 9: the chance of learning XOR against the range of the first weights."""
    return Panel(
        draw_chance,
        name="chance",
        values=values,
        size=(5, 3.8),
        play="epochs",
        epochs=slider(translated("epochs"), 2000, 20, 2000, 20),
    )


def weight_space(**values):
    """Chapter 9: a slice of weight space, coloured by the epochs that a start needs."""
    centres = [
        (translated("the origin"), "the origin"),
        (translated("a border"), "a border"),
        (translated("a fast region"), "a fast region"),
    ]
    return Panel(
        draw_square,
        name="weight-space",
        values=values,
        size=(5, 3.8),
        presets={
            translated("Smooth"): {"rate": 0.3, "centre": "a border", "zoom": 3},
            translated("Dust"): {"rate": 1.0, "centre": "a fast region", "zoom": 3},
        },
        rate=choice(translated("learning rate"), [0.2, 0.3, 0.4, 0.6, 0.8, 1.0], value=0.3),
        centre=choice(translated("centre"), centres),
        zoom=slider(translated("zoom"), 1, 0, 8, 1, unit=translated("halvings")),
    )
