"""Chapter 4: what is right and what is nearly right."""

import numpy as np

from nnbook.exercises import close, number, numbers, whole
from nnlib.show.language import translated


def enough(answer):
    """How many starts tell 55% from one half: 385, or a few less by a rougher formula, or rounded to 400."""
    starts = whole(answer)
    if 380 <= starts <= 400:
        return None
    if 95 <= starts <= 100:
        return translated(
            "With so many the interval is as wide as 0.1 on either side. How far is 0.55 from one half?"
        )
    if 1500 <= starts <= 1600:
        return translated(
            "That is for an interval whose whole width is 0.05. How far may it reach on one side?"
        )
    if starts < 380:
        return translated(
            "Print `nnlib.wilson_interval(0.55 * n, n)` for your n. Is its lower end above one half?"
        )
    return translated(
        "That is enough, but fewer are too. Try smaller n in `nnlib.wilson_interval(0.55 * n, n)`."
    )


def unpaired(answer):
    """The share of random starts that stop in the same epoch as the constant start of another pair: 0.0024."""
    share = number(answer)
    if 0 <= share < 0.01:
        return None
    if close(share, 0.4906, rtol=0.01):
        return translated(
            "That is the share within the pairs. Compare with the constant start of another row."
        )
    if close(share, 0.24, rtol=0.02):
        return translated("Is that in percent? Give the share, from 0 to 1.")
    if 0.4 < share < 0.6:
        return translated("Is that the share that stops earlier, or later? Compare the epochs by `==`.")
    return translated(
        "Take the first column as it is, move the second on by one row, and count how many epochs are equal."
    )


def three(answer):
    """How often at least two of three stop earlier, with 44.1% and with 19.6%: 0.41 and 0.10."""
    given, p = numbers(answer, 2), np.array([0.441, 0.196])
    exactly_two, all_three = 3 * p**2 * (1 - p), p**3
    if np.abs(given - exactly_two - all_three).max() < 0.012:
        return None
    if np.abs(given[::-1] - exactly_two - all_three).max() < 0.012:
        return translated("Those are the right numbers in the other order: one order for all comes first.")
    if np.abs(given / 100 - exactly_two - all_three).max() < 0.012:
        return translated("Is that in percent? Give the shares, from 0 to 1.")
    if np.abs(given - exactly_two).max() < 0.005:
        return translated("That is exactly two of three. What if all three stop earlier?")
    if np.abs(given - all_three).max() < 0.005 or np.abs(given - p**2).max() < 0.005:
        return translated(
            "Two of three are enough, and any of the three may be the one that does not. In how many ways?"
        )
    if np.abs(given - p).max() < 0.005:
        return translated("Those are the shares of single starts. How likely are two or three of three?")
    return translated(
        "The first stops earlier with the chance p, the second too, the third does not: that is p p (1 - p). Which other cases count?"
    )
