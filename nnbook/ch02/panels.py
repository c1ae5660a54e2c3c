"""Chapter 2: the loss as one of nine weights moves, and a network that learns by all nine slopes."""

from functools import lru_cache

import numpy as np

from nnbook.documents.homework import two_two_one
from nnlib import plots
from nnlib.live import Panel
from nnlib.losses import SquaredError
from nnlib.show import picture
from nnlib.show.controls import choice, log_slider, slider, steps
from nnlib.show.language import counted, translated
from nnlib.slopes import loss_along
from nnlib.training import train

SAMPLE, TARGET = [[1.0, 2.0]], [[-1.0]]
NINE = [
    translated("bias of unit 1"),
    translated("unit 1 from x1"),
    translated("unit 1 from x2"),
    translated("bias of unit 2"),
    translated("unit 2 from x1"),
    translated("unit 2 from x2"),
    translated("bias of output"),
    translated("output from unit 1"),
    translated("output from unit 2"),
]
SEEDS, RATE, LAST = 20, 0.1, 1000
STEPS = [*range(20), *range(20, 50, 2), *range(50, 100, 5), *range(100, 300, 10), *range(300, LAST + 1, 25)]
# As a reader sees them and as a link has them; a member of the ensemble is one place before its start, (a) the last.
STARTS = [(translated("network (a)"), "network (a)")]
STARTS += [(translated("seed {seed}").format(seed=seed), f"seed {seed}") for seed in range(SEEDS)]


def draw_tangent(figure, which, value, h):
    """The loss against one weight, with the tangent and the secant; below, the secant's error by its step."""
    curve_axes, error_axes = picture.panes(figure, 3, 2)
    net = two_two_one("a")
    sizes = 10.0 ** np.arange(-14, 0.01, 0.25)

    def along(values):
        return loss_along(net, which, values, SAMPLE, TARGET, SquaredError())

    def differences(sizes):
        return (along(value + sizes)[0] - along(value - sizes)[0]) / (2 * sizes)

    values = np.linspace(-4, 4, 201)
    (loss,), (slope,) = along([value])
    (secant,) = differences(np.array([h]))
    near = value + np.array([-1.5, 1.5])
    low, high = along(value + np.array([-h, h]))[0]
    picture.curve(curve_axes, translated("loss"), values, along(values)[0], **picture.LINES[0])
    tangent_line, secant_line = loss + slope * (near - value), (low + high) / 2 + secant * (near - value)
    picture.curve(curve_axes, translated("tangent"), near, tangent_line, **picture.LINES[1])
    picture.curve(curve_axes, translated("secant"), near, secant_line, **picture.LINES[2])
    point = {"color": "black", "linestyle": "", "label": "_"}
    own = net.parameters[which]
    picture.curve(curve_axes, translated("here"), value, loss, marker="o", **point)
    ends = value + np.array([-h, h])
    picture.curve(curve_axes, translated("ends"), ends, [low, high], marker="s", **point)
    circle = {"marker": "o", "fillstyle": "none", "markersize": 10, "label": translated("network (a)")}
    picture.curve(curve_axes, "own", own, along([own])[0], **point | circle)
    picture.settle(curve_axes, xlim=(-4, 4), ylim=(0, 8))
    picture.settle(curve_axes, xlabel=translated("the weight"), ylabel=translated("loss"))
    picture.legend(curve_axes)
    off = np.maximum(np.abs(differences(sizes) - slope), 1e-13)  # an exact hit has no place on a log axis
    picture.curve(error_axes, translated("off"), sizes, off, **picture.LINES[0])
    picture.curve(error_axes, translated("now"), h, max(abs(secant - slope), 1e-13), marker="o", **point)
    picture.settle(error_axes, xscale="log", yscale="log", xlim=(1e-14, 1), ylim=(1e-13, 10))
    picture.settle(error_axes, xlabel=translated("step h"), ylabel=translated("|secant \u2212 tangent|"))
    said = translated(
        "{weight} = {value:.1f}: the loss is {loss:.4f}. The slope is {slope:.6f} by backpropagation "
        "and {secant:.6f} by trying out with a step of {h:g}. They are {apart:.1g} apart."
    )
    numbers = {"value": value, "loss": loss, "slope": slope, "secant": secant, "h": h}
    return said.format(weight=NINE[which], **numbers, apart=abs(secant - slope))


