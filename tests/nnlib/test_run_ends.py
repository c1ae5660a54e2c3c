"""How a run ends: when it was asked to, when it has learned, diverges or is interrupted; and its bar."""

import itertools

import numpy as np
import pytest
from training_runs import ORDERS, RUN, X, Y, assert_equal_runs, start

import nnlib
from nnlib import (
    DivergedError,
    Identity,
    Network,
    SquaredError,
    gradient_below,
    sgd,
    train,
)
from nnlib.layer import Passes


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
