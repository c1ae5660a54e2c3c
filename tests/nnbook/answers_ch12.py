"""Chapter 12's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

from nnbook.ch12 import starts
from nnlib import he_normal, identity, zero_hadamard


def own(rng, fan_out, fan_in):
    """Cosines of other frequencies for other units, of variance 2 / fan_in."""
    unit, i = np.arange(fan_out)[:, None], np.arange(fan_in)
    return 2 / np.sqrt(fan_in) * np.cos(0.5 + (unit + 1) * (i + 0.5) * np.pi / max(fan_out, fan_in))


ANSWERS = {
    "ex-no-dice": {
        "right": [starts.sine, own],
        "wrong": [
            (he_normal, "must not draw"),
            (lambda rng, o, i: np.random.default_rng().normal(size=(o, i)), "Called twice"),
            (lambda rng, o, i: np.eye(i), "256 rows"),
            (identity, "65 are different"),
            (zero_hadamard, "74 are different"),
            (starts.ramp, "different enough"),
            (3, "function of"),
        ],
    },
    "ex-kinds-of-units": {
        "right": [17, np.int64(17)],
        "wrong": [(16, "listen to"), (10, "power of two"), (100, "no two"), (5, "different rows first")],
    },
    "ex-fitting-rate": {
        "right": [1 / 9, 0.111, np.float64(1 / 9)],
        "wrong": [(9, "other way round"), (1 / 3, "one layer"), (3, "enter"), (1 / 81, "squared")],
    },
}
