"""Chapter 1's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

A = np.array([0.5, 0.3, -0.1, -0.5, -0.4, 1.0, 1.0, -2.0, 0.5])
TURNS = [
    [s, s, s, t, t, t, 1, s, t]  # a sign for each of the nine weights
    for s in (1, -1)
    for t in (1, -1)
]
SWAP = [3, 4, 5, 0, 1, 2, 6, 8, 7]
EIGHT = np.array([A * turn for turn in TURNS] + [(A * turn)[SWAP] for turn in TURNS])
HALF_TURNED = EIGHT * np.array([1, 1, 1, 1, 1, 1, 1, -1, 1])  # the outgoing weight alone

ANSWERS = {
    "ex-apples": {
        "right": [[1.5, 3, 0, 1.5, 0, 3, -1, 1, 1], [1, 2, 0, 1, 0, 2, -1, 1, 1]],
        "wrong": [
            (A, "11 of 20"),
            (np.zeros(9), "on one side"),
            ([-1.5, -3, 0, -1.5, 0, -3, 1, 1, 1], "change the colours"),
            ([1, 2, 0, 1, 0, 2, 0, 1, 1], "for the press"),
            (np.ones((3, 3)), "the shape (3, 3)"),
        ],
    },
    "ex-eight": {
        "right": [EIGHT, EIGHT[::-1].tolist()],
        "wrong": [
            (np.tile(A, (8, 1)), "are equal"),
            (HALF_TURNED, "List 1 gives other outputs"),
            (EIGHT[:4], "the shape (4, 9)"),
        ],
    },
    "ex-edge": {
        "right": [0.5853, 58.53, 0.58535],
        "wrong": [(0.5866, "document's grid"), (0.4147, "other colour"), (0.6, "finer grid")],
    },
    "ex-none": {
        "right": [[-0.25, -0.8, 0.7], [0.25, 0.8, -0.7], (-2.5, -8, 7)],
        "wrong": [
            ([1, -0.8, 0.7], "hidden biases"),
            ([-0.25, 0.8, 0.7], "collect"),
            ([0, 0, 0], "every point"),
        ],
    },
}
