"""Chapter 9: the epochs that 2,000 starts need for XOR, range by range; three maps; what a small scale costs; what
waiting brings; and the losses of 40 networks for each of 29 scales.

What is counted in epochs is in the file as whole numbers, -1 for a start that has not learned. Of the losses the file
has every twentieth, in thousandths and up to 32, more than any picture shows; their means are kept as they are.
"""

import numpy as np

from nnbook.ch09 import xor
from nnbook.documents import lecture
from nnbook.results import restored, shipped, small
from nnlib.population import many_starts

RANGES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0]
PATIENT, PATIENT_EPOCHS = [4.0, 8.0, 16.0], 20_000  # ranges that get ten times the epochs, for 300 starts
SMALL_SCALES = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32]
MAP_RATES, SQUARE = [0.3, 1.0], ((0, 0), 6, 100)  # its centre, its width and the points of a side
FIRST_MAP = (0, 0), 10, 40, 0.3  # what the map of the panel shows first, and its rate
CLASSES = {"xor": [0, 1, 1, 0], "or": [0, 1, 1, 1]}
POWERS = np.arange(-4, 3.01, 0.25)  # of ten: the scales of which losses are kept
EVERY, AFTER = (
    20,
    np.arange(10, 2001, 10),
)  # steps between the losses that are kept; the steps after which means are
THOUSANDTH, HIGHEST = 0.001, 32.0


def make():
    """What the file has."""
    return {
        "epochs": chances(again=True),
        "maps": np.array([map_of_starts(rate, again=True) for rate in MAP_RATES]),
        "steps": steps_by_scale(again=True),
        "patient": with_patience(again=True),
        "first_map": xor.weight_slice(*FIRST_MAP).astype(np.int16),
    } | losses_of(POWERS)


def losses_of(powers):
    """What the file has of the losses on XOR of 40 networks for each scale: each network's, and over all their means
    and how many are below 0.1.
    """
    nets = lecture.scaled(10.0 ** np.asarray(powers), range(40))
    loss = lecture.learn_corners(nets, CLASSES["xor"], epochs=int(AFTER[-1])).loss.transpose(1, 2, 0)
    curves, then = np.minimum(loss[..., ::EVERY], HIGHEST), loss[..., AFTER - 1]
    return {
        "losses": small(curves, THOUSANDTH, np.int16),
        "mean_losses": then.mean(axis=1).astype(np.float32),
        "learned": (then < 0.1).sum(axis=1).astype(np.uint8),
    }


def losses_by_scale():
    """For each of ``POWERS``: the loss of each of 40 networks at every ``EVERY``-th step, (29, 40, 100); and after
    each of ``AFTER`` steps their mean loss and how many have a loss below 0.1, both (29, 200).
    """
    file = shipped("ch09")
    return restored(file["losses"], THOUSANDTH), file["mean_losses"], file["learned"]


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
