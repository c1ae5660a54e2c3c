"""Chapter 4: the panel says the shares of the shipped starts, from the first three to the last; and what the text says of these."""

import numpy as np
import pytest

from nnbook.ch04 import humps, panels, results
from nnbook.documents import homework
from nnlib.population import wilson_interval


@pytest.mark.parametrize("n, stops", [(3, (2, 3)), (10_000, (4410, 1957))])
def test_the_panel_counts_the_first_starts(n, stops):
    panel = panels.how_many_starts()
    panel.controls["n"].value = n
    for own, k in enumerate(stops):
        claims, results = panels.ten_thousand(bool(own))
        assert claims["stop"][:n].sum() == k and f"{k} of {n} (" in panel.sentence
        random, constant = results["stop"].T
        np.testing.assert_array_equal(claims["stop"], random < constant)


@pytest.mark.parametrize("own_shuffles", [False, True])
def test_nearly_all_pairs_that_stop_together_have_fallen_into_the_same_valley(own_shuffles):
    pairs = results.all_pairs(own_shuffles)
    together = pairs["stop"][:, 0] == pairs["stop"][:, 1]
    far = abs(np.diff(pairs["loss"][together], axis=1))
    assert together.mean() > 0.4 and (far < 0.01).mean() > 0.96


def test_ten_thousand_starts_tell_a_share_to_a_hundredth():
    for counted in (1000, 5000, 9000):
        low, high = wilson_interval(counted, 10_000)
        assert high - low < 0.02


def test_the_valleys_of_the_humps_are_told_by_the_samples_that_are_wrong():
    wrong = humps.wrong_after(range(5000, 5300))
    runs = homework.pairs(range(5000, 5300), own_shuffles=True)["stop"][:, 0]
    parts = humps.of_valleys(wrong, runs < 298)
    assert 0.55 < parts["best_left"] < 0.85 and parts["best_right"] < 0.08
    assert parts["four_right"] > 0.85 and parts["four_left"] > 0.05
    assert sum(parts[f"{name}_right"] for name in humps.VALLEYS) > 0.95


def test_a_valley_is_just_its_samples():
    wrong = np.zeros((2, 20), bool)
    wrong[0, [4, 5, 7, 8]] = wrong[1, [4, 5, 7, 8, 0]] = True
    parts = humps.of_valleys(wrong, np.array([True, False]))
    assert parts["best_left"] == 1 and not any(share for name, share in parts.items() if name != "best_left")
