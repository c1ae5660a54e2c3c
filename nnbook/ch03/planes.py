"""Chapter 3: how many samples a plane can sort correctly, by trying all planes that matter.

A best plane can be moved, without changing a side, until it touches as many samples as there are features. So it is
enough to try the planes through any three samples in space. A sample on such a plane may go to either side, as the
plane is moved off it again.
"""

from itertools import combinations

import numpy as np


def samples_right(x, y):
    """For each plane through d of the samples ``x`` (n, d): how many of them it can have on the sides of ``y`` (n, 1).

    On a line: two samples of the second class stand between those of the first, so a point parts three of the four.

    >>> samples_right([[0.0], [1.0], [2.0], [3.0]], [[1], [-1], [-1], [1]]).tolist()
    [3, 3, 3, 3]
    """
    ones = np.column_stack([np.ones(len(x)), x])
    some = ones[[*combinations(range(len(x)), ones.shape[1] - 1)]]
    planes = np.linalg.svd(some)[2][:, -1]  # each with 0 for the samples that it goes through
    sums = planes @ ones.T
    sides = np.where(np.abs(sums) < 1e-9, 0, np.sign(sums) * np.sign(np.ravel(y)))
    return np.maximum((sides >= 0).sum(axis=1), (sides <= 0).sum(axis=1))
