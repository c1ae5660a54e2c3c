"""Chapter 4's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-enough": {
        "right": [385, 381, 400, np.int64(385)],
        "wrong": [
            (97, "on either side"),
            (1537, "on one side"),
            (20, "lower end"),
            (1000, "smaller n"),
            (0.5, "whole number"),
        ],
    },
    "ex-unpaired": {
        "right": [0.0024, 0, np.float64(0.003)],
        "wrong": [
            (0.4906, "within the pairs"),
            (0.24, "percent"),
            (0.4378, "earlier"),
            (0.7, "move the second on"),
        ],
    },
    "ex-three": {
        "right": [[0.41, 0.1], (0.4119, 0.1002), np.array([0.415, 0.1])],
        "wrong": [
            ([0.1, 0.41], "other order"),
            ([41, 10], "percent"),
            ([0.3261, 0.0927], "all three"),
            ([0.0858, 0.0075], "how many ways"),
            ([0.441, 0.196], "single starts"),
            ([0.9, 0.9], "other cases"),
            (0.41, "shape (2,)"),
        ],
    },
}
