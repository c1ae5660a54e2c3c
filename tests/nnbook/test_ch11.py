"""E19 to E24: pairs of inputs through single networks, their Jacobians, deep trainings, residual blocks, and the panels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.ch11 import pairs, panels, phases, residual, results, ring, stretching
from nnbook.results import shipped
from nnlib import Network, ReLU, SoftmaxCrossEntropy, Tanh, datasets, normal, orthogonal
from nnlib.propagation import chi, critical_weight_variance, depth_scale, predicted
from nnlib.signals import cosines, jacobian


def test_the_sums_are_what_the_layers_add_up():
    net = Network.initialized([4] * 4, normal(0.5), Tanh(), seed=3, bias=normal(0.3))
    x = pairs.circle(4, [0.0, 1.0, 2.0])
    found = pairs.sums(net, x)
    assert found.shape == (3, 3, 4)
    for net_l, sent in zip(found, net.forward(x)[1:]):
        assert np.allclose(np.tanh(net_l), sent)


@given(st.floats(0.01, 3.1), st.integers(2, 60))
def test_a_pair_on_the_circle_has_its_angle_and_length(angle, n):
    x = pairs.circle(n, [0.5, 0.5 + angle])
    assert np.allclose((x**2).mean(axis=1), 1) and np.isclose(cosines(x)[0, 1], np.cos(angle), atol=1e-9)


def test_one_pair_by_the_studys_own_draws():
    """Independent code: the layers drawn in order from one generator, a pair of random inputs."""
    ends = {"Gaussian": [], "orthogonal": []}
    for kind, found in ends.items():
        for seed in range(60):
            rng = np.random.default_rng(seed)
            a, e = rng.standard_normal((2, 50))
            a = a / np.linalg.norm(a)
            e = e - (e @ a) * a
            h = np.sqrt(50) * np.array([a, 0.5 * a + np.sqrt(0.75) * e / np.linalg.norm(e)])
            for _ in range(100):
                w = rng.standard_normal((50, 50))
                if kind == "orthogonal":
                    q, r = np.linalg.qr(w)
                    w = q * np.sign(np.diag(r)) * np.sqrt(50)
                z = h @ w.T / np.sqrt(50)
                h = np.tanh(z)
            found.append(z[0] @ z[1] / np.linalg.norm(z[0]) / np.linalg.norm(z[1]))
    theirs = np.array(ends["Gaussian"])
    ours = pairs.through(normal(50**-0.5), range(60), 100)[:, -1]
    for found in (theirs, ours):
        assert 0.32 < (abs(found) > 0.9).mean() < 0.72 and 0.15 < found.mean() < 0.6
    turned = pairs.through(orthogonal(1), range(30), 100)[:, -1]
    for found in (np.array(ends["orthogonal"]), turned):
        assert abs(found.mean() - 0.442) < 0.04 and found.std() < 0.1


def test_means_over_networks_are_those_of_the_study():
    """n = 64, inputs of cosine 0.9, thirty layers: mean and spread of 200 networks there, of 60 here."""
    for v, mean, spread in [(1.3, 0.9958, 0.0065), (1.76, 0.912, 0.095), (4.0, 0.202, 0.284)]:
        start, bias = normal((v / 64) ** 0.5), normal(0.05**0.5)
        c = pairs.through(start, range(2000, 2060), 30, cosine=0.9, n=64, bias=bias)[:, -1]
        assert abs(c.mean() - mean) < 4 * spread * (1 / 60 + 1 / 200) ** 0.5
        assert 0.5 < c.std() / spread < 2


def test_deltas_grow_on_their_way_back_nearly_as_predicted():
    """The study, n = 50: the logarithm for each layer."""
    for v, growth in [(1.3, -0.156), (2.5, 0.085), (4.0, 0.236)]:
        found = pairs.growth_back(normal((v / 50) ** 0.5), range(40), 35, n=50, bias=normal(0.05**0.5))
        assert abs(np.log(found) - growth) < 0.03
        assert found < chi(v, 0.05, Tanh())


def test_the_mean_factor_of_the_deltas_is_chi_where_their_typical_one_is_less():
    for v in (1.3, 2.5, 4.0):
        start, bias = normal((v / 64) ** 0.5), normal(0.05**0.5)
        back = pairs.factors_back(start, range(200, 260), 30, n=64, bias=bias)
        assert back.shape == (23, 60) and abs(back.mean() / chi(v, 0.05, Tanh()) - 1) < 0.03
        assert 0.9 < pairs.growth_back(start, range(200, 260), 30, n=64, bias=bias) / back.mean() < 1


def test_the_panels_pairs_end_where_its_text_says():
    ends = {v: predicted(phases.STARTS, 50, v, 0.05, Tanh())[1][-1] for v in (1.3, 1.75, 2.5)}
    assert ends[1.3].min() > 0.99 and ends[2.5].max() < 0.6
    assert abs(ends[1.75][-2:] - [0.9, 0.99]).max() < 0.05 and ends[1.75][0] < 0.9


def test_the_game_without_a_network_ends_like_the_networks_and_depends_on_depth_over_width():
    game = pairs.walk(0.5, 50, 100, 1000, np.random.default_rng(3))
    assert abs((abs(game[-1]) > 0.9).mean() - 0.535) < 0.06 and abs(game[-1].mean() - 0.384) < 0.1
    wider = pairs.walk(0.5, 100, 200, 400, np.random.default_rng(4))
    assert abs((abs(wider[-1]) > 0.9).mean() - (abs(game[-1]) > 0.9).mean()) < 0.1
    assert abs(game[0].std() - 0.75 / 50**0.5) < 0.01


def test_the_slopes_of_residual_blocks_are_those_of_differences():
    x, y, *_ = datasets.digits()
    x, y, loss = x[:10], y[:10], SoftmaxCrossEntropy()
    net = residual.blocks("1/root D", 3, seed=1)
    _, slopes = net.gradient(x, y, loss)
    rng = np.random.default_rng(0)
    for _ in range(5):
        way = rng.normal(size=net.parameters.size)
        up, down = (loss(net.with_parameters(net.parameters + e * way)(x), y) for e in (1e-6, -1e-6))
        assert np.isclose((up - down) / 2e-6, slopes.parameters @ way, rtol=1e-5)


@pytest.mark.parametrize("depth, factor", [(5, 32.1), (10, 956), (20, 8.3e5)])
def test_plain_blocks_double_the_mean_square(depth, factor):
    x = datasets.digits()[0][:50]
    logs = []
    for seed in range(40):
        sent = residual.blocks("plain", depth, seed).forward(x)[0]
        logs.append(np.log((sent[-1] ** 2).mean() / (sent[0] ** 2).mean()))
    assert abs(np.mean(logs) - np.log(factor)) < 0.25
    assert np.array_equal(residual.blocks("W2 = 0", depth, 0).forward(x)[0][-1], x)


def test_blocks_with_a_zero_matrix_leave_zero_and_differ():
    x, y, *_ = datasets.digits()
    net = residual.blocks("W2 = 0", 2, seed=0)
    _, slopes = net.gradient(x[:32], y[:32], SoftmaxCrossEntropy())
    inner, outer, _ = slopes.matrices
    assert not inner.any() and all(len(np.unique(each, axis=1).T) > 50 for each in outer)


def some(places, shape):
    return [np.unravel_index(place, shape) for place in places]


def test_a_few_deep_trainings_are_those_trained_again():
    """With ten layers; more depend on the processor, and take longer."""
    file = results.accuracies()
    assert file.shape == (8, 4, 3, 10)
    for start, rate, seed in [(0, 0, 3), (2, 1, 7), (5, 2, 9), (7, 1, 2)]:
        again = results.accuracy(results.STARTS[start], 10, results.RATES[rate], seed)
        assert abs(int(file[start, 0, rate, seed]) - again) <= 3


def test_a_few_losses_are_those_trained_again():
    file = results.losses()
    assert file.shape == (5, 2, 6, 5)
    for kind, matrices, rate, seed in [(0, 1, 2, 2), (2, 0, 1, 4)]:
        again = results.loss_after(results.KINDS[kind], results.MATRICES[matrices], results.FINER[rate], seed)
        assert np.isclose(file[kind, matrices, rate, seed], again, rtol=1e-3)


def test_a_few_residual_trainings_are_those_trained_again():
    losses, right = results.of_blocks()
    assert losses.shape == right.shape == (2, 3, 3, 5)
    for start, rate, seed in [(0, 1, 0), (1, 2, 3), (2, 1, 4), (0, 2, 1)]:
        loss, count = results.blocks_after(residual.STARTS[start], 5, results.BLOCK_RATES[rate], seed)
        assert np.isclose(losses[0, start, rate, seed], loss, rtol=1e-3)
        assert abs(int(right[0, start, rate, seed]) - count) <= 1


def test_starts_that_are_compared_differ_in_the_hidden_matrices_alone():
    one, other = (results.tall(3, ReLU(), 2.0, 0.0, matrices, seed=4) for matrices in results.MATRICES)
    assert np.array_equal(one.weights[-1], other.weights[-1])
    assert not any(np.allclose(a, b) for a, b in zip(one.weights[:-1], other.weights[:-1]))
    assert np.allclose(other.weights[0] @ other.weights[0].T, 2 * np.eye(64))
    assert not any(b.any() for b in one.biases)


def test_the_line_and_the_plane_are_those_computed_again():
    file = shipped("ch11")
    for place in (0, 13, 50):
        assert np.isclose(
            file["line"][place], critical_weight_variance(results.LINE[place], Tanh()), atol=1e-9
        )
    weights, biases = results.PLANE
    for row, column in [(0, 3), (10, 20), (49, 69)]:
        scale = min(depth_scale(weights[column], biases[row], Tanh()), 1e4)
        assert np.isclose(file["plane"][row, column], scale, rtol=2e-3)


def test_medians_are_near_those_found_elsewhere():
    """By another program, with other draws: ten networks a start, the best of three rates (E20); three or five (E22)."""
    best = np.median(results.best_accuracies(), axis=-1)
    study = [
        [0.997, 0.944, 0.544, 0.105],
        [0.999, 0.984, 0.960, 0.567],
        [1.000, 0.994, 0.968, 0.850],
        [1.000, 0.993, 0.958, 0.824],
        [1.000, 0.990, 0.943, 0.656],
        [0.999, 0.909, 0.590, 0.200],
        [0.998, 0.977, 0.931, 0.729],
        [0.998, 0.994, 0.988, 0.989],
    ]
    assert abs(best - study).max() < 0.25 and abs(best - study).mean() < 0.05
    losses = np.median(results.losses(), axis=-1)[..., :4].min(axis=-1)  # at the four rates tried there
    study = [[0.055, 0.033], [0.152, 0.0333], [0.0080, 0.0100], [0.108, 0.0456], [0.616, 0.324]]
    assert abs(np.log(losses / study)).max() < 0.36  # 30 in a hundred


def test_no_best_rate_is_at_an_end_of_those_tried_and_depth_costs_linear_units_nothing_if_orthogonal():
    by_rate = np.median(results.losses(), axis=-1)
    assert set(by_rate.argmin(axis=-1).ravel()) <= {1, 2, 3, 4}
    least = dict(zip(results.KINDS, by_rate.min(axis=-1)))
    gaussian, turned = least["linear", 30] / least["linear", 10]
    assert gaussian > 2 and turned < 1.3


def test_the_cobweb_goes_by_the_curve_to_the_diagonal():
    x = np.linspace(0, 1, 101)
    across, up = phases.cobweb(x, 0.5 + x / 2, 0.2, 40)
    assert across[0] == 0.2 and up[0] == 0 and np.allclose([across[-1], up[-1]], 1, atol=1e-3)
    on_curve, on_diagonal = slice(1, None, 2), slice(2, None, 2)
    assert np.allclose(up[on_curve], 0.5 + across[on_curve] / 2)
    assert np.allclose(up[on_diagonal], across[on_diagonal])


def test_the_plane_says_which_phase_and_where_sums_die():
    panel = panels.phase_plane()
    assert "order" in panel.sentence and "correlation of any two inputs to 1.00" in panel.sentence
    panel.show("Chaos")
    assert "chaos" in panel.sentence and "to 0.45" in panel.sentence and "depth scale 11.8" in panel.sentence
    panel.controls["biases"].value, panel.controls["weights"].value = 0.0, 0.8
    assert "shrink to nothing" in panel.sentence
    panel.controls["weights"].value = 1.0
    assert "near the edge" in panel.sentence
    panel.show("Edge")
    assert "near the edge" in panel.sentence and "depth scale 426" in panel.sentence


def test_the_circle_is_flattened_or_stays_a_ring():
    panel = panels.circle_through()
    assert "0.50 now" in panel.sentence and "100% of the squared lengths" in panel.sentence
    flat, _ = ring.flat(ring.images("Gaussian", "linear", 1.0, 0)[0][100])
    assert np.linalg.svd(flat, compute_uv=False)[1] < 0.4 * np.linalg.svd(flat, compute_uv=False)[0]
    panel.show("Orthogonal")
    assert "Of all such pairs 0% are" in panel.sentence
    kept, _ = ring.flat(ring.images("orthogonal", "tanh", 1.0, 0)[0][100])
    s = np.linalg.svd(kept, compute_uv=False)
    assert s[1] > 0.8 * s[0]
    start = ring.flat(ring.images("Gaussian", "tanh", 1.0, 0)[0][0])[0]
    assert np.allclose(start[0], [1, 0]) and np.allclose(start[ring.APART], [0.5, 0.75**0.5])


def test_singular_values_are_those_of_differences():
    x = np.random.default_rng(0).normal(size=(1, 64))
    x *= np.sqrt(0.1 / (x**2).mean())
    net = ring.network("Gaussian", "tanh", 1.2, 64, 0, 50)
    net = Network(net.weights[:4], None, Tanh(), exact=False)
    step = 1e-5 * np.eye(64)
    J = (net(x + step) - net(x - step)).T / 2e-5
    found = stretching.stretched("Gaussian", "tanh", 1.2, 4, 0.1)
    assert np.allclose(np.linalg.svd(J, compute_uv=False), found, rtol=1e-4, atol=1e-8)


def test_singular_values_are_spread_as_in_the_study():
    """The variance of the squared singular values over the square of their mean, 20 networks there, 5 here."""
    x = np.random.default_rng(1).normal(size=(1, 64))
    for kind, f, spread in [
        ("Gaussian", Tanh(), 11.1),
        ("orthogonal", Tanh(), 1.21),
        ("orthogonal", ReLU(), 11.0),
    ]:
        nets = Network.initialized([64] * 11, pairs.start(kind, 1.0, 64), f, seed=range(5), bias=None)
        e = np.linalg.svd(jacobian(nets, x)[:, 0], compute_uv=False) ** 2
        found = (e.var(axis=1) / e.mean(axis=1) ** 2).mean()
        assert np.isclose(found, spread, rtol=0.3)


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: pairs.start("normal", 1.0, 5), "kind must"),
        (lambda: pairs.circle(1, [0.0]), "n must"),
        (lambda: pairs.through(normal(1), range(2), 0), "layers must"),
        (lambda: pairs.growth_back(normal(1), range(2), 5), "layers must"),
    ],
)
def test_bad_input_is_named(call, named):
    with pytest.raises((ValueError, TypeError), match=named):
        call()
