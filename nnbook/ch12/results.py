"""Chapter 12: what each start has learned of the digits; lazy or rich; the best rate by width. All take minutes.

Losses are those on all training examples. A run that diverged has a loss of NaN from then on.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from nnbook.ch12 import lazy, starts, widths
from nnbook.results import shipped


class Trial(NamedTuple):
    """Which starts are tried, at which rates, on how many seeds, and the steps at which the loss is kept."""

    starts: list
    rates: list
    seeds: range
    moments: list


EARLY = [0, 10, 20, 50, 100, 150, 200, 300, 400, 500]
DEEP = ["He", "orthogonal", "identity", "sine", "constant"]
TRIALS = {  # by the number of hidden layers
    3: Trial(list(starts.STARTS), [0.03, 0.1, 0.3], range(5), [*EARLY, 750, 1000]),
    19: Trial(DEEP, [0.01, 0.03], range(10), EARLY),
    29: Trial(DEEP, [0.01, 0.03], range(10), EARLY),
}
SCALES = np.sqrt(
    [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100, 1000]
)  # of the lazy and rich starts; their squares are alpha
LESSONS = range(5)


def make():
    """What the file has."""
    return digits_learned() | lessons_learned() | losses_by_width()


def run(start, hidden, rate, seed):
    """The losses of a run at the moments of its trial, and the share of the test digits that are right at the end."""
    loss, net = starts.learn(starts.network(start, hidden, seed=seed), rate, seed, TRIALS[hidden].moments)
    return loss, starts.right(net) if np.isfinite(loss[-1]) else np.nan


def digits_learned():
    """For each trial the losses (starts, rates, seeds, moments) and the shares right in the test (starts, rates, seeds)."""
    arrays = {}
    for hidden, trial in TRIALS.items():
        runs = [
            [[run(start, hidden, rate, seed) for seed in trial.seeds] for rate in trial.rates]
            for start in trial.starts
        ]
        arrays[f"losses_{hidden}"] = np.array([[[one for one, _ in r] for r in s] for s in runs], np.float32)
        arrays[f"tests_{hidden}"] = np.array([[[one for _, one in r] for r in s] for s in runs], np.float32)
    return arrays


class Learned(NamedTuple):
    """One start at its best rate: the rate; the median loss at each moment; the share right in the test, a run each."""

    rate: float
    loss: np.ndarray
    tests: np.ndarray


@cache
def learned(hidden, start):
    """What a start has learned of the digits at the best of the rates, by the median loss at the end: ``Learned``.

    >>> bool(learned(29, "identity").loss[-1] < learned(29, "He").loss[-1] / 5)
    True
    """
    trial, file = TRIALS[hidden], shipped("ch12")
    place = trial.starts.index(start)
    medians = np.median(file[f"losses_{hidden}"][place], axis=1)  # NaN where a run is lost
    best = int(np.nanargmin(medians[:, -1]))
    return Learned(trial.rates[best], medians[best], file[f"tests_{hidden}"][place, best])


def lessons_learned(scales=SCALES, seeds=LESSONS):
    """Of each scale and seed the test error, how far the weights moved, the share of switches and the epochs (scales,
    seeds, 4); and of the first seed the units at the start (2, 100) and at each scale's end (scales, 2, 100).
    """
    ends, seen = np.empty((len(scales), len(seeds), 4)), []
    for i, scale in enumerate(scales):
        for j, seed in enumerate(seeds):
            drawn = lazy.lesson(seed, scale)
            history = lazy.learned(drawn, scale)
            ends[i, j] = *lazy.measured(drawn, history.network), history.epochs
            if j == 0:
                seen.append(lazy.units(drawn, history.network))
    first = lazy.lesson(seeds[0])
    return {
        "lessons": ends.astype(np.float32),
        "first_units": lazy.units(first, first.net).astype(np.float16),
        "last_units": np.array(seen, np.float16),
    }


def losses_by_width(tasks=widths.TASKS):
    """Of each task the median losses (rules, widths, rates) after its steps; infinite where most starts diverge."""
    arrays = {}
    for name in tasks:
        task = widths.TASKS[name]
        losses = [
            [
                [
                    [widths.learned(name, width, rule, 2.0**k, seed) for seed in range(seeds)]
                    for k in task.powers
                ]
                for width, seeds in task.seeds.items()
            ]
            for rule in widths.RULES
        ]
        medians = [[[np.median(each) for each in row] for row in rule] for rule in losses]
        arrays[name] = np.array(medians, np.float32)
    return arrays


def by_width(task):
    """Of a task the median losses (rules, widths, rates), infinite where most starts diverge.

    >>> by_width("a wave").shape
    (2, 5, 9)
    """
    return shipped("ch12")[task]


def lessons():
    """Of each of ``SCALES`` and each of ``LESSONS``: test error, weights moved, share switched, steps (9, 5, 4).

    >>> bool(lessons()[-1, :, 0].mean() > 5 * lessons()[0, :, 0].mean())
    True
    """
    return shipped("ch12")["lessons"]


def diverges_from(task):
    """For each of ``widths.RULES`` the least rate tried at which most starts of each width diverge: a dict of lists.

    >>> diverges_from("a wave")["muP"]
    [1.0, 1.0, 1.0, 1.0, 1.0]
    """
    powers = widths.TASKS[task].powers
    return {
        rule: [2.0 ** powers[int(np.argmax(~np.isfinite(row)))] for row in losses]
        for rule, losses in zip(widths.RULES, by_width(task))
    }
