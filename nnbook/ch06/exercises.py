"""Chapter 6: what is right and what is nearly right."""

from nnbook.exercises import close, number, some_of, whole
from nnlib.show.language import translated


def legacy(answer):
    """Which way of drawing gives the post's network: (a) alone."""
    given = some_of(answer, "abc")
    if not given:
        return translated("At least one of them does: it is what the post runs.")
    if "c" in given:
        return translated(
            "Print the first number of (c) and of (a). Does the same seed mean the same numbers?"
        )
    if "b" in given:
        return translated(
            "(b) has the same 12 numbers. Print both matrices: does the first unit get the same three of them?"
        )


def half_sum(answer):
    """The rate for the mean of squares without the half."""
    rate = number(answer)
    if close(rate, 2):
        return None
    if close(rate, 0.5):
        return translated(
            "The other way round. Is the slope of the mean larger or smaller than that of half the sum?"
        )
    if close(rate, 1):
        return translated(
            "The two losses differ by a factor, so the same rate makes other steps. Which factor?"
        )
    if close(rate, 4) or close(rate, 0.25):
        return translated("You have counted the four samples. There is also the half.")
    if close(rate, 8) or close(rate, 0.125):
        return translated(
            "The half makes the post's loss smaller, and the mean makes the other one smaller. Set one against the other."
        )
    return translated(
        "Write down both losses for the four samples. By which factor do they differ? A slope differs by the same."
    )


def single(answer):
    """How many different units there are after one weight was changed: 2, for each of the 16."""
    units = whole(answer)
    if units == 2:
        return None
    if units == 4:
        return translated(
            "Three units have still the same weights. Go through one step once more: can those three become different?"
        )
    if units == 1:
        return translated(
            "One unit has a weight that the others have not. Do the slopes of that unit stay those of the others?"
        )
    if units == 3:
        return translated("Count with `nnlib.symmetry.units(net, 0)`: it lists which units are equal.")
    return translated(
        "There are four units, and some of them are copies. Count those that differ: from 1 to 4."
    )


def lecture(answer):
    """How many of the nine parameters move from zeros: one."""
    moved = whole(answer)
    if moved == 1:
        return None
    if moved == 9:
        return translated(
            "From 0.5 all nine move. What is tanh 0, and what does that do to the slope of an outgoing weight?"
        )
    if moved == 0:
        return translated(
            "One slope has no factor that is zero. Which parameter of the output unit multiplies nothing?"
        )
    if moved == 3:
        return translated(
            "The outgoing weights have the slope delta times y. What is y here, when the hidden units are tanh?"
        )
    return translated(
        "Compare `network.parameters` before and after a few steps, and count those that are not 0."
    )
