import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib import (
    CrossEntropy,
    DivergedError,
    HalfSquaredError,
    Identity,
    Network,
    Sigmoid,
    SquaredError,
    Tanh,
    gradient_below,
    normal,
    sgd,
    train,
    uniform,
)
from nnlib.layer import Passes

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(20, 3)), RNG.choice([-1.0, 1.0], size=(20, 2))
ORDERS = [np.random.default_rng(seed).permutation(20) for seed in range(4)]
RUN = {"learning_rate": 0.05, "loss": SquaredError()}
COLUMNS = ["loss", "accuracy", "mean_gradient"]


def start(seed=0, activation=None, **options):
    return Network.initialized([3, 4, 2], normal(0.7), activation or Tanh(), seed=seed, **options)


def by_hand(net, x, y, orders, batch_size, rate, loss):
    """Gradient descent with nothing but ``net.gradient``: the last network, and a row of measures an epoch."""
    rows = []
    for order in orders:
        losses, right, steps = [], 0, []
        for at in range(0, len(order), batch_size):
            batch = order[at : at + batch_size]
            value, g = net.gradient(x[batch], y[batch], loss)
            right += ((net(x[batch]) >= 0) == (y[batch] >= 0)).all(-1).sum()
            losses.append(value)
            biases = None if net.biases is None else [b - rate * d for b, d in zip(net.biases, g.biases)]
            weights = [w - rate * d for w, d in zip(net.weights, g.weights)]
            steps.append(np.concatenate([d.ravel() for d in g.weights + (g.biases or [])]))
            net = Network(weights, biases, net.activations)
        rows.append([np.mean(losses), right / len(order), abs(np.mean(steps, 0)).mean()])
    return net, np.array(rows)


def assert_equal_runs(history, other, member=...):
    """``other`` did what ``history``'s ``member`` did; a member that stopped has NaN from then on."""
    for name in COLUMNS:
        mine, theirs = getattr(history, name)[:, member], getattr(other, name)
        np.testing.assert_allclose(mine[: len(theirs)], theirs, rtol=1e-8, atol=1e-12)
        assert np.isnan(mine[len(theirs) :]).all()
    np.testing.assert_allclose(
        history.network.parameters[member], other.network.parameters, rtol=1e-8, atol=1e-11
    )


@pytest.mark.parametrize("batch_size", [1, 7, 20, 50, None])
@pytest.mark.parametrize("bias", [None, 0.1], ids=["no biases", "biases"])
@pytest.mark.parametrize("loss", [SquaredError(), HalfSquaredError()], ids=repr)
def test_training_is_a_step_against_the_gradient_for_each_batch(batch_size, bias, loss):
    net = start(bias=bias)
    history = train(net, X, Y, learning_rate=0.05, loss=loss, order=ORDERS, batch_size=batch_size)
    expected, rows = by_hand(net, X, Y, ORDERS, batch_size or 20, 0.05, loss)
    np.testing.assert_allclose(history.network.parameters, expected.parameters, rtol=1e-10)
    np.testing.assert_allclose(np.stack([getattr(history, c) for c in COLUMNS], 1), rows, rtol=1e-10)
    assert history.network.activations == net.activations


def test_full_batch_is_one_step_by_hand_and_needs_no_order():
    net = start()
    history = train(net, X, Y, batch_size=None, epochs=1, **RUN)
    loss, gradients = net.gradient(X, Y, SquaredError())
    for end, begin, gradient in zip(history.network.weights, net.weights, gradients.weights):
        np.testing.assert_allclose(end, begin - 0.05 * gradient, rtol=1e-13)
    assert history.loss.tolist() == pytest.approx([loss])


def test_a_sample_counts_as_right_only_if_all_its_outputs_have_the_right_sign():
    net = Network([np.eye(2)], None, Identity())
    x, y = (
        [[1.0, 1.0], [1.0, -1.0], [0.0, -1.0], [-1.0, -1.0]],
        [[1.0, 1.0], [1.0, 1.0], [1.0, -1.0], [1.0, 1.0]],
    )
    epoch = next(sgd(net, x, y, batch_size=None, **RUN))
    assert epoch.accuracy == 0.5


