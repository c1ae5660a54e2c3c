"""E5: document 002 to its last digit, copies to the last bit, and what each kind of network can reach."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.ch06 import panels, results
from nnbook.documents import zeros_and_twos
from nnbook.documents.zeros_and_twos import FOUR_SAMPLES, FOUR_TARGETS, REACHABLE_TARGETS
from nnlib import HalfSquaredError, Network, Sigmoid, finite_differences, symmetry

ERRORS = {  # before the updates 0, 10,000 and so on; those of the random start are not printed in the document
    "zeros": "1.25 1.0000091298568936 1.0000044798865095 1.000002957418707 1.0000022037278755 1.0000017545861548",
    "twos": "1.0001879134151608 1.0000064142342748 1.0000032676762678 1.0000021930282932 1.0000016505669969 "
    "1.0000013233782656",
}
UNIT = {  # the last weights of each unit, in and out, as printed
    "zeros": [0.58078498, 0.72845083, 1.33742659, 3.52357914],
    "twos": [2.0085157, 2.02205683, 2.03953857, 3.30069379],
}
RANDOM_UNITS = [
    [0.08581783, -0.48584844, 0.24509319, 1.23731123],
    [1.08039398, 0.29602972, 2.23500284, 6.40888963],
    [-1.16536044, -0.86136823, -0.5412316, 0.09966753],
    [0.27396062, 0.54469744, 2.23673393, 5.78541642],
]

RANDOM_SEEDS = [1, 0, 100, 299]  # the document's, and some more


def by_unit(parameters):
    """(..., 16) -> (..., 4 units, 3 incoming weights and the outgoing one)."""
    incoming = parameters[..., :12].reshape(*parameters.shape[:-1], 4, 3)
    return np.concatenate([incoming, parameters[..., 12:, None]], axis=-1)


@pytest.fixture(scope="module")
def path():
    random = [zeros_and_twos.legacy_start(seed) for seed in RANDOM_SEEDS]
    starts = [np.zeros(16), np.full(16, 2.0), *random]
    return zeros_and_twos.four_samples(starts, range(60_001))


@pytest.mark.parametrize("run, name", [(0, "zeros"), (1, "twos")])
def test_each_error_that_the_document_prints(path, run, name):
    printed = [float(number) for number in ERRORS[name].split()]
    errors = zeros_and_twos.mean_error(path[:60_000:10_000, run])
    np.testing.assert_allclose(errors, printed, rtol=0, atol=1e-13)


@pytest.mark.once
def test_the_last_weights_digit_for_digit(path):
    last = by_unit(path[-1])
    for run, name in enumerate(UNIT):
        np.testing.assert_allclose(last[run], [UNIT[name]] * 4, rtol=0, atol=5.1e-9)
    np.testing.assert_allclose(last[2], RANDOM_UNITS, rtol=0, atol=5.1e-9)


def test_the_random_start_ends_last(path):
    ends = zeros_and_twos.mean_error(path[-1, :3])
    np.testing.assert_allclose(ends, [1.0000014567, 1.0000011045, 1.0000020605], rtol=0, atol=1e-10)


def test_equal_units_are_equal_to_the_last_bit_at_every_step_and_random_ones_at_none(path):
    units = by_unit(path)
    same = (units == units[..., :1, :]).all(axis=(-2, -1))
    assert same[:, :2].all() and not same[:, 2].any()


def test_the_three_hundred_random_starts_are_those_trained_again(path):
    errors = zeros_and_twos.mean_error(path[[10_000, 60_000], 2:])
    np.testing.assert_allclose(panels.three_hundred()[:, RANDOM_SEEDS], errors, rtol=0, atol=1e-9)


def test_units_that_are_not_equal_are_noticed():
    path = np.full((2, 16), 0.5)
    assert results.units_are_equal(path)
    for weight in (3, 15):
        path[1, weight] = np.nextafter(0.5, 1)
        assert not results.units_are_equal(path)
        path[1, weight] = 0.5


@pytest.mark.once
def test_no_start_value_separates_its_units_nor_passes_the_bound():
    everything, errors = panels.sixty_thousand(again=True)
    units = by_unit(everything[:, :, :-1])
    assert (units == units[..., :1, :]).all()
    for which, bound in enumerate([0.875, 0.1125]):
        assert (errors[:, which, :-1] > bound).all()
    assert errors[-1, 0].min() < 0.8761 and errors[-1, 1, -1] < 1e-9  # the last start is the random one
    shipped, shipped_errors = panels.sixty_thousand()
    np.testing.assert_allclose(shipped, everything, rtol=0, atol=1e-6)
    np.testing.assert_allclose(shipped_errors, errors, rtol=0, atol=1e-6)
    assert results.units_are_equal(shipped[:, :, :-1])


@given(st.lists(st.floats(-30, 30), min_size=4, max_size=4))
def test_no_four_copies_can_pass_the_bounds(unit):
    copies = np.append(np.tile(unit[:3], 4), [unit[3]] * 4)
    assert zeros_and_twos.mean_error(copies) >= 0.875 - 1e-12
    assert zeros_and_twos.mean_error(copies, REACHABLE_TARGETS) >= 0.1125 - 1e-12


def test_two_networks_made_by_hand_come_as_near_to_the_bounds_as_you_like():
    edge = [-400, 0, 900]  # on one side for samples 1 to 3, on the other for sample 4
    various = [*edge, *edge, 0, 0, 0, 0, 0, 0, 40, 40, -20, -20]
    copies = [*edge, *edge, *edge, *edge, 20, 20, 20, 20]
    lowest = zeros_and_twos.mean_error([various, copies])
    assert (lowest >= [0.75, 0.875]).all()
    np.testing.assert_allclose(lowest, [0.75, 0.875], rtol=0, atol=1e-8)
    nets = zeros_and_twos.three_four_one([various, copies])
    squares = HalfSquaredError()(nets(FOUR_SAMPLES), FOUR_TARGETS)
    np.testing.assert_allclose(squares, [2.5, 2.625], rtol=0, atol=1e-7)


@given(st.lists(st.floats(-30, 30), min_size=16, max_size=16))
def test_no_network_can_pass_the_bound_of_the_range(parameters):
    assert zeros_and_twos.mean_error(parameters) >= 0.75


@settings(max_examples=20)
@given(st.floats(-4, 4), st.integers(0, 15), st.floats(0.01, 2))
def test_one_changed_weight_takes_one_unit_out_and_leaves_three(value, which, by):
    start = np.full(16, value)
    start[which] += by
    end = zeros_and_twos.four_samples(start, [50], REACHABLE_TARGETS)[0]
    groups = symmetry.units(zeros_and_twos.three_four_one(end), 0)
    out = which // 3 if which < 12 else which - 12
    assert sorted(groups, key=len) == [[out], [j for j in range(4) if j != out]]


def test_the_legacy_start_is_numpys_old_stream_column_by_column():
    np.random.seed(1)  # noqa: NPY002 - it is what the document does
    hidden, output = 2 * np.random.random((3, 4)) - 1, 2 * np.random.random((4, 1)) - 1  # noqa: NPY002
    net = zeros_and_twos.three_four_one(zeros_and_twos.legacy_start(1))
    np.testing.assert_array_equal(net.weights[0], hidden.T)
    np.testing.assert_array_equal(net.weights[1], output.T)


def test_the_update_is_that_of_the_document():
    start = zeros_and_twos.legacy_start(7)
    w1, w2 = (w.T for w in zeros_and_twos.three_four_one(start).weights)
    a1 = 1 / (1 + np.exp(-FOUR_SAMPLES @ w1))
    a2 = 1 / (1 + np.exp(-a1 @ w2))
    l2_delta = (FOUR_TARGETS - a2) * a2 * (1 - a2)
    l1_delta = l2_delta @ w2.T * a1 * (1 - a1)
    after = np.concatenate([(w1 + FOUR_SAMPLES.T @ l1_delta).T.ravel(), (w2 + a1.T @ l2_delta).ravel()])
    np.testing.assert_allclose(zeros_and_twos.four_samples(start, [1])[0], after, rtol=1e-13)
    slopes = finite_differences(
        zeros_and_twos.three_four_one(start), FOUR_SAMPLES, FOUR_TARGETS, HalfSquaredError()
    )
    np.testing.assert_allclose(start - after, slopes, atol=1e-8)


def test_the_first_two_steps_from_zeros():
    once, twice = zeros_and_twos.four_samples(np.zeros(16), [1, 2])
    np.testing.assert_array_equal(once[:12], 0)
    np.testing.assert_allclose(once[12:], 0.5)
    assert (twice != 0).all()


def test_a_member_runs_as_it_does_alone_and_steps_only_choose():
    starts = np.array([zeros_and_twos.legacy_start(3), np.full(16, -1.0)])
    targets = np.stack([FOUR_TARGETS, REACHABLE_TARGETS])
    path = zeros_and_twos.four_samples(starts, [0, 5, 40], targets)
    np.testing.assert_array_equal(path[0], starts)
    for member in range(2):
        alone = zeros_and_twos.four_samples(starts[member], [40], targets[member])
        np.testing.assert_allclose(alone[0], path[2, member], rtol=1e-11)


def test_random_wins_where_the_targets_can_be_reached():
    starts = [zeros_and_twos.legacy_start(seed) for seed in range(300)]
    ends = zeros_and_twos.four_samples(starts, [1000], REACHABLE_TARGETS)[0]
    assert (zeros_and_twos.mean_error(ends, REACHABLE_TARGETS) < 0.1125).all()


@pytest.mark.parametrize("steps", [[], [10, 0], [3, 3]])
def test_steps_must_rise(steps):
    with pytest.raises(ValueError, match="steps must rise"):
        zeros_and_twos.four_samples(np.zeros(16), steps)


@pytest.mark.parametrize("steps", [[-1], [0.5], ["1"]])
def test_steps_are_whole_numbers(steps):
    with pytest.raises((ValueError, TypeError), match="steps"):
        zeros_and_twos.four_samples(np.zeros(16), steps)


def test_sixteen_parameters_and_a_whole_seed():
    with pytest.raises(ValueError, match="parameters"):
        zeros_and_twos.four_samples(np.zeros(15), [1])
    with pytest.raises(TypeError, match="seed"):
        zeros_and_twos.legacy_start(1.5)
    net = zeros_and_twos.three_four_one(np.arange(16))
    assert isinstance(net, Network) and net.biases is None and net.activations[0] == Sigmoid()


def test_the_panel_counts_the_lines_and_says_the_errors():
    panel = panels.start_value()
    assert "share every line" in panel.sentence and "1.2500 to 1.0000" in panel.sentence
    panel.show("Random")
    assert panel.controls["value"].disabled  # a random start has no such value
    assert "lines of its own" in panel.sentence and "1.2383 to 1.0000" in panel.sentence
    panel.controls["targets"].value = "reachable"
    assert panel.sentence.endswith("to 0.0000.")
