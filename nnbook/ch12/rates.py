"""What the panel of chapter 12's rates draws: the loss against the rate, width by width."""

import numpy as np

from nnbook.ch12 import results, widths
from nnlib.show import picture
from nnlib.show.language import translated

RULES = {"standard": translated("one rate for all"), "muP": translated("muP")}
# The tasks as a list calls them, and as a sentence begins with them.
TASKS = {
    "a wave": (translated("a wave"), translated("A wave")),
    "digits, squared error": (
        translated("digits, squared error"),
        translated("Digits, squared error"),
    ),
    "digits, cross-entropy": (
        translated("digits, cross-entropy"),
        translated("Digits, cross-entropy"),
    ),
}
# Where what diverges is marked.
TOP = {"a wave": 0.2, "digits, squared error": 0.8, "digits, cross-entropy": 4.0}
LOW = {"a wave": 1e-3, "digits, squared error": 1e-2, "digits, cross-entropy": 3e-4}


def draw_rates(figure, task, rule, width, power):
    """The loss against the rate, for all widths; a rate that was chosen with the narrow network, at the wide one."""
    (axes,) = picture.panes(figure, 1)
    powers, all_widths = np.array(widths.TASKS[task].powers), list(widths.TASKS[task].seeds)
    losses, base = results.by_width(task)[widths.RULES.index(rule)], widths.TASKS[task].base
    width = min(width, all_widths[-1])
    power, wanted = int(np.clip(power, powers[0], powers[-1])), power
    at = list(powers).index(power)
    shown = np.where(np.isfinite(losses) & (losses < TOP[task]), losses, np.nan)
    small, large = all_widths.index(base), all_widths.index(width)
    faint = {"color": "#999999", "linewidth": 1}
    picture.curves(axes, "other widths", powers, shown.T, label=translated("other widths"), **faint)
    base_width = {"label": translated("the base width")} | picture.LINES[1]
    picture.curve(axes, "the base width", powers, shown[small], **base_width)
    picture.curve(
        axes, "chosen width", powers, shown[large], label=translated("chosen width"), **picture.LINES[0]
    )
    lost = np.where(np.isnan(shown[large]), TOP[task], np.nan)
    cross = {"color": "#0072B2", "marker": "x", "markersize": 9, "markeredgewidth": 2.5, "linestyle": ""}
    picture.curve(axes, "diverges", powers, lost, label=translated("diverges"), **cross)
    black = {"color": "black", "marker": "o", "linestyle": "", "label": "_"}
    found = np.where(np.isnan(shown[[small, large], at]), TOP[task], shown[[small, large], at])
    picture.curve(axes, translated("rate"), [power] * 2, found, **black)
    picture.settle(
        axes, yscale="log", xlim=(powers[0] - 0.3, powers[-1] + 0.3), ylim=(LOW[task], TOP[task] * 1.3)
    )
    named = [widths.power_of_two(k) if k % 2 == 0 or len(powers) < 7 else "" for k in powers]
    picture.settle(axes, xticks=powers, xticklabels=named)
    picture.settle(axes, xlabel=translated("rate"), ylabel=translated("loss"))
    picture.legend(axes)
    best, best_small = (widths.power_of_two(int(powers[np.nanargmin(shown[i])])) for i in (large, small))
    first = translated("{task}, {rates}. The best rate of width {base} is {best}.").format(
        task=TASKS[task][1], rates=RULES[rule], base=base, best=best_small
    )
    said = (
        translated(
            "Width {width}: at the rate {rate} it diverges; its best rate is {best}, with {least:.2g}."
        )
        if np.isnan(shown[large, at])
        else translated(
            "Width {width}: at the rate {rate} its loss is {loss:.2g}; its best rate is {best}, with {least:.2g}."
        )
    )
    here = {"width": width, "rate": widths.power_of_two(power), "loss": shown[large, at]}
    said = said.format(best=best, least=np.nanmin(shown[large]), **here)
    if power == wanted:
        return f"{first} {said}"
    low, high = (widths.power_of_two(int(end)) for end in powers[[0, -1]])
    tried = translated("Rates from {low} to {high} have been tried.").format(low=low, high=high)
    return f"{first} {said} {tried}"
