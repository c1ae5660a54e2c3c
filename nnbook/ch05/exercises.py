"""Chapter 5: what is right and what is nearly right."""

import numpy as np

from nnbook.exercises import close, number, numbers, whole
from nnlib.show.language import translated


def normalise(answer):
    """What the program predicts for [3, 3] alone and as a row of the batch: 0.805 and 0.611."""
    alone, together = numbers(answer, 2)
    if np.allclose([alone, together], [0.805, 0.611], rtol=0, atol=0.002):
        return None
    if np.allclose([alone, together], [0.611, 0.805], rtol=0, atol=0.002):
        return translated("The other way round: first [3, 3] alone, then as a row of three.")
    if np.allclose([alone, together], [80.5, 61.1], rtol=0, atol=0.2):
        return translated(
            "Those are points of 100. What does the network itself say, before anybody multiplies?"
        )
    if close(alone, together, rtol=1e-3):
        return translated(
            "By which number does `forward` divide [3, 3] when it is alone, and by which among three rows?"
        )
    return translated(
        "Try `program.document_forward(program.two_h_one(w), rows)`, and mind which row of its output belongs to [3, 3]."
    )


def long(answer):
    """The exponent n of the 10^n draws that the search would need: about 20."""
    n = number(answer)
    if 17 <= n <= 23:
        return None
    if 12 <= n < 17:
        return translated(
            "That is how many tenfolds come on top. How many draws had the search made before them?"
        )
    if n >= 1000:
        return translated("Give the number of zeros only: 6 for a million draws.")
    if n <= 6:
        return translated(
            "At 10^6 draws one more factor has come, and the median is still above 0.15. How many factors does 0.02 take?"
        )
    return translated(
        "Multiply the median at 100,000 draws by the factor, again and again, until it is as low as that of descent."
    )


def orders(answer):
    """How many 2-3-1 tanh networks compute the same function: 3! orders times 2^3 turns."""
    count = whole(answer)
    if count == 48:
        return None
    if count == 6:
        return translated(
            "Those are the orders. What else can you do to a tanh unit without changing its vote?"
        )
    if count == 8:
        return translated(
            "Those are the ways to turn units. In how many orders can you write each of them down?"
        )
    if count == 12:
        return translated(
            "Each unit can be turned or left, whatever the others do. How many ways are that for three units?"
        )
    if count == 14:
        return translated("An order and a choice of units to turn go together: are they added or multiplied?")
    return translated(
        "Count the orders of three units, then the ways to turn some of them: $f(-\\mathrm{net}) = -f(\\mathrm{net})$."
    )
