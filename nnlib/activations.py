"""Activation functions: what a unit does with its net activation.

A unit adds up its weighted inputs; the sum is called its *net activation*, ``net``. Its output is
f(net). Without a bend in f a network of any depth is one linear map, so f is where the bending
comes from. Learning needs the slope f'(net) too, and for every f of this book the slope can be
read off the output itself: that is the method ``slope``, and ``derivative`` is made of it.

Sigmoid(net) = 1 / (1 + exp(-net)) and tanh are the same curve, stretched: tanh(net) =
2 Sigmoid(2 net) - 1. So is the scaled sigmoid, 2a / (1 + exp(-b net)) - a = a tanh(b net / 2).

With ``out``, as in NumPy, a result is written into an array that is there already. That is for the loops of training,
and nothing is checked there.
"""

from dataclasses import dataclass

import numpy as np

from nnlib.engine.checks import floats, positive


class Activation:
    """f, elementwise, with ``slope(output)``: f' where the output is known.

    A kind of activation says in ``f`` and ``f_slope`` what the two are.

    >>> f = Sigmoid()
    >>> float(f.slope(f(0.0)))
    0.25
    """

    def __call__(self, net, out=None):
        """f(net), of the shape of ``net``. TypeError for what is not made of numbers."""
        return self.f(_numbers("net", net) if out is None else net, out)

    def slope(self, output, out=None):
        """f'(net) where f(net) is ``output``, of its shape."""
        if out is not None:
            return self.f_slope(output, out)
        with np.errstate(over="ignore", invalid="ignore"):  # what is too large becomes inf
            return self.f_slope(_numbers("output", output), out)

    def derivative(self, net):
        """f'(net), of the shape of ``net``."""
        return self.slope(self(net))


def _numbers(name, value):
    """``value`` as floats. Complex arrays stay: a step along i finds a slope without a difference (chapter 2)."""
    return value if isinstance(value, np.ndarray) and value.dtype.kind == "c" else floats(name, value)


@dataclass(frozen=True)
class ScaledSigmoid(Activation):
    """f(net) = 2a / (1 + exp(-b net)) - a = a tanh(b net / 2), between -a and a.

    The form of Duda, Hart & Stork (2001), chapter 6, with their constants. Its slope is
    f'(net) = (b / 2a) (a^2 - f^2), at most ab/2. LeCun's (1998) 1.7159 tanh(2 net / 3) has the
    same constants and is twice as steep: it is ``ScaledSigmoid(1.7159, 4 / 3)``.

    Raises ValueError for an a or b that is not above 0.

    >>> f = ScaledSigmoid()
    >>> round(float(f(1.0)), 4), round(float(f.derivative(0.0)), 3)
    (0.5517, 0.572)
    """

    a: float = 1.716
    b: float = 2 / 3

    def __post_init__(self):
        for name in ("a", "b"):
            object.__setattr__(self, name, positive(name, getattr(self, name)))

    def f(self, net, out):
        bent = np.tanh(np.multiply(self.b / 2, net, out=out), out=out)
        return np.multiply(self.a, bent, out=out)

    def f_slope(self, output, out):
        below = np.subtract(self.a**2, np.multiply(output, output, out=out), out=out)
        return np.multiply(self.b / (2 * self.a), below, out=out)


@dataclass(frozen=True)
class Sigmoid(Activation):
    """f(net) = 1 / (1 + exp(-net)), the logistic function, between 0 and 1. f' = f (1 - f).

    >>> float(Sigmoid()(0.0)), float(Sigmoid().derivative(0.0))
    (0.5, 0.25)
    """

    def f(self, net, out):
        with np.errstate(over="ignore"):  # exp(800) is inf, and 1 / inf is the right answer
            grown = np.exp(np.negative(net, out=out), out=out)
        return np.divide(1, np.add(1, grown, out=out), out=out)

    def f_slope(self, output, out):
        return np.multiply(output, np.subtract(1, output, out=out), out=out)


@dataclass(frozen=True)
class Tanh(Activation):
    """f(net) = tanh(net), between -1 and 1. f' = 1 - f^2.

    >>> round(float(Tanh()(1.0)), 4), float(Tanh().derivative(0.0))
    (0.7616, 1.0)
    """

    def f(self, net, out):
        return np.tanh(net, out=out)

    def f_slope(self, output, out):
        return np.subtract(1, np.multiply(output, output, out=out), out=out)


@dataclass(frozen=True)
class ReLU(Activation):
    """f(net) = max(0, net). f' is 0 below zero, 1 above, and taken as 0 at zero.

    >>> ReLU()([-2.0, 0.0, 3.0]).tolist(), ReLU().derivative([-2.0, 0.0, 3.0]).tolist()
    ([0.0, 0.0, 3.0], [0.0, 0.0, 1.0])
    """

    def f(self, net, out):
        return np.maximum(net, 0, out=out)

    def f_slope(self, output, out):
        return np.sign(output, out=out)


@dataclass(frozen=True)
class Identity(Activation):
    """f(net) = net: a linear unit. f' = 1.

    >>> float(Identity()(3.0)), float(Identity().derivative(3.0))
    (3.0, 1.0)
    """

    def f(self, net, out):
        return np.positive(net, out=out)

    def f_slope(self, output, out):
        return np.power(output, 0, out=out)  # 1, wherever the unit is
