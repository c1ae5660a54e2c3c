"""Equal units stay equal to the last bit: what ``exact=True`` promises, and chapters 5 to 8 rest on."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnlib import (
    HalfSquaredError,
    Identity,
    Network,
    ReLU,
    ScaledSigmoid,
    Sigmoid,
    SquaredError,
    Tanh,
    constant,
    lecun_normal,
    normal,
    python2,
    sgd,
)

WIDTHS = [2, 3, 5, 6, 7, 9, 13, 16, 17, 31, 33, 64, 65, 100, 127, 129, 200, 255, 256, 299, 300]
ACTIVATIONS = [ScaledSigmoid(), Sigmoid(), Tanh(), ReLU(), Identity()]


def networks(net, n, batch_size, steps, rate, loss=None):
    """The network after each of some epochs on random samples."""
    rng = np.random.default_rng(n)
    x, y = rng.normal(size=(n, net.sizes[0])), rng.normal(size=(n, net.sizes[-1]))
    order = python2.orders(0, n)
    epochs = sgd(
        net, x, y, learning_rate=rate, loss=loss or SquaredError(), order=order, batch_size=batch_size
    )
    return [epoch.network for _, epoch in zip(range(steps), epochs)]


def assert_hidden_units_equal(net):
    for layer in range(len(net.weights) - 1):
        coming, going = net.weights[layer], net.weights[layer + 1]
        assert (coming == coming[..., :1, :]).all() and (going == going[..., :1]).all()
        if net.biases is not None:
            assert (net.biases[layer] == net.biases[layer][..., :1]).all()


def constant_start(sizes, activation, bias, dtype, seed=0):
    values = [constant(1.2 / fan_in) for fan_in in sizes[:-1]]  # too small to saturate a wide layer
    net = Network.initialized(sizes, values, activation, seed=seed, bias=bias)
    return net.with_parameters(net.parameters.astype(dtype))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("bias", [None, 0.1], ids=["no biases", "equal biases"])
@pytest.mark.parametrize("width", WIDTHS)
def test_equal_units_stay_bitwise_equal_at_every_width(width, bias, dtype):
    start = constant_start([5, width, width + 1, 2], Tanh(), bias, dtype)
    nets = networks(start, 9, None, 3, 0.1 / width)
    for net in nets:
        assert_hidden_units_equal(net)
    # and it was not because nothing moved
    assert all((a != b).all() for a, b in zip(nets[0].weights, nets[1].weights))


@settings(max_examples=100)
@given(
    widths=st.lists(st.integers(1, 300), min_size=1, max_size=3),
    d=st.integers(1, 12),
    outputs=st.integers(1, 4),
    n=st.integers(1, 40),
    batch_size=st.sampled_from([1, 4, None]),
    activation=st.sampled_from(ACTIVATIONS),
    bias=st.sampled_from([None, 0.0, -0.3]),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.sampled_from([0, [0, 1, 2]]),
)
@example([300, 300], 10, 3, 40, None, Tanh(), 0.1, np.float64, 0)
def test_equal_units_stay_bitwise_equal_whatever_the_network(
    widths, d, outputs, n, batch_size, activation, bias, dtype, seed
):
    start = constant_start([d, *widths, outputs], activation, bias, dtype, seed)
    rate = 0.01 / max(widths)  # small enough for linear units
    for net in networks(start, n, batch_size, 2, rate):
        assert_hidden_units_equal(net)


@settings(max_examples=150)
@given(
    widths=st.lists(st.integers(2, 150), min_size=1, max_size=3),
    activation=st.sampled_from(ACTIVATIONS),
    n=st.integers(1, 30),
    batch_size=st.sampled_from([1, 4, None]),
    bias=st.sampled_from([None, normal(0.3)]),
    seed=st.integers(0, 999),
    draw=st.data(),
)
def test_two_equal_units_among_random_others_stay_twins(widths, activation, n, batch_size, bias, seed, draw):
    net = Network.initialized([4, *widths, 2], lecun_normal, activation, seed=seed, bias=bias)
    layer = draw.draw(st.integers(0, len(widths) - 1))
    i, j = draw.draw(st.lists(st.integers(0, widths[layer] - 1), min_size=2, max_size=2, unique=True))
    net.weights[layer][j] = net.weights[layer][i]
    net.weights[layer + 1][:, j] = net.weights[layer + 1][:, i]
    if bias is not None:
        net.biases[layer][j] = net.biases[layer][i]
    for trained in networks(net, n, batch_size, 2, 1e-3):
        np.testing.assert_array_equal(trained.weights[layer][j], trained.weights[layer][i])
        np.testing.assert_array_equal(trained.weights[layer + 1][:, j], trained.weights[layer + 1][:, i])
        if bias is not None:
            assert trained.biases[layer][j] == trained.biases[layer][i]


@pytest.mark.parametrize("width", [9, 300])
def test_equal_samples_have_equal_outputs_to_the_last_bit(width):
    net = Network.initialized([width, width, 3], normal(0.1), Tanh(), seed=0, bias=normal(1))
    x = np.repeat(np.random.default_rng(0).normal(size=(1, width)), 11, axis=0)
    for h in net.forward(x):
        assert (h == h[0]).all()


def test_nine_equal_units_are_still_equal_after_a_thousand_steps():
    start = constant_start([4, 9, 1], Tanh(), 0.0, np.float64)
    assert_hidden_units_equal(networks(start, 20, None, 1000, 0.1, HalfSquaredError("mean"))[-1])
