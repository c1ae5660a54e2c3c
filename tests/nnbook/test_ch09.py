"""E8 and E9: the lecture's claims at other seeds than the chapter's, the chance of learning, the map of starts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import rules
from nnbook.ch09 import claims, maps, panels, saturated, xor
from nnbook.ch09.xor import XOR, epochs_needed, weight_slice, xor_starts
from nnbook.documents import lecture
from nnbook.documents.lecture import CORNERS, deep_tanh, learn_corners, scaled, signals
from nnlib import CrossEntropy, symmetry, wilson_interval
from nnlib.show.steps import in_steps

XOR_CLASSES, OR_CLASSES = [0, 1, 1, 0], [0, 1, 1, 1]


@given(st.floats(1e-4, 1e3), st.integers(0, 1000))
def test_a_scale_multiplies_the_same_draws(scale, seed):
    one, other = scaled([1.0, scale], [seed]).parameters[:, 0]
    assert np.array_equal(other, scale * one)
    assert not one[[0, 3, 6]].any()  # biases


@given(st.floats(-4, 4), st.floats(-4, 4), st.permutations(OR_CLASSES))
def test_equal_units_stay_equal_to_the_last_bit(into, out, classes):
    start = scaled([1.0], [0]).with_parameters([0, into, into, 0, into, into, 0, out, out])
    net = learn_corners(start, classes, epochs=50).network
    assert symmetry.apart(net, 0) == 0 and len(symmetry.units(net, 0)) == 1


def test_slopes_of_tanh_by_scale():
    x = np.random.default_rng(5).normal(size=(500, 2))
    hidden = scaled([0.01, 0.1, 1, 10, 100], range(1000, 1600)).forward(x)[1]
    slopes = (1 - hidden**2).mean((1, 2, 3))
    assert np.allclose(slopes, [1, 0.986, 0.589, 0.080, 0.0084], rtol=0.25)
    assert np.allclose(slopes[3:], [0.1, 0.01], rtol=0.12)  # 1 / s


@pytest.mark.parametrize(
    "scale, expected", [(0.01, [0.069, 2e-6, 3e-12, 3e-35]), (50**-0.5, [0.63, 0.32, 0.21, 0.11])]
)
def test_the_signal_of_deep_networks(scale, expected):
    for depth, size in zip([1, 5, 10, 30], expected):
        last = [signals(deep_tanh(scale, depth, seed=seed), seed=seed)[1][-1] for seed in range(50, 60)]
        found = np.exp(np.mean([np.log(np.sqrt((layer["output"] ** 2).mean())) for layer in last]))
        assert np.isclose(found, size, rtol=0.35)


def test_signals_are_those_of_the_network():
    net = deep_tanh(0.3, 3, width=4)
    loss, layers = signals(net, samples=7)
    for layer, weights in zip(layers, net.weights):
        assert np.allclose(layer["output"], np.tanh(layer["net"]), rtol=1e-9)
        assert np.allclose(layer["slope"], 1 - layer["output"] ** 2)
        assert layer["net"].shape == (7, 4) and layer["gradient"].shape == weights.shape
    x = np.random.default_rng([0, 1]).normal(size=(7, 4))
    expected, gradient = net.gradient(x, x[:, :1] > 0, CrossEntropy())
    assert np.isclose(loss, expected, rtol=1e-12)
    assert all(np.allclose(layer["gradient"], g, rtol=1e-9) for layer, g in zip(layers, gradient.weights))


def test_the_mean_slope_is_that_of_drawn_inputs_and_weights():
    rng = np.random.default_rng(8)
    net = (rng.normal(size=(2, 400_000)) * rng.normal(size=(2, 400_000))).sum(axis=0)
    for scale in (0.01, 1, 10):
        drawn = (1 - np.tanh(scale * net) ** 2).mean()
        assert np.isclose(claims.mean_slope(scale), drawn, rtol=0.03)


def test_the_slopes_of_xor_are_of_third_order_only_while_all_is_small():
    assert np.allclose(claims.orders(0.005, starts=300), [8, 8, 8, 8, 8, 8, 4, 8, 8], rtol=0.001)
    assert np.allclose(claims.orders(0.01), [8, 8, 8, 8, 8, 8, 4, 8, 8], rtol=0.001)
    assert not np.allclose(claims.orders(1.0, starts=300), [8, 8, 8, 8, 8, 8, 4, 8, 8], rtol=0.2)


def test_logistic_regression_ends_where_its_slope_is_zero():
    assert np.ptp(claims.logistic_ends(20), axis=0).max() < 1e-9
    ends = claims.logistic_ends(3)
    rng = np.random.default_rng(0)
    points, noise = rng.normal(size=(200, 2)), rng.logistic(size=(200, 1))
    classes = (points @ [[1.0], [-2.0]] + noise > 0)[:, 0]
    inputs = np.column_stack([np.ones(200), points])
    for end in ends:
        assert abs(inputs.T @ (1 / (1 + np.exp(-inputs @ end)) - classes)).max() < 1e-6
    assert 0.6 < (classes == (points @ [1.0, -2.0] > 0)).mean() < 0.95  # they overlap


def test_neighbours_differ_in_the_dust_at_the_large_rate_alone():
    assert claims.roughness((-2, 2), 0.3) < 0.02 and claims.roughness((-2, 2), 1.0) > 0.5


def test_a_normal_number_that_is_cut_off():
    drawn = np.random.default_rng(4).normal(size=400_000)
    for at in (1, 2, 3):
        assert np.isclose(claims.cut_off(at), drawn[abs(drawn) < at].std(), rtol=0.01)


def test_the_gradient_shrinks_only_relative_to_the_weights():
    x = np.random.default_rng(3).normal(size=(100, 2))
    net = scaled([1, 100], range(500, 700))
    slopes = net.gradient(x, x[:, :1] * x[:, 1:] > 0, CrossEntropy())[1].weights[0]
    size, weights = (abs(array).mean((1, 2, 3)) for array in (slopes, net.weights[0]))
    assert size[1] > size[0] and size[1] / weights[1] < size[0] / weights[0] / 10


def test_0_01_is_not_the_best_scale_and_1_is_better():
    losses = learn_corners(scaled([1e-4, 0.01, 0.1, 1, 10, 100], range(900, 1000)), XOR_CLASSES, epochs=400)
    means = losses.final.loss.mean(axis=1)
    assert means.argmin() == 3 and np.allclose(means[:2], np.log(2), atol=1e-3)


def test_a_small_scale_costs_its_square_on_xor_and_a_few_steps_on_or():
    def median(scale, classes, epochs):
        history = learn_corners(
            scaled([scale], range(700, 740)), classes, epochs=epochs, until=lambda epoch: epoch.loss < 0.3
        )
        stops = history.stopped_at[0]
        return np.median(np.where(stops < 0, np.inf, stops))

    assert 3.3 < median(0.03, XOR_CLASSES, 8000) / median(0.06, XOR_CLASSES, 3000) < 4.2
    added = [median(s / 10, OR_CLASSES, 300) - median(s, OR_CLASSES, 300) for s in (0.01, 0.1)]
    assert abs(added[0] - added[1]) <= 3 and 8 < added[0] < 20


@pytest.mark.once
def test_the_chance_of_learning_against_the_range():
    seeds = range(5000, 5500)  # not the chapter's
    expected = {0.01: 0.0, 0.1: 0.79, 0.3: 0.99, 1: 0.97, 4: 0.53, 16: 0.004}
    for r, share in expected.items():
        learned = int((epochs_needed(xor_starts(seeds, r)) >= 0).sum())
        low, high = wilson_interval(learned, 500, z=3)
        assert low <= share <= high or abs(learned / 500 - share) < 0.02, (r, learned)


def test_a_start_has_learned_when_its_loss_is_small():
    starts = xor_starts(range(10), 0.5)
    needed = epochs_needed(starts, epochs=300)
    again = epochs_needed(starts, epochs=int(needed.max()))
    assert (needed >= 0).all() and (again == np.where(needed == needed.max(), -1, needed)).all()
    assert np.array_equal(XOR[:, 0], -CORNERS.prod(axis=1))


def test_a_slice_holds_the_starts_it_says():
    needed = weight_slice((0.5, -1.0), 2.0, 3, 0.3)
    start = xor_starts([0], 1.0)[0]
    start[1], start[5] = 1.5, -1.0  # last column, middle row
    assert needed[1, 2] == epochs_needed(start, 0.3, 500)


def test_smooth_at_a_small_rate_and_dust_at_a_large_one():
    def rough(rate):
        needed = weight_slice((-2, 2), 0.03, 20, rate)
        return (np.abs(np.diff(np.where(needed < 0, 500, needed), axis=1)) > 20).mean()

    assert rough(0.3) < 0.02 and rough(1.0) > 0.3


def test_zeros_in_the_first_layer_break_at_the_first_step_if_the_outgoing_weights_differ():
    net = scaled([1.0], range(300))
    net.weights[0][...] = 0
    assert (symmetry.apart(learn_corners(net, OR_CLASSES, epochs=1).network, 0) > 0).all()


def test_a_layer_is_nearly_linear_at_a_small_scale_and_flat_at_a_large_one():
    small, large = (signals(deep_tanh(scale, 1))[1][0]["slope"] for scale in (0.01, 1))
    assert small.min() > 0.9 and (large < 0.1).mean() > 0.6


def test_ten_steps_of_adam_bring_tiny_weights_to_a_tenth_only_if_the_outputs_bias_may_move():
    start, loss = scaled([1e-4], range(300)), CrossEntropy()
    batches = [(CORNERS, np.transpose([XOR_CLASSES]))] * 10

    def bias_held(slopes, memory=None):
        return rules.adam(slopes * (np.arange(9) != 6), memory)

    free, held = (rules.learn(start, batches, loss, rule).parameters[0] for rule in (rules.adam, bias_held))
    assert np.median(abs(free)) > 0.005
    assert np.median(abs(held[:, [1, 2, 4, 5, 7, 8]])) < 2e-4


def test_the_border_at_the_small_rate_is_crossed_once_by_each_column():
    learned = weight_slice((-0.6, -2.2555), 0.02, 40, 0.3) >= 0
    assert (np.diff(learned, axis=0).sum(axis=0) == 1).all()


def test_what_large_weights_do_to_the_start():
    """At other seeds of the points than the chapter's."""
    x = np.random.default_rng(6).normal(size=(200, 2))
    y = x[:, :1] * x[:, 1:] > 0
    net = scaled([1, 100], range(500))
    assert 0.55 < saturated.all_flat(net)[1].mean() < 0.7 and not saturated.all_flat(net)[0].any()
    held = saturated.outgoing_held(net)
    assert np.array_equal(held.weights[0], net.weights[0]) and not np.ptp(held.weights[1], axis=0).any()
    right = saturated.right_after([1, 100], x, y)
    assert right[0] > right[1] + 0.1
    slopes, deltas = saturated.at_output(net, x, y)
    assert slopes[0] > 0.1 and slopes[1] < 0.005 and (deltas > 0.45).all()
    slopes, losses = saturated.relu_start([0.01, 100], x, y)
    assert slopes[0] == slopes[1] and losses[0] < 0.7 and losses[1] > 1000


