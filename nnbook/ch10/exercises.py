"""Chapter 10: what is right and what is nearly right."""

from nnbook.exercises import close, number
from nnlib.show.language import translated


def measured_sizes(answer):
    """The mean of what LSUV makes of thirty orthogonal matrices: about the square root of 2."""
    gain = number(answer)
    if 1.3 < gain < 1.5:
        return None
    if 1.8 < gain < 2.2:
        return translated(
            "That is its square, the factor of the variance. By what is each weight multiplied?"
        )
    if 0.95 < gain < 1.05:
        return translated(
            "Then no layer was changed. Is net measured on what the layers before send as they are now?"
        )
    if close(gain, 30):
        return translated("So many divisions it took. What is the mean over the layers of the factor itself?")
    return translated("Before, each matrix has rows of length 1. How long are they afterwards, on average?")


def lost_input(answer):
    """The chance that one of 30 layers of 4 ReLU units sends nothing for a given input: 1 - (15/16)^30 = 0.856."""
    share = number(answer)
    if close(share, 0.8557, rtol=0.01):
        return None
    if close(share, 0.1443, rtol=0.02):
        return translated(
            "That is the chance that the input gets through. What is the chance of the opposite?"
        )
    if close(share, 1.875, rtol=0.01):
        return translated("A chance above 1? Chances of things that can happen together cannot be added up.")
    if close(share, 0.0625, rtol=0.01):
        return translated("That is the chance for one layer. There are thirty.")
    if 0 <= share < 1e-6:
        return translated("That would be all layers at once. How many must fail, for the input to be lost?")
    return translated(
        "When does a layer of four units send nothing at all? And when do thirty layers all send something?"
    )


def leaky(answer):
    """The variance times fan-in for a leaky ReLU of slope root 5: 2 / (1 + 5) = 1/3."""
    variance = number(answer)
    if close(variance, 1 / 3, rtol=0.01):
        return None
    if close(variance, 3**-0.5, rtol=0.01):
        return translated("That is the standard deviation. What is its square?")
    if close(variance, 3, rtol=0.01):
        return translated(
            "That is what the layer makes of the mean square. What must the variance be, to undo it?"
        )
    if close(variance, 2, rtol=0.01):
        return translated("That is He's, for the slope 0. What does the negative half send now?")
    if close(variance, 2 / (1 + 5**0.5), rtol=0.01):
        return translated("Of a mean square the slope counts by its square.")
    return translated(
        "Half of the sums are kept, the other half is times the slope. What is the mean square of both together?"
    )
