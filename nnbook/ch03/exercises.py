"""Chapter 3: what is right and what is nearly right."""

import numpy as np

from nnbook.exercises import close, numbers, whole
from nnlib.show.language import translated

STOPS = {
    "right": [152, 392, 125, 125],
    "python 2": [221, 298, 149, 298],
    "going on": [152, 349, 197, 406],
    "from 0 to 19 again": [247, 324, 163, 163],
    "one order": [170, 169, 131, 131],
}


def python3(answer):
    """The stopping epochs on Python 3's shuffles."""
    stops = numbers(answer, 4)
    known = [name for name, each in STOPS.items() if np.array_equal(stops, each)]
    if known == ["right"]:
        return None
    if known == ["python 2"]:
        return translated(
            "These are the homework's own stops, on the shuffles of Python 2. Use `random.Random(2019).shuffle`."
        )
    if known == ["going on"]:
        return translated(
            "The first is right. Your shuffles go on from run to run; begin them anew for each."
        )
    if known == ["from 0 to 19 again"]:
        return translated(
            "You shuffle a new list from 0 to 19 in each epoch. Shuffle the list of the epoch before."
        )
    if known == ["one order"]:
        return translated(
            "All your epochs have one and the same order. Make the generator once for a run, not once for an epoch."
        )
    if sorted(stops) == sorted(STOPS["right"]):
        return translated(
            "These are the right epochs in another order. The seeds are 6875673, 0, 1500, and the constant start is last."
        )
    return translated(
        "Make a generator function that yields `np.array(order)` for ever, and give it to `homework.exercise_two(first, ...)`."
    )


def targets(answer):
    """2a (-1, 1) - a, with a = 1.716: -3a and a."""
    pair = numbers(answer, 2)
    a = 1.716
    if close(pair, [-3 * a, a], rtol=1e-3):
        return None
    if close(pair, [a, -3 * a], rtol=1e-3):
        return translated("The numbers are right. Write them in the order of -1 and 1.")
    if close(pair, [-a, a], rtol=1e-3):
        return translated("That is what the homework says it is. Put -1 into 2a x - a, and then 1.")
    if close(pair, [-2 * a, 2 * a], rtol=1e-3):
        return translated("You have multiplied. There is also something to take away.")
    if np.isclose(pair, a, rtol=1e-3).any():
        return translated("One of them is right. Do the same with the other.")
    return translated("Put -1 into 2a x - a, with a = 1.716, and then 1.")


def batch(answer):
    """How many of 101 runs of batch descent have ended after 5,000 epochs: none."""
    ended = whole(answer)
    if ended == 0:
        return None
    if ended == 101:
        return translated(
            "All have done 5,000 epochs. Compare the losses of the last two epochs, `batch.loss[-2:]`."
        )
    if ended == 56:
        return translated(
            "These keep their wrong samples in the next epochs. But does their loss stand still?"
        )
    if 0 < ended < 101:
        return translated(
            "Does the loss of these stand still? Look at the difference of the last two epochs with all its digits."
        )
    return translated("There are 101 runs, 100 random starts and the constant one. Count among them.")
