"""Chapter 3: a random start beside the constant one, epoch by epoch, and what it answers meanwhile."""

import numpy as np

from nnbook.ch03.runs import LAST, SEEDS, epochs_done, starts, wrong_samples
from nnbook.documents.homework import three_one_one
from nnlib import plots
from nnlib.datasets import duda_hart_stork
from nnlib.show import picture
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps


@in_steps()
def draw_race(figure, seed, epoch):
    """The losses of a random start and the constant one up to an epoch; below, what the random one answers then."""
    loss_axes, answer_axes = picture.panes(figure, 3, 2)
    history, parameters = yield from starts.steps()
    member, losses, ended = SEEDS.index(seed), [], []
    names = [translated("random start"), translated("constant start")]
    for name, each, style in zip(names, [member, -1], picture.LINES):
        done, stopped = epochs_done(each, epoch)
        loss = history.loss[:done, each]
        picture.curve(loss_axes, name, np.arange(done), loss, **style)
        end = (done - 1, loss[-1]) if stopped else (np.nan, np.nan)
        end_name = translated("{curve}, end").format(curve=name)
        picture.curve(loss_axes, end_name, *end, marker="o", color=style["color"], label="_")
        losses.append(loss[-1] if done else None)
        ended.append(stopped)
    picture.settle(loss_axes, xlim=(0, LAST), ylim=(1.5, 3.75))
    picture.settle(loss_axes, xlabel=translated("epoch"), ylabel=translated("loss"))
    picture.legend(loss_axes)
    done, _ = epochs_done(member, epoch)
    outputs = three_one_one(parameters[done, member])(duda_hart_stork()[0])[:, 0]
    wrong = wrong_samples(outputs)
    draw_answers(answer_axes, outputs, wrong)
    right = 20 - len(wrong)
    if not done:
        said = translated(
            "Seed {seed}, before the first epoch: {right} of the 20 samples are sorted correctly."
        )
        return said.format(seed=seed, right=right)
    said = translated("{right} of the 20 samples are sorted correctly.").format(right=right)
    return f"{stand(seed, done, history.stopped_at[[member, -1]], losses, ended)} {said}"


def stand(seed, done, stops, losses, ended):
    """How the random start of a seed stands beside the constant one; ``stops``, ``losses``, ``ended``: of both, in this order."""
    values = {
        "seed": seed,
        "stop": stops[0],
        "constant": stops[1],
        "loss": losses[0],
        "other_loss": losses[1],
    }
    if not all(ended):
        said = counted(
            "Seed {seed}, after {done} epoch: the loss is {loss:.3f}, that of the constant start {other_loss:.3f}.",
            "Seed {seed}, after {done} epochs: the loss is {loss:.3f}, that of the constant start {other_loss:.3f}.",
            done,
        )
        if ended[0]:
            said = translated(
                "Seed {seed}, stopped at epoch {stop}: "
                "the loss is {loss:.3f}, that of the constant start {other_loss:.3f}."
            )
        return said.format(done=done, **values)
    if stops[0] < stops[1]:
        said = translated("Seed {seed} stops at epoch {stop}, earlier than the constant start ({constant}).")
    elif stops[0] > stops[1]:
        said = translated("Seed {seed} stops at epoch {stop}, later than the constant start ({constant}).")
    else:
        said = translated("Seed {seed} stops at epoch {stop}, together with the constant start ({constant}).")
    loss = translated("Loss at the stop: {loss:.3f} against {other_loss:.3f}.")
    return f"{said.format(**values)} {loss.format(**values)}"


def draw_answers(axes, outputs, wrong):
    """The ``outputs`` for the 20 samples, by class; a ring marks those that are ``wrong``."""
    picture.curve(axes, translated("boundary"), [0, 21], [0, 0], color="black", linewidth=1, label="_")
    ring = {"marker": "o", "linestyle": "", "color": "black", "fillstyle": "none", "markersize": 13}
    picture.curve(axes, "wrong", wrong, outputs[wrong - 1], label=translated("wrong side"), **ring)
    points = np.column_stack([np.arange(1, 21), outputs])
    names = [translated("target +"), translated("target −")]
    plots.samples(axes, points, duda_hart_stork()[1], names, size=7)
    picture.settle(axes, xlim=(0, 21), ylim=(-2.1, 2.1), xticks=[1, 5, 10, 15, 20])
    picture.settle(axes, xlabel=translated("sample"), ylabel=translated("output"))
    picture.legend(axes)
