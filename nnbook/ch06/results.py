"""Chapter 6: 60,000 steps from 81 equal starts and the document's random one, and from 300 random ones.

The file has the weights at some 80 moments in steps of about a millionth (2 to the power -20). That units which start
equal are equal to the last bit is asked when the file is made, before anything is rounded.
"""

from functools import cache

import numpy as np

from nnbook.documents.zeros_and_twos import (
    FOUR_TARGETS,
    REACHABLE_TARGETS,
    four_samples,
    legacy_start,
    mean_error,
)
from nnbook.results import restored, shipped, small

START_VALUES = np.round(np.linspace(-4, 4, 81), 1)
HOW_MANY = [100, 1000, 10_000, 60_000]
STEPS = np.unique(np.round([0, *np.geomspace(1, 60_000, 80), *HOW_MANY]).astype(int))
TARGETS = {"document": FOUR_TARGETS, "reachable": REACHABLE_TARGETS}
RANDOM = len(START_VALUES)
ALL_TARGETS = np.stack([np.tile(each, (RANDOM + 1, 1, 1)) for each in TARGETS.values()])
RANDOM_STEPS = {"document": [10_000, 60_000], "reachable": [0, 1000, 10_000]}
UNIT = 2.0**-20


def make():
    """What the file has: ``changes`` (2, 82, 16, moments), and the errors of random starts by targets."""
    path = trained()
    if not units_are_equal(path[:, :, :RANDOM]):
        raise ArithmeticError("units that start equal are no longer equal")
    return {"changes": small(np.moveaxis(path, 0, -1), UNIT, np.int32)} | {
        f"random_{targets}": random_errors(targets) for targets in TARGETS
    }


def trained(steps=60_000):
    """The parameters (moments, 2, 82, 16) at ``STEPS`` up to ``steps``: by targets, then by start, random last."""
    starts = np.array([*np.repeat(START_VALUES[:, None], 16, axis=1), legacy_start(1)])
    return four_samples(np.stack([starts, starts]), STEPS[STEPS <= steps], ALL_TARGETS, progress=True)


def units_are_equal(path):
    """Whether the four units of each network (..., 16) are equal to the last bit, incoming and outgoing weights."""
    units, outgoing = path[..., :12].reshape(*path.shape[:-1], 4, 3), path[..., 12:]
    return bool((units == units[..., :1, :]).all() and (outgoing == outgoing[..., :1]).all())


@cache
def weights():
    """The shipped parameters, as ``trained`` gives them."""
    return np.ascontiguousarray(np.moveaxis(restored(shipped("ch06")["changes"], UNIT), -1, 0))


def random_errors(targets="document", seeds=range(300)):
    """The errors of random starts by ``seeds`` at the moments of ``RANDOM_STEPS``: (moments, seeds)."""
    starts = np.array([legacy_start(seed) for seed in seeds])
    path = four_samples(starts, RANDOM_STEPS[targets], TARGETS[targets], progress=True)
    return mean_error(path, TARGETS[targets])
