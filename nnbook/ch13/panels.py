"""Chapter 13: normal numbers that are cut off; and a referee's bench for all sentences of the chapter."""

import numpy as np

from nnbook.ch13.bench import OPEN, draw_sentence
from nnbook.ch13.cut import density, share_within, variance_left
from nnbook.ch13.sentences import SENTENCES, VERDICT_NAMES
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider
from nnlib.show.language import counted, translated
from nnlib.show.numbers import number

GRID = np.linspace(-4, 4, 321)
NORMAL = np.array([density(x) for x in GRID])


def draw_cut(figure, cut, layers):
    """The density of normal numbers cut off at +-``cut``, and what layers make of a signal with weights of that kind."""
    density_axes, layer_axes = picture.panes(figure, 1, 1)
    within, left = share_within(cut), variance_left(cut)
    x = np.linspace(-cut, cut, 201)
    y = np.interp(x, GRID, NORMAL) / within
    picture.curve(density_axes, "normal", GRID, NORMAL, label=translated("normal"), **picture.LINES[0])
    edges = np.concatenate([[-cut], x, [cut]]), np.concatenate([[0], y, [0]])
    picture.curve(density_axes, "cut off", *edges, label=translated("cut off"), **picture.LINES[1])
    picture.settle(density_axes, xlim=(-4, 4), ylim=(0, 0.9), yticks=[])
    picture.settle(density_axes, xlabel=translated("weight, in deviations before the cut"))
    picture.legend(density_axes)
    steps = np.arange(31)
    powers = steps * np.log10(left)
    dots = {"label": translated("layers"), "marker": "o", "markersize": 3} | picture.LINES[1]
    picture.curve(layer_axes, "layers", steps, powers, **dots)
    picture.curve(layer_axes, "promised", [0, 30], [0, 0], label=translated("promised"), **picture.LINES[0])
    here = {"label": translated("here"), "marker": "o", "markersize": 9, "color": "black"}
    picture.curve(layer_axes, "here", layers, powers[layers], **here)
    picture.settle(layer_axes, xlim=(-0.5, 30.5), ylim=(-6, 0.5))
    picture.settle(layer_axes, xlabel=translated("layers"), ylabel=translated("mean square"))
    picture.settle(
        layer_axes, yticks=[-6, -4, -2, 0], yticklabels=["$10^{-6}$", "$10^{-4}$", "$10^{-2}$", "1"]
    )
    stay = translated(
        "Cut off at {cut:g} deviations: {within:.1%} of the numbers stay, and {left:.3f} of the variance, so that the "
        "deviation is {deviation:.3f} of the one before."
    ).format(cut=cut, within=within, left=left, deviation=np.sqrt(left))
    after = counted(
        "After {layers} layer a signal that should keep its mean square has {share} of it.",
        "After {layers} layers a signal that should keep its mean square has {share} of it.",
        layers,
    ).format(layers=layers, share=number(left**layers))
    return f"{stay} {after}"


def cut_off(**values):
    """Chapter 13: what is left of the variance of normal numbers that are cut off, and of a signal that meets them."""
    return Panel(
        draw_cut,
        name="cut-off",
        values=values,
        size=(5, 4.8),
        presets={
            translated("No cut"): {"cut": 4.0, "layers": 10},
            translated("30 layers"): {"cut": 2.0, "layers": 30},
        },
        cut=slider(translated("cut at"), 2.0, 0.5, 4, 0.05, unit=translated("deviations")),
        layers=slider(translated("layers"), 10, 1, 30, 1),
    )


def referee(**values):
    """Chapter 13: all its sentences, each to be judged before its evidence is seen."""
    names = [(f"{number} {each.name}", each.key) for number, each in enumerate(SENTENCES, 1)]
    verdicts = [(text, verdict) for verdict, text in VERDICT_NAMES.items()]
    return Panel(
        draw_sentence,
        name="referee",
        values=values,
        size=(5, 4.6),
        sentence=choice(translated("sentence"), names),
        verdict=choice(translated("your verdict"), [(translated("not yet"), OPEN), *verdicts]),
    )
