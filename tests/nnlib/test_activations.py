import numpy as np
import pytest

from nnlib import Identity, ReLU, ScaledSigmoid, Sigmoid, Tanh

ALL = [ScaledSigmoid(), ScaledSigmoid(1.7159, 4 / 3), Sigmoid(), Tanh(), ReLU(), Identity()]
NET = np.array([[-7.0, -2.5, -0.3], [0.1, 1.0, 6.0]])  # ReLU bends at 0, and 0 is not among them


@pytest.mark.parametrize("f", ALL, ids=repr)
def test_derivative_is_the_limit_of_the_difference_quotient(f):
    step = 1e-6
    np.testing.assert_allclose(f.derivative(NET), (f(NET + step) - f(NET - step)) / (2 * step), atol=1e-9)


@pytest.mark.parametrize("f", ALL, ids=repr)
def test_slope_is_the_derivative_read_off_the_output(f):
    np.testing.assert_array_equal(f.slope(f(NET)), f.derivative(NET))


@pytest.mark.parametrize("f", ALL, ids=repr)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_output_and_derivative_keep_shape_and_dtype(f, dtype):
    net = NET.astype(dtype)
    for result in (f(net), f.derivative(net)):
        assert result.shape == net.shape and result.dtype == dtype


@pytest.mark.parametrize("f", ALL, ids=repr)
def test_the_argument_is_left_as_it_was(f):
    net = NET.copy()
    f(net)[...] = 0
    f.derivative(net)
    np.testing.assert_array_equal(net, NET)


@pytest.mark.parametrize("a, b", [(1.716, 2 / 3), (1.0, 2.0), (0.3, 5.0)])
def test_scaled_sigmoid_is_both_of_its_formulas(a, b):
    k = 1 / (1 + np.exp(-b * NET))
    np.testing.assert_allclose(ScaledSigmoid(a, b)(NET), 2 * a * k - a, rtol=1e-12)
    np.testing.assert_allclose(
        ScaledSigmoid(a, b).derivative(NET), 2 * a * b * k * (1 - k), rtol=1e-9, atol=1e-14
    )


def test_tanh_is_the_sigmoid_stretched():
    np.testing.assert_allclose(Tanh()(NET), 2 * Sigmoid()(2 * NET) - 1, rtol=1e-12)


@pytest.mark.parametrize(
    "f, low, high", [(Sigmoid(), 0, 1), (Tanh(), -1, 1), (ScaledSigmoid(), -1.716, 1.716)]
)
def test_a_very_large_net_reaches_the_asymptote_without_overflow(f, low, high):
    np.testing.assert_array_equal(f(np.array([-1e6, -800.0, 800.0, 1e6])), [low, low, high, high])
    np.testing.assert_allclose(f.derivative(np.array([-1e6, 800.0])), 0, atol=1e-15)


def test_relu_and_its_slope_are_zero_at_and_below_zero():
    net = np.array([-3.0, 0.0, 2.0])
    np.testing.assert_array_equal(ReLU()(net), [0, 0, 2])
    np.testing.assert_array_equal(ReLU().derivative(net), [0, 0, 1])


@pytest.mark.parametrize("f", [ScaledSigmoid(), Sigmoid(), Tanh()])
def test_a_step_along_i_finds_the_slope(f):
    assert np.allclose(f(NET + 1e-30j).imag / 1e-30, f.derivative(NET), rtol=1e-14)
