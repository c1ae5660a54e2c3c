import itertools
import math

import numpy as np
import pytest

import nnlib
from nnlib import Network, Tanh, constant, normal, uniform, variance_scaling, zeros

# Name, kind, and the standard deviation that its paper asks for.
SCALED = [
    ("lecun_normal", "normal", lambda o, i: math.sqrt(1 / i)),
    ("lecun_uniform", "uniform", lambda o, i: math.sqrt(1 / i)),
    ("glorot_normal", "normal", lambda o, i: math.sqrt(2 / (i + o))),
    ("glorot_uniform", "uniform", lambda o, i: math.sqrt(2 / (i + o))),
    ("he_normal", "normal", lambda o, i: math.sqrt(2 / i)),
    ("he_uniform", "uniform", lambda o, i: math.sqrt(2 / i)),
]
DRAWN = [(name, getattr(nnlib, name), kind, std) for name, kind, std in SCALED] + [
    ("uniform(-r, r)", uniform(-0.3, 0.3), "uniform", lambda o, i: 0.3 / math.sqrt(3)),
    ("normal(0.2)", normal(0.2), "normal", lambda o, i: 0.2),
    (
        "variance_scaling 3, out",
        variance_scaling(3, "out", "uniform"),
        "uniform",
        lambda o, i: math.sqrt(3 / o),
    ),
]
DISTRIBUTION = {
    "normal": np.vectorize(lambda z: (1 + math.erf(z / math.sqrt(2))) / 2),
    "uniform": lambda z: (z / math.sqrt(3) + 1) / 2,
}


@pytest.mark.parametrize("shape", [(20, 300), (300, 20), (80, 80)], ids=str)
@pytest.mark.parametrize("name, initializer, kind, std", DRAWN, ids=[d[0] for d in DRAWN])
def test_weights_have_the_mean_the_spread_and_the_shape_that_they_should(name, initializer, kind, std, shape):
    weights = initializer(np.random.default_rng(5), *shape)
    assert weights.shape == shape and weights.dtype == np.float64
    z = np.sort(weights.ravel() / std(*shape))  # standardized
    n = z.size
    assert abs(z.mean()) < 3 / math.sqrt(n)
    assert z.var() == pytest.approx(1, abs=4 * math.sqrt(2 / n))
    # Kolmogorov and Smirnov: a true sample exceeds 1.63 / sqrt(n) in one case of a hundred
    below = DISTRIBUTION[kind](z)
    distance = max((np.arange(1, n + 1) / n - below).max(), (below - np.arange(n) / n).max())
    assert distance < 1.63 / math.sqrt(n)
    if kind == "uniform":
        assert 0.99 * math.sqrt(3) < abs(z).max() <= math.sqrt(3)


def test_uniform_stays_between_its_bounds_and_needs_no_symmetry():
    weights = uniform(2, 5)(np.random.default_rng(0), 50, 50)
    assert 2 <= weights.min() < 2.01 and 4.99 < weights.max() < 5


@pytest.mark.parametrize("fan, size", [("in", 50), ("out", 200), ("average", 125)])
@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_variance_scaling_divides_its_scale_by_the_fan(fan, size, distribution):
    weights = variance_scaling(1.7, fan, distribution)(np.random.default_rng(1), 200, 50)
    assert weights.var() == pytest.approx(1.7 / size, rel=0.05)


@pytest.mark.parametrize("initializer, value", [(zeros, 0), (constant(0.5), 0.5), (constant(-2), -2)])
def test_constants_need_no_generator(initializer, value):
    weights = initializer(None, 3, 4)
    np.testing.assert_array_equal(weights, np.full((3, 4), float(value)))
    assert weights.dtype == np.float64


@pytest.mark.parametrize("initializer", [d[1] for d in DRAWN], ids=[d[0] for d in DRAWN])
def test_the_same_state_of_the_generator_gives_the_same_weights_and_the_next_state_others(initializer):
    first, second = np.random.default_rng(3), np.random.default_rng(3)
    np.testing.assert_array_equal(initializer(first, 4, 5), initializer(second, 4, 5))
    assert (initializer(first, 4, 5) != initializer(np.random.default_rng(3), 4, 5)).all()


