"""Chapter 10's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-measured-sizes": {
        "right": [1.42, 2**0.5, np.float64(1.4)],
        "wrong": [
            (2.0, "its square"),
            (1.0, "no layer was changed"),
            (30, "factor itself"),
            (0.7, "rows of length 1"),
        ],
    },
    "ex-lost-input": {
        "right": [0.856, 1 - (15 / 16) ** 30],
        "wrong": [
            (0.144, "gets through"),
            (30 / 16, "added up"),
            (1 / 16, "one layer"),
            (16.0**-30, "all layers at once"),
            (0.5, "four units"),
        ],
    },
    "ex-leaky": {
        "right": [1 / 3, 0.333],
        "wrong": [
            (3**-0.5, "its square"),
            (3, "to undo it"),
            (2, "negative half"),
            (2 / (1 + 5**0.5), "by its square"),
            (1, "other half"),
        ],
    },
}
