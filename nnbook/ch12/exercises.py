"""Chapter 12: a start that draws nothing, how many kinds of units ZerO has, and a rate that fits a scale."""

import numpy as np

from nnbook.ch12 import starts
from nnbook.exercises import Unfit, close, number, whole
from nnlib.activations import Identity, ReLU
from nnlib.network import Network
from nnlib.show.language import counted, translated
from nnlib.symmetry import units

ENOUGH = (
    1.0  # the loss on the digits, 2.3 at first, that a start of one's own has to be below after 100 steps
)


def no_dice(answer):
    """An initializer that draws nothing, has no twins in 64-256-10, and learns the digits."""
    if not callable(answer):
        raise Unfit(
            translated("The answer is a function of `rng`, `fan_out` and `fan_in` that returns a matrix.")
        )
    try:
        one, two = (np.asarray(answer(None, 256, 64), float) for _ in range(2))
    except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
        return translated(
            "With `rng = None`, 256 units and 64 inputs it stops: {error}. It must not draw."
        ).format(error=type(error).__name__)
    if one.shape != (256, 64) or not np.isfinite(one).all():
        return translated(
            "For `fan_out = 256`, `fan_in = 64` it must return 256 rows of 64 finite numbers, not {shape}."
        ).format(shape=one.shape)
    if not np.array_equal(one, two):
        return translated("Called twice it gives two matrices. Where does the chance in it come from?")
    make = [answer, answer]
    net = Network.initialized([64, 256, 10], make, [ReLU(), Identity()], seed=0)
    kinds = len(units(net, 0))
    if kinds < 256:
        return counted(
            "Of 256 units {kinds} is different. Which rows are equal, and send alike?",
            "Of 256 units {kinds} are different. Which rows are equal, and send alike?",
            kinds,
        ).format(kinds=kinds)
    small = Network.initialized([64, 64, 64, 10], answer, [ReLU(), ReLU(), Identity()], seed=0, exact=False)
    loss = starts.learn(small, 0.1, 0, [0, 100])[0][-1]
    if not loss < ENOUGH:
        return translated(
            "It draws nothing and has no twins. But after 100 steps of 64-64-64-10 the loss is {loss:.2f}. "
            "Are the units different enough, and net neither too large nor too small?"
        ).format(loss=loss)
    return None


def kinds_of_units(answer):
    """How many different units ZerO has in the hidden layer of 10-100-1: 17."""
    kinds = whole(answer)
    if kinds == 17:
        return None
    if kinds == 16:
        return translated(
            "So many different rows there are. But which unit does the output listen to, and has it a twin?"
        )
    if kinds in (10, 11):
        return translated(
            "With how many rows do ten columns of a Hadamard matrix begin again? It is a power of two."
        )
    if kinds in (100, 128):
        return translated("Then no two would be alike. Rows j and j + 16 are equal; why?")
    return translated(
        "Count the different rows first: they begin again after a power of two. Then ask who sends differently."
    )


def fitting_rate(answer):
    """By which factor the rate changes where all weights of a network with one hidden layer are three times as large: 1/9."""
    factor = number(answer)
    if close(factor, 1 / 9, rtol=0.01):
        return None
    if close(factor, 9, rtol=0.01):
        return translated(
            "The other way round. The output of large weights moves faster; what must the rate do?"
        )
    if close(factor, 1 / 3, rtol=0.01):
        return translated(
            "That is for one layer. The output's step is the rate times a slope, times a slope again."
        )
    if close(factor, 1 / 81, rtol=0.01):
        return translated(
            "So much less do the weights move, relative to their size squared. What is asked is the rate."
        )
    return translated(
        "With weights s times as large a slope is s times as large. How often does it enter the output's step?"
    )
