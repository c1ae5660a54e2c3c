"""Chapter 5: a random search and a descent from its first draw, at equal cost, drawn side by side."""

import numpy as np

from nnbook.ch05 import results
from nnbook.ch05.results import MOMENTS
from nnbook.documents.identical_functions import best_so_far, seven_points, two_h_one
from nnlib.show import picture
from nnlib.show.language import counted, translated


def draw_race(figure, seed, passes):
    """A random search and gradient descent from its first draw, at equal cost: the loss, and the seven points."""
    race, data = picture.panes(figure, 3, 2)
    x, y = seven_points()
    target = {"marker": "o", "linestyle": "", "color": "black", "markersize": 9}
    picture.curve(data, translated("target"), np.arange(1, 8), y[:, 0], **target)
    found, k = results.search(seed, passes), passes // 3  # a step costs as much as three forward passes
    sums = best_so_far(found, passes)
    runs = [(translated("random search"), np.arange(1, passes + 1), sums, found.network)]
    for name, equal in [(translated("descent"), False), (translated("descent, equal units"), True)]:
        nets, done = results.descended(k, equal), MOMENTS <= k
        sums = results.descent_sums(equal)[done, seed]
        runs.append((name, np.maximum(1, 3 * MOMENTS[done]), sums, two_h_one(nets.parameters[seed])))
    for (name, cost, sums, net), mark, style in zip(runs, "D^x", picture.LINES):
        picture.curve(race, name, cost, sums, **style)
        look = {"marker": mark, "color": style["color"], "linestyle": "", "markersize": 7}
        picture.curve(data, name, np.arange(1, 8), net(x)[:, 0], fillstyle="none", **look)
    when, loss = np.transpose(found.improvements)
    dots = {"marker": "o", "linestyle": "", "color": "#0072B2", "label": "_"}
    picture.curve(race, translated("improvements"), when + 1, 2 * loss, **dots)
    picture.settle(race, xscale="log", yscale="log", xlim=(0.9, 11000), ylim=(0.005, 4))
    picture.settle(race, xlabel=translated("forward passes"), ylabel=translated("sum of squares"))
    picture.settle(data, xlim=(0.5, 7.5), ylim=(0, 1.1))
    picture.settle(data, xlabel=translated("sample"), ylabel=translated("target, output"))
    picture.legend(race)
    best, descended, with_equal_units = (sums[-1] for _, _, sums, _ in runs)
    searched = counted(
        "After {n} forward pass the best draw of the search (blue) has the sum of squares {best:.3f}.",
        "After {n} forward passes the best draw of the search (blue) has the sum of squares {best:.3f}.",
        passes,
    )
    better = len(when) - 1
    improved = counted("The search has improved {n} time.", "The search has improved {n} times.", better)
    descent = counted(
        "Descent from its first draw (orange, dashed) has made {n} step and has {loss:.3f}; "
        "with equal units (green) it has {equal:.3f}.",
        "Descent from its first draw (orange, dashed) has made {n} steps and has {loss:.3f}; "
        "with equal units (green) it has {equal:.3f}.",
        k,
    )
    sentences = [
        searched.format(n=passes, best=best),
        improved.format(n=better),
        descent.format(n=k, loss=descended, equal=with_equal_units),
    ]
    return " ".join(sentences)
