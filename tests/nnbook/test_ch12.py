"""E26 to E28 and E25: starts without chance, lazy and rich, the best rate by width, at other seeds or anew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.ch10 import deep
from nnbook.ch12 import lazy, panels, results, starts, widths
from nnlib import signals, symmetry, zero_hadamard
from nnlib.datasets import digits

WITHOUT_CHANCE = ["identity", "ZerO", "sine", "ramp", "constant", "zeros"]


@pytest.mark.parametrize("name", WITHOUT_CHANCE)
def test_a_start_without_chance_is_the_same_for_every_seed(name):
    one, other = (starts.network(name, 2, seed=seed) for seed in (0, 1))
    assert np.array_equal(one.parameters, other.parameters)


def test_starts_have_the_variance_that_they_say():
    for name in ("He", "signs", "sine", "ramp"):
        assert np.isclose(starts.STARTS[name](np.random.default_rng(0), 64, 256).var(), 2 / 256, rtol=0.03), (
            name
        )


def test_the_identity_repeats_what_the_first_layer_sends():
    x = digits()[0][:50]
    sent = starts.network("identity", 12).forward(x)
    assert all(np.array_equal(h, np.maximum(x, 0)) for h in sent[1:-1])


def test_he_loses_the_angles_as_the_study_says():
    x, pairs = digits()[0][:200], np.triu_indices(200, 1)
    sent = [starts.network("He", 30, seed).forward(x) for seed in range(100, 105)]
    for layer, cosine in zip((1, 2, 5, 10, 20, 30), (0.334, 0.515, 0.755, 0.894, 0.947, 0.978)):
        found = np.mean([signals.cosines(h[layer])[pairs] for h in sent])
        assert abs(found - cosine) < 0.06, layer


@given(st.integers(1, 20), st.integers(1, 200), st.integers(1, 5))
def test_the_kinds_of_units_that_zero_has(fan_in, fan_out, outputs):
    """Different rows, as many as the next power of two of the inputs, and one kind more for each unit that is heard."""
    net = starts.Network.initialized([fan_in, fan_out, outputs], zero_hadamard, starts.ReLU(), seed=0)
    if fan_out > fan_in and outputs <= fan_in:
        period = 1 << (fan_in - 1).bit_length()
        heard = sum(1 for k in range(min(outputs, fan_out)) if k + period < fan_out)
        assert len(symmetry.units(net, 0)) == min(period, fan_out) + heard


def test_twins_of_two_wide_layers_send_the_same_for_ever():
    net = starts.network("ZerO", 2, width=256, exact=True)
    end = starts.learn(net, 0.3, 0, [0, 5])[1]
    first = end.weights[0]
    assert np.allclose(first[20], first[84], rtol=1e-9) and np.allclose(first[20], first[212], rtol=1e-9)
    assert abs(first[0] - first[64]).max() > 1e-4  # output 0 listens to unit 0
    columns = (end.weights[1] - net.weights[1]).round(9)
    assert len(np.unique(columns, axis=1).T) == 74


def test_batches_are_those_of_the_epochs_in_order():
    rng = np.random.default_rng(1003)
    drawn = np.concatenate([rng.permutation(1500)[:1472] for _ in range(2)])
    found = np.concatenate([*deep.samples(3, [10, 40, 40])])
    assert np.array_equal(found, drawn[: 90 * 32])


def test_a_run_that_diverges_has_no_loss_from_then_on():
    loss, net = starts.learn(starts.network("He", 3), 1e6, 0, [0, 1, 20, 40])
    assert np.isfinite(loss[0]) and np.isnan(loss[-1]) and np.isfinite(net.parameters).all()


@pytest.mark.parametrize(
    "hidden, start, rate, seed", [(3, "identity", 0.1, 2), (3, "constant", 0.1, 1), (19, "identity", 0.01, 4)]
)
def test_a_run_of_the_digits_is_the_one_trained_again(hidden, start, rate, seed):
    trial = results.TRIALS[hidden]
    kept = results.shipped("ch12")[f"losses_{hidden}"]
    kept = kept[trial.starts.index(start), trial.rates.index(rate), trial.seeds.index(seed)]
    moments = trial.moments[:6]
    again, _ = starts.learn(starts.network(start, hidden, seed=seed), rate, seed, moments)
    np.testing.assert_allclose(kept[:6], again, rtol=1e-3)


@pytest.mark.once
def test_a_lesson_is_the_one_learned_again():
    seed, place = 1, 5
    drawn = lazy.lesson(seed, results.SCALES[place])
    history = lazy.learned(drawn, results.SCALES[place])
    again = [*lazy.measured(drawn, history.network), history.epochs]
    np.testing.assert_allclose(results.lessons()[place, seed], again, rtol=0.01)


def test_constant_starts_are_those_of_the_study_at_its_rate():
    trial, file = results.TRIALS[3], results.shipped("ch12")
    for start, loss, right in [("constant", 1.70, 0.27), ("nearly constant", 1.68, 0.27)]:
        place = trial.starts.index(start), trial.rates.index(0.1)
        assert np.isclose(np.median(file["losses_3"][place][:, -1]), loss, atol=0.06), start
        assert np.isclose(file["tests_3"][place].mean(), right, atol=0.06), start


def test_lazy_and_rich_are_those_of_the_study():
    error, moved, switched, steps = results.lessons().mean(axis=1).T
    assert np.allclose(error, [0.0179, 0.0274, 0.0509, 0.0903, 0.150, 0.196, 0.216, 0.225, 0.225], rtol=0.02)
    assert np.allclose(moved, [1.62, 0.942, 0.513, 0.289, 0.145, 0.067, 0.0232, 0.00238, 0.00024], rtol=0.03)
    assert np.allclose(switched[:7], [0.241, 0.182, 0.117, 0.071, 0.038, 0.018, 0.0062], rtol=0.05)
    assert np.allclose(steps, [3465, 3732, 4085, 3857, 3064, 5899, 8042, 8537, 8552], rtol=0.01)


def test_a_larger_start_at_the_smaller_rate_is_the_larger_output_at_its_own():
    """Weights sqrt(alpha) times as large at rate eta / alpha: the output times alpha, and 1 / alpha^2 of the gradient."""
    alpha, eta = 100.0, 0.02
    plain, scaled = lazy.lesson(3), lazy.lesson(3, np.sqrt(alpha))
    w, (a,) = (array.copy() for array in plain.net.weights)
    x, y = plain.x, plain.y[:, 0]
    for _ in range(20):
        net = x @ w.T
        error = (alpha * np.maximum(net, 0) @ a - y) / len(x) / alpha  # dJ/do over alpha^2, times alpha
        slopes = error @ np.maximum(net, 0), (error[:, None] * a * (net > 0)).T @ x
        a, w = a - eta * slopes[0], w - eta * slopes[1]
    history = lazy.train(
        scaled.net,
        x,
        plain.y,
        learning_rate=eta / alpha,
        loss=lazy.HalfSquaredError("mean"),
        batch_size=None,
        epochs=20,
    )
    found = history.network(plain.x_test)[:, 0]
    assert np.allclose(found, alpha * np.maximum(plain.x_test @ w.T, 0) @ a, rtol=1e-6, atol=1e-9)


WAVE = {  # by another program, on its own draws: medians at 2^-8 .. 2^-4, and the power of the first rate that diverges
    ("standard", 32): ([0.04685, 0.0447, 0.03972, 0.03409, 0.02435], 0),
    ("standard", 64): ([0.04526, 0.04241, 0.03545, 0.0255, 0.01278], -1),
    ("standard", 256): ([0.03382, 0.02521, 0.01485, 0.005566, 0.002903], -3),
    ("standard", 512): ([0.02717, 0.01666, 0.006686, 0.003438], -4),
    ("muP", 64): ([0.04692, 0.04481, 0.04089, 0.03395, 0.02222], 0),
    ("muP", 256): ([0.04728, 0.04445, 0.03951, 0.03145, 0.01981], 0),
    ("muP", 512): ([0.04731, 0.04441, 0.03924, 0.03155, 0.02011], 0),
}


@pytest.mark.parametrize("rule, width", WAVE)
def test_the_losses_by_width_are_near_those_of_another_program(rule, width):
    all_widths = list(widths.TASKS["a wave"].seeds)
    found = results.by_width("a wave")[widths.RULES.index(rule), all_widths.index(width)]
    expected, first = WAVE[rule, width]
    np.testing.assert_allclose(found[: len(expected)], expected, rtol=0.2)
    assert np.array_equal(np.isfinite(found), np.arange(-8, 1) < first)


def test_the_squared_error_on_digits_is_near_that_of_another_program():
    """At 2^-3: .080 .092 .070 .249 at 32, 64, 128, 256, means there and medians here; with muP .049 at 128."""
    standard, mup = results.by_width("digits, squared error")[:, :, 2]
    np.testing.assert_allclose(standard, [0.080, 0.092, 0.070, 0.249], rtol=0.35)
    np.testing.assert_allclose(mup[2], 0.049, rtol=0.1)


def test_a_loss_by_width_is_the_one_learned_again():
    task, rule, width, k = "a wave", "muP", 64, -4
    setting = widths.TASKS[task]
    again = np.median(
        [widths.learned(task, width, rule, 2.0**k, seed) for seed in range(setting.seeds[width])]
    )
    kept = results.by_width(task)[widths.RULES.index(rule), 1, setting.powers.index(k)]
    assert np.isclose(kept, again, rtol=1e-3)


def test_both_rules_are_one_at_the_base_width():
    for task, setting in widths.TASKS.items():
        one, other = (widths.network(task, setting.base, rule, seed=5) for rule in widths.RULES)
        assert np.array_equal(one.parameters, other.parameters)
        assert (widths.shared_out(one, "muP", setting.base) == 1).all()


def test_the_sentences_say_what_is_seen():
    panel = panels.no_dice()
    assert (
        "the inputs themselves" in panel.sentence
    )  # a reader sees digits first, and then what becomes of them
    panel.show("Identity, 29 layers")
    assert (
        "Identity, before the first step" in panel.sentence and "cosine of two digits 0.38" in panel.sentence
    )
    panel = panels.best_rate(width=512, power=-2)
    assert "at the rate 1/4 it diverges" in panel.sentence and "tried" not in panel.sentence
    assert panel.controls["power"].label == "1/4"
    panel.controls["power"].value = 1
    assert "at the rate 1 it diverges" in panel.sentence
    assert panel.sentence.endswith("Rates from 1/256 to 1 have been tried.")
    panel = panels.lazy_or_rich()
    panel.show("Lazy")
    assert panel.sentence.startswith("Scale 3.2") or panel.sentence.startswith("Scale 10")


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: starts.network("Xavier", 3), "start must"),
        (lambda: starts.network("He", 0), "hidden must"),
        (lambda: starts.learn(starts.network("He", 1), 0, 0, [0, 1]), "learning_rate must"),
        (lambda: lazy.lesson(0, 0), "scale must"),
        (lambda: lazy.lesson(0.5), "seed must"),
        (lambda: widths.network("a wave", 0, "muP"), "width must"),
        (lambda: widths.network("a sea", 4, "muP"), "task must"),
        (lambda: widths.network("a wave", 4, "mup"), "rule must"),
        (lambda: widths.learned("a wave", 4, "muP", 0), "rate must"),
    ],
)
def test_bad_input_is_named(call, named):
    with pytest.raises((ValueError, TypeError), match=named):
        call()


def test_losses_on_the_digits_are_near_those_of_another_program():
    """On its own draws: after 1,000 steps with three hidden layers, after 500 with 19 and 29."""
    shallow = {"He": 0.0004, "Glorot": 0.0004, "orthogonal": 0.0004, "identity": 0.0005, "signs": 0.0004}
    for name, loss in shallow.items():
        assert np.isclose(results.learned(3, name).loss[-1], loss, rtol=0.35), name
    assert np.isclose(results.learned(3, "constant").loss[-1], 1.65, atol=0.08)
    deep = {(19, "He"): 0.165, (19, "orthogonal"): 0.0425, (19, "identity"): 0.0133}
    deep |= {(29, "He"): 0.621, (29, "identity"): 0.0123}
    for case, loss in deep.items():
        assert 0.4 < results.learned(*case).loss[-1] / loss < 2.5, case


@pytest.mark.once
@pytest.mark.parametrize(
    "hidden, start, rate, better",
    [(3, "identity", 0.6, True), (3, "sine", 0.6, False), (19, "identity", 0.06, True)]
    + [(19, "He", 0.06, False), (29, "orthogonal", 0.003, False)],
)
def test_what_is_said_of_rates_beyond_those_tried(hidden, start, rate, better):
    found = results.learned(hidden, start)
    assert rate > found.rate == max(results.TRIALS[hidden].rates) or rate < found.rate == 0.01
    steps = results.TRIALS[hidden].moments[-1]
    loss, _ = starts.learn(starts.network(start, hidden, seed=0), rate, 0, [0, steps])
    assert bool(loss[-1] < found.loss[-1]) == better  # NaN where the run is lost


def test_with_cross_entropy_the_rate_2_is_too_large_and_one_rate_for_all_ends_lower_at_256_units():
    one_rate, mup = results.by_width("digits, cross-entropy")
    assert (one_rate[:, -1] > 2).all() and (mup[:, -1] > 2).all() and (one_rate[-1, :-1] < mup[-1, :-1]).all()


def test_beyond_the_scale_of_3_weights_move_a_tenth_for_ten_times_the_scale():
    moved = results.lessons()[..., 1].mean(axis=1)
    np.testing.assert_allclose(moved[6:8] / moved[7:], [10, 10], rtol=0.05)


def test_a_quarter_of_the_ramp_learns_and_the_ramp_does_not():
    loss = starts.learned_smaller("ramp", 1 / 4, seeds=[0], steps=500)
    assert loss.shape == (1,) and loss[0] < 1 < starts.learned_smaller("ramp", 1.0, seeds=[0], steps=500)[0]


def test_a_wider_network_diverges_at_a_smaller_rate_unless_the_rate_is_shared_out():
    assert results.diverges_from("a wave") == {"standard": [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16], "muP": [1] * 5}
