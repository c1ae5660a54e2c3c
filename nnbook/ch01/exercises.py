"""Chapter 1: what is right and what is nearly right."""

import numpy as np

from nnbook.ch01.apples import both_kinds, sorted_right
from nnbook.documents.homework import two_two_one
from nnbook.exercises import close, number, numbers
from nnlib.datasets import grid
from nnlib.show.language import translated


def apples(answer):
    """Nine weights, in the panel's order, that sort all twenty apples."""
    net = two_two_one(numbers(answer, 9))
    right, (x, y) = sorted_right(net), both_kinds()
    if right.all():
        return None
    if np.ptp(net.predict(x)) == 0:
        return translated(
            "All twenty apples are on one side: there is no boundary between them. Which weights would bring one?"
        )
    if right.sum() <= 3:
        hint = translated(
            "{right} of 20 are right, so nearly all are wrong. Which three weights change the colours over?"
        )
        return hint.format(right=right.sum())
    market, press = (int((~right & (y[:, 0] == kind)).sum()) for kind in (1, -1))
    hint = translated(
        "{right} of 20 are right. On the wrong side: {market} for the market, {press} for the press. "
        "Which line is near them, and which way must it go?"
    )
    return hint.format(right=right.sum(), market=market, press=press)


def eight(answer):
    """Eight lists of nine weights with the outputs of network (a)."""
    lists, x = numbers(answer, 8, 9), grid()
    same = np.isclose(two_two_one(lists)(x), two_two_one("a")(x), rtol=0, atol=1e-9).all(axis=(1, 2))
    if not same.all():
        hint = translated(
            "List {number} gives other outputs. A turned unit changes four numbers; "
            "an exchange moves six and two more."
        )
        return hint.format(number=same.argmin() + 1)
    if len(np.unique(lists, axis=0)) < 8:
        return translated(
            "Some of your lists are equal. Each unit can be turned or not, and the two exchanged or not: have you all?"
        )
    return None


def edge(answer):
    """The share of the square from -5 to 5 in which network (a) says +: 58.5%."""
    share = number(answer)
    share = share / 100 if share > 1 else share
    if close(share, 0.5853, rtol=5e-4):
        return None
    if close(share, 0.5866, rtol=1e-4):
        return translated(
            "That is the share of the document's grid. Where would you put 10,000 points so that no edge is left out?"
        )
    if close(share, 1 - 0.5853, rtol=1e-3):
        return translated("That is the share of the other colour.")
    return translated(
        "Ask a finer grid, `nnlib.datasets.grid(points=1000)`, and move its points into the centres of their squares."
    )


def none(answer):
    """Bias and weights of the line that is left of network (a) without a bend in f, up to a factor."""
    line = numbers(answer, 3)
    right = np.array([-0.25, -0.8, 0.7])
    if not line.any():
        return translated("With three zeros every point is on the line.")
    if _along(line, right):
        return None
    if _along(line[1:], right[1:]):
        return translated(
            "The two weights are right, or stand in the right ratio. The hidden biases go through the output's weights too."
        )
    return translated(
        "Write out z = 1 - 2 y1 + 0.5 y2 with y1 = net1 and y2 = net2, and collect what stands before x1 and before x2."
    )


def _along(these, others):
    """Whether these numbers are the others times a factor."""
    return np.allclose(
        these, these @ others / (others @ others) * others, rtol=0, atol=1e-6 * np.abs(these).max()
    )
