"""E6 and the theorem of chapter 7: letters, rules of learning, merged units, regressions."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from nnbook import rules
from nnbook.ch07 import panels, regression
from nnbook.documents import zeros_layer_by_layer
from nnlib import (
    CrossEntropy,
    HalfSquaredError,
    Identity,
    MeanSquaredError,
    Network,
    ReLU,
    Sigmoid,
    SquaredError,
    Tanh,
    constant,
    lecun_normal,
    normal,
    plots,
    symmetry,
    train,
)
from nnlib.show import picture

LOSSES = [SquaredError(), HalfSquaredError(), MeanSquaredError(), CrossEntropy()]
RULES = [rules.gradient_descent, rules.momentum, rules.adam]
SIX = [5, 4, 3, 4, 3, 2, 2]
sizes = st.lists(st.integers(2, 6), min_size=3, max_size=6)


def letters(starts, steps, net_options=None, **options):
    net = zeros_layer_by_layer.layered(starts, **(net_options or {}))
    return [symmetry.letters(net) for net in zeros_layer_by_layer.after_each_step(net, steps, **options)]


def fitting(activation, loss, depth):
    """The activations, one a layer, and the loss for them: cross-entropy wants a logistic output."""
    return [activation] * (depth - 1) + [Sigmoid() if isinstance(loss, CrossEntropy) else activation]


# E6, the document's net


def test_zeros_go_from_the_back_one_matrix_a_step():
    runs = letters(["zero"] * 4, 2000)
    assert runs[:5] == ["ZZZZ", "ZZZA", "ZZAA", "ZAAA", "UAAA"] and set(runs[4:]) == {"UAAA"}


def test_constants_are_there_after_a_step():
    own = [constant(c) for c in (0.3, -1.0, 2.0, 0.01)]
    for starts in (["constant"] * 4, own):
        runs = letters(starts, 2000)
        assert runs[0] == "AAAA" and set(runs[1:]) == {"UAAA"}


@pytest.mark.parametrize("m", range(1, 6))
def test_random_layers_in_front_act_as_inputs(m):
    end = "X" * m + "U" + "A" * (5 - m)
    assert set(letters(["random"] * m + ["constant"] * (6 - m), 50, {"sizes": SIX})[1:]) == {end}
    runs = letters(["random"] * m + ["zero"] * (6 - m), 50, {"sizes": SIX})
    assert runs[5 - m] != end and set(runs[6 - m :]) == {end}


ONE_RANDOM = ["XUAAAA", "XXUAAA", "UIXUAA", "UAIXUA", "UAAIXU", "UAAAIX"]


@pytest.mark.parametrize(("k", "end"), list(enumerate(ONE_RANDOM)))
def test_one_random_matrix(k, end):
    for rest, steps in [("constant", 1), ("zero", 6)]:
        starts = [rest] * 6
        starts[k] = "random"
        assert set(letters(starts, 50, {"sizes": SIX})[steps:]) == {end}


def test_random_biases_break_zeros():
    runs = letters(["zero"] * 4, 50, {"bias": normal(1)})
    assert runs[:5] == ["ZZZZ", "ZZZX", "ZZXX", "ZXXX", "XXXX"] and set(runs[4:]) == {"XXXX"}


def test_outputs_with_targets_of_their_own_differ():
    assert letters(["zero"] * 4, 4, targets=[1, 0.5]) == ["ZZZZ", "ZZZI", "ZZAI", "ZAAI", "UAAI"]


@pytest.mark.parametrize("f", [Tanh(), ReLU(), Identity()])
def test_zeros_with_zero_biases_move_the_output_bias_alone(f):
    start = zeros_layer_by_layer.layered(["zero"] * 4, activation=[f] * 3 + [Identity()], bias=0.0)
    end = zeros_layer_by_layer.after_each_step(start, 500, learning_rate=0.05)[-1]
    assert not any(w.any() for w in end.weights) and not any(b.any() for b in end.biases[:-1])
    assert np.allclose(end.biases[-1], 1, atol=1e-3)
    assert letters(["zero"] * 4, 4, {"activation": f}, learning_rate=0.05)[-1] == "UAAA"  # with its biases


def test_relu_units_of_zeros_with_a_negative_bias_never_start():
    options = {"activation": [ReLU()] * 3 + [Identity()], "bias": -0.1}
    assert set(letters(["zero"] * 4, 500, options, learning_rate=0.05)) == {"ZZZZ"}
    assert letters(["zero"] * 4, 4, {"bias": 0.0})[-1] == "UAAA"  # logistic units need no bias


def test_a_relu_output_of_zero_hears_nothing():
    start = zeros_layer_by_layer.layered(["zero"] * 4, activation=ReLU(), bias=0.0)
    assert not zeros_layer_by_layer.after_each_step(start, 50)[-1].parameters.any()


# E6, any net


@settings(max_examples=60)
@given(
    sizes,
    st.sampled_from([Sigmoid(), Tanh(), ReLU(), Identity()]),
    st.sampled_from(LOSSES),
    st.integers(0, 99),
)
def test_zeros_in_any_network_with_equal_biases(sizes, f, loss, seed):
    depth = len(sizes) - 1
    options = {"sizes": sizes, "activation": fitting(f, loss, depth)}
    runs = letters(["zero"] * depth, depth + 5, options, loss=loss, learning_rate=0.02, seed=seed)
    assert runs[:depth] == ["Z" * (depth - step) + "A" * step for step in range(depth)]
    assert set(runs[depth:]) == {"U" + "A" * (depth - 1)}


@settings(max_examples=60)
@given(
    sizes,
    st.sampled_from([Sigmoid(), Tanh(), Identity()]),
    st.sampled_from(LOSSES),
    st.floats(0.05, 0.5),
    st.integers(0, 99),
    st.data(),
)
def test_constants_with_one_random_matrix_or_none(sizes, f, loss, c, seed, data):
    depth = len(sizes) - 1
    k = data.draw(st.none() | st.integers(0, depth - 1))
    starts = [constant(c / fan_in) for fan_in in sizes[:-1]]
    end = "U" + "A" * (depth - 1)
    if k is not None:
        starts[k] = lecun_normal
        before = "" if k == 0 else "X" if k == 1 else "U" + "A" * (k - 2) + "I"
        end = (before + "X" + "U" + "A" * depth)[:depth]
    options = {"sizes": sizes, "activation": fitting(f, loss, depth), "seed": seed}
    runs = letters(starts, 5, options, loss=loss, learning_rate=0.02, seed=seed)
    assert set(runs[1:]) == {end}


@settings(max_examples=40)
@given(
    sizes,
    st.sampled_from([Sigmoid(), Tanh(), ReLU(), Identity()]),
    st.sampled_from(LOSSES),
    st.sampled_from(RULES),
    st.integers(0, 999),
    st.data(),
)
def test_twins_stay_twins_under_any_rule(sizes, f, loss, rule, seed, data):
    depth = len(sizes) - 1
    activations = fitting(f, loss, depth)
    net = Network.initialized(sizes, lecun_normal, activations, seed=seed, bias=normal(0.5))
    layer = data.draw(st.integers(0, depth - 2))
    i, j = data.draw(st.permutations(range(sizes[layer + 1])))[:2]
    net.matrices[layer][j] = net.matrices[layer][i]
    net.weights[layer + 1][:, j] = net.weights[layer + 1][:, i]
    x, y = zeros_layer_by_layer.random_samples(net, 12, targets=0.5, seed=seed)
    batches = [(x[m : m + 3], y[m : m + 3]) for m in (0, 3, 6, 9)]
    try:
        end = rules.learn(net, batches, loss, rule)
    except (
        ValueError,
        RuntimeWarning,
    ):  # such steps take some deep linear networks beyond the largest number
        reject()
    assert sorted([i, j]) in symmetry.units(end, layer)
    assert (symmetry.swapped(end, layer, i, j).parameters == end.parameters).all()


@settings(max_examples=40)
@given(
    sizes,
    st.sampled_from([Sigmoid(), Tanh(), ReLU()]),
    st.sampled_from(RULES),
    st.integers(0, 999),
    st.data(),
)
def test_runs_from_swapped_starts_are_swapped_runs(sizes, f, rule, seed, data):
    net = Network.initialized(sizes, lecun_normal, f, seed=seed, bias=normal(0.5))
    layer = data.draw(st.integers(0, len(sizes) - 3))
    i, j = data.draw(st.permutations(range(sizes[layer + 1])))[:2]
    other = symmetry.swapped(net, layer, i, j)
    x, y = zeros_layer_by_layer.random_samples(net, 6, seed=seed)
    assert np.allclose(net(x), other(x), rtol=1e-11, atol=1e-13)
    slopes = net.with_parameters(net.gradient(x, y, SquaredError())[1].parameters)
    moved_along = symmetry.swapped(slopes, layer, i, j).parameters
    assert np.allclose(other.gradient(x, y, SquaredError())[1].parameters, moved_along, rtol=1e-9, atol=1e-12)
    if rule is not rules.adam:  # which makes a slope of 1e-17 as large as any other
        ends = [rules.learn(start, [(x, y)] * 3, SquaredError(), rule) for start in (net, other)]
        back = symmetry.swapped(ends[1], layer, i, j).parameters
        assert np.allclose(ends[0].parameters, back, rtol=1e-7, atol=1e-9)


def test_a_rule_that_looks_at_places_parts_twins():
    """The theorem's condition is needed, and the tests above can fail."""
    net = zeros_layer_by_layer.layered(["constant", "constant"], sizes=[3, 2, 1])
    batches = [zeros_layer_by_layer.random_samples(net, 3)]
    end = rules.learn(net, batches, SquaredError(), lambda g, _: (g * np.linspace(0.1, 0.2, len(g)), None))
    assert symmetry.units(end, 0) == [[0], [1]]


