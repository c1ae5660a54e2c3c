"""Chapter 13: what is right and what is nearly right."""

from nnbook.exercises import close, number, whole
from nnlib.show.language import translated


def one_thousandth(answer):
    """After how many layers less than a thousandth of the mean square is left, if each keeps a third: 7."""
    layers = whole(answer)
    if layers == 7:
        return None
    if layers == 6:
        return translated("A third to the power of 6 is 1/729. Is that less than a thousandth?")
    if layers in (10, 11):
        return translated(
            "That is for layers that keep a half. What is the variance of numbers spread evenly from -r to r?"
        )
    if layers in (3, 4):
        return translated(
            "That is for layers that keep a sixth. Does the factor 2 of the rule, and the half of ReLU, stand in it?"
        )
    return translated(
        "What does one layer keep? Multiply n, the variance of an even spread, and the half that ReLU leaves."
    )


def how_many_pairs(answer):
    """How many pairs make a difference of 0.01 twice its error, for pairs that scatter by 0.021: 18 to 19."""
    pairs = number(answer)
    if 17 <= pairs <= 20:
        return None
    if 4 <= pairs < 6:
        return translated(
            "That makes the difference once its error. How does the error change with the number of pairs?"
        )
    if close(pairs, 4.3, rtol=0.05):
        return translated(
            "The error goes down with the root of the number of pairs. What does that make of the number?"
        )
    if 8 <= pairs < 12:
        return translated(
            "That is the scatter of one of the two starts. What scatters is the difference of a pair."
        )
    return translated(
        "The error of a mean of N is the scatter of one over the root of N. Twice that is to be 0.01."
    )