def test_the_layers_of_one_seed_differ():
    net = Network.initialized([4, 4, 4, 4], normal(1), Tanh(), seed=0, bias=normal(1))
    for arrays in (net.weights, net.biases):
        assert (arrays[0] != arrays[1]).all() and (arrays[1] != arrays[2]).all()
    assert not np.isin(net.biases[0], net.weights[0]).any()


def test_a_seed_gives_the_same_network_again_and_another_seed_another():
    one, again, other = (Network.initialized([3, 2, 1], normal(1), Tanh(), seed=s) for s in (4, 4, 5))
    np.testing.assert_array_equal(one.parameters, again.parameters)
    assert (one.weights[0] != other.weights[0]).all()


@pytest.mark.parametrize("seeds", [[7], (3, 7), range(20), np.arange(9), [7, 7]], ids=str)
def test_a_member_depends_on_its_own_seed_alone(seeds):
    alone = Network.initialized([3, 2, 1], normal(1), Tanh(), seed=7, bias=normal(1))
    many = Network.initialized([3, 2, 1], normal(1), Tanh(), seed=seeds, bias=normal(1))
    assert many.ensemble == (len(seeds),)
    np.testing.assert_array_equal(many.parameters[list(seeds).index(7)], alone.parameters)


def test_members_of_neighbouring_seeds_are_independent():
    first = Network.initialized([10, 10], normal(1), Tanh(), seed=range(100)).weights[0].reshape(100, 100)
    off_diagonal = np.corrcoef(first)[~np.eye(100, dtype=bool)]
    assert abs(off_diagonal).max() < 0.5 and off_diagonal.std() == pytest.approx(0.1, rel=0.1)


@pytest.mark.parametrize(
    "bias, expected",
    [
        (0.0, [[0, 0], [0]]),
        (0.25, [[0.25, 0.25], [0.25]]),
        (np.float32(2), [[2, 2], [2]]),
        (constant(3.0), [[3, 3], [3]]),
        ([1.0, 2.0], [[1, 1], [2]]),
        ((constant(4), 0), [[4, 4], [0]]),
    ],
    ids=["0.0", "0.25", "float32", "initializer", "one a layer", "tuple"],
)
def test_bias_is_a_number_or_an_initializer_or_one_of_these_a_layer(bias, expected):
    for seed in (0, [0, 1]):
        net = Network.initialized([3, 2, 1], normal(1), Tanh(), seed=seed, bias=bias)
        for biases, layer in zip(net.biases, expected):
            np.testing.assert_array_equal(biases, np.broadcast_to(layer, biases.shape))


def test_a_bias_initializer_is_called_like_one_for_weights_and_its_first_column_is_taken():
    def numbered(rng, fan_out, fan_in):
        return np.arange(fan_out * fan_in).reshape(fan_out, fan_in)

    net = Network.initialized([3, 2, 1], zeros, Tanh(), seed=0, bias=numbered)
    np.testing.assert_array_equal(net.biases[0], [0, 3])
    np.testing.assert_array_equal(net.biases[1], [0])


def test_random_biases_have_the_spread_of_their_initializer():
    net = Network.initialized(
        [100, 2000, 3], normal(1), Tanh(), seed=0, bias=variance_scaling(1, "in", "normal")
    )
    assert net.biases[0].std() == pytest.approx(0.1, rel=0.05)


def test_bias_none_is_a_network_without_biases():
    assert Network.initialized([3, 2, 1], normal(1), Tanh(), seed=0, bias=None).biases is None


@pytest.mark.parametrize(
    "bias", [None, 0.0, 1.0, normal(2), [normal(1), 0.5]], ids=["None", "0", "1", "N", "mix"]
)
def test_weights_do_not_depend_on_the_biases(bias):
    plain = Network.initialized([3, 4, 2], uniform(-1, 1), Tanh(), seed=9)
    net = Network.initialized([3, 4, 2], uniform(-1, 1), Tanh(), seed=9, bias=bias)
    for mine, theirs in zip(net.weights, plain.weights):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("kind", [list, tuple])
