"""Chapter 13: what is measured of each sentence, and how many small networks fail with and without a bias.

The numbers of the sentences are few and cheap; they are in the file so that the panel answers at once, also in a page.
"""

import numpy as np

from nnbook.ch13 import evidence, measured
from nnbook.ch13.sentences import SENTENCES
from nnbook.results import shipped

BIASES = [0.0, 0.1]


def make():
    """What the file has."""
    failures = np.array([measured.failures(bias) for bias in BIASES], np.uint8)
    return {"failures": failures} | {each.key: evidence.measure(each.key, failures) for each in SENTENCES}


def failed(bias):
    """How many of 50 starts fail on each of ten sets of points, for one of ``BIASES``: (10,).

    >>> failed(0.0).shape
    (10,)
    """
    return shipped("ch13")["failures"][BIASES.index(bias)]


def found(key):
    """What the sentence of this key says and what is found, a row each: (rows, 2), NaN where it says nothing.

    >>> found("truncated").round(3).tolist()
    [[1.0, 0.774]]
    """
    return shipped("ch13")[key]
