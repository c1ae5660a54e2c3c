"""Chapter 13's exercises with a check: right answers, and typical wrong ones, each with words of its hint."""

import numpy as np

ANSWERS = {
    "ex-one-thousandth": {
        "right": [7, 7.0, np.int64(7)],
        "wrong": [(6, "1/729"), (10, "keep a half"), (4, "keep a sixth"), (100, "one layer keep")],
    },
    "ex-how-many-pairs": {
        "right": [18.1, 19, np.float64(18.15)],
        "wrong": [(4.54, "once its error"), (10, "one of the two"), (100, "root of N"), (2, "root of N")],
    },
}
