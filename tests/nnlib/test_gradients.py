import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    HalfSquaredError,
    Identity,
    MeanSquaredError,
    Network,
    ReLU,
    ScaledSigmoid,
    Sigmoid,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    finite_differences,
    loss_along,
    normal,
)

ACTIVATIONS = [ScaledSigmoid(), Sigmoid(), Tanh(), ReLU(), Identity()]
LOSSES = [SquaredError(), HalfSquaredError(), HalfSquaredError("mean"), MeanSquaredError(), CrossEntropy()]
LOSSES += [SoftmaxCrossEntropy()]
SIZES = [3, 4, 5, 3, 2]  # of the deepest network; a shallower one leaves out the first hidden layers
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(6, 3)), RNG.uniform(0.05, 0.95, size=(6, 2))
ONE_HOT = np.eye(2)[[0, 1, 1, 0, 1, 0]]


def network(activation, loss, depth, bias, seed):
    activations = [activation] * depth
    if isinstance(loss, CrossEntropy):
        activations[-1] = Sigmoid()
    if isinstance(loss, SoftmaxCrossEntropy):
        activations[-1] = Identity()
    sizes = [3] + SIZES[-depth:]
    return Network.initialized(sizes, normal(0.8), activations, seed=seed, bias=bias)


@pytest.mark.parametrize("seed", [184, [184, 146, 151]], ids=["single", "ensemble"])
@pytest.mark.parametrize("bias", [None, normal(0.5)], ids=["no biases", "biases"])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("loss", LOSSES, ids=repr)
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_gradient_is_what_moving_each_parameter_does_to_the_loss(activation, loss, depth, bias, seed):
    net = network(activation, loss, depth, bias, seed)
    y = ONE_HOT if isinstance(loss, SoftmaxCrossEntropy) else Y
    value, gradients = net.gradient(X, y, loss)
    np.testing.assert_allclose(value, loss(net(X), y), rtol=1e-7)
    np.testing.assert_allclose(
        gradients.parameters, finite_differences(net, X, y, loss), rtol=1e-5, atol=1e-8
    )
    assert [g.shape for g in gradients.weights] == [w.shape for w in net.weights]
    assert (gradients.biases is None) == (bias is None)
    if bias:
        assert [g.shape for g in gradients.biases] == [b.shape for b in net.biases]
    for gradient in gradients.weights:  # a dead ReLU would make this an empty test
        assert (np.abs(gradient).max((-2, -1)) > 1e-5).all()


def test_finite_differences_of_a_line_are_those_of_the_hand_made_formula():
    # J = ((w1 x1 + w2 x2 + b - y)^2 for two samples) / 2, with errors e = -0.5 and 2.5
    net = Network([[[2.0, -1.0]]], [[0.5]], Identity())
    x, y = [[1.0, 3.0], [-1.0, -4.0]], [[0.0], [0.0]]
    np.testing.assert_allclose(
        finite_differences(net, x, y, SquaredError()),
        [-0.5 + 2.5, -0.5 * 1 + 2.5 * -1, -0.5 * 3 + 2.5 * -4],  # bias first
        rtol=1e-8,
    )


def test_gradient_and_differences_are_the_chain_rule_written_out_for_one_sample():
    b1, w1, b2, w2, x, y = 0.1, 0.7, -0.3, 1.2, 0.9, 0.4
    h = np.tanh(w1 * x + b1)
    o = np.tanh(w2 * h + b2)
    delta_2 = 2 * (o - y) * (1 - o**2)
    delta_1 = delta_2 * w2 * (1 - h**2)
    by_hand = [delta_1, delta_1 * x, delta_2, delta_2 * h]
    net = Network([[[w1]], [[w2]]], [[b1], [b2]], Tanh())
    np.testing.assert_allclose(net.gradient([[x]], [[y]], SquaredError())[1].parameters, by_hand, rtol=1e-12)
    np.testing.assert_allclose(finite_differences(net, [[x]], [[y]], SquaredError()), by_hand, rtol=1e-8)


def test_finite_differences_are_off_by_the_square_of_the_step():
    net = Network([[[0.7]]], None, Tanh())
    true = net.gradient([[0.9]], [[0.4]], SquaredError())[1].parameters
    far, near = (
        abs(finite_differences(net, [[0.9]], [[0.4]], SquaredError(), step) - true) for step in (1e-2, 1e-3)
    )
    assert far / near == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize("function", [lambda *a: Network.gradient(*a)[1].parameters, finite_differences])
@pytest.mark.parametrize("own_x, own_y", [(False, False), (False, True), (True, False), (True, True)])
def test_members_may_have_samples_of_their_own(function, own_x, own_y):
    net = network(Tanh(), SquaredError(), 2, normal(0.5), [1, 2, 3])
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(3, 6, 3)), rng.normal(size=(3, 6, 2))
    together = function(net, x if own_x else X, y if own_y else Y, SquaredError())
    for member in range(3):
        one = net.with_parameters(net.parameters[member])
        alone = function(one, x[member] if own_x else X, y[member] if own_y else Y, SquaredError())
        np.testing.assert_allclose(together[member], alone, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("seed", [0, [0, 1]], ids=["single", "ensemble"])
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_exact_sums_and_blas_agree_to_rounding(activation, seed):
    exact, blas = (
        Network.initialized([3, 40, 30, 2], normal(0.3), activation, seed=seed, bias=0.1, exact=exact)
        for exact in (True, False)
    )
    np.testing.assert_allclose(exact(X), blas(X), rtol=1e-10, atol=1e-12)
    ours, theirs = (net.gradient(X, Y, SquaredError())[1].parameters for net in (exact, blas))
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("which", [0, 5, -1])
def test_the_loss_along_one_parameter_is_the_loss_of_each_moved_network_with_its_slope(which):
    net = network(Tanh(), SquaredError(), 2, normal(0.5), 0)
    values = np.linspace(-2, 2, 5)
    losses, slopes = loss_along(net, which, values, X, Y, SquaredError())
    for value, loss, slope in zip(values, losses, slopes):
        parameters = net.parameters
        parameters[which] = value
        moved = net.with_parameters(parameters)
        assert loss == pytest.approx(moved.gradient(X, Y, SquaredError())[0], rel=1e-12)
        assert slope == pytest.approx(finite_differences(moved, X, Y, SquaredError())[which], rel=1e-6)


@pytest.mark.parametrize("loss", LOSSES, ids=repr)
def test_the_gradient_leaves_network_and_samples_as_they_were(loss):
    targets = ONE_HOT if isinstance(loss, SoftmaxCrossEntropy) else Y
    net, x, y = network(Tanh(), loss, 3, 0.1, 0), X.copy(), targets.copy()
    before = net.parameters
    _, gradients = net.gradient(x, y, loss)
    for array in gradients.weights + gradients.biases:
        array[...] = 0
    np.testing.assert_array_equal(net.parameters, before)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, targets)
