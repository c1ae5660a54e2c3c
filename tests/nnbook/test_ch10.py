"""E10, E14 to E18 and E23: sizes from layer to layer, thirty layers, fans, luck; by other code, and at other seeds."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.ch10 import deep, fans, luck, panels, results, sizes
from nnlib import (
    Identity,
    Network,
    ReLU,
    SoftmaxCrossEntropy,
    Tanh,
    glorot_uniform,
    he_normal,
    lecun_normal,
    orthogonal,
    signals,
    variance_scaling,
)
from nnlib.datasets import digits


def study_network(matrices, factor=2.0, seed=0):
    """The study's own draws: one generator, layer after layer."""
    rng, sizes = np.random.default_rng(seed), [64] * matrices + [10]
    weights = [np.sqrt(factor / i) * rng.standard_normal((o, i)) for i, o in pairwise(sizes)]
    return Network(weights, None, [ReLU()] * (matrices - 1) + [Identity()], exact=False)


@pytest.mark.parametrize("matrices", [10, 30])
def test_halved_matrices_with_a_larger_output_and_a_quarter_of_the_rate_run_the_same_to_the_last_bit(
    matrices,
):
    net = study_network(matrices)
    half, loss, rates = deep.rescaled(net, 0.5, 0.01)
    assert np.array_equal(half.parameters, net.parameters / 2) and (rates == 0.0025).all()
    as_it_is = deep.learn(net, learning_rate=0.01, steps=40)
    assert np.array_equal(as_it_is, deep.learn(half, loss, learning_rate=rates, steps=40))
    if matrices == 30:
        assert np.isclose(as_it_is[0], 3.547297911863943, rtol=1e-12)
        alone = deep.learn(half, learning_rate=0.01, steps=40)
        assert np.isclose(alone[-1], 2.3025850930915297, rtol=0, atol=1e-8)


def test_with_biases_each_has_a_rate_of_its_own():
    net = deep.relu_network(6, he_normal, bias=0.0)
    for s in (0.5, 4.0):
        other, loss, rates = deep.rescaled(net, s, 0.03)
        assert np.array_equal(
            deep.learn(net, learning_rate=0.03, steps=60),
            deep.learn(other, loss, learning_rate=rates, steps=60),
        )
        wrong = deep.learn(other, loss, learning_rate=0.03 * s**2, steps=60)
        assert not np.allclose(wrong, deep.learn(net, learning_rate=0.03, steps=60), rtol=1e-3)


def test_an_output_times_a_number_is_that_of_a_last_matrix_times_it():
    x, y, *_ = digits()
    net = deep.relu_network(3, he_normal)
    times, slopes = net.gradient(x[:50], y[:50], deep.TimesOutput(3.0))
    large = net.with_parameters(net.parameters)
    large.weights[-1][...] *= 3
    expected, plain = large.gradient(x[:50], y[:50], SoftmaxCrossEntropy())
    assert np.isclose(times, expected, rtol=1e-12)
    assert np.allclose(slopes.weights[0], plain.weights[0], rtol=1e-9)
    assert np.allclose(slopes.weights[-1], 3 * plain.weights[-1], rtol=1e-9)


def test_glorots_figures_over_other_starts():
    x, y, *_ = digits()
    rows = {"usual": variance_scaling(1 / 3, "in", "uniform"), "Glorot": glorot_uniform}
    units = [Tanh()] * 5 + [Identity()]
    expected = {
        "usual": [(0.4580, 0.2489, 0.1407, 0.0804, 0.0463), (0.00457, 0.00963, 0.0178, 0.0312, 0.0546)],
        "Glorot": [(0.5886, 0.4668, 0.3956, 0.3475, 0.3137), (0.0527, 0.0731, 0.0904, 0.104, 0.117)],
    }
    for name, start in rows.items():
        net = Network.initialized([64, *[100] * 5, 10], start, units, seed=range(40, 48), exact=False)
        sent, deltas = net.forward(x)[1:-1], signals.deltas(net, x, y, SoftmaxCrossEntropy())[:-1]
        for arrays, wanted in zip((sent, deltas), expected[name]):
            found = np.exp([np.log(each.std((1, 2))).mean() for each in arrays])
            assert np.allclose(found, wanted, rtol=0.06)


def test_only_the_average_of_the_fans_loses_and_the_other_three_do_the_same():
    forward, back = fans.standard_products(60, relu=True)
    scale = 2.0**20 * np.prod([1 / fan_in for fan_in in fans.WIDTHS[:-1]])
    assert 0.5 < scale * forward.mean() < 1.7 and 0.5 < scale * back.mean() < 1.7
    average = 2.0**20 * np.prod([2 / (i + o) for i, o in pairwise(fans.WIDTHS)])
    assert np.isclose(average / scale, 9.261e-5, rtol=1e-3)
    assert np.isclose(np.log(scale * forward).std(), 1.41, atol=0.5)


