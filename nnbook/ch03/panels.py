"""Chapter 3: random starts and the constant one, trained side by side on the document's shuffles."""

import numpy as np

from nnbook.documents.homework import CONSTANT_START, random_start, rules_of_exercise_two, three_one_one
from nnlib import plots
from nnlib.datasets import duda_hart_stork
from nnlib.history import History
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.steps import in_steps
from nnlib.training import sgd

SEEDS = [*range(200), 1500, 6875673]  # the last two and 0 are the document's
LAST = 400  # epochs of a panel; all these runs have stopped by then


@in_steps(most=1)
def starts():
    """The history of all starts, and their parameters (epochs + 1, members, 6); a stopped run keeps its own.

    The members are the random starts of ``SEEDS``, 0 to 199 and two that the document names, and the constant one last.
    """
    first = three_one_one([*map(random_start, SEEDS), CONSTANT_START])
    history = History(first, keep_networks=True)
    for epoch in sgd(first, *duda_hart_stork(), **rules_of_exercise_two()):
        history.append(epoch)
        yield f"Training {len(SEEDS) + 1} networks", min(epoch.index / LAST, 1)
    return history, np.stack([net.parameters for net in [first, *history.networks]])


def epochs_done(member, epoch):
    """How many epochs a member has done when others have done ``epoch``, and whether it has stopped by then."""
    ran = int(starts()[0].stopped_at[member]) + 1
    return min(epoch, ran), epoch >= ran


def wrong_samples(outputs):
    """The numbers, from 1, of the samples whose ``outputs`` (20,) have the wrong sign."""
    return np.flatnonzero((outputs >= 0) != (duda_hart_stork()[1][:, 0] >= 0)) + 1


@in_steps()
def draw_race(figure, seed, epoch):
    """The losses of a random start and the constant one up to an epoch; below, what the random one answers then."""
    loss_axes, answer_axes = picture.panes(figure, 3, 2)
    history, parameters = yield from starts.steps()
    member, losses, ended = SEEDS.index(seed), [], []
    for name, each, style in zip(["random start", "constant start"], [member, -1], picture.LINES):
        done, stopped = epochs_done(each, epoch)
        loss = history.loss[:done, each]
        picture.curve(loss_axes, name, np.arange(done), loss, **style)
        end = (done - 1, loss[-1]) if stopped else (np.nan, np.nan)
        picture.curve(loss_axes, f"{name}, end", *end, marker="o", color=style["color"], label="_")
        losses.append(f"{loss[-1]:.3f}" if done else "")
        ended.append(stopped)
    picture.settle(loss_axes, xlim=(0, LAST), ylim=(1.5, 3.75), xlabel="epoch", ylabel="loss")
    picture.legend(loss_axes)
    done, _ = epochs_done(member, epoch)
    outputs = three_one_one(parameters[done, member])(duda_hart_stork()[0])[:, 0]
    wrong = wrong_samples(outputs)
    draw_answers(answer_axes, outputs, wrong)
    right = f"{20 - len(wrong)} of the 20 samples are on their right side."
    random, constant = (int(history.stopped_at[each]) for each in (member, -1))
    if all(ended):
        when = "earlier than" if random < constant else "later than" if random > constant else "together with"
        return (
            f"Seed {seed} stops at epoch {random}, {when} the constant start ({constant}). "
            f"Loss at the stop: {losses[0]} against {losses[1]}. {right}"
        )
    if not done:
        return f"Seed {seed}, before the first epoch: {right}"
    own = f"stopped at epoch {random}" if ended[0] else f"after {done} epoch{'s' * (done > 1)}"
    return f"Seed {seed}, {own}: the loss is {losses[0]}, that of the constant start {losses[1]}. {right}"


