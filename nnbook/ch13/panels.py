"""Chapter 13: normal numbers that are cut off; and a referee's bench for all sentences of the chapter."""

import textwrap

import numpy as np

from nnbook.ch13 import results
from nnbook.ch13.cut import density, share_within, variance_left
from nnbook.ch13.sentences import SENTENCES, VERDICT_NAMES
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider
from nnlib.show.language import counted, translated

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
        "After {layers} layer a signal that should keep its mean square has {share:.2g} of it.",
        "After {layers} layers a signal that should keep its mean square has {share:.2g} of it.",
        layers,
    ).format(layers=layers, share=left**layers)
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


OPEN = "not yet"
MOST = max(len(each.rows) for each in SENTENCES)
BLUE, GREY = "#0072B2", "#6B6B6B"
LONGEST = 0.66  # of the picture's width: the longest bar, after which its number still has room


def lengths(numbers, log):
    """How long the bars of numbers (...) are, 0 to 1: in proportion, or by their logarithms; 1.1 for infinity.

    >>> lengths([0.0, 0.5, 1.0], False).tolist(), lengths([0.01, 0.1, 1.0], True).round(2).tolist()
    ([0.0, 0.5, 1.0], [0.1, 0.55, 1.0])
    """
    sizes = np.abs(np.asarray(numbers, float))
    finite = sizes[np.isfinite(sizes) & (sizes > 0)]
    if log:
        low, high = np.log10([finite.min(), finite.max()])
        with np.errstate(divide="ignore"):
            part = 0.1 + 0.9 * (np.log10(sizes) - low) / max(high - low, 1e-9)
        part = np.where(sizes == 0, 0, part)
    else:
        part = sizes / finite.max()
    return np.where(np.isposinf(sizes), 1.1, part)


def draw_sentence(figure, sentence, verdict):
    """A sentence and, once the reader has a verdict, what it says (grey) and what is found (blue)."""
    (axes,) = picture.panes(figure, 1)
    for spine in axes.spines.values():
        spine.set_visible(False)
    picture.settle(axes, xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
    keys = [each.key for each in SENTENCES]
    said, number = SENTENCES[keys.index(sentence)], keys.index(sentence) + 1
    claim, source = textwrap.fill(f"\u201c{said.claim}\u201d", 44), textwrap.fill(said.source, 54)
    picture.words(axes, "claim", 0, 1, claim, fontsize=13, va="top")
    picture.words(axes, "source", 0, 0.8, source, fontsize=11, va="top", color=GREY)
    shown = verdict != OPEN
    ask = translated("True, false, or true when?\nChoose your verdict, then look at the evidence.")
    picture.words(axes, "ask", 0, 0.55, "" if shown else ask, fontsize=12, va="top", wrap=True)
    draw_rows(axes, said, shown)
    if not shown:
        return translated(
            "Sentence {number} of {count}, told in our words: \u201c{claim}\u201d ({source}.) True, false, or true when?"
        ).format(number=number, count=len(SENTENCES), claim=said.claim, source=said.source)
    judged = (
        translated("Sentence {number}. We agree: {ours}.")
        if verdict == said.verdict
        else translated("Sentence {number}. You say {yours}, we say: {ours}.")
    ).format(number=number, yours=VERDICT_NAMES[verdict], ours=VERDICT_NAMES[said.verdict])
    return f"{judged} {said.reason(*results.found(sentence).T)}"


def draw_rows(axes, said, shown):
    """The evidence, a row below the other: its name, a grey bar for what is said, a blue one for what is found."""
    numbers = results.found(said.key)
    parts = LONGEST * lengths(numbers, said.log)
    bars = {
        "says": (translated("says {number}"), GREY, 3),
        "found": (translated("found {number}"), BLUE, 7),
    }
    ends, colours, widths = [], [], []
    for row in range(MOST):
        here = shown and row < len(said.rows)
        top = 0.69 - 0.175 * row
        picture.words(axes, f"row {row}", 0, top, said.rows[row] if here else "", fontsize=11, va="top")
        for kind, (name, (text, colour, width)) in enumerate(bars.items()):
            height = top - 0.115 + 0.045 * kind
            known = here and not np.isnan(numbers[row, kind])
            text = text.format(number=said.written(numbers[row, kind])) if known else ""
            end = parts[row, kind] if known else 0
            style = {"fontsize": 10, "va": "center", "color": colour}
            picture.words(axes, f"{name} {row}", end + 0.015, height, text, **style)
            ends.append([(0, height), (end if known else np.nan, height)])
            colours.append(colour), widths.append(width)
    picture.segments(axes, "bars", ends, color=colours, linewidth=widths)


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