@pytest.mark.parametrize(
    "start, width, mean, variance", [("He", 16, -1.77, 4.2), ("orthogonal", 64, -0.245, 0.51)]
)
def test_luck_without_matrices_is_luck_with_them(start, width, mean, variance):
    rng, ratios = np.random.default_rng(3), []
    for _ in range(600):
        h = rng.normal(size=width)
        h /= np.linalg.norm(h)
        for _ in range(10):
            if start == "He":
                w = np.sqrt(2 / width) * rng.normal(size=(width, width))
            else:
                q, r = np.linalg.qr(rng.normal(size=(width, width)))
                w = np.sqrt(2) * q * np.sign(np.diag(r))
            h = np.maximum(w @ h, 0)
        ratios.append((h**2).sum())
    products = luck.factors(np.random.default_rng(4), width, 10, 20_000, start).prod(axis=0)
    with_them, without = np.log([ratio for ratio in ratios if ratio]), np.log(products[products > 0])
    assert abs(with_them.mean() - without.mean()) < 4 * np.sqrt(variance / 600)
    assert abs(with_them.var() / without.var() - 1) < 4 * np.sqrt(2 / 600)
    assert np.isclose(without.mean(), mean, atol=0.15) and np.isclose(without.var(), variance, rtol=0.1)


@pytest.mark.parametrize("kind", ["uniform", "signs"])
def test_the_law_is_nearly_that_of_other_numbers_than_normal_ones(kind):
    rng, logs = np.random.default_rng(6), []
    for _ in range(400):
        h = rng.normal(size=64)
        h /= np.linalg.norm(h)
        for _ in range(20):
            w = (
                rng.uniform(-(3**0.5), 3**0.5, (64, 64))
                if kind == "uniform"
                else rng.choice([-1.0, 1.0], (64, 64))
            )
            h = np.maximum(w @ h / 32**0.5, 0)
        logs.append(np.log((h**2).sum()))
    assert abs(np.mean(logs) + 0.75) < 4 * np.sqrt(1.6 / 400)
    assert abs(np.var(logs) / 1.54 - 1) < 4 * np.sqrt(2 / 400)


@pytest.mark.parametrize(
    "width, depth, mean, variance, middle",
    [(16, 20, -3.607, 8.0, 0.0282), (64, 20, -0.772, 1.64, 0.460), (64, 40, -1.54, 3.16, 0.226)],
)
def test_the_law_of_the_logarithm(width, depth, mean, variance, middle):
    products = luck.factors(np.random.default_rng(7), width, depth, 20_000).prod(axis=0)
    logs = np.log(products[products > 0])
    assert abs(logs.mean() - mean) < 4 * np.sqrt(variance / 1000)
    assert np.isclose(logs.var(), variance, rtol=0.12)
    assert np.isclose(np.median(np.exp(logs)), middle, rtol=0.25)


def test_born_dead():
    expected = {(2, 5): 0.621, (2, 10): 0.910, (4, 10): 0.338, (4, 30): 0.807, (8, 30): 0.075}
    for (width, depth), share in expected.items():
        net = Network.initialized(
            [1, *[width] * depth], he_normal, ReLU(), seed=range(800), bias=None, exact=False
        )
        dead = (net([[1.0], [-1.0]]) == 0).all(axis=(1, 2)).mean()
        assert abs(dead - share) < 4 * np.sqrt(share * (1 - share) / 800) + 0.005
    lost = (luck.factors(np.random.default_rng(0), 2, 5, 20_000) == 0).any(axis=0).mean()
    assert abs(lost - luck.dead(2, 5)) < 0.015


def test_layers_that_are_measured_have_the_gain_root_2():
    x = digits()[0][:256]
    for seed in range(3):
        net = Network.initialized([64] * 11, orthogonal(1), ReLU(), seed=seed, exact=False)
        h, gains = x, []
        for w in net.weights:
            w /= (h @ w.T).std()
            assert abs((h @ w.T).var() - 1) < 1e-9
            gains.append(np.linalg.norm(w) / 8)
            h = np.maximum(h @ w.T, 0)
        assert abs(np.mean(gains) - 1.39) < 0.08


