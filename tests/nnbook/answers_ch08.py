"""Chapter 8's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

ANSWERS = {
    "ex-dropout-zeros": {
        "right": [1],
        "wrong": [
            (0, "multiplies nothing"),
            (5, "What is tanh 0"),
            (4, "What is tanh 0"),
            (17, "1.25"),
            (9, "Train it"),
        ],
    },
    "ex-share": {
        "right": [166, 166.1, 165.6],
        "wrong": [
            (100, "even split"),
            (382, "factor of 10"),
            (231, "factor of 10"),
            (33, "learning rate"),
            (0.006, "How many steps"),
            (50, "multiplied by 1 plus"),
        ],
    },
    "ex-bits": {
        "right": [[1024], 1024, "1024", (1024,)],
        "wrong": [
            ([1, 8, 1024], "On paper"),
            ([8, 1024], "the smaller one"),
            ([1, 8], "large one not"),
            ([], "At least one"),
            ([2], 'one of "1", "8" and "1024"'),
        ],
    },
}
