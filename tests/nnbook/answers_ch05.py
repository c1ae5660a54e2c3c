"""Chapter 5's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

ANSWERS = {
    "ex-normalise": {
        "right": [[0.805, 0.611], (0.8049, 0.6112)],
        "wrong": [
            ([0.611, 0.805], "other way round"),
            ([80.5, 61.1], "points of 100"),
            ([0.805, 0.805], "By which number"),
            ([0.5, 0.6], "document_forward"),
            ([0.805], "the shape (1,)"),
        ],
    },
    "ex-long": {
        "right": [19, 19.5, 20],
        "wrong": [
            (14, "on top"),
            (1e19, "zeros only"),
            (6, "one more factor"),
            (10, "again and again"),
        ],
    },
    "ex-orders": {
        "right": [48],
        "wrong": [
            (6, "Those are the orders"),
            (8, "ways to turn"),
            (12, "turned or left"),
            (14, "added or multiplied"),
            (24, "Count the orders"),
        ],
    },
}
