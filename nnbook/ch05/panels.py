"""Chapter 5: what each hidden unit learns of an island; a random search and a descent from its first draw."""

from functools import lru_cache

import numpy as np

from nnbook.ch05 import results
from nnbook.ch05.results import HIDDEN, STEPS
from nnbook.documents.identical_functions import (
    best_so_far,
    descents,
    seven_points,
    two_h_one,
)
from nnlib import plots
from nnlib.datasets import grid, island
from nnlib.live import Panel
from nnlib.show import picture
from nnlib.show.controls import choice, slider, steps
from nnlib.show.steps import in_steps
from nnlib.symmetry import tied

SEEDS = 20
PASSES = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000]
CLASSES = {"target +1": ("o", "#3B1F6B"), "target −1": ("s", "#8A3B00")}


@in_steps(most=4 * HIDDEN)
def island_runs(hidden, seeds=SEEDS, equal=False):
    """``results.trained_on_the_island``, kept, because every step and seed of a panel is in one run."""
    return (yield from results.trained_on_the_island.steps(hidden, seeds, equal))


@in_steps()
def draw_units(figure, hidden, seed, step, start):
    """The region that a network draws round the island, and below it the vote of each of its hidden units."""
    whole, each = picture.panes(figure, 3, 2)
    ensemble = (yield from island_runs.steps(hidden, equal=start == "equal"))[step]
    net = ensemble.with_parameters(ensemble.parameters[seed])
    outputs = plots.decision_region(whole, net, limit=1, low=-4, high=4, points=80)
    x, y = island()
    for sign, (label, (marker, color)) in zip([1, -1], CLASSES.items()):
        dots = {
            "marker": marker,
            "color": color,
            "markeredgecolor": "white",
            "linestyle": "",
            "markersize": 7,
        }
        picture.curve(whole, label, *x[y[:, 0] == sign].T, **dots)
    picture.legend(whole)
    picture.settle(whole, yticks=[-4, -2, 0, 2], xticks=[-4, -2, 0, 2])
    weights = net.weights[1][0]
    votes = (net.forward(grid(-4, 4, 40))[1] * weights).reshape(40, 40, hidden)
    tiles = np.full((2, 42, 3, 42), np.nan)
    for unit in range(hidden):
        tiles[1 - unit // 3, 1:-1, unit % 3, 1:-1] = votes[..., unit].T
    corners = np.array(
        [[0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98], [0.02, 0.02], [np.nan, np.nan]]
    )
    frames = np.concatenate([corners + [unit % 3, 1 - unit // 3] for unit in range(hidden)])
    picture.curve(each, "frames", *frames.T, color="black", linewidth=1)
    picture.surface(each, "votes", tiles.reshape(84, 126), (0, 3, 0, 2), -2, 2)
    picture.settle(each, xlim=(0, 3), ylim=(0, 2), xticks=[], yticks=[], aspect="equal")
    picture.settle(each, xlabel=r"votes $w_{kj}\,y_j$: units 1 to 3, below 4 to 6")
    right = int((net.predict(x) == y).sum())
    edge = np.concatenate([outputs[[0, -1]].ravel(), outputs[:, [0, -1]].ravel()])
    sizes = ", ".join(f"{w:.1f}" for w in weights).replace("-", "−")
    region = (
        "There is no purple region"
        if (outputs < 0).all()
        else "The purple region runs off the picture"
        if (edge >= 0).any()
        else "The purple region is closed"
    )
    return (
        f"{hidden} hidden unit{'s' * (hidden > 1)}, step {step}: {right} of 24 points on the right side. {region}. "
        f"The unit{'s weigh' * (hidden > 1) or ' weighs'} {sizes} in the output."
    )


def hidden_units(**values):
    """Chapter 5: one unit, a line; several, a region; what each learned."""
    return Panel(
        draw_units,
        name="hidden-units",
        values=values,
        size=(5, 6.9),
        presets={
            "One": {"hidden": 1, "seed": 16, "step": 1000, "start": "random"},
            "Two": {"hidden": 2, "seed": 16, "step": 1000, "start": "random"},
            "Three equal": {"hidden": 3, "seed": 16, "step": 1000, "start": "equal"},
        },
        hidden=slider("hidden units", 3, 1, HIDDEN, 1),
        seed=slider("seed", 16, 0, SEEDS - 1, 1),
        step=steps("steps done", STEPS, value=STEPS[-1]),
        start=choice("start", ["random", "equal"]),
    )


@lru_cache(maxsize=1)
def short_races():
    """Searches of 10,000 draws, and descents at the same cost from random and from equal units; seeds 0 to 39.

    Returns the searches, the sum of squares of the best draw so far (40, draws), the descents' sums after 0, 1, ...
    steps (2, steps, 40) and their networks. A step of descent counts as three forward passes.
    """
    found = results.searches(PASSES[-1])
    so_far = np.stack([best_so_far(one, PASSES[-1]) for one in found])
    runs = [descents(range(40), PASSES[-1] // 3 + 1, equal, keep_networks=True) for equal in (False, True)]
    return found, so_far, np.stack([2 * run.loss for run in runs]), [run.networks for run in runs]


def draw_race(figure, seed, passes):
    """A random search and gradient descent from its first draw, at equal cost: the loss, and the seven points."""
    race, data = picture.panes(figure, 3, 2)
    found, so_far, descended, networks = short_races()
    x, y = seven_points()
    picture.curve(
        data, "target", np.arange(1, 8), y[:, 0], marker="o", linestyle="", color="black", markersize=9
    )
    done = [(draw, loss) for draw, loss in found[seed].improvements if draw < passes]
    best = np.random.default_rng(seed).normal(size=(done[-1][0] + 1, 9))[-1]  # the draw that was kept
    k = passes // 3
    sums = [so_far[seed, :passes], descended[0][: k + 1, seed], descended[1][: k + 1, seed]]
    starts = [two_h_one(best), *(two_h_one(run[max(k - 1, 0)].parameters[seed]) for run in networks)]
    if k == 0:  # no step yet: the descents stand on the search's first draw
        first = two_h_one(np.random.default_rng(seed).normal(size=9))
        starts[1:] = first, tied(first)
    names = ["random search", "descent", "descent, equal units"]
    for name, numbers, net, mark, style in zip(names, sums, starts, "D^x", picture.LINES):
        cost = np.arange(1, passes + 1) if name == names[0] else np.maximum(1, 3 * np.arange(k + 1))
        picture.curve(race, name, cost, numbers, **style)
        look = {
            "marker": mark,
            "color": style["color"],
            "linestyle": "",
            "markersize": 7,
            "fillstyle": "none",
        }
        picture.curve(data, name, np.arange(1, 8), net(x)[:, 0], **look)
    improved = np.array(done)
    picture.curve(
        race,
        "improvements",
        improved[:, 0] + 1,
        2 * improved[:, 1],
        marker="o",
        linestyle="",
        color="#0072B2",
        label="_",
    )
    picture.settle(race, xscale="log", yscale="log", xlim=(0.9, 11000), ylim=(0.005, 4))
    picture.settle(race, xlabel="forward passes", ylabel="sum of squares")
    picture.settle(data, xlim=(0.5, 7.5), ylim=(0, 1.1), xlabel="sample", ylabel="target, output")
    picture.legend(race, ncols=2)
    return (
        f"After {passes} forward pass{'es' * (passes > 1)} the search (blue) has improved {len(done) - 1} times and its best draw has the sum "
        f"of squares {sums[0][-1]:.3f}. Descent from its first draw (orange, dashed) has made {k} steps and has "
        f"{sums[1][-1]:.3f}; with equal units (green) it has {sums[2][-1]:.3f}."
    )


def search_race(**values):
    """Chapter 5: drawing weights at random against following the gradient, at equal cost."""
    return Panel(
        draw_race,
        name="search-race",
        values=values,
        size=(5, 6),
        seed=slider("seed", 0, 0, 39, 1),
        passes=steps("forward passes", PASSES, value=PASSES[-1]),
    )
