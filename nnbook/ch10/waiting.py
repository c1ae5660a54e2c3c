"""How long deep networks wait until they learn, from three starts, and what arrives at their output (chapter 10)."""

import numpy as np

from nnbook.ch10.results import DEPTHS, MOMENTS, SEEDS, STARTS, losses, sizes_at_start, waits
from nnbook.ch10.sizes import DOTTED
from nnlib.show import picture
from nnlib.show.language import translated
from nnlib.show.numbers import number

# What a reader sees for each of ``STARTS``.
SHOWN = {"He": "He", "Xavier": "Xavier", "Xavier, repaired": translated("Xavier, repaired")}


def draw_thirty(figure, depth, start, step):
    """Above the sizes of the signals before the first step, below the losses of ten runs, on a logarithmic axis of steps."""
    above, below = picture.panes(figure, 2, 3)
    place, which, layers = DEPTHS.index(depth), STARTS.index(start), np.arange(depth + 1)
    he, xavier = sizes_at_start()[place, :, : depth + 1]
    sizes = [he, xavier, np.append(xavier[:-1], he[-1])][which]
    picture.curve(above, "He", layers, np.log10(he), **DOTTED)
    picture.curve(
        above, translated("signals"), layers, np.log10(sizes), marker="o", markersize=3, **picture.LINES[0]
    )
    picture.settle(above, xlabel=translated("layer; the last point is the output"), ylabel=translated("size"))
    marks = [-4, -2, 0]
    picture.settle(above, xlim=(-0.5, 30.5), ylim=(-5.5, 1))
    picture.settle(above, yticks=marks, yticklabels=[f"$10^{{{mark}}}$" for mark in marks])
    shown, x = losses()[place], np.log10(MOMENTS[1:])
    done = MOMENTS <= step
    grey, blue = {"color": "#999999", "linewidth": 0.7}, {"color": "#0072B2", "linewidth": 1.2}
    black = {"color": "black", "linewidth": 1, "label": "_"}
    picture.curves(below, "He", x, shown[0].T[1:], **grey)
    picture.curves(below, translated("runs"), x, np.where(done, shown[which], np.nan).T[1:], **blue)
    picture.curve(below, translated("now"), np.log10([step, step]), [0, 9], **black)
    ticks = {50: "50", 100: "100", 300: "300", 1000: "1,000", 3000: "3,000", 10_000: "10,000"}
    picture.settle(below, xlim=(np.log10(50), 4), xticks=np.log10([*ticks]), xticklabels=list(ticks.values()))
    picture.settle(below, ylim=(0, 3), xlabel=translated("steps"), ylabel=translated("loss"))
    waited = waits()[place, which]
    learned = int((waited <= step).sum())
    said = translated(
        "{depth} matrices, {start}. What arrives at the output has the size {size}. After {step:,} steps {learned} "
        "of {runs} runs have a loss below 1; all have after {last:,}. Grey and dotted: He's start."
    )
    found = {"size": number(sizes[-1]), "learned": learned, "runs": len(SEEDS), "last": waited.max()}
    return said.format(depth=depth, start=SHOWN[start], step=step, **found)
