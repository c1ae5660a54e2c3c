"""Chapter 8: what is right and what is nearly right."""

import numpy as np

from nnbook.exercises import close, number, some_of, whole
from nnlib.show.language import translated


def dropout_zeros(answer):
    """How many of the 17 parameters move from zeros with dropout: one."""
    moved = whole(answer)
    if moved == 1:
        return None
    if moved == 0:
        return translated("One parameter's slope has no factor that is zero. Which one multiplies nothing?")
    if moved in (4, 5):
        return translated(
            "The slope along an outgoing weight has the factor that the hidden unit sends. What is tanh 0?"
        )
    if moved == 17:
        return translated("Dropout multiplies what a unit sends by 0 or by 1.25. What do these units send?")
    return translated("Train it, and count the entries of `network.parameters` that are not 0.")


def share(answer):
    """The steps for each factor e from the split with a quarter: 166, from the Hessian and the rate 0.2."""
    steps = number(answer)
    if close(steps, 166.1, rtol=0.01):
        return None
    if close(steps, 100.3, rtol=0.01):
        return translated("That is the even split. What does `plateau.split_unit(one, 0.25)` give?")
    if close(steps, 382.5, rtol=0.01) or close(steps, 231.1, rtol=0.01):
        return translated("That is for a factor of 10. Which factor does the exercise ask for?")
    if close(steps, 33.1, rtol=0.03):
        return translated("How much does a deviation grow in one step? Is the learning rate in it?")
    if close(steps, 0.00602, rtol=0.03) or close(steps, 0.0302, rtol=0.03):
        return translated("That is a growth or a curvature. How many steps of it make a factor e?")
    return translated(
        "At each step a deviation is multiplied by 1 plus the rate times the size of the smallest eigenvalue. When has it grown by e?"
    )


def bits(answer):
    """Which disturbances of 1, 8 and 1,024 bits leave the plateau: 1,024 alone."""
    if isinstance(answer, int | np.integer) and not isinstance(answer, bool):
        answer = [answer]
    if isinstance(answer, list | tuple):
        answer = [str(each) if isinstance(each, int | np.integer) else each for each in answer]
    given = some_of(answer, ["1", "8", "1024"])
    if given == {"1024"}:
        return None
    if not given:
        return translated("At least one of them does. By what share does a difference grow at each step?")
    if given == {"1", "8", "1024"}:
        return translated(
            "On paper all of them grow. How many bits does one step add to a difference of 8 bits, and what becomes of them?"
        )
    if "1024" not in given:
        return translated(
            "Why should a small difference grow and a large one not? Try `plateau.escape` with each."
        )
    return translated("How many bits does one step add to the smaller one? Can a weight move by that much?")