def test_the_runs_of_five_and_ten_matrices_are_those_trained_again():
    for place, depth, seed in [(0, 5, 3), (1, 10, 7)]:
        for which, start in enumerate(results.STARTS):
            again = results.run(depth, start, seed, steps=500)
            kept = results.losses()[place, which, seed]
            early = results.MOMENTS <= 500
            assert np.allclose(kept[early], again[results.MOMENTS[early] // 50], rtol=0.01, equal_nan=True)
            wait = results.waits()[place, which, seed]
            assert wait == results.first_below(again) or wait > 500


def test_thirty_matrices_begin_as_the_file_says():
    again = results.run(30, "Xavier", 2, steps=100)
    assert np.allclose(results.losses()[3, 1, 2, :3], again, rtol=1e-3)
    assert np.allclose(
        results.sizes_at_start()[1:3], results.sizes_at_start(again=True)[1:3], rtol=1e-4, equal_nan=True
    )


def test_the_waits_are_near_those_counted_elsewhere():
    """Medians of ten other starts, by another program with draws of its own."""
    elsewhere = {10: (50, 275), 20: (175, 1200), 30: (425, 3250)}
    waits = results.waits()
    assert waits.shape == (4, 3, 10) and (waits > 0).all()
    for depth, medians in elsewhere.items():
        found = np.median(waits[results.DEPTHS.index(depth), :2], axis=1)
        assert np.allclose(np.log(found), np.log(medians), rtol=0, atol=0.5)
    assert (waits[3, 1] > waits[3, 0]).all() and np.median(waits[3, 1]) > 4 * np.median(waits[3, 0])


def test_the_repaired_start_runs_as_hes_where_rounding_is_not_yet_large():
    assert np.array_equal(results.waits()[:2, 0], results.waits()[:2, 2])
    early = results.MOMENTS <= 100
    he, _, repaired = results.losses()[:, :, :, early].transpose(1, 0, 2, 3)
    assert np.allclose(he, repaired, rtol=2e-3, atol=2e-3, equal_nan=True)


@given(st.sampled_from(panels.VARIANCES), st.sampled_from(["ReLU", "none"]), st.integers(2, 30))
def test_what_the_panel_predicts_without_tanh_is_a_power(variance, activation, depth):
    left = 0.5 if activation == "ReLU" else 1.0
    q, d = sizes.predicted(variance, activation, np.ones((3, depth)))
    assert np.allclose(np.log(q), np.arange(1, depth + 1) * np.log(variance * left) / 2, rtol=1e-6, atol=1e-6)
    assert np.allclose(d[0], (variance * left) ** ((depth - 1) / 2), rtol=1e-6)


def test_what_the_panel_measures_is_what_it_predicts_in_the_mean():
    for activation, variance in [("ReLU", 2.0), ("tanh", 1.0), ("none", 1.0)]:
        both = [
            (found, sizes.predicted(variance, activation, found))
            for found in (sizes.measured(variance, activation, 8, 100, seed) for seed in range(8))
        ]
        ratios = np.exp(np.mean([np.log(found[:2] / said) for found, said in both], axis=0))
        assert np.allclose(ratios, 1, rtol=0.25)


def test_the_sentences_say_what_is_seen():
    panel = panels.through_layers()
    panel.show("Xavier")
    assert "30 hidden layers" in panel.sentence and "0.7" in panel.sentence
    panel = panels.luck()
    panel.show("Narrow")
    assert "10 layers" not in panel.sentence and "lost" in panel.sentence
    panel = panels.thirty_layers()
    assert "30 matrices, Xavier." in panel.sentence and "0 of 10" in panel.sentence
    panel.show("Repair the output")
    assert "Xavier, repaired" in panel.sentence


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: deep.relu_network(1, he_normal), "matrices must"),
        (lambda: deep.rescaled(deep.relu_network(2, he_normal), 0, 0.1), "s must"),
        (lambda: deep.learn(deep.relu_network(2, lecun_normal), learning_rate=0.1, steps=0), "steps must"),
        (lambda: fans.standard_products(0), "networks must"),
        (lambda: luck.factors(0, 8, 2, 3), "rng must"),
        (lambda: luck.factors(np.random.default_rng(0), 0, 2, 3), "width must"),
        (lambda: luck.factors(np.random.default_rng(0), 8, 2, 3, "Xavier"), "start must"),
        (lambda: luck.dead(8, 0), "depth must"),
    ],
)
def test_bad_input_is_named(call, named):
    with pytest.raises((ValueError, TypeError), match=named):
        call()


@pytest.mark.once
def test_the_slopes_of_five_starts_differ_by_chance_and_those_of_a_hundred_hardly():
    """The chapter prints five starts. Groups of five others, and all of them."""
    x, y = (each[:300] for each in digits()[:2])
    units = [Tanh()] * 5 + [Identity()]
    for start in (variance_scaling(1 / 3, "in", "uniform"), glorot_uniform):
        logs = []
        for first in range(5, 125, 5):
            sizes = [64, *[100] * 5, 10]
            net = Network.initialized(sizes, start, units, seed=range(first, first + 5), exact=False)
            slopes = net.gradient(x, y, SoftmaxCrossEntropy())[1].weights[1:-1]
            logs.append([np.log(each.std((1, 2))).mean() for each in slopes])
        differ = np.exp(np.ptp(logs, axis=1)) - 1
        assert differ.max() < 0.12 and differ.max() > 0.04
        assert np.exp(np.ptp(np.mean(logs, axis=0))) - 1 < 0.02


def test_a_bias_of_a_hundredth_does_not_save_narrow_networks():
    dead = [luck.born_dead(4, 30, bias, networks=300) for bias in (0.0, 0.01)]
    np.testing.assert_allclose(dead, [0.807, 0.418], atol=0.09)
