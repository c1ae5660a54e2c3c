import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    HalfSquaredError,
    Identity,
    MeanSquaredError,
    Network,
    Sigmoid,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    he_normal,
    sgd,
)
from nnlib.datasets import digits

OUTPUT = np.array([[1.0, 2.0], [0.0, -1.0], [0.5, 0.0]])
TARGET = np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 2.0]])
SQUARES = (1 + 4) + (1 + 4) + (0 + 4)  # of the three samples


def at_output(loss, net, output, y, f):
    """The loss, and the delta of the output units, as learning has them."""
    scale, delta = loss.scale(*output.shape[-2:]), np.empty_like(output)
    loss.delta(output, y, scale, f, delta, np.empty_like(output))
    return scale * loss.terms(net, output, y).sum((-2, -1)), delta


@pytest.mark.parametrize(
    "loss, value",
    [
        (SquaredError(), SQUARES / 3),
        (HalfSquaredError(), SQUARES / 2),
        (HalfSquaredError(reduction="mean"), SQUARES / 2 / 3),
        (MeanSquaredError(), SQUARES / 6),
    ],
    ids=repr,
)
def test_squared_errors_differ_in_their_factor_alone(loss, value):
    assert loss(OUTPUT, TARGET) == pytest.approx(value, rel=1e-14)
    delta = at_output(loss, OUTPUT, OUTPUT, TARGET, Identity())[1]
    np.testing.assert_allclose(delta, value / SQUARES * 2 * (OUTPUT - TARGET))


def test_cross_entropy_sums_over_outputs_and_averages_over_samples():
    o, y = np.array([[0.2, 0.9], [0.5, 0.6]]), np.array([[0.0, 1.0], [0.3, 1.0]])
    by_hand = -(np.log(0.8) + np.log(0.9) + 0.3 * np.log(0.5) + 0.7 * np.log(0.5) + np.log(0.6)) / 2
    assert CrossEntropy()(o, y) == pytest.approx(by_hand, rel=1e-14)


@pytest.mark.parametrize(
    "loss", [SquaredError(), HalfSquaredError(), HalfSquaredError("mean"), MeanSquaredError()], ids=repr
)
@pytest.mark.parametrize("f", [Sigmoid(), Identity()], ids=repr)
def test_at_output_is_the_loss_and_its_derivative_by_net(loss, f):
    value, delta = at_output(loss, OUTPUT, f(OUTPUT), TARGET, f)
    assert value == loss(f(OUTPUT), TARGET)
    by_output = at_output(loss, f(OUTPUT), f(OUTPUT), TARGET, Identity())[1]
    np.testing.assert_allclose(delta, by_output * f.derivative(OUTPUT))


def test_cross_entropy_from_net_is_cross_entropy_from_the_output():
    net, y = np.linspace(-9, 9, 12).reshape(4, 3), np.linspace(0, 1, 12).reshape(4, 3)
    value, delta = at_output(CrossEntropy(), net, Sigmoid()(net), y, Sigmoid())
    assert value == pytest.approx(CrossEntropy()(Sigmoid()(net), y), rel=1e-12)
    np.testing.assert_allclose(delta, (Sigmoid()(net) - y) / 4)


@pytest.mark.parametrize("net, y, value", [(800.0, 1.0, 0.0), (800.0, 0.0, 800.0), (-1e6, 1.0, 1e6)])
def test_cross_entropy_from_net_never_overflows_and_a_wrong_saturated_unit_still_learns(net, y, value):
    net, y = np.array([[net]]), np.array([[y]])
    loss, delta = at_output(CrossEntropy(), net, Sigmoid()(net), y, Sigmoid())
    assert loss == pytest.approx(value)
    assert abs(delta[0, 0]) == pytest.approx(1.0 if value else 0.0)


@pytest.mark.parametrize(
    "o, y, value", [(1.0, 1.0, 0.0), (0.0, 0.0, 0.0), (1.0, 0.0, np.inf), (0.0, 1.0, np.inf)]
)
def test_a_certain_output_costs_nothing_if_right_and_infinity_if_wrong(o, y, value):
    assert CrossEntropy()(np.array([[o]]), np.array([[y]])) == value


@pytest.mark.parametrize(
    "loss",
    [SquaredError(), HalfSquaredError(), HalfSquaredError("mean"), MeanSquaredError(), CrossEntropy()],
    ids=repr,
)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_one_loss_for_each_member_in_the_members_dtype(loss, dtype):
    net = np.random.default_rng(0).normal(size=(4, 3, 2)).astype(dtype)
    output, y = Sigmoid()(net), np.array([[0, 1], [1, 0], [1, 1]], dtype)
    value, delta = at_output(loss, net, output, y, Sigmoid())
    assert value.shape == (4,) and delta.shape == net.shape
    assert value.dtype == delta.dtype == loss(output, y).dtype == dtype
    for member in range(4):
        one = at_output(loss, net[member], output[member], y, Sigmoid())
        np.testing.assert_allclose(value[member], one[0], rtol=1e-6)
        np.testing.assert_allclose(delta[member], one[1], rtol=1e-6)


def test_softmax_of_two_classes_is_the_sigmoid_of_their_difference():
    net = np.random.default_rng(0).normal(size=(6, 2))
    y = np.eye(2)[[0, 1, 1, 0, 0, 1]]
    one = CrossEntropy()(Sigmoid()(net[:, :1] - net[:, 1:]), y[:, :1])
    assert SoftmaxCrossEntropy()(net, y) == pytest.approx(one, rel=1e-12)


@pytest.mark.parametrize("shift", [0.0, 800.0, -1e6])
def test_what_is_added_to_all_classes_changes_nothing_and_nothing_overflows(shift):
    net, y = np.array([[1.0, 2.0, 4.0]]), np.array([[0.0, 0.0, 1.0]])
    by_hand = np.log(np.exp(net - 4).sum())
    assert SoftmaxCrossEntropy()(net + shift, y) == pytest.approx(by_hand, rel=1e-9)
    assert SoftmaxCrossEntropy()(np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]])) == 2000


@pytest.mark.parametrize("y", [[[0.5, 0.6]], [[0.0, 0.0]], [[2.0, -1.0]]])
def test_softmax_wants_shares_and_an_identity_output(y):
    with pytest.raises(ValueError, match="^y must"):
        SoftmaxCrossEntropy()([[1.0, 2.0]], y)
    net = Network([[[1.0], [2.0]]], None, Sigmoid())
    with pytest.raises(ValueError, match="SoftmaxCrossEntropy needs an Identity output"):
        net.gradient([[1.0]], [[1.0, 0.0]], SoftmaxCrossEntropy())


def test_digits_are_learned_and_accuracy_counts_right_classes():
    x, y, x_test, y_test = digits()
    net = Network.initialized([64, 32, 10], he_normal, [Tanh(), Identity()], seed=[0, 1], exact=False)
    assert SoftmaxCrossEntropy()(0 * net(x), y) == pytest.approx(np.log(10))  # to know nothing
    order = np.random.default_rng(0)
    *_, last = sgd(
        net, x, y, learning_rate=0.1, loss=SoftmaxCrossEntropy(), order=order, batch_size=32, epochs=8
    )
    right = (last.network(x_test).argmax(-1) == y_test.argmax(-1)).mean(-1)
    assert (right > 0.9).all() and (np.abs(last.accuracy - 0.97) < 0.03).all()