def test_a_target_of_zero_has_the_sign_plus_as_an_output_has():
    net = Network([[[1.0]]], None, Identity())
    epoch = next(sgd(net, [[0.0], [2.0], [-1.0]], np.zeros((3, 1)), batch_size=None, **RUN))
    assert epoch.accuracy == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "form",
    [
        lambda: ORDERS,
        lambda: tuple(ORDERS),
        lambda: np.array(ORDERS),
        lambda: [order.tolist() for order in ORDERS],
        lambda: (order.astype(np.uint8) for order in ORDERS),
    ],
    ids=["list", "tuple", "array", "lists", "generator of uint8"],
)
def test_an_order_is_any_iterable_of_index_arrays_and_its_end_is_the_runs(form):
    history = train(start(), X, Y, order=form(), epochs=9, **RUN)
    assert history.epochs == 4 and not history.interrupted
    assert_equal_runs(history, train(start(), X, Y, order=ORDERS, **RUN))


def test_an_array_of_orders_has_an_end_as_a_list_has():
    assert train(start(), X, Y, order=np.array(ORDERS), **RUN).epochs == 4


def test_an_order_may_take_some_samples_and_some_twice():
    orders = [[3, 3, 1], [0]]
    history = train(start(), X, Y, order=orders, **RUN)
    assert_equal_runs(
        history, train(start(), X[[3, 3, 1, 0]], Y[[3, 3, 1, 0]], order=[[0, 1, 2], [3]], **RUN)
    )


def test_a_generator_draws_a_new_permutation_for_each_epoch():
    rng = np.random.default_rng(8)
    drawn = [rng.permutation(20) for _ in range(3)]
    history = train(start(), X, Y, order=np.random.default_rng(8), epochs=3, **RUN)
    assert_equal_runs(history, train(start(), X, Y, order=drawn, **RUN))


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.sampled_from(["shared", "each", "generator", "generators"]),
    st.sampled_from([1, 7, None]),
    st.sampled_from([None, 0.2]),
    st.booleans(),
)
def test_a_member_of_an_ensemble_does_what_its_single_network_does(
    seeds, form, batch_size, bias, own_samples
):
    def order(members):
        return {
            "shared": lambda: ORDERS,
            "each": lambda: [np.array([np.roll(o, m) for m in members]) for o in ORDERS],
            "generator": lambda: np.random.default_rng(1),
            "generators": lambda: [np.random.default_rng(m) for m in members],
        }[form]()

    x = np.stack([X + s for s in seeds]) if own_samples else X
    options = dict(batch_size=batch_size, epochs=4, **RUN)
    history = train(start(seeds, bias=bias), x, Y, order=order(seeds), **options)
    assert history.loss.shape == (4, len(seeds))
    for member, seed in enumerate(seeds):
        its_order = order([seed])
        if form == "each":
            its_order = [o[0] for o in its_order]
        elif form == "generators":
            [its_order] = its_order
        alone = train(start(seed, bias=bias), x[member] if own_samples else X, Y, order=its_order, **options)
        assert_equal_runs(history, alone, member)


def test_a_member_with_a_generator_of_its_own_does_not_depend_on_the_number_of_members():
    def run(seeds):
        return train(start(seeds), X, Y, order=[np.random.default_rng(s) for s in seeds], epochs=3, **RUN)

    many, few = run(range(6)), run([4, 2])
    np.testing.assert_allclose(many.loss[:, [4, 2]], few.loss, rtol=1e-10)
    np.testing.assert_allclose(many.network.parameters[[4, 2]], few.network.parameters, rtol=1e-9)


def test_training_works_over_several_ensemble_axes():
    net = start(range(6))
    grid = net.with_parameters(net.parameters.reshape(2, 3, -1))
    history = train(grid, X, Y, order=ORDERS, until=lambda e: e.accuracy > 0.4, **RUN)
    flat = train(net, X, Y, order=ORDERS, until=lambda e: e.accuracy > 0.4, **RUN)
    assert history.stopped_at.shape == (2, 3)
    np.testing.assert_array_equal(history.stopped_at.ravel(), flat.stopped_at)
    np.testing.assert_allclose(history.network.parameters.reshape(6, -1), flat.network.parameters)


