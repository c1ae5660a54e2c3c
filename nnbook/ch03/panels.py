"""Chapter 3: 200 random starts and the constant one, trained side by side on the document's shuffles."""

from functools import lru_cache

import numpy as np

from nnbook.documents.homework import CONSTANT_START, exercise_two, random_start, three_one_one
from nnlib import plots
from nnlib.datasets import duda_hart_stork
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider

SEEDS = 200


@lru_cache(maxsize=1)
def starts():
    """The history of all starts, the constant one last, and their parameters (epochs + 1, members, 6)."""
    first = np.array([*map(random_start, range(SEEDS)), CONSTANT_START])
    history = exercise_two(first, keep_networks=True)
    return history, np.stack([first] + [net.parameters for net in history.networks])


def draw_starts(figure, seed):
    """Learning curves of one random start and of the constant one, on the same shuffles."""
    history, _ = starts()
    limits = {"epochs": (0, 400), "loss": (1.5, 3.75), "accuracy": (0.2, 1)}
    plots.learning_curves(history, {"random start": seed, "constant start": SEEDS}, figure, **limits)
    random, constant = (int(history.stopped_at[member]) for member in (seed, SEEDS))
    losses = history.final.loss[[seed, SEEDS]]
    when = "earlier than" if random < constant else "later than" if random > constant else "together with"
    return (
        f"Seed {seed} stops at epoch {random}, {when} the constant start ({constant}). "
        f"Loss at the stop: {losses[0]:.3f} against {losses[1]:.3f}."
    )


def seed_race(**values):
    """Chapter 3: random start against constant start, by seed."""
    return Panel(
        draw_starts, name="seed-race", values=values, size=(5, 5), seed=slider("seed", 2, 0, SEEDS - 1, 1)
    )


def draw_paths(figure, seed, epoch, start):
    """All six parameters and the outputs for the 20 samples, epoch by epoch."""
    weights_axes, decision_axes = picture.panes(figure, 1, 1)
    history, parameters = starts()
    member = SEEDS if start == "constant" else seed
    stop = int(history.stopped_at[member])
    path = parameters[: stop + 2, member]
    x, y = duda_hart_stork()
    names = ["hidden: bias", "from $x_1$", "from $x_2$", "from $x_3$", "output: bias", "from hidden"]
    for name, numbers, style in zip(names, path.T, picture.LINES):
        picture.curve(weights_axes, name, np.arange(stop + 2), numbers, **style)
    outputs = np.full((20, 401), np.nan)
    outputs[:, : stop + 2] = three_one_one(path)(x)[..., 0].T
    picture.surface(decision_axes, "outputs", outputs, (-0.5, 400.5, 0.5, 20.5), -1.716, 1.716)
    now = min(epoch, stop + 1)
    for axes, high in [(weights_axes, 13), (decision_axes, 20.5)]:
        picture.curve(axes, "epoch", [now, now], [-13, high], color="black", linewidth=1, label="_")
    picture.curve(decision_axes, "classes", [0, 400], [10.5, 10.5], color="black", linewidth=1, label="_")
    picture.settle(weights_axes, xlim=(0, 400), ylim=(-13, 13), ylabel="weight")
    picture.settle(
        decision_axes,
        xlim=(0, 400),
        ylim=(0.5, 20.5),
        xlabel="epochs done",
        ylabel="sample",
        aspect="auto",
        yticks=[1, 10, 20],
    )
    picture.legend(weights_axes)
    wrong = np.flatnonzero((outputs[:, now] >= 0) != (y[:, 0] >= 0)) + 1
    return (
        f"{start.capitalize()} start after {now} epochs: wrong are the samples {', '.join(map(str, wrong))}. "
        f"The largest weight is {np.abs(path[now]).max():.2f}."
    )


def weight_paths(**values):
    """Chapter 3: every weight and every decision over time."""
    return Panel(
        draw_paths,
        name="weight-paths",
        values=values,
        size=(5, 6.5),
        seed=slider("seed", 0, 0, SEEDS - 1, 1),
        epoch=slider("epochs done", 100, 0, 400, 1),
        start=choice("start", ["random", "constant"]),
    )
