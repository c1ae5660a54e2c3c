"""Chapter 9: what is right and what is nearly right."""

from nnbook.exercises import close, number, whole
from nnlib.show.language import translated


def law(answer):
    """How many times as long r = 0.1 takes as r = 0.2, the median of the ratios: 3.45."""
    ratio = number(answer)
    if abs(ratio - 3.455) < 0.06:
        return None
    if close(ratio, 4, rtol=0.01):
        return translated("That is the law, for ranges that are small enough. What do these starts say?")
    if close(ratio, 1 / 3.455, rtol=0.02):
        return translated("The other way round. Which of the two takes longer?")
    if close(ratio, 2.93, rtol=0.005) or close(ratio, 2.43, rtol=0.005):
        return translated(
            "Those are the medians of other starts above and below. Which starts learn with both ranges?"
        )
    if close(ratio, 3.35, rtol=0.005):
        return translated("Some of your ratios have an epoch of \u22121 in them. What does that stand for?")
    return translated(
        "Divide the epochs start by start, where both have learned, and take the median of the ratios."
    )


def half_scale_ln_2(answer):
    """How many of 300 networks of scale 1 have a loss near half ln 2: 82, or a few more or less."""
    stuck = number(answer)
    if 0 < stuck < 1:
        return translated("That is a share. How many of the 300 is it?")
    stuck = whole(answer)
    if abs(stuck - 82) <= 2:
        return None
    if abs(stuck - 214) <= 2:
        return translated("Those have learned: their loss is near 0. Which are near half ln 2?")
    if abs(stuck - 86) <= 1:
        return translated("That is all that have not learned. Which of them are within 0.02 of half ln 2?")
    return translated("Half ln 2 is 0.3466. For how many losses is `abs(loss - 0.3466)` less than 0.02?")


def inputs(answer):
    """The scale at which hidden units send for the inputs as they were what scale 0.01 sends for 100 times them: 1."""
    scale = number(answer)
    if close(scale, 1):
        return None
    if close(scale, 0.01):
        return translated(
            "With that scale net is a hundredth of what it was. Which product do the hidden units see?"
        )
    if close(scale, 0.0001):
        return translated(
            "The other way round. The inputs are smaller again; what must the weights be, for the same net?"
        )
    if close(scale, 100):
        return translated("That is the factor of the inputs. What is the factor of the weights times that?")
    return translated(
        "Net is weights times inputs. Which weights give the same net without the factor 100 of the inputs?"
    )