def test_the_network_passed_in_is_not_changed():
    net = start()
    before = net.parameters
    history = train(net, X, Y, order=ORDERS, **RUN)
    np.testing.assert_array_equal(net.parameters, before)
    assert not any(np.shares_memory(a, b) for a, b in zip(net.weights, history.network.weights))


def test_each_epochs_network_is_a_snapshot_that_neither_changes_nor_is_listened_to():
    whole = [epoch.network.parameters for epoch in sgd(start(), X, Y, order=ORDERS, **RUN)]
    for epoch, expected in zip(sgd(start(), X, Y, order=ORDERS, **RUN), whole):
        np.testing.assert_array_equal(epoch.network.parameters, expected)
        for array in epoch.network.weights + epoch.network.biases:
            array[...] = 0
    kept = [epoch.network for epoch in sgd(start(), X, Y, order=ORDERS, **RUN)]
    np.testing.assert_array_equal([net.parameters for net in kept], whole)


def test_the_samples_passed_in_are_not_changed():
    x, y = X.copy(), Y.copy()
    train(start(), x, y, order=ORDERS, **RUN)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)


def test_epochs_are_counted_from_0_and_made_one_at_a_time():
    taken = []

    def orders():
        for order in ORDERS:
            taken.append(order)
            yield order

    steps = sgd(start(), X, Y, order=orders(), **RUN)
    assert not taken
    for count, epoch in enumerate(itertools.islice(steps, 3)):
        assert epoch.index == count and len(taken) == count + 1
        assert epoch.loss.shape == epoch.accuracy.shape == epoch.mean_gradient.shape == ()


def test_a_run_ends_after_the_epochs_asked_for_and_takes_no_order_more():
    orders = iter(ORDERS)
    assert train(start(), X, Y, order=orders, epochs=3, **RUN).epochs == 3
    np.testing.assert_array_equal(next(orders), ORDERS[3])


def test_a_run_ends_when_until_is_met_or_the_epochs_are_done_whichever_is_first():
    def run(stop, epochs):
        return train(start(), X, Y, order=ORDERS, until=lambda e: e.index == stop, epochs=epochs, **RUN)

    assert (run(1, 3).epochs, run(1, 3).stopped_at) == (2, 1)
    assert (run(3, 2).epochs, run(3, 2).stopped_at) == (2, -1)
    assert (run(2, 3).epochs, run(2, 3).stopped_at) == (3, 2)


def test_gradient_below_is_strict():
    epoch = nnlib.Epoch(0, 1.0, 0.5, np.array([0.004, 0.005, np.nan]), None)
    np.testing.assert_array_equal(gradient_below(0.005)(epoch), [True, False, False])


def test_each_member_stops_at_its_own_epoch_and_keeps_the_weights_of_that_epoch():
    stops = np.array([2, 0, 3, 9])
    history = train(start(range(4)), X, Y, order=ORDERS, until=lambda e: stops == e.index, **RUN)
    np.testing.assert_array_equal(history.stopped_at, [2, 0, 3, -1])
    for member, epochs in enumerate([3, 1, 4, 4]):
        assert_equal_runs(history, train(start(member), X, Y, order=ORDERS, epochs=epochs, **RUN), member)
    np.testing.assert_array_equal(history.final.loss, history.loss[[2, 0, 3, 3], range(4)])


@pytest.fixture
def columns(monkeypatch):
    """How many members each forward pass is for."""
    seen, forward = [], Passes.forward

    def spy(self, x):
        seen.append(self.layers[-1].net.shape[-1])
        assert all(layer.w_ij.shape[-1] == seen[-1] for layer in self.layers) and x.shape[-1] in (1, seen[-1])
        forward(self, x)

    monkeypatch.setattr(Passes, "forward", spy)
    return seen