def test_net_is_of_size_1_where_the_scale_is_one_over_the_root_of_the_inputs():
    assert abs(claims.size_of_wide(10_000) - 1) < 0.05 and abs(claims.size_of_wide(100) - 0.1) < 0.01


def test_the_sentences_say_what_is_seen():
    panel = panels.scale()
    panel.show("0.01")
    assert "30 hidden layers" in panel.sentence and "of the last 2.1·10⁻³⁵" in panel.sentence


def test_a_mean_loss_that_is_higher_than_the_picture_is_a_triangle_at_its_edge():
    panel = panels.best_scale(scale=1000.0)
    drawn = {artist.get_gid(): artist for artist in panel.figure.axes[1].get_children()}
    assert np.isnan(drawn["here"].get_ydata()[0]) and 1.4 < drawn["higher"].get_ydata()[0] < 1.5
    assert panel.sentence.startswith("Scale 1000: ") and "higher than the picture" in panel.sentence
    panel.controls["scale"].value = 1.0
    assert drawn["here"].get_ydata()[0] < 1.5 and np.isnan(drawn["higher"].get_ydata()[0])
    assert "higher" not in panel.sentence


def test_the_map_has_numbers_at_its_sides_a_bar_of_colours_and_its_rates_in_order():
    panel = panels.weight_space()
    square, bar = panel.figure.axes
    assert [label.get_text() for label in square.get_xticklabels()] == ["\u22124", "0", "4"]
    assert [label.get_text() for label in bar.get_yticklabels()] == ["10", "30", "100", "300", "500"]
    rates = [rate for _, rate in panel.controls["rate"]._options_full]
    assert rates == sorted(rates) and panel.values["rate"] == 0.3
    panel.show("Smooth")
    assert [label.get_text() for label in square.get_xticklabels()] == ["\u22121.6", "\u22120.6", "0.4"]
    assert "around (\u22120.6, \u22122.256)" in panel.sentence and "-" not in panel.sentence


