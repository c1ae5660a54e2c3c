"""Chapter 6's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

ANSWERS = {
    "ex-legacy": {
        "right": ["a", "(a)", ["a"]],
        "wrong": [("ab", "same 12 numbers"), ("c", "Does the same seed"), ("", "At least one")],
    },
    "ex-half-sum": {
        "right": [2, 2.0],
        "wrong": [
            (0.5, "other way round"),
            (1, "Which factor"),
            (4, "also the half"),
            (8, "one against the other"),
        ],
    },
    "ex-single": {
        "right": [2],
        "wrong": [(4, "those three"), (1, "Do the slopes"), (3, "nnlib.symmetry.units"), (16, "four units")],
    },
    "ex-lecture": {
        "right": [1],
        "wrong": [(9, "From 0.5 all nine"), (0, "no factor that is zero"), (3, "What is y"), (5, "Compare")],
    },
}