def tangent(**values):
    """Chapter 2: which weight, its value, and the step of the difference."""
    return Panel(
        draw_tangent,
        name="tangent",
        values=values,
        size=(5, 5.5),
        presets={translated("best step"): {"h": 1e-5}, translated("rounding wins"): {"h": 1e-13}},
        which=choice(translated("weight"), [(name, i) for i, name in enumerate(NINE)]),
        value=slider(translated("its value"), 0.5, -3.0, 3.0, 0.1),
        h=log_slider(translated("step h"), 1.0, 1e-14, 1.0, 4),
    )


def lesson():
    """Samples (49, 2), in rows and columns, and the signs (49, 1) that network (b) gives them, as targets.

    >>> samples, signs = lesson()
    >>> samples[:2].round(2).tolist(), int((signs == 1).sum())
    ([[-4.0, -4.0], [-4.0, -2.67]], 34)
    """
    places = np.linspace(-4, 4, 7)
    samples = np.stack(np.meshgrid(places, places, indexing="ij"), axis=-1).reshape(-1, 2)
    return samples, two_two_one("b").predict(samples)


@lru_cache(maxsize=1)
def lessons_learned():
    """The losses (1001, members) and the parameters (1001, members, 9) after each step of descent over all 49 samples.

    The members begin as 20 random networks, U(-1, 1) from seeds 0 to 19, and as network (a), which is the last.
    """
    drawn = [np.random.default_rng(seed).uniform(-1, 1, 9) for seed in range(SEEDS)]
    first = np.array([*drawn, two_two_one("a").parameters])
    options = {"learning_rate": RATE, "loss": SquaredError(), "batch_size": None, "epochs": LAST}
    run = train(two_two_one(first), *lesson(), keep_networks=True, **options)
    parameters = np.stack([first, *(net.parameters for net in run.networks)])
    end = SquaredError()(run.network(lesson()[0]), lesson()[1])
    return np.vstack([run.loss, end]), parameters


def draw_learning(figure, start, step):
    """The region that a network draws after some steps, with the samples it learns; below, the loss of each step."""
    region, loss_axes = picture.panes(figure, 5, 2)
    losses, parameters = lessons_learned()
    member = [value for _, value in STARTS].index(start) - 1
    net = two_two_one(parameters[step, member])
    plots.decision_region(region, net, limit=1.716)
    samples, signs = lesson()
    plots.samples(region, samples, signs, [translated("target +1"), translated("target −1")], size=7)
    picture.legend(region)
    loss = losses[: step + 1, member]
    picture.curve(loss_axes, translated("loss"), np.arange(step + 1), loss, **picture.LINES[0])
    picture.curve(loss_axes, translated("now"), step, loss[-1], marker="o", color=picture.LINES[0]["color"])
    log = {
        "xscale": "symlog",
        "xlim": (0, LAST),
        "xticks": [0, 1, 10, 100, 1000],
        "xticklabels": [0, 1, 10, 100, 1000],
    }
    picture.settle(
        loss_axes, **log, ylim=(0, 2.6), xlabel=translated("steps done"), ylabel=translated("loss")
    )
    if start == "network (a)":
        said = counted(
            "Network (a) after {step} step: the loss is {loss:.3f}, "
            "and {right} of the 49 samples are on the side where network (b) has them.",
            "Network (a) after {step} steps: the loss is {loss:.3f}, "
            "and {right} of the 49 samples are on the side where network (b) has them.",
            step,
        )
    else:
        said = counted(
            "The random start of seed {seed} after {step} step: the loss is {loss:.3f}, "
            "and {right} of the 49 samples are on the side where network (b) has them.",
            "The random start of seed {seed} after {step} steps: the loss is {loss:.3f}, "
            "and {right} of the 49 samples are on the side where network (b) has them.",
            step,
        )
    right = int((net.predict(samples) == signs).sum())
    return said.format(seed=member, step=step, loss=loss[-1], right=right)


def learning(**values):
    """Chapter 2: a network learns, step by step, the answers of network (b)."""
    return Panel(
        draw_learning,
        name="learning",
        values=values,
        size=(5, 6.3),
        play="step",
        start=steps(translated("start"), STARTS),
        step=steps(translated("steps done"), STEPS, value=LAST),
    )
