"""Chapter 4: 10,000 random starts, each beside the constant one, in both designs; made when the book is made.

Of each pair the file has the epochs exactly and the losses in steps of 1/2,000. The chapter asks which loss is
lower and prints medians to a hundredth. Two losses of a pair that would become equal are kept one step apart.
"""

from functools import cache, partial

import numpy as np

from nnbook.documents.homework import pairs, stopping_map
from nnbook.results import shipped
from nnlib import python2
from nnlib.population import many_starts

START_SEEDS = [6875673, 0, 1500, *range(1, 1500), *range(1501, 9999)]  # the first three are the document's
DESIGNS = {
    False: "lucky",
    True: "fair",
}  # whether each pair has an order of its own, and the name in the file
STEPS, NEVER = 2000, 65_535
EVEN = {"stop": 0, "loss": 0.01, "reaches": 0}  # the claims, and up to which difference a pair is even
ORDERS, ON_EACH = range(1970, 2030), 150  # seeds of Python 2's shuffles, and how many random starts on each
FIRST_STARTS = {
    "own": 2000,
    "same": 0,
    "others": 1000,
}  # the first's seed; only "own" go on from order to order
MAP_STARTS, MAP_ORDERS = range(100), range(1970, 2070)  # of the map of stopping epochs


def make():
    """The results of all starts, as the file has them."""
    return {
        f"{design}_{name}": numbers
        for own, design in DESIGNS.items()
        for name, numbers in small(trained(START_SEEDS, own)).items()
    } | {"orders": on_orders(again=True), "stops": stops_by_order(again=True)}


def trained(seeds, own_shuffles):
    """The results of ``pairs`` for all seeds, with a bar."""
    return many_starts(partial(pairs, own_shuffles=own_shuffles), seeds, progress=True)


def small(results):
    """The results of pairs as small whole numbers, random starts in the first row and constant ones in the second."""
    loss = np.round(STEPS * results["loss"])
    loss += (loss[:, :1] == loss[:, 1:]) & (results["loss"] > results["loss"][:, ::-1])
    reaches = np.where(np.isinf(results["reaches"]), NEVER, results["reaches"])
    columns = {"stop": results["stop"], "loss": loss, "reaches": reaches}
    return {name: numbers.T.astype(np.uint16) for name, numbers in columns.items()}


@cache
def all_pairs(own_shuffles):
    """The shipped results of all 10,000 pairs, as ``pairs`` gives them: arrays (10000, 2)."""
    stop, loss, reaches = (
        shipped("ch04")[f"{DESIGNS[own_shuffles]}_{name}"].T for name in ("stop", "loss", "reaches")
    )
    reaches = np.where(reaches == NEVER, np.inf, reaches)
    return {"seed": np.array(START_SEEDS), "stop": stop.astype(int), "loss": loss / STEPS, "reaches": reaches}


def ahead_and_behind(claim, results):
    """In which pairs the random start is ahead by a claim, and in which it is behind; in the others they are even."""
    random, constant = results[claim].T
    return random < constant - EVEN[claim], random > constant + EVEN[claim]


def on_order(place, kind):
    """On one of ``ORDERS``: for each claim how many of 150 random starts are ahead, and how many behind."""
    first = FIRST_STARTS[kind] + (place * ON_EACH if kind == "own" else 0)
    orders = python2.orders(ORDERS[place], 20)
    results = pairs(range(first, first + ON_EACH), own_shuffles=False, order=orders)
    return [[of.sum() for of in ahead_and_behind(claim, results)] for claim in EVEN]


def on_orders(again=False):
    """``on_order`` for each of ``ORDERS``, with starts of its own, the same on all, and others on all: (3, 60, 3, 2).

    It is read from the file; ``again`` trains the starts now.
    """
    if not again:
        return shipped("ch04")["orders"]
    kinds = [[on_order(place, kind) for place in range(len(ORDERS))] for kind in FIRST_STARTS]
    return np.array(kinds, np.uint8)


def stops_by_order(again=False):
    """The stopping epoch of 100 random starts on 100 of Python 2's orders: (100, 100), from the file, or made now."""
    if again:
        return stopping_map(MAP_STARTS, MAP_ORDERS).astype(np.uint16)
    return shipped("ch04")["stops"]