def test_with_a_unit_left_out_a_swap_changes_what_the_network_computes():
    """As with dropout: the first lemma is gone."""
    net = zeros_layer_by_layer.layered(["random"] * 4)
    thinned, swap = net.copy(), symmetry.swapped(net, 0, 0, 3)
    for each in (thinned, swap):
        each.weights[1][:, 0] = 0
    x, _ = zeros_layer_by_layer.random_samples(net, 20)
    assert np.abs(thinned(x) - swap(x)).max() > 0.001


def test_layers_that_are_copies_part_at_once():
    rows = np.random.default_rng(1).normal(size=(4, 4))
    alike = Network([rows] * 3, [np.zeros(4)] * 3, Tanh())
    batch = zeros_layer_by_layer.random_samples(alike, 20, targets=[1.0, 0.3, 1.0, 0.3])
    first, second, third = rules.learn(alike, [batch], MeanSquaredError(), rules.gradient_descent).weights
    assert (first != second).all() and (second != third).all()


@pytest.mark.parametrize("rule", RULES)
def test_nine_equal_units_among_others_move_and_stay_equal(rule):
    net = Network.initialized([5, 12, 6, 2], normal(1), Tanh(), seed=3, bias=normal(1))
    net.matrices[0][3:] = net.matrices[0][3]
    net.weights[1][:, 3:] = net.weights[1][:, [3]]
    x, y = zeros_layer_by_layer.random_samples(net, 20, targets=[1.0, 0.3])
    picks = np.random.default_rng(0).integers(0, 20, size=(200, 3))
    end = rules.learn(net, [(x[pick], y[pick]) for pick in picks], MeanSquaredError(), rule)
    assert symmetry.units(end, 0) == [[0], [1], [2], [*range(3, 12)]]
    assert np.abs(end.weights[0] - net.weights[0])[3].max() > 0.01


