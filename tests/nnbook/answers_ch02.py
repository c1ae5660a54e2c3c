"""Chapter 2's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

ANSWERS = {
    "ex-order": {
        "right": [17.8, -17.8, 17.85],
        "wrong": [
            (2.5, "That is unit 1"),
            (-0.178, "Times 100"),
            (82.2, "what is left"),
            (21.7, "by the new weight"),
            (10, "as a factor"),
        ],
    },
    "ex-half": {
        "right": [0.2],
        "wrong": [
            (0.05, "other way round"),
            (0.1, "half as long"),
            (0.4, "once, not twice"),
            (1, "times the slope"),
        ],
    },
    "ex-equal": {
        "right": [2],
        "wrong": [
            (3, "What is special"),
            (6, "different?"),
            (1, "equal?"),
            (7, "count those"),
        ],
    },
}
