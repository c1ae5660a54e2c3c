"""Chapter 1: each unit's part in the bend of the boundary."""

import numpy as np
import pytest

from nnbook.ch01 import bending, panels
from nnbook.documents import homework
from nnlib.datasets import grid


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_add_up_to_the_curvature_of_the_curve(seed):
    rng = np.random.default_rng(seed)
    net, points, h = homework.two_two_one(rng.normal(size=9)), rng.uniform(-2, 2, (50, 2)), 1e-4

    def sums(x):  # the output's sum, before its f
        outputs = net(x)[:, 0]
        return np.arctanh(outputs / 1.716)

    e = h * np.eye(2)
    slope = np.stack([sums(points + d) - sums(points - d) for d in e], axis=1) / (2 * h)
    bend = np.stack(
        [
            np.stack(
                [
                    sums(points + d + c) - sums(points + d - c) - sums(points - d + c) + sums(points - d - c)
                    for c in e
                ],
                1,
            )
            for d in e
        ],
        1,
    ) / (4 * h * h)
    along = np.stack([-slope[:, 1], slope[:, 0]], axis=1) / np.hypot(*slope.T)[:, None]
    curvature = np.einsum("ni,nij,nj->n", along, bend, along) / np.hypot(*slope.T)
    ours = bending.bends(net, points).sum(axis=1)
    assert np.allclose(ours, curvature, rtol=1e-4, atol=1e-4)


def test_the_boundary_is_where_the_output_is_zero():
    for part in "ab":
        net, x2 = homework.two_two_one(part), np.linspace(-5, 5, 21)
        points = np.stack([bending.boundary(net, x2), x2], axis=1)
        assert np.allclose(net(points), 0, rtol=0, atol=1e-12)


def test_a_turned_unit_and_swapped_units_leave_the_output_as_it_was():
    rng = np.random.default_rng(0)
    panel, x = panels.forward_pass(), grid(points=20)
    for _ in range(3):
        for control in list(panel.controls.values())[:9]:
            control.value = round(rng.integers(-30, 31) / 10, 1)
        before = panel.values
        for action in panel.actions:
            panel.act(action)
            assert panel.values != before
            there, here = (homework.two_two_one([*v.values()][:9])(x) for v in (before, panel.values))
            assert np.allclose(here, there, rtol=0, atol=1e-12)
            panel.act(action)
            assert panel.values == before
