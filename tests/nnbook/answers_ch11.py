"""Chapter 11's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-hundred-layers": {
        "right": [1.52, 1.51, np.float64(1.512)],
        "wrong": [
            (1.76, "critical line"),
            (2.5, "in chaos"),
            (1.715, "one depth scale"),
            (1.45, "Go up or down"),
            (0.9, "between 1.3 and 1.76"),
        ],
    },
    "ex-wider-game": {
        "right": [188, 170, np.int64(200)],
        "wrong": [(92, "with 50 units"), (0.53, "a share"), (370, "Four times"), (5, "For each layer")],
    },
    "ex-root-blocks": {
        "right": [[np.e, 1], (2.7, 1.0), np.array([2.718, 1])],
        "wrong": [
            ([1, np.e], "other way round"),
            ([2.72, 2.72], "first is right"),
            ([2, 1], "second is right"),
            ([2, 2], "D-th power"),
        ],
    },
}
