"""Chapter 9: the epochs that 2,000 starts need for XOR, range by range; two maps; what a small scale costs; and what waiting brings.

All of it is counted in epochs, so the file has whole numbers, -1 for a start that has not learned.
"""

import numpy as np

from nnbook.ch09 import xor
from nnbook.documents import lecture
from nnbook.results import shipped
from nnlib.population import many_starts

RANGES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0]
PATIENT, PATIENT_EPOCHS = [4.0, 8.0, 16.0], 20_000  # ranges that get ten times the epochs, for 300 starts
SMALL_SCALES = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32]
MAP_RATES, SQUARE = [0.3, 1.0], ((0, 0), 6, 100)  # its centre, its width and the points of a side
CLASSES = {"xor": [0, 1, 1, 0], "or": [0, 1, 1, 1]}


def make():
    """What the file has."""
    return {
        "epochs": chances(again=True),
        "maps": np.array([map_of_starts(rate, again=True) for rate in MAP_RATES]),
        "steps": steps_by_scale(again=True),
        "patient": with_patience(again=True),
    }


def epochs_by_range(seeds):
    """For each of ``RANGES`` the epoch in which each start has learned XOR, -1 if not: (11, seeds)."""

    def run(some):
        return {str(r): xor.epochs_needed(xor.xor_starts(some, r)) for r in RANGES}

    found = many_starts(run, seeds, chunk=400, progress=True)
    return np.array([found[str(r)] for r in RANGES], np.int16)


def chances(again=False):
    """The epochs in which 2,000 starts have learned XOR, by range: (11, 2000).

    They are read from a file that was made with the book; ``again`` trains the starts now.
    """
    return epochs_by_range(range(2000)) if again else shipped("ch09")["epochs"]


def with_patience(again=False, starts=range(300)):
    """The epochs, up to 20,000, in which 300 starts of each of ``PATIENT`` ranges have learned XOR: (3, 300).

    They are read from the file; ``again`` trains the starts now.
    """
    if not again:
        return shipped("ch09")["patient"]
    drawn = [xor.xor_starts(starts, r) for r in PATIENT]
    return xor.epochs_needed(np.array(drawn), epochs=PATIENT_EPOCHS).astype(np.int16)


def map_of_starts(rate, again=False):
    """The epochs, up to 500, that 100 x 100 starts of a ``SQUARE`` need at one of ``MAP_RATES``: (100, 100).

    They are read from the file; ``again`` trains the starts now.
    """
    if again:
        return xor.weight_slice(*SQUARE, rate).astype(np.int16)
    return shipped("ch09")["maps"][MAP_RATES.index(rate)]


def steps_needed(scale, classes):
    """The steps in which the lecture's network learns "xor" or "or" from a scale: the median of 40 starts.

    One that has not learned counts as never.
    """
    history = lecture.learn_corners(
        lecture.scaled([scale], range(40)),
        CLASSES[classes],
        epochs=int(5 / scale**2) + 400 if classes == "xor" else 500,
        until=lambda epoch: epoch.loss < 0.3,
    )
    stops = history.stopped_at[0]
    return float(np.median(np.where(stops < 0, np.inf, stops)))


def steps_by_scale(again=False):
    """``steps_needed`` for XOR and for OR from each of ``SMALL_SCALES``: (2, 6); ``again`` trains now."""
    if again:
        return np.array([[steps_needed(scale, name) for scale in SMALL_SCALES] for name in CLASSES])
    return shipped("ch09")["steps"]