def test_each_layer_may_have_an_initializer_of_its_own(kind):
    net = Network.initialized([3, 2, 1], kind([constant(0.5), constant(-0.5)]), Tanh(), seed=0)
    np.testing.assert_array_equal(net.parameters, [0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0, -0.5, -0.5])


def test_an_initializer_of_the_readers_own_is_called_with_rng_fan_out_and_fan_in():
    calls = []

    def mine(rng, fan_out, fan_in):
        calls.append((type(rng), fan_out, fan_in))
        return np.zeros((fan_out, fan_in))

    Network.initialized([5, 3, 2], mine, Tanh(), seed=0)
    assert calls == [(np.random.Generator, 3, 5), (np.random.Generator, 2, 3)]


def test_zero_hadamard_is_the_identity_or_a_hadamard_matrix_at_the_papers_scale():
    """c = 2^(-(m - 1) / 2) with m = ceil(log2(fan_out)): Zhao et al. 2022, algorithm 1."""
    assert (nnlib.zero_hadamard(None, 3, 5) == np.eye(3, 5)).all()
    for fan_out, fan_in, size in [(8, 3, 0.5), (8, 4, 0.5), (16, 2, 2**-1.5)]:
        weights = nnlib.zero_hadamard(None, fan_out, fan_in)
        assert weights.shape == (fan_out, fan_in) and np.allclose(abs(weights), size)
        assert np.allclose(weights.T @ weights, 2 * np.eye(fan_in))  # its columns are orthogonal
    assert nnlib.zero_hadamard(None, 5, 2).shape == (5, 2)  # m is rounded up
    assert np.allclose(abs(nnlib.zero_hadamard(None, 5, 2)), 0.5)


@pytest.mark.parametrize("fan_out, fan_in, kinds", [(2, 1, 1), (8, 4, 4), (8, 2, 2), (16, 3, 4), (16, 9, 16)])
def test_zero_hadamard_makes_copies_where_a_layer_widens_by_more_than_a_power_of_two(fan_out, fan_in, kinds):
    assert len(np.unique(nnlib.zero_hadamard(None, fan_out, fan_in), axis=0)) == kinds


@pytest.mark.parametrize("sizes, distinct", [([2, 8, 1], 3), ([3, 16, 1], 5)])
def test_the_copies_of_zero_hadamard_stay_copies(sizes, distinct):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(20, sizes[0]))
    y = np.sign(x[:, :1] * x[:, 1:2])
    net = Network.initialized(sizes, nnlib.zero_hadamard, Tanh(), seed=0)
    run = {"learning_rate": 0.1, "loss": nnlib.SquaredError(), "batch_size": None}
    history = nnlib.train(net, x, y, epochs=2000, **run)
    assert history.loss[-1] < 0.5 * history.loss[0]  # it learns, all the same
    for network in (net, history.network):
        assert len(nnlib.symmetry.units(network, 0)) == distinct


def test_units_that_the_identity_has_no_input_for_are_copies():
    assert nnlib.identity(None, 4, 2).tolist() == [[1, 0], [0, 1], [0, 0], [0, 0]]


@pytest.mark.parametrize("name", [name for name, *_ in SCALED])
def test_a_name_is_variance_scaling_with_its_papers_numbers(name):
    scale = 2 if name.startswith("he") else 1
    fan = "average" if name.startswith("glorot") else "in"
    same = variance_scaling(scale, fan, name.split("_")[1])
    for seed, shape in itertools.product((0, 7), [(1, 1), (3, 2), (20, 30)]):
        drawn, again = (f(np.random.default_rng(seed), *shape) for f in (getattr(nnlib, name), same))
        np.testing.assert_array_equal(drawn, again)


def test_sign_constant_has_one_size_and_both_signs_alike():
    weights = nnlib.sign_constant(np.random.default_rng(0), 200, 50)
    assert np.allclose(abs(weights), math.sqrt(2 / 50))
    assert abs((weights > 0).mean() - 0.5) < 3 * 0.5 / math.sqrt(weights.size)