@pytest.mark.parametrize("rule", RULES)
def test_a_tanh_unit_of_zeros_stays_what_a_flip_leaves_as_it_is(rule):
    net = Network.initialized([5, 4, 2], normal(1), Tanh(), seed=0, bias=normal(1))
    net.matrices[0][1] = 0
    net.weights[1][:, 1] = 0
    batch = zeros_layer_by_layer.random_samples(net, 20, targets=[0.5, -0.5])
    end = rules.learn(net, [batch] * 100, MeanSquaredError(), rule)
    assert not end.matrices[0][1].any() and not end.weights[1][:, 1].any()
    assert np.abs(end.weights[0] - net.weights[0])[0].max() > 0.01


# Merged units


def test_units_are_equal_if_what_comes_in_and_what_goes_out_is_equal():
    first = [[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]
    second = [[3.0, 3.0, 4.0], [3.0, 3.0, 4.0]]
    for biases, third, expected in [
        (None, [[5.0, 5.0]], [[[0, 1], [2]], [[0, 1]], [[0]]]),
        (None, [[5.0, 6.0]], [[[0, 1], [2]], [[0], [1]], [[0]]]),  # the weights going out differ
        ([[0.0, 0.5, 0.0], [1.0, 1.0], [0.0]], [[5.0, 5.0]], [[[0], [1], [2]], [[0, 1]], [[0]]]),
    ]:
        net = Network([first, second, third], biases, Tanh())
        assert [symmetry.units(net, layer) for layer in range(3)] == expected


def test_a_matrix_of_one_row_or_one_entry_has_a_pattern_too():
    for weights, letter in [([[0.0]], "Z"), ([[2.0]], "A"), ([[1.0, 1.0]], "A"), ([[1.0, 2.0]], "U")]:
        assert symmetry.pattern(weights) == letter
    assert [symmetry.pattern(w) for w in ([[1.0], [1.0]], [[1.0], [2.0]])] == ["A", "I"]


@settings(max_examples=40)
@given(sizes, st.sampled_from([Sigmoid(), Tanh()]), st.booleans(), st.integers(0, 999), st.data())
def test_merged_units_compute_and_learn_the_same(sizes, f, with_biases, seed, data):
    one_each = Network.initialized(
        sizes, lecun_normal, f, seed=seed, bias=normal(0.5) if with_biases else None
    )
    hidden = data.draw(st.lists(st.integers(1, 4), min_size=len(sizes) - 2, max_size=len(sizes) - 2))
    copies = [1, *hidden, 1]
    weights = [
        np.repeat(np.repeat(w / p, q, axis=0), p, axis=1)
        for w, p, q in zip(one_each.weights, copies, copies[1:], strict=False)
    ]
    biases = with_biases and [np.repeat(b, q) for b, q in zip(one_each.biases, copies[1:], strict=True)]
    net = Network(weights, biases or None, f)
    small, rates = symmetry.merged(net)
    assert small.sizes == one_each.sizes and np.allclose(small.parameters, one_each.parameters, rtol=1e-14)
    x, y = zeros_layer_by_layer.random_samples(net, 5, targets=0.3, seed=seed)
    for _ in range(20):
        assert np.allclose(net(x), small(x), rtol=1e-9, atol=1e-11)
        slopes = [each.gradient(x, y, SquaredError())[1].parameters for each in (net, small)]
        net = net.with_parameters(net.parameters - 0.1 * slopes[0])
        small = small.with_parameters(small.parameters - 0.1 * rates * slopes[1])
    assert np.allclose(symmetry.merged(net)[0].parameters, small.parameters, rtol=1e-8, atol=1e-10)


def test_the_documents_net_is_a_chain():
    net = zeros_layer_by_layer.layered(["constant"] * 4)
    small, rates = symmetry.merged(net)
    assert small.sizes == [5, 1, 1, 1, 2]
    expected = [1 / 4] * 6 + [1 / 3, 4 / 3, 1 / 2, 3 / 2, 1, 2, 1, 2]
    assert np.allclose(rates, expected, rtol=1e-15)
    x, y = zeros_layer_by_layer.random_samples(net, 2000, targets=[1, 0.3])
    for m in range(2000):
        for_net, for_small = (
            n.gradient(x[[m]], y[[m]], MeanSquaredError())[1].parameters for n in (net, small)
        )
        net = net.with_parameters(net.parameters - 0.8 * for_net)
        small = small.with_parameters(small.parameters - 0.8 * rates * for_small)
    assert np.abs(net(x) - small(x)).max() < 1e-13


# Regressions


def test_regressions_from_zeros_end_where_all_others_end():
    x, t = regression.three_classes()
    starts = np.random.default_rng(1).normal(size=(20, 3, 6))
    starts[0] = 0
    losses, ends = regression.softmax_regression(starts, x, t, steps=1000)
    assert losses[0, 0] == pytest.approx(np.log(3)) and np.ptp(losses[-1]) < 1e-6
    assert symmetry.pattern(ends[0]) == "X" and np.allclose(ends[0].sum(axis=0), 0, atol=1e-12)
    outputs = np.insert(x, 0, 1, axis=1) @ ends.swapaxes(1, 2)
    assert np.ptp(outputs - outputs.mean(-1, keepdims=True), axis=0).max() < 1e-3


def test_a_rate_that_is_too_large_overshoots_again_and_again():
    x, t = regression.three_classes()
    unit = Network.initialized([5, 1], constant(0), Sigmoid(), seed=0)
    options = {"loss": CrossEntropy(), "batch_size": None, "epochs": 1000}
    calm, wild = (train(unit, x, t[:, :1], learning_rate=rate, **options) for rate in (0.5, 10))
    assert wild.loss[-100:].min() > calm.loss[-1] + 0.05


# Rules and drawings


def test_rules_agree_with_their_sums_over_all_slopes():
    rng = np.random.default_rng(0)
    slopes = rng.normal(size=(30, 4))
    velocity = moments = None
    for t, g in enumerate(slopes, start=1):
        step, velocity = rules.momentum(g, velocity)
        assert np.allclose(step, 0.1 * recent(slopes[:t], 0.9).sum(axis=0), rtol=1e-12)
        step, moments = rules.adam(g, moments)
        mean, square = (
            means(recent(s, keep), keep) for s, keep in ((slopes[:t], 0.9), (slopes[:t] ** 2, 0.999))
        )
        assert np.allclose(step, 0.01 * mean / (np.sqrt(square) + 1e-8), rtol=1e-10)


def recent(numbers, keep):
    """The numbers (t, ...), each times ``keep`` to the power of its age."""
    return keep ** np.arange(len(numbers))[::-1, None] * numbers


def means(weighted, keep):
    """What the numbers of ``recent`` are on average."""
    return weighted.sum(axis=0) / (keep ** np.arange(len(weighted))).sum()


@given(st.lists(st.sampled_from([-2.0, -1.0, 0.0, 0.5, 3.0]), min_size=6, max_size=6))
def test_one_colour_is_one_number(numbers):
    weights = np.reshape(numbers, (2, 3))
    (axes,) = picture.panes(picture.Picture(3, 3), 1)
    plots.weight_map(axes, "w", weights, (0, 0, 1, 1))
    shades = np.asarray(axes.images[0].get_array())[::-1]
    assert len(set(numbers)) == len(np.unique(shades))
    assert (
        np.argsort(weights, axis=None, kind="stable") == np.argsort(shades, axis=None, kind="stable")
    ).all()
    assert (np.sign(shades) == np.sign(weights)).all() and np.abs(shades).max() <= 1
    plots.weight_map(axes, "w", weights, (0, 0, 1, 1), limit=4)
    assert np.array_equal(axes.images[0].get_array()[::-1], weights / 4)


def test_the_starts_of_layers_beyond_the_depth_are_off():
    panel = panels.layer_by_layer()
    for depth in (4, 2, 6, 5):
        panel.controls["depth"].value = depth
        off = [name for name, control in panel.controls.items() if control.disabled]
        assert off == [f"layer_{layer}" for layer in range(depth + 1, 7)]


# Bad input


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: zeros_layer_by_layer.layered(["zero", "one"] * 2), "starts must be one of .* not 'one'"),
        (lambda: zeros_layer_by_layer.layered(["zero"] * 3), "initializer has 3 entries for 4 layers"),
        (lambda: zeros_layer_by_layer.layered(["zero"] * 4, bias="mine"), "bias must be one of"),
        (
            lambda: zeros_layer_by_layer.after_each_step(zeros_layer_by_layer.layered(["zero"] * 4), 0),
            "steps must be 1 or more",
        ),
        (
            lambda: regression.softmax_regression(np.zeros((3, 6)), *regression.three_classes(), steps=0),
            "steps",
        ),
        (
            lambda: symmetry.swapped(zeros_layer_by_layer.layered(["zero"] * 4), 3, 0, 1),
            "layer must be hidden, 0 to 2",
        ),
        (lambda: symmetry.pattern([]), "weights must have shape"),
        (lambda: symmetry.pattern(np.zeros((2, 2, 2))), r"not \(2, 2, 2\)"),
        (lambda: regression.three_classes(2), "n must be 3 or more"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_cross_entropy_of_a_tanh_is_refused():
    net = zeros_layer_by_layer.layered(["zero"] * 4, activation=Tanh())
    with pytest.raises(ValueError, match="CrossEntropy needs a Sigmoid output"):
        zeros_layer_by_layer.after_each_step(net, 1, loss=CrossEntropy())
