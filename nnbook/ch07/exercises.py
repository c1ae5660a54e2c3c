"""Chapter 7: what is right and what is nearly right."""

import numpy as np

from nnbook.exercises import close, number, numbers, whole
from nnlib.show.language import translated


def broadcast(answer):
    """The mean square of all differences between two predictions and two targets: 0.125."""
    value = number(answer)
    if close(value, 0.125):
        return None
    if close(value, 0.05):
        return translated(
            "That is the loss that was meant. What is (2, 1) minus (2,) in NumPy, and how many differences does it have?"
        )
    if close(value, 0.0625):
        return translated(
            "That is the loss towards the mean of the targets. Are the targets as far from their mean as the program sees them?"
        )
    if close(value, 0.5) or close(value, 0.1):
        return translated("That is a sum. By how many differences must you divide it?")
    return translated(
        "Print `prediction - target` with those two shapes. Which numbers are squared and averaged?"
    )


def flip(answer):
    """How many numbers of a unit of a 5-4-2 network are zero if a flip leaves it as it is: 5 + 1 + 2."""
    zeros = whole(answer)
    if zeros == 8:
        return None
    if zeros == 5:
        return translated("Those are the incoming weights. What else changes its sign in a flip?")
    if zeros == 6:
        return translated(
            "That is all that comes in, with the bias. Which weights go out, and does the flip leave them alone?"
        )
    if zeros == 7:
        return translated(
            "One kind of number is missing: incoming weights, bias, outgoing weights. How many has a unit of each?"
        )
    if zeros == 0:
        return translated(
            "A flip turns the sign of a number. Which numbers are the same with the other sign?"
        )
    return translated(
        "Count what belongs to one hidden unit of a network with 5 inputs and 2 outputs. Which of it is turned round?"
    )


def alike(answer):
    """Ten samples whose five features are equal."""
    samples = numbers(answer, 10, 5)
    if not samples.any():
        return translated("With such samples the slopes of the first matrix are zero. Does it move at all?")
    if np.array_equal(samples, np.repeat(samples[:, :1], 5, axis=1)):
        return None
    if np.array_equal(samples, np.repeat(samples[:1], 10, axis=0)):
        return translated(
            "Yours are ten equal samples. What must be equal for the columns of a matrix, its inputs or its samples?"
        )
    return translated(
        "A slope of the first matrix is delta times one feature. What makes the slopes along a unit's five weights equal?"
    )