@pytest.mark.parametrize("own", [False, True], ids=["one order", "orders of their own"])
def test_a_member_that_has_stopped_costs_nothing(columns, own):
    order = [np.random.default_rng(member) for member in range(5)] if own else np.random.default_rng(0)
    stops = np.array([2, 0, 4, 0, 2])
    train(start(range(5)), X, Y, order=order, until=lambda e: stops == e.index, batch_size=10, **RUN)
    assert columns == [5] * 2 + [3] * 4 + [1] * 4  # two steps an epoch


def test_a_member_that_has_diverged_costs_nothing(columns):
    net = TRIPLING.with_parameters([[0.0], [1.0]])  # the second one overflows in its third epoch of 200 steps
    train(net, [[1.0]], [[0.0]], learning_rate=2.0, loss=SquaredError(), order=[[0] * 200] * 4)
    assert columns == [2] * 400 + [1] * 400


@pytest.mark.parametrize("own", [False, True], ids=["one order", "orders of their own"])
@pytest.mark.parametrize("size", [1, 7, 40])
def test_after_50_epochs_a_member_has_the_same_weights_however_the_ensemble_is_split(size, own):
    def run(seeds):
        order = [np.random.default_rng(s) for s in seeds] if own else np.random.default_rng(1)
        rule = gradient_below(0.03)  # some stop on the way
        return train(start(seeds), X, Y, order=order, until=rule, epochs=50, **RUN)

    whole, parts = run(range(40)), [run(range(40)[at : at + size]) for at in range(0, 40, size)]
    weights = np.concatenate([part.network.parameters for part in parts])
    np.testing.assert_allclose(weights, whole.network.parameters, rtol=0, atol=1e-10)
    np.testing.assert_array_equal(np.concatenate([part.stopped_at for part in parts]), whole.stopped_at)
    assert 0 < (whole.stopped_at >= 0).sum() < 40


def test_a_member_that_has_stopped_is_not_stopped_again():
    history = train(
        start(range(2)), X, Y, order=ORDERS, until=lambda e: np.array([e.index >= 1, False]), **RUN
    )
    np.testing.assert_array_equal(history.stopped_at, [1, -1])


def test_a_run_ends_when_its_last_member_stops():
    history = train(start(range(2)), X, Y, order=ORDERS, until=lambda e: np.array([0, 1]) == e.index, **RUN)
    assert history.epochs == 2


@pytest.mark.parametrize("batch_size", [1, 7, None])
@pytest.mark.parametrize("bias", [None, 0.1], ids=["no biases", "biases"])
@pytest.mark.parametrize(
    "activation, loss", [(Tanh(), SquaredError()), (Sigmoid(), CrossEntropy())], ids=repr
)
@pytest.mark.parametrize("seed", [0, [0, 1]], ids=["single", "ensemble"])
def test_float32_stays_float32_to_the_end_of_training(seed, activation, loss, bias, batch_size):
    net = start(seed, activation, bias=bias)
    net = net.with_parameters(net.parameters.astype(np.float32))
    *_, epoch = sgd(net, X, (Y + 1) / 2, learning_rate=0.1, loss=loss, order=ORDERS, batch_size=batch_size)
    arrays = epoch.network.weights + (epoch.network.biases or []) + [epoch.network(X)]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    assert epoch.loss.dtype == epoch.mean_gradient.dtype == np.float32


def test_learning_learns():
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    net = Network.initialized([2, 4, 1], uniform(-1, 1), [Tanh(), Sigmoid()], seed=range(3))
    history = train(net, x, y, learning_rate=1.0, loss=CrossEntropy(), batch_size=None, epochs=1500)
    assert (history.final.loss < 0.02).all()


TRIPLING = Network([[[1.0]]], None, Identity())  # x = 1, y = 0, rate 2: the weight goes 1, -3, 9, ...


def test_a_run_that_diverges_says_when_at_which_rate_and_keeps_what_was_done():
    options = {"learning_rate": 2.0, "loss": SquaredError(), "order": [[0] * 100] * 9}
    with pytest.raises(
        DivergedError, match=r"diverged.*epoch 3 .*learning_rate below 2 or smaller"
    ) as caught:
        train(TRIPLING, [[1.0]], [[0.0]], **options)
    history = caught.value.history
    assert isinstance(caught.value, ArithmeticError)
    assert history.epochs == 3 and np.isfinite(history.loss).all()
    np.testing.assert_allclose(history.network.weights[0], (-3.0) ** 300)
    assert "3 epochs" in repr(history)
    with pytest.raises(DivergedError, match="epoch 3"):
        list(sgd(TRIPLING, [[1.0]], [[0.0]], **options))


