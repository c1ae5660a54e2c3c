"""Chapter 7's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-broadcast": {
        "right": [0.125, np.mean((np.array([[0.7], [0.4]]) - np.array([1, 0.5])) ** 2)],
        "wrong": [
            (0.05, "was meant"),
            (0.0625, "mean of the targets"),
            (0.5, "how many differences must"),
            (0.3, "Print"),
        ],
    },
    "ex-flip": {
        "right": [8],
        "wrong": [
            (5, "What else"),
            (6, "Which weights go out"),
            (7, "One kind"),
            (0, "other sign"),
            (4, "Count"),
        ],
    },
    "ex-alike": {
        "right": [np.ones((10, 5)), np.arange(10.0)[:, None] * np.ones(5)],
        "wrong": [
            (np.zeros((10, 5)), "move at all"),
            (np.tile(np.arange(5.0), (10, 1)), "ten equal samples"),
            (np.arange(50.0).reshape(10, 5), "delta times one feature"),
            (np.ones((5, 10)), "the shape (5, 10)"),
        ],
    },
}
