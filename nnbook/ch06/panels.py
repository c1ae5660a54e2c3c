"""Chapter 6: 81 equal starts and the document's random one, with its targets and with some that can be reached."""

import numpy as np

from nnbook.ch06 import results
from nnbook.ch06.results import ALL_TARGETS, HOW_MANY, RANDOM, START_VALUES, STEPS, TARGETS
from nnbook.documents.zeros_and_twos import mean_error
from nnbook.results import shipped
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.counting import counting
from nnlib.show.language import translated

EQUAL_BOUND = {"document": 0.875, "reachable": 0.1125}  # derived in the chapter


def sixty_thousand(again=False):
    """The parameters (moments, 2, 82, 16) at ``STEPS``, by targets and by start, random last; the errors of each.

    They are read from a file that was made with the book, rounded to a millionth; ``again`` trains them now.
    """
    path = results.trained() if again else results.weights()
    return path, mean_error(path, ALL_TARGETS)


def three_hundred(targets="document", again=False):
    """The errors of 300 random starts at the moments of ``results.RANDOM_STEPS``; ``again`` as for ``sixty_thousand``."""
    return results.random_errors(targets) if again else shipped("ch06")[f"random_{targets}"]


def draw_weights(figure, value, start, targets, steps):
    """All 16 weights over the first steps, and the error, for weights that start equal or at random."""
    weights_axes, error_axes = picture.panes(figure, 3, 2)
    member = RANDOM if start == "random" else round((value - START_VALUES[0]) * 10)
    weights = results.weights()[STEPS <= steps, list(TARGETS).index(targets), member]
    error = mean_error(weights, TARGETS[targets])
    x = np.maximum(STEPS[: len(weights)], 0.5)  # a logarithmic axis has no 0: the start is its left edge
    kinds = [weights[:, i:12:3] for i in range(3)] + [weights[:, 12:]]  # each (steps, 4 units)
    names = [translated("from {input}").format(input=f"$x_{i}$") for i in (1, 2, 3)]
    names.append(translated("to the output"))
    for name, numbers, style in zip(names, kinds, picture.LINES):
        picture.curves(weights_axes, name, x, numbers, **style)
    picture.curve(error_axes, translated("error"), x, error, **picture.LINES[0])
    bound = EQUAL_BOUND[targets]
    black = {"color": "black", "linewidth": 1}
    picture.curve(error_axes, translated("bound for equal units"), [0.5, 60_000], [bound, bound], **black)
    high = 12 if np.abs(weights).max() < 12 else 24  # labels of one width
    log = {"xscale": "log", "xlim": (0.5, 60_000), "xticks": [0.5, 1, 10, 100, 1000, 10_000]}
    log["xticklabels"] = ["0", "1", "10", "100", "1000", "10000"]
    ticks = np.linspace(-high, high, 5)
    picture.settle(weights_axes, **log, ylim=(-high, high), yticks=ticks, ylabel=translated("weight"))
    top = 1.4 if targets == "document" else 0.6
    picture.settle(error_axes, **log, ylim=(0, top))
    picture.settle(error_axes, xlabel=translated("steps done"), ylabel=translated("mean $|t-z|$"))
    picture.legend(weights_axes, ncols=2)
    picture.legend(error_axes)
    lines = max(len(np.unique(numbers, axis=1).T) for numbers in kinds)
    if lines > 1:
        said = translated("Start {start}, {steps} steps: each unit has lines of its own.")
    else:
        said = translated("Start {start}, {steps} steps: the four units share every line.")
    begin = translated("random") if start == "random" else f"{value:.1f}"
    errors = translated("The error goes from {first:.4f} to {last:.4f}.")
    return f"{said.format(start=begin, steps=steps)} {errors.format(first=error[0], last=error[-1])}"


def start_value(**values):
    """Chapter 6: every weight over 60,000 steps, by the value at which all of them start."""
    starts = [(translated("all weights equal"), "equal"), (translated("random, seed 1"), "random")]
    targets = [("1, 3, 2, 0", "document"), ("0.35, 0.85, 0.6, 0.1", "reachable")]
    panel = Panel(
        draw_weights,
        name="start-value",
        values=values,
        size=(5, 6),
        play="steps",
        groups={translated("Start"): ["value", "start"], translated("Training"): ["targets", "steps"]},
        presets={
            translated("Zeros"): {"value": 0.0, "start": "equal", "targets": "document"},
            translated("Twos"): {"value": 2.0, "start": "equal", "targets": "document"},
            translated("Random"): {"start": "random", "targets": "document"},
        },
        value=slider(translated("start value"), 0.0, -4.0, 4.0, 0.1),
        start=choice(translated("start"), starts),
        targets=choice(translated("targets"), targets),
        steps=steps(translated("steps done"), HOW_MANY, value=10_000),
    )
    return counting(panel, value=("start", ["equal"]))
