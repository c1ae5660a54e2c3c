"""Chapter 2: what is right and what is nearly right."""

from nnbook.exercises import close, number, whole
from nnlib.show.language import translated


def order(answer):
    """By how many percent the slopes of hidden unit 2 are off: 17.8, too small."""
    percent = abs(number(answer))
    if close(percent, 17.83, rtol=0.01):
        return None
    if close(percent, 2.508, rtol=0.02):
        return translated("That is unit 1. Its outgoing weight is -2; what is that of unit 2?")
    if close(percent, 0.1783, rtol=0.01):
        return translated("That is the share. Times 100 it is in percent.")
    if close(percent, 82.17, rtol=0.01):
        return translated("That is what is left of them. By how much are they off?")
    if close(percent, 21.7, rtol=0.01):
        return translated("You have divided by the new weight. The right slope has the old one.")
    return translated(
        "A hidden delta has one outgoing weight as a factor. By how many percent does the step change that weight?"
    )


def half(answer):
    """The rate that takes with half of the loss the steps of 0.1: 0.2."""
    rate = number(answer)
    if close(rate, 0.2):
        return None
    if close(rate, 0.05):
        return translated(
            "The other way round. The slopes of the half are smaller. What must the rate be to make the same step of them?"
        )
    if close(rate, 0.1):
        return translated("With the same rate the steps are half as long. Which rate makes up for it?")
    if close(rate, 0.4) or close(rate, 0.025):
        return translated("A slope has the loss as a factor once, not twice.")
    return translated("A step is the rate times the slope. By which factor does the half change the slope?")


def equal(answer):
    """How many different numbers the six slopes of two equal hidden units are, at x = (1, 2): two."""
    different = whole(answer)
    if different == 2:
        return None
    if different == 3:
        return translated("That is so for most samples. What is special about the first input of this one?")
    if different in (4, 6):
        return translated(
            "Are the deltas of the two units different? Print the slopes, `.gradient(...)[1].parameters[:6]`."
        )
    if different == 1:
        return translated("The slope along a weight is delta times its input. Are the inputs 1 and 2 equal?")
    return translated("There are three slopes of each unit. Print all six, and count those that differ.")
