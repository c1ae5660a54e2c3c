"""Chapter 9's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-law": {
        "right": [3.5, 3.4548, np.float64(3.45)],
        "wrong": [
            (4, "small enough"),
            (0.289, "other way round"),
            (2.43, "learn with both"),
            (2.93, "learn with both"),
            (3.35, "stand for"),
            (2, "start by start"),
        ],
    },
    "ex-half-scale-ln-2": {
        "right": [82, 81, np.int64(83)],
        "wrong": [(0.273, "share"), (214, "have learned"), (86, "within 0.02"), (0, "less than 0.02")],
    },
    "ex-inputs": {
        "right": [1, 1.0],
        "wrong": [
            (0.01, "Which product"),
            (0.0001, "other way round"),
            (100, "factor of the inputs"),
            (10, "weights times inputs"),
        ],
    },
}
