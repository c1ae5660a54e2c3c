"""The mean-field picture against the study's numbers, exact results, and networks that are wide."""

import numpy as np
import pytest

from nnlib import Identity, Network, ReLU, Sigmoid, Tanh, normal
from nnlib.propagation import chi, correlation_fixed_point, critical_weight_variance, length_fixed_point

TABLE = [  # weight and bias variance, q*, chi_1, c*
    (1.0, 0.05, 0.19359, 0.75903, 1),
    (1.3, 0.05, 0.31532, 0.88016, 1),
    (2.0, 0.05, 0.72176, 1.04767, 0.74408),
    (2.5, 0.05, 1.06396, 1.13352, 0.44680),
    (4.0, 0.05, 2.19549, 1.34241, 0.16507),
    (2.25, 0, 0.79335, 1.13932, 0),
    (6.25, 0.09, 4.07908, 1.58574, 0.12211),
]


@pytest.mark.parametrize("weights, biases, q, chi_1, c", TABLE)
def test_fixed_points_are_those_of_the_study(weights, biases, q, chi_1, c):
    """Its quadrature errs by up to 4e-4 where tanh is steep; ours does not change when its points are twice as dense."""
    assert np.isclose(length_fixed_point(weights, biases, Tanh()), q, rtol=4e-5)
    assert np.isclose(chi(weights, biases, Tanh()), chi_1, rtol=4e-4)
    assert np.isclose(correlation_fixed_point(weights, biases, Tanh()), c, rtol=4e-4, atol=1e-9)


@pytest.mark.parametrize(
    "biases, weights", [(0, 1), (0.01, 1.424205), (0.05, 1.760955), (0.1, 1.986073), (0.3, 2.505127)]
)
def test_the_critical_line_is_that_of_the_study(biases, weights):
    found = critical_weight_variance(biases, Tanh())
    assert np.isclose(found, weights, rtol=0, atol=1e-6)
    if biases:
        assert np.isclose(chi(found, biases, Tanh()), 1, rtol=0, atol=1e-9)


def test_relu_is_critical_at_two_and_the_identity_at_one():
    assert np.isclose(critical_weight_variance(0, ReLU()), 2, rtol=1e-12)
    assert np.isclose(critical_weight_variance(0, Identity()), 1, rtol=1e-12)
    assert length_fixed_point(1.0, 0, ReLU()) == 0 and np.isclose(
        length_fixed_point(1.0, 0.1, ReLU()), 0.2, rtol=1e-10
    )


def test_a_wide_network_has_the_length_that_is_predicted():
    n, rng = 400, np.random.default_rng(0)
    weights, biases = 2.5, 0.05
    net = Network.initialized(
        [n] * 21, normal(np.sqrt(weights / n)), Tanh(), seed=0, bias=normal(np.sqrt(biases)), exact=False
    )
    *_, before, _ = net.forward(rng.normal(size=(2, n)))
    sums = before @ net.weights[-1].T + net.biases[-1]
    assert np.isclose((sums**2).mean(), length_fixed_point(weights, biases, Tanh()), rtol=0.1)


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: length_fixed_point(2.5, 0, ReLU()), "weight_variance 2.5"),
        (lambda: length_fixed_point(2.0, 0.1, ReLU()), "has no fixed length"),
        (lambda: critical_weight_variance(0.1, ReLU()), "bias_variance 0.1"),
        (lambda: critical_weight_variance(-0.1, Tanh()), "0 or more, not -0.1"),
        (lambda: chi(0, 0.1, Tanh()), "weight_variance must be a finite number above 0"),
        (lambda: correlation_fixed_point(0.5, 0, Tanh()), "nothing is left"),
    ],
)
def test_what_has_no_fixed_point_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_sigmoid_has_a_fixed_length():
    assert length_fixed_point(1.0, 0.0, Sigmoid()) > 0.2


def test_twice_as_many_points_change_nothing(monkeypatch):
    from nnlib import propagation

    before = [length_fixed_point(6.25, 0.09, Tanh()), chi(6.25, 0.09, Tanh())]
    points = np.arange(-9.975, 10, 0.05)
    weights = np.exp(-(points**2) / 2)
    monkeypatch.setattr(propagation, "POINTS", points)
    monkeypatch.setattr(propagation, "WEIGHTS", weights / weights.sum())
    assert np.allclose([length_fixed_point(6.25, 0.09, Tanh()), chi(6.25, 0.09, Tanh())], before, rtol=1e-12)