def test_what_is_drawn_first_has_been_trained_before(monkeypatch):
    def train(*args, **options):
        raise AssertionError("a training")

    monkeypatch.setattr(lecture, "train", train)
    monkeypatch.setattr(xor, "train", train)
    monkeypatch.setattr(maps, "sgd", train)
    monkeypatch.setattr(maps, "square", in_steps()(maps.square.steps.__wrapped__))
    for make in (panels.best_scale, panels.chance, panels.weight_space):
        assert make().sentence
    with pytest.raises(AssertionError, match="a training"):
        panels.weight_space(zoom=2)


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: xor_starts([0], 0), "r must"),
        (lambda: xor_starts([0.5], 1), "seeds must"),
        (lambda: weight_slice((0, 0, 0), 1, 3, 0.1), "centre must"),
        (lambda: weight_slice((0, 0), -1, 3, 0.1), "width must"),
        (lambda: weight_slice((0, 0), 1, 1, 0.1), "points must"),
        (lambda: epochs_needed(np.zeros(8)), "parameters must"),
        (lambda: deep_tanh(0, 3), "scale must"),
        (lambda: deep_tanh(1, 0), "depth must"),
        (lambda: scaled(0.1, [0]), "scales must"),
        (lambda: scaled([0.1], []), "seed must"),
        (lambda: learn_corners(scaled([1.0], [0]), [0, 1, 2, 0], epochs=1), "y must"),
        (lambda: learn_corners(scaled([1.0], [0]), [0, 1], epochs=1), "classes must"),
    ],
)
def test_bad_input_is_named(call, named):
    with pytest.raises((ValueError, TypeError), match=named):
        call()
