"""What training computes in each epoch, for one network and for many."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_runs import COLUMNS, ORDERS, RUN, X, Y, assert_equal_runs, by_hand, start

from nnlib import (
    CrossEntropy,
    HalfSquaredError,
    Identity,
    Network,
    Sigmoid,
    SquaredError,
    Tanh,
    sgd,
    train,
    uniform,
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


def test_networks_of_every_epoch_are_kept_if_asked_for():
    history = train(start(), X, Y, order=ORDERS, keep_networks=True, **RUN)
    np.testing.assert_array_equal(
        [net.parameters for net in history.networks],
        [epoch.network.parameters for epoch in sgd(start(), X, Y, order=ORDERS, **RUN)],
    )
    assert history.network is history.networks[-1]
    assert train(start(), X, Y, order=ORDERS, **RUN).networks is None
