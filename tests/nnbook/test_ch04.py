"""Chapter 4: starts that are trained when the panel asks for them are those of all at once."""

import functools

import numpy as np
import pytest

from nnbook.ch04 import panels
from nnbook.documents.homework import pairs
from nnlib import many_starts
from nnlib.population import Growing


@pytest.mark.parametrize("own_shuffles", [False, True])
def test_starts_trained_when_asked_for_are_those_trained_at_once(own_shuffles):
    run, seeds = functools.partial(pairs, own_shuffles=own_shuffles), panels.START_SEEDS
    growing, at_once = Growing(run, seeds), many_starts(run, seeds[:400])
    for n in (3, 100, 130, 400, 50):
        results = growing.first(n)
        for name in ("seed", "stop", "reaches"):
            np.testing.assert_array_equal(results[name], at_once[name][:n], err_msg=name)
        np.testing.assert_allclose(results["loss"], at_once["loss"][:n], rtol=0, atol=1e-10)
        for claim in panels.CLAIMS:
            np.testing.assert_array_equal(panels.is_true(claim, results), panels.is_true(claim, at_once)[:n])
