"""Losses: how wrong an output is, as one number that learning makes smaller.

With o the network's output and y the target, a loss J is a sum over samples and outputs times a scale.
Backpropagation needs of it the sensitivity of the output units, delta = dJ/dnet = dJ/do f'(net).

The three squared errors are all the sum of (o - y)^2; they differ in their scale alone: a half or one, a
sum or a mean. The scale does not move the minimum, but it multiplies the learning rate, and books that
leave it unsaid give numbers that nobody can repeat.
"""

from dataclasses import dataclass

import numpy as np

from nnlib.activations import Identity, Sigmoid
from nnlib.engine.checks import floats, one_of


class Loss:
    """J(output, y) for arrays (..., n, d_out): one number for each network, of shape (...).

    A lost network's output may be NaN, and so is its loss. ValueError where the two shapes do not fit.

    >>> SquaredError()([[[1.0], [2.0]], [[0.0], [0.0]]], [[0.0], [0.0]]).tolist()  # two networks, two samples
    [2.5, 0.0]
    """

    def __call__(self, output, y):
        output, y = floats("output", output), floats("y", y)
        if output.ndim < 2 or 0 in output.shape:
            raise ValueError(f"output must have shape (..., n, d_out), not {output.shape}: one row a sample")
        if y.shape[-2:] != output.shape[-2:] or y.shape[:-2] not in [(), output.shape[:-2]]:
            raise ValueError(f"y must have shape {output.shape} like the output, not {y.shape}")
        with np.errstate(over="ignore", invalid="ignore"):  # a lost network has a loss of inf or NaN
            return self.scale(*output.shape[-2:]) * self.terms(None, output, y).sum((-2, -1))

    def check(self, activation, y):
        """Raise ValueError if this loss does not fit the output's activation or the targets."""

    def scale(self, n, d_out):
        """What the sum over n samples of d_out outputs is multiplied with."""
        return 1 / n

    def terms(self, net, output, y):
        """The sum's terms, of the shape of ``output``; ``net`` may be None where it is not known."""
        return (output - y) ** 2

    def delta(self, output, y, scale, activation, out, room):
        """dJ/dnet of the output units, into ``out``; ``room`` is an array of its shape to work in."""
        np.subtract(output, y, out=out)
        np.multiply(2 * scale, out, out=out)
        np.multiply(out, activation.slope(output, out=room), out=out)

    def right(self, output, y):
        """Which samples have the right sign, or the right class, in arrays (n, d_out, S): (n, S)."""
        return ((output >= 0) == (y >= 0)).all(1)


@dataclass(frozen=True)
class SquaredError(Loss):
    """Sum over the outputs of (o - y)^2, mean over the samples of the batch.

    >>> float(SquaredError()([[1.0, 2.0]], [[0.0, 0.0]]))
    5.0
    """


@dataclass(frozen=True)
class HalfSquaredError(Loss):
    """1/2 (o - y)^2, summed over the outputs and over the batch (or its mean: reduction="mean").

    >>> float(HalfSquaredError()([[1.0], [3.0]], [[0.0], [0.0]]))
    5.0
    """

    reduction: str = "sum"

    def __post_init__(self):
        one_of("reduction", self.reduction, ["sum", "mean"])

    def scale(self, n, d_out):
        return 1 / 2 if self.reduction == "sum" else 1 / (2 * n)


@dataclass(frozen=True)
class MeanSquaredError(Loss):
    """(o - y)^2, mean over outputs and samples.

    >>> float(MeanSquaredError()([[1.0, 3.0]], [[0.0, 0.0]]))
    5.0
    """

    def scale(self, n, d_out):
        return 1 / (n * d_out)


@dataclass(frozen=True)
class CrossEntropy(Loss):
    """-(y log o + (1 - y) log(1 - o)) of a sigmoid output, summed over outputs, mean over samples.

    Where net is known, in learning, it is log(1 + exp(net)) - y net, so that no net is too large. Its delta
    is (o - y) / n: f' cancels, so a unit that is saturated on the wrong side still learns. ValueError for an
    output that is not ``Sigmoid`` or targets outside 0 to 1.

    >>> round(float(CrossEntropy()([[0.5]], [[1.0]])), 6)  # ln 2
    0.693147
    """

    def check(self, activation, y):
        if not isinstance(activation, Sigmoid):
            raise ValueError(
                f"CrossEntropy needs a Sigmoid output, not {activation}: "
                "make the last activation Sigmoid(), or take the loss SquaredError()"
            )
        _between_0_and_1("y", y, CrossEntropy)

    def terms(self, net, output, y):
        if net is not None:
            return np.logaddexp(0, net) - y * net
        _between_0_and_1("output", output, CrossEntropy)
        _between_0_and_1("y", y, CrossEntropy)
        with np.errstate(divide="ignore"):  # a certain and wrong output costs infinity
            right = np.where(y == 0, 0, -y * np.log(np.where(y == 0, 1, output)))
            return right + np.where(y == 1, 0, -(1 - y) * np.log1p(-np.where(y == 1, 0, output)))

    def delta(self, output, y, scale, activation, out, room):
        np.subtract(output, y, out=out)
        np.multiply(scale, out, out=out)


@dataclass(frozen=True)
class SoftmaxCrossEntropy(Loss):
    """-log p of the right class, p = exp(o) / (sum of exp(o) over the classes), mean over the samples.

    Targets are one-hot (n, classes). The largest output is taken off first, so that no exponential is too large
    (Goodfellow et al. 2016, section 4.1). Its delta is (p - y) / n. ValueError for an output that is not ``Identity``
    or targets that are no shares.

    >>> round(float(SoftmaxCrossEntropy()([[0.0, 0.0]], [[1.0, 0.0]])), 6)  # ln 2
    0.693147
    """

    def check(self, activation, y):
        if not isinstance(activation, Identity):
            raise ValueError(
                f"SoftmaxCrossEntropy needs an Identity output, not {activation}: "
                "make the last activation Identity(), for the softmax is the loss's own"
            )
        _shares(y)

    def terms(self, net, output, y):
        classes = (
            -1 if net is None else 1
        )  # arrays are (n, classes, member) in learning, and (..., n, classes) by hand
        if net is None:
            _shares(y)
        top = output.max(classes, keepdims=True)
        log_sum = top + np.log(np.exp(output - top).sum(classes, keepdims=True))
        return y * (log_sum - output)

    def delta(self, output, y, scale, activation, out, room):
        np.exp(np.subtract(output, output.max(1, keepdims=True), out=out), out=out)
        np.divide(out, out.sum(1, keepdims=True), out=out)  # p, the softmax
        np.subtract(out, y, out=out)
        np.multiply(scale, out, out=out)

    def right(self, output, y):
        return output.argmax(1) == y.argmax(1)


def _shares(y):
    _between_0_and_1("y", y, SoftmaxCrossEntropy)
    if not np.allclose(y.sum(-1), 1, rtol=1e-6):
        raise ValueError(
            f"y must be one-hot for SoftmaxCrossEntropy: rows that sum to 1, not to {y.sum(-1).flat[0]:g}"
        )


def _between_0_and_1(name, array, loss):
    if (array < 0).any() or (array > 1).any():
        raise ValueError(
            f"{name} must lie between 0 and 1 for {loss.__name__}, but holds {array.min()} to {array.max()}"
        )
