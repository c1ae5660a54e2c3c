"""Sizes, deltas, cosines and Jacobians against finite differences, formulas by hand, and one network at a time."""

import numpy as np
import pytest

from nnlib import HalfSquaredError, Identity, Network, ReLU, Tanh, he_normal, normal, orthogonal, signals

RNG = np.random.default_rng(3)
X, Y = RNG.normal(size=(7, 4)), RNG.normal(size=(7, 2))
SIZES = [4, 6, 5, 2]


def network(seed=0, **options):
    return Network.initialized(
        SIZES, normal(0.7), [Tanh(), ReLU(), Identity()], seed=seed, bias=0.1, **options
    )


def test_sizes_are_roots_of_mean_squares_of_the_input_and_of_each_layer():
    by_hand = [np.sqrt(np.mean(h**2)) for h in network().forward(X)]
    np.testing.assert_allclose(signals.sizes(network(), X), by_hand, rtol=1e-12)


def test_orthogonal_layers_keep_every_length():
    net = Network.initialized([8] * 40, orthogonal(1), Identity(), seed=0)
    found = signals.sizes(net, RNG.normal(size=(1, 8)))
    np.testing.assert_allclose(found, found[0], rtol=1e-12)


def test_deltas_are_what_a_change_of_net_does_to_the_loss_of_a_sample():
    """A bias moves its unit's net by as much, so one sample's slope along it is the delta."""
    net, loss = network(), HalfSquaredError()
    for x, y, *rows in zip(X, Y, *signals.deltas(net, X, Y, loss)):
        gradient = net.gradient(x[None], y[None], loss)[1]
        for row, slopes in zip(rows, gradient.biases):
            np.testing.assert_allclose(row, slopes, rtol=1e-10, atol=1e-14)


def test_cosines_know_parallel_opposite_and_orthogonal_rows():
    found = signals.cosines([[1, 0], [-2, 0], [0, 3], [0, 0]])
    np.testing.assert_allclose(found[:3, :3], [[1, -1, 0], [-1, 1, 0], [0, 0, 1]], atol=1e-15)
    assert np.isnan(found[3]).all()


def test_the_jacobian_is_that_of_finite_differences():
    net, step = network(), 1e-6
    found = signals.jacobian(net, X)
    assert found.shape == (7, 2, 4)
    for i, direction in enumerate(np.eye(4)):
        by_trying = (net(X + step * direction) - net(X - step * direction)) / (2 * step)
        np.testing.assert_allclose(found[:, :, i], by_trying, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("exact", [True, False])
def test_an_ensemble_gives_what_single_networks_give(exact):
    many = network(seed=range(3), exact=exact)
    for seed in range(3):
        one = network(seed, exact=exact)
        np.testing.assert_allclose(signals.sizes(many, X)[seed], signals.sizes(one, X), rtol=1e-12)
        np.testing.assert_allclose(
            signals.jacobian(many, X)[seed], signals.jacobian(one, X), rtol=1e-10, atol=1e-14
        )
        for together, alone in zip(*(signals.deltas(net, X, Y, HalfSquaredError()) for net in (many, one))):
            np.testing.assert_allclose(together[seed], alone, rtol=1e-10, atol=1e-14)


def test_he_keeps_the_mean_square_of_relu_on_average():
    """The second moment before the ReLU is twice that after it; over 300 networks the mean is 1 within 4 errors."""
    x = RNG.normal(size=(1, 64))
    x /= np.sqrt(np.mean(x**2))
    nets = Network.initialized([64] * 6, he_normal, ReLU(), seed=range(300))
    squares = signals.sizes(nets, x)[:, -1] ** 2
    assert abs(squares.mean() - 1) < 4 * squares.std() / np.sqrt(300)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: signals.sizes("net", X), "net must be a Network"),
        (lambda: signals.sizes(network(), X[:, :3]), r"x must have shape \(n, 4\)"),
        (lambda: signals.deltas(network(), X, Y[:3], HalfSquaredError()), "each row of x needs its row of y"),
        (lambda: signals.cosines([1.0, 2.0]), "h must have shape"),
        (lambda: signals.jacobian(network(), [[np.nan] * 4]), "x must be finite"),
    ],
)
def test_bad_input_is_told(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()