@pytest.mark.parametrize("steps", [400, 1000])  # the loss alone is infinite, or the weight too and then NaN
def test_a_run_that_diverges_in_its_first_epoch_has_an_empty_history(steps):
    with pytest.raises(DivergedError, match="epoch 0") as caught:
        train(TRIPLING, [[1.0]], [[0.0]], learning_rate=2.0, loss=SquaredError(), order=[[0] * steps])
    assert caught.value.history.epochs == 0
    assert repr(caught.value.history).startswith("0 epochs of Network(1-1")


def test_an_ensemble_keeps_a_diverged_member_as_nan_counts_it_and_the_others_go_on():
    net = TRIPLING.with_parameters([[0.0], [1.0], [1e-150]])
    orders = [[0] * 100] * 5  # the second member overflows in epoch 3, the third not before the end
    options = {"learning_rate": 2.0, "loss": SquaredError(), "order": orders}
    history = train(net, [[1.0]], [[0.0]], **options)
    assert history.epochs == 5
    np.testing.assert_array_equal(history.diverged, [False, True, False])
    for column in history.arrays().values():
        np.testing.assert_array_equal(np.isnan(column[4]), [False, True, False])
    np.testing.assert_array_equal(np.isnan(history.loss[:, 1]), [False, False, False, True, True])
    assert "0 of 3 stopped, 1 diverged" in repr(history)
    for member in (0, 2):
        alone = train(net.with_parameters(net.parameters[member]), [[1.0]], [[0.0]], **options)
        assert_equal_runs(history, alone, member)


def test_a_diverged_member_does_not_keep_the_run_from_its_end():
    net = TRIPLING.with_parameters([[0.0], [1.0]])
    epochs = 0

    def orders():
        nonlocal epochs
        while epochs < 50:
            epochs += 1
            yield [0] * 100
        raise AssertionError("this run does not end")

    options = {"learning_rate": 2.0, "loss": SquaredError()}
    history = train(net, [[1.0]], [[0.0]], order=orders(), until=gradient_below(0.1), **options)
    np.testing.assert_array_equal(history.stopped_at, [0, -1])
    np.testing.assert_array_equal(history.diverged, [False, True])
    assert history.epochs == epochs == 4


def interrupting_orders():
    yield from ORDERS[:2]
    raise KeyboardInterrupt


@pytest.mark.parametrize("seed", [0, [0, 1]], ids=["single", "ensemble"])
def test_a_run_interrupted_between_two_epochs_keeps_what_was_done(seed):
    history = train(start(seed), X, Y, order=interrupting_orders(), epochs=9, keep_networks=True, **RUN)
    assert history.interrupted and history.epochs == len(history.networks) == 2
    assert ", interrupted\n" in repr(history)
    assert_equal_runs(history, train(start(seed), X, Y, order=ORDERS[:2], **RUN))


def test_a_run_interrupted_in_its_stopping_rule_keeps_the_epochs_before():
    def until(epoch):
        if epoch.index == 2:
            raise KeyboardInterrupt
        return False

    history = train(start(), X, Y, order=ORDERS, until=until, **RUN)
    assert history.interrupted and history.epochs == 2 and history.stopped_at == -1
    assert_equal_runs(history, train(start(), X, Y, order=ORDERS[:2], **RUN))


def test_a_run_interrupted_amid_an_epoch_keeps_the_epochs_before():
    class Interrupting(SquaredError):
        calls = 0

        def delta(self, *arguments):
            Interrupting.calls += 1
            if Interrupting.calls == 47:
                raise KeyboardInterrupt
            return super().delta(*arguments)

    history = train(start(), X, Y, learning_rate=0.05, loss=Interrupting(), order=ORDERS)
    assert history.interrupted
    assert_equal_runs(history, train(start(), X, Y, order=ORDERS[:2], **RUN))


