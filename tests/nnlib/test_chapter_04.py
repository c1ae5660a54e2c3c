"""Chapter 4: the panel trains the starts that it shows, and they are those of all at once."""

import functools

import numpy as np
import pytest

from nnlib import population
from nnlib.experiments import pairs
from nnlib.panels import chapter_04


@pytest.mark.parametrize("own_shuffles", [False, True])
def test_starts_trained_when_asked_for_are_those_trained_at_once(own_shuffles, monkeypatch):
    monkeypatch.setattr(chapter_04, "_trained", {})
    run = functools.partial(pairs, own_shuffles=own_shuffles)
    at_once = population(run, chapter_04.START_SEEDS[:400])
    for n in (3, 100, 130, 400, 50):
        results = chapter_04.first_starts(n, own_shuffles)
        for name in ("seed", "stop", "reaches"):
            np.testing.assert_array_equal(results[name], at_once[name][:n], err_msg=name)
        np.testing.assert_allclose(results["loss"], at_once["loss"][:n], rtol=0, atol=1e-10)
        for claim in chapter_04.CLAIMS:
            np.testing.assert_array_equal(
                chapter_04.is_true(claim, results), chapter_04.is_true(claim, at_once)[:n]
            )


def test_a_few_starts_are_trained_for_a_few_and_no_start_twice(monkeypatch):
    trained = []

    def some(seeds, own_shuffles):
        trained.extend(seeds)
        return {"stop": np.array(seeds)}

    monkeypatch.setattr(chapter_04, "_trained", {})
    monkeypatch.setattr(chapter_04, "pairs", some)
    for n in (3, 5, 200, 10):
        assert chapter_04.first_starts(n, True)["stop"].tolist() == chapter_04.START_SEEDS[:n]
    assert trained == chapter_04.START_SEEDS[:200]
