"""Chapter 3: a random start beside the constant one, and all that a run learns, epoch by epoch."""

import numpy as np

from nnbook.ch03.race import draw_race
from nnbook.ch03.runs import DOCUMENTS, LAST, SEEDS, epochs_done, starts, wrong_samples
from nnbook.documents.homework import three_one_one
from nnlib.datasets import duda_hart_stork
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps


def seed_race(**values):
    """Chapter 3: random start against constant start, epoch by epoch, and what the network answers meanwhile."""
    return Panel(
        draw_race,
        name="seed-race",
        values=values,
        size=(5, 5.8),
        play="epoch",
        presets={name: {"seed": seed, "epoch": LAST} for name, seed in DOCUMENTS.items()},
        seed=steps(translated("seed"), SEEDS, value=2),
        epoch=slider(translated("epochs done"), LAST, 0, LAST, 1),
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
    names = [
        translated("hidden: bias"),
        translated("from $x_1$"),
        translated("from $x_2$"),
        translated("from $x_3$"),
        translated("output: bias"),
        translated("from hidden"),
    ]
    for name, numbers, style in zip(names, path.T, picture.LINES):
        picture.curve(weights_axes, name, np.arange(ran + 1), numbers, **style)
    outputs = np.full((20, LAST + 1), np.nan)
    outputs[:, : ran + 1] = three_one_one(path)(duda_hart_stork()[0])[..., 0].T
    picture.surface(
        decision_axes, translated("outputs"), outputs, (-0.5, LAST + 0.5, 0.5, 20.5), -1.716, 1.716
    )
    for axes, high in [(weights_axes, 13), (decision_axes, 20.5)]:
        picture.curve(
            axes, translated("epoch"), [now, now], [-13, high], color="black", linewidth=1, label="_"
        )
    border = {"color": "black", "linewidth": 1, "label": "_"}
    picture.curve(decision_axes, translated("classes"), [0, LAST], [10.5, 10.5], **border)
    picture.settle(weights_axes, xlim=(0, LAST), ylim=(-13, 13), ylabel=translated("weight"))
    picture.settle(
        decision_axes,
        xlim=(0, LAST),
        ylim=(0.5, 20.5),
        xlabel=translated("epochs done"),
        ylabel=translated("sample"),
        aspect="auto",
        yticks=[1, 10, 20],
    )
    picture.legend(weights_axes)
    wrong = ", ".join(map(str, wrong_samples(outputs[:, now])))
    sentences = [
        so_far(seed, start, now, stopped),
        translated("Wrong are the samples {samples}.").format(samples=wrong),
        translated("The largest weight is {weight:.2f}.").format(weight=np.abs(path[now]).max()),
    ]
    return " ".join(sentences)


def so_far(seed, start, done, stopped):
    """How many epochs the constant start, or the random one of a seed, has done, and whether it has stopped."""
    if start == "constant" and stopped:
        said = counted(
            "The constant start stopped after {done} epoch.",
            "The constant start stopped after {done} epochs.",
            done,
        )
    elif start == "constant":
        said = counted(
            "The constant start has done {done} epoch.", "The constant start has done {done} epochs.", done
        )
    elif stopped:
        said = counted(
            "The random start of seed {seed} stopped after {done} epoch.",
            "The random start of seed {seed} stopped after {done} epochs.",
            done,
        )
    else:
        said = counted(
            "The random start of seed {seed} has done {done} epoch.",
            "The random start of seed {seed} has done {done} epochs.",
            done,
        )
    return said.format(seed=seed, done=done)


def weight_paths(**values):
    """Chapter 3: every weight and every decision over time."""
    return Panel(
        draw_paths,
        name="weight-paths",
        values=values,
        size=(5, 6.5),
        play="epoch",
        presets={name: {"seed": seed, "start": "random"} for name, seed in DOCUMENTS.items()},
        seed=steps(translated("seed"), SEEDS, value=0),
        start=choice(
            translated("start"), [(translated("random"), "random"), (translated("constant"), "constant")]
        ),
        epoch=slider(translated("epochs done"), 100, 0, LAST, 1),
    )
