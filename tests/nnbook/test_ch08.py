"""Chapter 8: the ways out of a symmetry and those that are none, the log law, the last bit (E7)."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import rules
from nnbook.ch08 import breaking, panels, plateau, processors, rounding
from nnlib import HalfSquaredError, Identity, MeanSquaredError, Network, Tanh, symmetry, train, uniform
from nnlib.show.picture import Picture

LOSS = MeanSquaredError()
X, Y = breaking.product()
GIVEN = {"learning_rate": 0.1, "loss": LOSS}


def random_net(seed, sizes=(2, 3, 1)):
    return Network.initialized(list(sizes), uniform(-1, 1), Tanh(), seed=seed, bias=uniform(-1, 1))


@given(seed=st.integers(0, 10**6), units=st.integers(2, 40), memory=st.floats(0, 0.99))
def test_momentum_keeps_equal_units_equal_to_the_bit(seed, units, memory):
    net = symmetry.tied(random_net(seed, (2, units, 1)))
    moved = rules.learn(net, [(X, Y)] * 10, LOSS, partial(rules.momentum, keep=memory))
    assert symmetry.apart(moved, 0) == 0 and len(symmetry.units(moved, 0)) == 1
    assert (moved.parameters != net.parameters).any()


def test_without_memory_momentum_is_gradient_descent():
    net = random_net(range(3))
    plain = train(net, X, Y, batch_size=None, epochs=20, **GIVEN).network
    moved = rules.learn(net, [(X, Y)] * 20, LOSS, partial(rules.momentum, keep=0))
    assert np.allclose(moved.parameters, plain.parameters, rtol=1e-12)
    before = net.parameters.copy()
    assert (net.parameters == before).all()


def test_momentum_on_a_parabola_as_computed_by_hand():
    net = Network([[[0.0]]], None, Identity())  # J = (w - 1)^2 / 2
    rule = partial(rules.momentum, rate=0.5, keep=0.5)
    w, v = 0.0, 0.0
    for steps in range(5):
        moved = rules.learn(net, [([[1.0]], [[1.0]])] * steps, HalfSquaredError(), rule)
        assert np.isclose(moved.parameters[0], w)
        v = 0.5 * v - 0.5 * (w - 1)
        w += v


def test_dropout_that_keeps_all_is_gradient_descent_and_leaves_the_network_alone():
    net, rng = random_net(range(3)), np.random.default_rng(0)
    before = net.parameters.copy()
    plain = train(net, X, Y, batch_size=None, epochs=20, **GIVEN).network
    kept = breaking.with_dropout(net, X, Y, steps=20, keep=1, rng=rng, **GIVEN)
    assert np.allclose(kept.parameters, plain.parameters, rtol=1e-12)
    assert (net.parameters == before).all()


def test_a_dropped_unit_does_not_move_and_its_gradient_is_that_of_the_thinned_network():
    class Masks:
        def random(self, shape):
            return np.broadcast_to([0.9, 0.1, 0.1], shape)  # the first unit is out

    net = random_net(0)
    step = breaking.with_dropout(net, X, Y, steps=1, keep=0.5, rng=Masks(), **GIVEN)
    moved = step.parameters - net.parameters
    assert (moved[:3] == 0).all() and moved[-3] == 0 and (moved[3:9] != 0).all()

    def thinned(parameters):
        net_ = net.with_parameters(parameters)
        outgoing = net_.weights[1] * [0, 2, 2]
        return float(LOSS(Network([net_.weights[0], outgoing], net_.biases, Tanh())(X), Y))

    for which in range(13):
        change = 1e-6 * np.eye(13)[which]
        slope = (thinned(net.parameters + change) - thinned(net.parameters - change)) / 2e-6
        assert np.isclose(moved[which], -0.1 * slope, atol=1e-8)


def test_the_ways_out_and_the_way_that_is_none():
    seeds = range(100)
    x, y = breaking.product(seeds)
    ends = {
        name: train(
            breaking.four_units(name, seeds),
            x,
            y,
            learning_rate=0.3,
            loss=LOSS,
            batch_size=None,
            epochs=500,
        ).network
        for name in breaking.ROUTES
    }
    losses = {name: net.gradient(x, y, LOSS)[0] for name, net in ends.items()}
    for name, net in ends.items():
        assert (symmetry.apart(net, 0) > 0).all() == (name != "equal")
        assert name == "equal" or (losses[name] < losses["equal"] / 2).mean() > 0.6
    assert (symmetry.apart(ends["equal"], 0) == 0).all()


def test_the_hessian_of_a_known_function():
    net = Network([[[1.0, 2.0]]], None, Identity())
    x = np.random.default_rng(0).normal(size=(10, 2))
    expected = 2 * x.T @ x / 10
    assert np.allclose(plateau.hessian(net, x, np.zeros((10, 1)), LOSS), expected, atol=1e-8)


@given(share=st.floats(-3, 3), units=st.sampled_from([1, 2]))
def test_the_split_unit_computes_the_same_and_its_gradient_follows_the_share(share, units):
    net = random_net(5, (2, 1, units))
    two = plateau.split_unit(net, share)
    y = np.repeat(Y, units, axis=1)
    assert np.allclose(two(X), net(X), rtol=0, atol=1e-12)
    small, large = (n.gradient(X, y, LOSS)[1] for n in (net, two))
    assert np.allclose(large.weights[0], small.weights[0] * [[share], [1 - share]], atol=1e-12)
    assert np.allclose(large.weights[1], np.repeat(small.weights[1], 2, axis=1), atol=1e-12)


def test_the_line_between_the_halves_has_gradient_zero_and_one_way_down():
    x, y = plateau.two_slopes()
    one = plateau.trained_unit()
    for share in np.linspace(-1, 2, 31):
        two = plateau.split_unit(one, share)
        assert np.allclose(two(x), one(x), rtol=0, atol=1e-14)
        assert np.abs(two.gradient(x, y, LOSS)[1].parameters).max() < 1e-13
    even = plateau.split_unit(plateau.trained_unit())
    values = np.linalg.eigvalsh(plateau.hessian(even, x, y, LOSS))
    assert np.isclose(values[0], -0.0501, atol=2e-4) and values[1] > -1e-6


def test_the_time_to_escape_is_the_logarithm_that_the_hessian_predicts():
    run, values, _ = panels.escapes()
    steps = np.median(run.left_at, axis=1)
    predicted = 1 / np.log1p(-panels.RATE * values[0])
    assert np.abs(-np.diff(steps) / np.log(10) / predicted - 1)[:-1].max() < 0.02
    assert (np.diff(run.left_at, axis=0) < 0).all()  # in every direction a larger disturbance is faster


@given(width=st.integers(2, 40), dtype=st.sampled_from([np.float32, np.float64]))
def test_exact_sums_keep_equal_units_equal(width, dtype):
    net = rounding.equal_units(width, dtype=dtype)
    assert net.parameters.dtype == dtype
    assert (rounding.watch(net, steps=60).apart == 0).all()


@pytest.mark.parametrize("width", [13, 16, 32, 33])
def test_one_bit_brings_a_wide_layer_off_its_plateau(width):
    exact, nudged = rounding.exact_and_nudged(width)
    assert nudged.apart[0] < 1e-14 and nudged.apart[-1] > 0.1
    assert nudged.loss[-50:].min() < exact.loss[-50:].min() / 1.5


def test_one_bit_stays_small_in_a_layer_of_two_or_three():
    assert max(rounding.exact_and_nudged(width)[1].apart.max() for width in (2, 3)) < 1e-4


def test_units_that_differ_in_one_outgoing_weight_are_not_still_equal():
    net = breaking.four_units("equal", range(3))
    assert breaking.still_equal(net).all() and breaking.still_equal(breaking.four_units("equal", 0))
    net.weights[1][1, 0, 2] += 1e-17
    net.weights[0][2, 3, 0] = np.nextafter(0.5, 1)
    assert breaking.still_equal(net).tolist() == [True, True, False]  # 0.5 + 1e-17 is 0.5
    net.weights[1][1, 0, 2] = np.nextafter(0.5, 1)
    assert breaking.still_equal(net).tolist() == [True, False, False]


def test_a_small_distance_in_the_sentence_has_no_empty_exponent():
    said = panels.draw_rounding(Picture(5, 5.5), 4)
    assert "equal to the last bit" in said and "e+0" not in said and "0.00" in said


def test_the_picture_of_times_lies_on_the_line_of_the_hessian():
    figure = Picture(5.5, 3.8)
    panels.draw_times(figure)
    drawn = {each.get_gid(): each.get_ydata() for each in figure.axes[0].lines}
    measured, line = drawn["measured, median of 20"], drawn["slope from the Hessian"]
    assert np.abs(measured - line)[:-1].max() < 15 and len(drawn) == 14


def test_the_picture_of_sums_in_any_order_has_a_curve_for_each_run():
    figure, runs = Picture(5.5, 5), rounding.any_order_runs(5, 3, 40)
    panels.draw_any_order(figure, runs)
    for axes in figure.axes:
        (line,) = axes.lines
        assert np.isnan(line.get_ydata()).sum() == 3 and axes.get_xlim() == (0, 40)


def test_one_bit_grows_until_the_units_differ():
    runs = rounding.three_ways(32)
    assert list(runs["exact"].steps[:2]) == [10, 20]
    assert (runs["exact"].apart == 0).all()
    assert runs["nudged"].apart[0] < 1e-14 and runs["nudged"].apart[-1] > 0.1
    assert np.isfinite(runs["BLAS"].loss).all()  # and no word on what BLAS does


def test_a_nudge_is_one_bit_of_one_weight():
    for dtype, bit in [(np.float64, 2.0**-53), (np.float32, 2.0**-24)]:  # from 0.5 to the next number
        net = rounding.equal_units(3, dtype=dtype)
        changed = rounding.nudged(net).parameters - net.parameters
        assert (changed != 0).sum() == 1 and changed.max() == bit
        assert symmetry.apart(net, 0) == 0


def test_any_order_is_the_gradient_but_for_the_last_bits():
    net = rounding.equal_units(16)
    rng = np.random.default_rng(0)
    slopes = np.array([rounding.any_order(net, X, Y, LOSS, rng) for _ in range(20)])
    true = net.gradient(X, Y, LOSS)[1].parameters
    assert np.allclose(slopes, true, rtol=0, atol=1e-14)
    assert np.ptp(slopes, axis=0).max() > 0
    hidden = slopes[:, :48].reshape(20, 16, 3)
    assert (np.ptp(hidden, axis=1) > 0).any()  # equal units, unequal sums


def test_sums_in_any_order_break_the_symmetry():
    run = rounding.any_order_runs(16, 5, 200)
    assert run.apart.shape == run.loss.shape == (20, 5)
    assert 0 < run.apart[0].max() < 1e-14 and (run.apart[-1] > 1e-14).all()


def test_bad_input_is_named():
    net = random_net(0)
    with pytest.raises(ValueError, match="keep"):
        rules.momentum(np.ones(3), keep=1.0)
    with pytest.raises(ValueError, match="keep"):
        breaking.with_dropout(net, X, Y, steps=1, keep=1.5, rng=np.random.default_rng(0), **GIVEN)
    with pytest.raises(ValueError, match="single network"):
        plateau.hessian(random_net(range(2)), X, Y, LOSS)
    with pytest.raises(ValueError, match="one hidden unit"):
        plateau.split_unit(net)
    with pytest.raises(ValueError, match="start"):
        breaking.four_units("0", range(3))
    with pytest.raises(ValueError, match="width"):
        rounding.equal_units(0)
    with pytest.raises(ValueError, match="steps"):
        rounding.watch(rounding.equal_units(2), steps=0)


def test_the_stored_run_of_blas_breaks_where_exact_sums_do_not():
    runs = processors.stored_blas()["runs"]
    assert all(run.steps[-1] == 3000 and len(run.steps) == len(run.loss) for run in runs.values())
    assert sum(run.apart[-1] > 0.1 for run in runs.values()) >= 6  # else there were nothing to show
    assert all(run.apart[0] < 1e-12 for run in runs.values())


def test_equal_units_stay_equal_for_ten_thousand_steps():
    options = {"learning_rate": 0.3, "loss": LOSS, "batch_size": None}
    longer = train(breaking.four_units("equal", 0), X, Y, epochs=10_000, **options)
    assert breaking.still_equal(longer.network)
    assert not breaking.still_equal(
        train(breaking.four_units("all random", 0), X, Y, epochs=1, **options).network
    )


def test_a_line_through_starts_says_how_far_off_it_is():
    sizes = np.exp(-np.arange(1.0, 6))
    slope, off = plateau.fitted(sizes, [100, 200, 306, 400, 500])
    assert abs(slope - 100) < 1 and 3 < off < 6
