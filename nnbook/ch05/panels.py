"""Chapter 5: what each hidden unit learns of an island; a random search and a descent from its first draw."""

import numpy as np

from nnbook.ch05 import results
from nnbook.ch05.race import draw_race
from nnbook.ch05.results import HIDDEN, STEPS
from nnlib import plots
from nnlib.datasets import grid, island
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.language import counted, translated
from nnlib.show.steps import in_steps
from nnlib.symmetry import apart

SEEDS = results.SHOWN
PASSES = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000]
CLASSES = [(1, translated("target +1"), "o", "#3B1F6B"), (-1, translated("target −1"), "s", "#8A3B00")]


@in_steps(most=4 * HIDDEN)
def island_runs(hidden, seeds=SEEDS, equal=False):
    """``results.trained_on_the_island``, kept, because every step and seed of a panel is in one run."""
    return (yield from results.trained_on_the_island.steps(hidden, seeds, equal))


@in_steps()
def island_networks(hidden, step, equal=False):
    """The networks of a panel after so many steps; those after the last need not be trained again."""
    if step == STEPS[-1]:
        return results.end_on_the_island(hidden, equal)
    return (yield from island_runs.steps(hidden, equal=equal))[step]


@in_steps()
def draw_units(figure, hidden, seed, step, start):
    """The region that a network draws round the island, and below it the vote of each of its hidden units."""
    whole, each = picture.panes(figure, 3, 2)
    ensemble = yield from island_networks.steps(hidden, step, start == "equal")
    net = ensemble.with_parameters(ensemble.parameters[seed])
    outputs = plots.decision_region(whole, net, limit=1, low=-4, high=4, points=80)
    _draw_island(whole)
    picture.legend(whole)
    picture.settle(whole, yticks=[-4, -2, 0, 2], xticks=[-4, -2, 0, 2])
    weights = net.weights[1][0]
    _draw_votes(each, (net.forward(grid(-4, 4, 40))[1] * weights).reshape(40, 40, hidden))
    x, y = island()
    right = int((net.predict(x) == y).sum())
    edge = np.concatenate([outputs[[0, -1]].ravel(), outputs[:, [0, -1]].ravel()])
    sizes = ", ".join(f"{w:.1f}" for w in weights)
    points = counted(
        "{hidden} hidden unit, step {step}: {right} of 24 points on the side of their colour.",
        "{hidden} hidden units, step {step}: {right} of 24 points on the side of their colour.",
        hidden,
    )
    region = (
        translated("There is no purple region.")
        if (outputs < 0).all()
        else translated("The purple region runs off the picture.")
        if (edge >= 0).any()
        else translated("The purple region is closed.")
    )
    weigh = counted(
        "The unit weighs {sizes} in the output.", "The units weigh {sizes} in the output.", hidden
    )
    return f"{points.format(hidden=hidden, step=step, right=right)} {region} {weigh.format(sizes=sizes)}"


def _draw_island(axes, size=7):
    x, y = island()
    for sign, label, marker, color in CLASSES:
        dots = {"marker": marker, "color": color, "markeredgecolor": "white", "linestyle": ""}
        picture.curve(axes, label, *x[y[:, 0] == sign].T, markersize=size, **dots)


def _draw_votes(axes, votes):
    """A framed square for each unit's votes (40, 40, hidden), three in a row; a second row only where it is needed."""
    hidden = votes.shape[-1]
    tiles = np.full((2, 42, 3, 42), np.nan)
    for unit in range(hidden):
        tiles[1 - unit // 3, 1:-1, unit % 3, 1:-1] = votes[..., unit].T
    corners = np.array(
        [[0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98], [0.02, 0.02], [np.nan, np.nan]]
    )
    frames = np.concatenate([corners + [unit % 3, 1 - unit // 3] for unit in range(hidden)])
    picture.curve(axes, translated("frames"), *frames.T, color="black", linewidth=1)
    picture.surface(axes, translated("votes"), tiles.reshape(84, 126), (0, 3, 0, 2), -2, 2)
    for unit in range(HIDDEN):
        place, name = (unit % 3 + 0.07, 1.9 - unit // 3), f"{unit + 1}" if unit < hidden else ""
        picture.words(axes, f"unit {unit + 1}", *place, name, va="top", bbox=picture.BOX)
    axes.spines[:].set_visible(False)
    if axes.get_in_layout():  # as high with one row as with two, so that nothing else moves
        axes.set_position([0.01, 0.01, 0.98, 0.29])
        axes.set_anchor("N")
    picture.settle(axes, xlim=(0, 3), ylim=(0 if hidden > 3 else 1, 2), xticks=[], yticks=[], aspect="equal")
    picture.settle(axes, title=translated(r"each unit's vote, $w_{kj}\,y_j$"))


def draw_sizes(figure):
    """What the best of 20 networks with one, with two and with three hidden units draws, side by side."""
    x, y = island()
    for hidden, axes in zip((1, 2, 3), figure.subplots(1, 3, sharey=True)):
        ensemble = results.end_on_the_island(hidden)
        right = (ensemble.predict(x) == y).sum(axis=(1, 2))
        best = ensemble.with_parameters(ensemble.parameters[right.argmax()])
        plots.decision_region(axes, best, limit=1, low=-4, high=4, points=80)
        _draw_island(axes, size=4)
        axes.set(
            title=translated("{right} of 24").format(right=right.max()),
            xlabel=counted("{n} unit", "{n} units", hidden).format(n=hidden),
            ylabel="",
            xticks=[],
            yticks=[],
        )


def differences_that_grew(hidden):
    """In how many of 200 networks the largest difference between two units grew in 1,000 steps: (as it is, beside the
    size of the weights).

    >>> all(100 < count <= 200 for count in differences_that_grew(3))
    True
    """
    runs = island_runs(hidden, 200)
    far, size = [], []
    for net in (runs[0], runs[STEPS[-1]]):
        incoming = np.concatenate([net.weights[0], net.biases[0][..., None]], axis=-1)
        far.append(apart(net, 0))
        size.append(np.linalg.norm(incoming, axis=(1, 2)))
    far, size = np.array(far), np.array(size)
    return int((far[1] > far[0]).sum()), int((far[1] / size[1] > far[0] / size[0]).sum())


def hidden_units(**values):
    """Chapter 5: one unit, a line; several, a region; what each learned."""
    return Panel(
        draw_units,
        name="hidden-units",
        values=values,
        size=(5, 6.9),
        play="step",
        presets={
            translated("One"): {"hidden": 1, "seed": 16, "step": 1000, "start": "random"},
            translated("Two"): {"hidden": 2, "seed": 16, "step": 1000, "start": "random"},
            translated("Three equal"): {"hidden": 3, "seed": 13, "step": 1000, "start": "equal"},
        },
        hidden=slider(translated("hidden units"), 3, 1, HIDDEN, 1),
        seed=slider(translated("seed"), 16, 0, SEEDS - 1, 1),
        step=steps(translated("steps done"), STEPS, value=STEPS[-1]),
        start=choice(translated("start"), [(translated("random"), "random"), (translated("equal"), "equal")]),
    )


def search_race(**values):
    """Chapter 5: drawing weights at random against following the gradient, at equal cost."""
    return Panel(
        draw_race,
        name="search-race",
        values=values,
        size=(5, 6),
        play="passes",
        seed=slider(translated("seed"), 0, 0, 39, 1),
        passes=steps(translated("forward passes"), PASSES, value=PASSES[-1]),
    )
