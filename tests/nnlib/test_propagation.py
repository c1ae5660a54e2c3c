"""The mean-field picture against the study's numbers, exact results, and networks that are wide."""

import numpy as np
import pytest

from nnlib import Identity, Network, ReLU, Sigmoid, Tanh, normal
from nnlib.propagation import (
    chi,
    correlation_fixed_point,
    correlation_map,
    correlation_slope,
    critical_weight_variance,
    depth_scale,
    length_fixed_point,
    length_map,
    predicted,
)

TABLE = [  # weight and bias variance, q*, chi_1, c*, xi_c
    (1.0, 0.05, 0.19359, 0.75903, 1, 3.627),
    (1.3, 0.05, 0.31532, 0.88016, 1, 7.834),
    (1.7, 0.05, 0.53308, 0.98674, 1, 74.9),
    (2.0, 0.05, 0.72176, 1.04767, 0.74408, 25.21),
    (2.5, 0.05, 1.06396, 1.13352, 0.44680, 11.80),
    (4.0, 0.05, 2.19549, 1.34241, 0.16507, 6.98),
    (2.25, 0, 0.79335, 1.13932, 0, 17.05),
    (6.25, 0, 3.96093, 1.60741, 0, 5.67),
    (6.25, 0.09, 4.07908, 1.58574, 0.12211, 5.11),
]


@pytest.mark.parametrize("weights, biases, q, chi_1, c, xi", TABLE)
def test_fixed_points_are_those_of_the_study(weights, biases, q, chi_1, c, xi):
    """Its quadrature errs by up to 4e-4 where tanh is steep; ours does not change when its points are twice as dense."""
    assert np.isclose(length_fixed_point(weights, biases, Tanh()), q, rtol=4e-5)
    assert np.isclose(chi(weights, biases, Tanh()), chi_1, rtol=4e-4)
    assert np.isclose(correlation_fixed_point(weights, biases, Tanh()), c, rtol=4e-4, atol=1e-9)
    assert np.isclose(depth_scale(weights, biases, Tanh()), xi, rtol=1e-3)


@pytest.mark.parametrize("weights, biases", [(1.3, 0.05), (2.5, 0.05), (4.0, 0.3)])
def test_the_maps_are_means_over_pairs_of_normal_numbers(weights, biases):
    z = np.random.default_rng(0).normal(size=(2, 400_000))
    q = length_fixed_point(weights, biases, Tanh())
    for c in (-0.6, 0.0, 0.5, 0.95):
        u = np.sqrt(q) * np.array([z[0], c * z[0] + np.sqrt(1 - c**2) * z[1]])
        sent = np.tanh(u)
        found = (weights * (sent[0] * sent[1]).mean() + biases) / q
        assert np.isclose(correlation_map(c, weights, biases, Tanh()), found, atol=0.006)
        slope = weights * np.prod(1 - sent**2, axis=0).mean()
        assert np.isclose(correlation_slope(c, weights, biases, Tanh()), slope, rtol=0.01)
    assert np.isclose(length_map(q, weights, biases, Tanh()), q, rtol=1e-12)
    assert np.isclose(
        length_map(0.3, weights, biases, Tanh()),
        weights * (np.tanh(0.3**0.5 * z[0]) ** 2).mean() + biases,
        rtol=0.01,
    )


@pytest.mark.parametrize("activation", [Tanh(), Sigmoid(), ReLU()])
def test_the_correlation_map_rises_bends_upwards_and_ends_at_one(activation):
    weights = 2.0 if activation == ReLU() else 3.0
    c = np.linspace(0, 1, 201)
    values = correlation_map(c, weights, 0, activation)
    assert (np.diff(values) > 0).all() and (np.diff(values, n=2) > -1e-12).all()
    assert np.isclose(values[-1], 1, rtol=1e-12)
    slopes = correlation_slope((c[1:] + c[:-1]) / 2, weights, 0, activation)
    smooth = slice(0, 150)  # ReLU's slope has an endless one at 1, which a series of 64 terms has not
    assert np.allclose(slopes[smooth], (np.diff(values) / np.diff(c))[smooth], rtol=0.02)


def test_the_correlation_map_of_relu_is_the_one_found_by_an_integral():
    c = np.linspace(0, 1, 101)
    exact = (np.sqrt(1 - c**2) + c * (np.pi - np.arccos(c))) / np.pi  # Cho & Saul 2009
    assert np.allclose(correlation_map(c, 2.0, 0, ReLU()), exact, atol=4e-4)


def test_what_is_predicted_goes_by_the_maps_to_their_fixed_points():
    q, c = predicted([0.2, 0.9], 60, 4.0, 0.05, Tanh())
    assert np.allclose(q[0], 4.05) and np.allclose(c[0], [(4 * 0.2 + 0.05) / 4.05, (4 * 0.9 + 0.05) / 4.05])
    assert np.allclose(q[1:], length_map(q[:-1], 4.0, 0.05, Tanh()), rtol=1e-12)
    assert np.allclose(c[31], correlation_map(c[30], 4.0, 0.05, Tanh()), rtol=1e-9)
    assert np.allclose(c[-1], correlation_fixed_point(4.0, 0.05, Tanh()), atol=1e-3)


@pytest.mark.parametrize(
    "weights, c_30",
    [(1.0, 0.9999), (1.3, 0.9965), (1.5, 0.981), (1.76, 0.916), (2.0, 0.802), (2.5, 0.534), (4.0, 0.191)],
)
def test_what_is_predicted_after_thirty_layers_is_what_the_study_has(weights, c_30):
    assert np.isclose(predicted(0.9, 30, weights, 0.05, Tanh())[1][-1], c_30, atol=6e-4)


def test_without_biases_at_gain_one_the_correlation_stays():
    _, c = predicted(0.5, 100, 1.0, 0, Tanh())
    assert np.allclose(c[[20, 99]], 0.442, atol=2e-3)


def test_it_takes_longest_to_settle_near_the_critical_line():
    critical = critical_weight_variance(0.05, Tanh())
    assert depth_scale(critical, 0.05, Tanh()) > 1e6
    for near in (critical - 0.01, critical + 0.01):
        assert 100 < depth_scale(near, 0.05, Tanh()) < 1000


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
        (lambda: correlation_map(0.5, 0.5, 0, Tanh()), "nothing is left"),
        (lambda: correlation_map([0.5, -1.5], 2.0, 0, Tanh()), "c must lie between -1 and 1, .* not be -1.5"),
        (lambda: length_map([1, -0.5], 2.0, 0, Tanh()), "q must be 0 or more, .* not -0.5"),
    ],
)
def test_what_has_no_fixed_point_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_sigmoid_has_a_fixed_length():
    assert length_fixed_point(1.0, 0.0, Sigmoid()) > 0.2


def test_twice_as_many_points_change_nothing():
    points = np.arange(-9.975, 10, 0.05)
    weights = np.exp(-(points**2) / 2)
    weights = weights / weights.sum()
    q = length_fixed_point(6.25, 0.09, Tanh())
    sent = np.tanh(np.sqrt(q) * points)
    assert np.isclose(6.25 * weights @ sent**2 + 0.09, q, rtol=1e-12)
    assert np.isclose(6.25 * weights @ (1 - sent**2) ** 2, chi(6.25, 0.09, Tanh()), rtol=1e-12)
