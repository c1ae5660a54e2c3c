"""Chapter 4: the panel says the shares of the shipped starts, from the first three to the last."""

import numpy as np
import pytest

from nnbook.ch04 import panels


@pytest.mark.parametrize("n, stops", [(3, (2, 3)), (10_000, (4410, 1957))])
def test_the_panel_counts_the_first_starts(n, stops):
    panel = panels.how_many_starts()
    panel.controls["n"].value = n
    for own, k in enumerate(stops):
        claims, results = panels.ten_thousand(bool(own))
        assert claims["stop"][:n].sum() == k and f"{k} of {n} (" in panel.sentence
        random, constant = results["stop"].T
        np.testing.assert_array_equal(claims["stop"], random < constant)
