"""Chapter 11: what is right and what is nearly right."""

from nnbook.exercises import close, number, numbers
from nnlib.show.language import translated


def hundred_layers(answer):
    """The least weight variance whose six depth scales are 100 layers, at bias variance 0.05: 1.512."""
    variance = number(answer)
    if 1.505 <= variance < 1.525:
        return None
    if 1.755 < variance < 1.765:
        return translated(
            "That is the critical line, where the scale is infinite. A hundred layers need less."
        )
    if variance > 1.765:
        return translated("That is in chaos. Which is the least weight variance in order?")
    if 1.71 < variance < 1.75:
        return translated("There one depth scale is a hundred layers. How many of them may the network have?")
    if 1.4 < variance < 1.755:
        return translated(
            "How many layers are six depth scales there? Go up or down by 0.01 until it is a hundred."
        )
    return translated(
        "Print `6 * nnlib.propagation.depth_scale(v, 0.05, nnlib.Tanh())` for some v between 1.3 and 1.76."
    )


def wider_game(answer):
    """After how many layers half of the pairs are beyond 0.9 with 100 units: about 185."""
    layers = number(answer)
    if 155 <= layers <= 220:
        return None
    if 75 <= layers <= 115:
        return translated(
            "That is so with 50 units. How many rows of the game of 100 units are below one half?"
        )
    if 0 < layers < 1:
        return translated("That is a share. In which layer does it reach one half?")
    if 300 < layers < 420:
        return translated(
            "Four times as many? The cosine strays by one over the root of the units, and L steps add up to the root of L."
        )
    return translated(
        "For each layer, take the share of the 1,000 cosines whose size is above 0.9. Where is it one half first?"
    )


def root_blocks(answer):
    """What (1 + s^2)^D goes to for s = 1/root D and for s = 1/D: e and 1."""
    found = numbers(answer, 2)
    if close(found, [2.718, 1], rtol=0.01):
        return None
    if close(found, [1, 2.718], rtol=0.01):
        return translated("The other way round. Which of the two adds more?")
    if close(found[0], 2.718, rtol=0.01):
        return translated("The first is right. With s = 1/D each block adds 1/D\u00b2 of the mean square.")
    if close(found[1], 1, rtol=0.01):
        return translated("The second is right. Compute (1 + 1/D)^D for some large D.")
    return translated(
        "A block multiplies the mean square by 1 + s\u00b2. Compute the D-th power of that for a large D."
    )
