"""Chapter 12: what arrives at the last layer from starts with chance and without; lazy or rich; the best rate by width."""

from nnbook.ch12 import layers, rates, results, widths
from nnbook.ch12.scales import SCALES, draw_units
from nnlib.live import Panel
from nnlib.show.controls import choice, slider, steps
from nnlib.show.language import translated


def no_dice(**values):
    """Chapter 12: what arrives at each layer from a start, and how it learns."""
    return Panel(
        layers.draw_layers,
        name="no-dice",
        values=values,
        size=(5, 6),
        play="layer",
        presets={
            translated("He, 29 layers"): {"start": "He", "hidden": 29, "layer": 29},
            translated("Identity, 29 layers"): {"start": "identity", "hidden": 29, "layer": 29},
        },
        start=choice(translated("start"), [(layers.NAMES[start][0], start) for start in results.DEEP]),
        hidden=steps(translated("hidden layers"), [3, 19, 29], value=19),
        layer=slider(translated("layer"), 0, 0, 29, 1),
    )


def lazy_or_rich(**values):
    """Chapter 12: the same network and task, from small and from large starts."""
    return Panel(
        draw_units,
        name="lazy-or-rich",
        values=values,
        size=(5, 5.8),
        presets={translated("Rich"): {"scale": SCALES[0]}, translated("Lazy"): {"scale": SCALES[6]}},
        scale=steps(translated("scale of the start"), SCALES, value=1.0),
    )


def best_rate(**values):
    """Chapter 12: the best rate against the width, with one rate for all parameters and with muP."""
    entropy = {"task": "digits, cross-entropy", "rule": "standard", "width": 256, "power": 0}
    return Panel(
        rates.draw_rates,
        name="best-rate",
        values=values,
        size=(5, 4.4),
        presets={
            translated("Wave, muP"): {"task": "a wave", "rule": "muP", "width": 512, "power": -2},
            translated("Digits, cross-entropy"): entropy,
        },
        task=choice(translated("task"), [(text, task) for task, (text, _) in rates.TASKS.items()]),
        rule=choice(translated("rates"), [(text, rule) for rule, text in rates.RULES.items()]),
        width=steps(translated("width"), [32, 64, 128, 256, 512], value=128),
        power=steps(translated("rate"), [(widths.power_of_two(k), k) for k in range(-8, 2)], -2),
    )
