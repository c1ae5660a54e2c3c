"""Rules of learning: from the slopes, and what is remembered of those before, the step to take now (chapters 7 to 9).

What becomes of a parameter depends on its own slopes alone, in the same way for all parameters. That is all that the
theorem of chapter 7 asks of a rule. Plain descent remembers nothing, momentum a velocity, Adam two means.

A rule is a function of the slopes (..., P) and of its memory, None before the first step; it returns the step, which
is taken off the parameters, and the memory for the next.
"""

import numpy as np

from nnlib.optimizers import Adam


def gradient_descent(slopes, memory=None, rate=0.5):
    """The slope times the rate.

    >>> gradient_descent(np.array([2.0]))[0].tolist()
    [1.0]
    """
    return rate * slopes, memory


def momentum(slopes, memory=None, rate=0.1, keep=0.9):
    """The slope and what is left of those before it, v <- keep v + dJ/dw; the step is rate times v (Polyak 1964).

    keep: from 0, plain gradient descent, up to, but not, 1: a number, or an array that fits the slopes.

    >>> step, velocity = momentum(np.array([4.0]))
    >>> momentum(np.array([2.0]), velocity)[0].round(6).tolist()  # 0.1 (0.9 x 4 + 2)
    [0.56]
    """
    if not ((np.asarray(keep) >= 0) & (np.asarray(keep) < 1)).all():
        raise ValueError(f"keep must be from 0 up to, but not, 1, not {keep!r}")
    velocity = slopes if memory is None else keep * memory + slopes
    return rate * velocity, velocity


def adam(slopes, memory=None, rate=0.01):
    """The mean slope over the root of the mean squared slope, recent ones weighing more (Kingma & Ba 2015).

    >>> adam(np.array([4.0]))[0].round(6).tolist()
    [0.01]
    """
    return Adam().step(slopes, memory, rate)


def learn(net, batches, loss, rule):
    """The network after a step of ``rule`` on each of ``batches``, pairs (x, y).

    >>> net = Network([[[2.0]]], None, Identity())  # its output is 6 and should be 5: the slope is 6
    >>> learn(net, [([[3.0]], [[5.0]])], SquaredError(), gradient_descent).weights[0].tolist()
    [[-1.0]]
    """
    memory = None
    for x, y in batches:
        step, memory = rule(net.gradient(x, y, loss)[1].parameters, memory)
        net = net.with_parameters(net.parameters - step)
    return net