def draw_answers(axes, outputs, wrong):
    """The ``outputs`` for the 20 samples, by class; a ring marks those that are ``wrong``."""
    picture.curve(axes, "boundary", [0, 21], [0, 0], color="black", linewidth=1, label="_")
    ring = {"marker": "o", "linestyle": "", "color": "black", "fillstyle": "none", "markersize": 13}
    picture.curve(axes, "wrong", wrong, outputs[wrong - 1], label="wrong side", **ring)
    points = np.column_stack([np.arange(1, 21), outputs])
    plots.samples(axes, points, duda_hart_stork()[1], ["target +", "target −"], size=7)
    picture.settle(axes, xlim=(0, 21), ylim=(-2.1, 2.1), xticks=[1, 5, 10, 15, 20])
    picture.settle(axes, xlabel="sample", ylabel="output")
    picture.legend(axes)


def seed_race(**values):
    """Chapter 3: random start against constant start, epoch by epoch, and what the network answers meanwhile."""
    return Panel(
        draw_race,
        name="seed-race",
        values=values,
        size=(5, 5.8),
        play="epoch",
        presets={f"seed {seed}": {"seed": seed, "epoch": LAST} for seed in (6875673, 0, 1500)},
        seed=steps("seed", SEEDS, value=2),
        epoch=slider("epochs done", LAST, 0, LAST, 1),
    )


@in_steps()
def draw_paths(figure, seed, start, epoch):
    """All six parameters and the outputs for the 20 samples, epoch by epoch."""
    weights_axes, decision_axes = picture.panes(figure, 1, 1)
    _, parameters = yield from starts.steps()
    member = -1 if start == "constant" else SEEDS.index(seed)
    ran, _ = epochs_done(member, LAST)
    now, stopped = epochs_done(member, epoch)
    path = parameters[: ran + 1, member]
    names = ["hidden: bias", "from $x_1$", "from $x_2$", "from $x_3$", "output: bias", "from hidden"]
    for name, numbers, style in zip(names, path.T, picture.LINES):
        picture.curve(weights_axes, name, np.arange(ran + 1), numbers, **style)
    outputs = np.full((20, LAST + 1), np.nan)
    outputs[:, : ran + 1] = three_one_one(path)(duda_hart_stork()[0])[..., 0].T
    picture.surface(decision_axes, "outputs", outputs, (-0.5, LAST + 0.5, 0.5, 20.5), -1.716, 1.716)
    for axes, high in [(weights_axes, 13), (decision_axes, 20.5)]:
        picture.curve(axes, "epoch", [now, now], [-13, high], color="black", linewidth=1, label="_")
    picture.curve(decision_axes, "classes", [0, LAST], [10.5, 10.5], color="black", linewidth=1, label="_")
    picture.settle(weights_axes, xlim=(0, LAST), ylim=(-13, 13), ylabel="weight")
    picture.settle(
        decision_axes,
        xlim=(0, LAST),
        ylim=(0.5, 20.5),
        xlabel="epochs done",
        ylabel="sample",
        aspect="auto",
        yticks=[1, 10, 20],
    )
    picture.legend(weights_axes)
    wrong = ", ".join(map(str, wrong_samples(outputs[:, now])))
    who = "The constant start" if start == "constant" else f"The random start of seed {seed}"
    when = f"{'stopped after' if stopped else 'has done'} {now} epoch{'s' * (now != 1)}"
    return (
        f"{who} {when}. Wrong are the samples {wrong}. The largest weight is {np.abs(path[now]).max():.2f}."
    )


def weight_paths(**values):
    """Chapter 3: every weight and every decision over time."""
    return Panel(
        draw_paths,
        name="weight-paths",
        values=values,
        size=(5, 6.5),
        play="epoch",
        presets={f"seed {seed}": {"seed": seed, "start": "random"} for seed in (6875673, 0, 1500)},
        seed=steps("seed", SEEDS, value=0),
        start=choice("start", ["random", "constant"]),
        epoch=slider("epochs done", 100, 0, LAST, 1),
    )