def test_an_error_in_the_stopping_rule_is_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        train(start(), X, Y, order=ORDERS, until=lambda epoch: 1 / 0, **RUN)


def test_networks_of_every_epoch_are_kept_if_asked_for():
    history = train(start(), X, Y, order=ORDERS, keep_networks=True, **RUN)
    np.testing.assert_array_equal(
        [net.parameters for net in history.networks],
        [epoch.network.parameters for epoch in sgd(start(), X, Y, order=ORDERS, **RUN)],
    )
    assert history.network is history.networks[-1]
    assert train(start(), X, Y, order=ORDERS, **RUN).networks is None


def test_kept_networks_of_a_stopped_member_stay_as_they_were_when_it_stopped():
    history = train(
        start(range(2)),
        X,
        Y,
        order=ORDERS,
        until=lambda e: np.array([1, 3]) == e.index,
        keep_networks=True,
        **RUN,
    )
    parameters = np.array([net.parameters for net in history.networks])
    np.testing.assert_array_equal(parameters[2:, 0], parameters[[1, 1], 0])
    assert (parameters[1:, 1] != parameters[:-1, 1]).any(1).all() and (
        parameters[0, 0] != parameters[1, 0]
    ).any()


@pytest.fixture
def bars(monkeypatch):
    """The bars that are shown, each with what was asked of it."""
    shown = []

    class Bar:
        def __init__(self, **options):
            self.options, self.count, self.open = options, 0, True
            shown.append(self)

        def update(self):
            self.count += 1

        def close(self):
            self.open = False

    monkeypatch.setattr("tqdm.auto.tqdm", Bar)
    return shown


@pytest.mark.parametrize(
    "epochs, until, done", [(None, None, 4), (3, None, 3), (3, lambda e: e.index == 1, 2)]
)
def test_a_progress_bar_counts_the_epochs_and_goes_when_the_run_is_over(bars, epochs, until, done):
    history = train(start(), X, Y, order=ORDERS, progress=True, epochs=epochs, until=until, **RUN)
    assert_equal_runs(history, train(start(), X, Y, order=ORDERS, epochs=epochs, until=until, **RUN))
    [bar] = bars
    assert bar.options == {"total": epochs, "unit": "epoch", "leave": False}
    assert bar.count == done and not bar.open


def test_a_progress_bar_goes_after_an_interruption_and_a_divergence(bars):
    assert train(start(), X, Y, order=interrupting_orders(), epochs=9, progress=True, **RUN).interrupted
    with pytest.raises(DivergedError):
        train(
            TRIPLING, [[1.0]], [[0.0]], learning_rate=2, loss=SquaredError(), order=[[0] * 400], progress=True
        )
    assert [bar.count for bar in bars] == [2, 0] and not any(bar.open for bar in bars)


def test_the_progress_bar_is_tqdms_and_is_shown_only_if_asked_for(capsys):
    train(start(), X, Y, order=ORDERS, **RUN)
    assert capsys.readouterr() == ("", "")
    train(start(), X, Y, order=ORDERS, progress=True, **RUN)
    assert "epoch" in "".join(capsys.readouterr())


@pytest.mark.parametrize("batch_size", [1, 10, None])
def test_epochs_end_a_run_as_a_list_of_orders_would(batch_size):
    order = [np.arange(len(X))] * 3
    options = {**RUN, "batch_size": batch_size}
    given = [e.network.parameters for e in sgd(start(), X, Y, order=order, **options)]
    for endless in (itertools.repeat(np.arange(len(X))), order + order):
        counted = [e.network.parameters for e in sgd(start(), X, Y, order=endless, epochs=3, **options)]
        np.testing.assert_array_equal(counted, given)
    assert len(list(sgd(start(), X, Y, order=order, epochs=5, **options))) == 3


def test_epochs_draw_no_order_beyond_the_last():
    rng, same = np.random.default_rng(3), np.random.default_rng(3)
    list(sgd(start(), X, Y, order=rng, epochs=2, **RUN))
    for _ in range(2):
        same.permutation(len(X))
    assert rng.integers(10**9) == same.integers(10**9)
