"""What the referee's bench of chapter 13 draws: a sentence, and the evidence once the reader has a verdict."""

import re
import textwrap

import numpy as np

from nnbook.ch13 import results
from nnbook.ch13.sentences import SENTENCES, VERDICT_NAMES
from nnlib.show import picture
from nnlib.show.language import translated

OPEN = "not yet"
MOST = max(len(each.rows) for each in SENTENCES)
BLUE, GREY = "#0072B2", "#6B6B6B"
LONGEST = 0.66  # of the picture's width: the longest bar, after which its number still has room
WIDE = "\u2e80-\u9fff\uff00-\uffef"  # Chinese characters and their punctuation, twice as wide as a letter
PARTS = re.compile(rf"\s*(?:[{WIDE}][\uff0c\uff1b\uff1a\uff1f\uff09\u3001\u3002\u201d]*|[^\s{WIDE}]+)")


def wrapped(text, width):
    """The text in lines as wide as ``width`` letters; where it is Chinese, a line may end after any character.

    >>> wrapped("one two three", 8), wrapped("\u4e00\u4e8c\u4e09\u3002\u56db five", 6)
    ('one two\\nthree', '\u4e00\u4e8c\\n\u4e09\u3002\u56db\\nfive')
    """
    if not re.search(f"[{WIDE}]", text):
        return textwrap.fill(text, width)
    lines, room = [""], width
    for part in PARTS.findall(text):
        size = len(part) + len(re.findall(f"[{WIDE}]", part))
        if size > room:
            lines.append("")
            room = width
        lines[-1] += part
        room -= size
    return "\n".join(line.strip() for line in lines)


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
    claim, source = wrapped(f"\u201c{said.claim}\u201d", 44), wrapped(said.source, 54)
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
