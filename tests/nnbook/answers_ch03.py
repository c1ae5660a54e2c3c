"""Chapter 3's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-python3": {
        "right": [[152, 392, 125, 125], np.array([152.0, 392, 125, 125])],
        "wrong": [
            ([221, 298, 149, 298], "homework's own stops"),
            ([152, 349, 197, 406], "go on from run to run"),
            ([247, 324, 163, 163], "a new list"),
            ([170, 169, 131, 131], "one and the same order"),
            ([125, 125, 152, 392], "in another order"),
            ([1, 2, 3, 4], "generator function"),
            ([152, 392, 125], "the shape (4,)"),
        ],
    },
    "ex-targets": {
        "right": [(-5.148, 1.716), np.array([-3, 1]) * 1.716],
        "wrong": [
            ((-1.716, 1.716), "says it is"),
            ((1.716, -5.148), "in the order of"),
            ((-3.432, 3.432), "take away"),
            ((5.148, 1.716), "One of them"),
            ((0, 1), "Put -1 into"),
        ],
    },
    "ex-batch": {
        "right": [0],
        "wrong": [
            (101, "the last two epochs"),
            (56, "stand still"),
            (14, "all its digits"),
            (200, "There are 101 runs"),
        ],
    },
}
