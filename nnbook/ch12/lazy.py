"""Lazy or rich: one network, one task, and a start that is made larger or smaller (chapter 12).

A teacher of three ReLU units has to be imitated, from 200 examples. The learner has 100 units in 50 pairs: both of a pair
hear with the same weights and send with opposite ones. So its output is 0 for every input, at every scale of the start,
and what the scale changes is how far the weights must move before the output is right. The rate is what keeps the speed
of the output: with all weights s times as large a step of rate eta / s^2 changes the output as much as one of eta did.

That is the experiment of Chizat, Oyallon & Bach (2019) with alpha = s^2, for there the output is multiplied by alpha,
and in a network of one hidden layer of ReLU units it comes to the same.
"""

from typing import NamedTuple

import numpy as np

from nnlib.activations import Identity, ReLU
from nnlib.engine.checks import positive, whole
from nnlib.losses import HalfSquaredError
from nnlib.network import Network
from nnlib.training import train

INPUTS, PAIRS = 20, 50
ENOUGH, MOST = 1e-3, 20_000  # of the mean square of the targets; epochs


class Lesson(NamedTuple):
    """What a seed draws: the teacher's three directions (3, 20), the examples and those of the test, and the start."""

    teacher: np.ndarray
    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    net: Network


def lesson(seed, scale=1.0):
    """The ``Lesson`` of a seed, its start ``scale`` times as large in both layers.

    >>> drawn = lesson(0, scale=3.0)
    >>> drawn.net, bool(abs(drawn.net(drawn.x)).max() < 1e-12)
    (Network(20-100-1, ReLU(), Identity()), True)
    """
    rng, s = np.random.default_rng(whole("seed", seed)), positive("scale", scale)
    teacher = rng.standard_normal((3, INPUTS))
    teacher /= np.linalg.norm(teacher, axis=1, keepdims=True)
    x, x_test = rng.standard_normal((200, INPUTS)), rng.standard_normal((2000, INPUTS))
    w = s * rng.standard_normal((PAIRS, INPUTS)) / np.sqrt(INPUTS)
    a = s * rng.standard_normal(PAIRS) / np.sqrt(PAIRS)
    master = Network([teacher, [[1.0, -1.0, 1.0]]], None, [ReLU(), Identity()])
    net = Network([np.vstack([w, w]), [np.append(a, -a)]], None, [ReLU(), Identity()], exact=False)
    return Lesson(teacher, x, master(x), x_test, master(x_test), net)


def learned(drawn, scale, most=MOST):
    """The ``History`` of a lesson learned at the rate that belongs to ``scale``, until the error is a thousandth.

    >>> learned(lesson(0, scale=1.0), 1.0, most=50).epochs
    50
    """
    enough = ENOUGH * (drawn.y**2).mean() / 2
    rate = 0.02 * min(1, positive("scale", scale) ** -2)
    return train(
        drawn.net,
        drawn.x,
        drawn.y,
        learning_rate=rate,
        loss=HalfSquaredError("mean"),
        batch_size=None,
        epochs=most,
        until=lambda epoch: epoch.loss < enough,
    )


def measured(drawn, net):
    """(test error, moved, switched): the mean squared error over the mean square of the targets; how far the hidden
    weights are from their start, over the start's length; and the share of units and examples where a unit that was
    silent speaks now, or the other way round.

    >>> drawn = lesson(0)
    >>> [round(float(number), 2) for number in measured(drawn, drawn.net)]
    [1.0, 0.0, 0.0]
    """
    first, last = drawn.net.weights[0], net.weights[0]
    error = ((net(drawn.x_test) - drawn.y_test) ** 2).mean() / (drawn.y_test**2).mean()
    moved = np.linalg.norm(last - first) / np.linalg.norm(first)
    speaks = [drawn.x @ w.T > 0 for w in (first, last)]
    return error, moved, (speaks[0] != speaks[1]).mean()


def units(drawn, net):
    """Of each unit the cosine with the teacher's direction that is nearest, and its share of all that is sent: (2, 100).

    What a unit sends is in proportion to the length of its incoming weights times its outgoing one.

    >>> cosine, share = units(lesson(0), lesson(0).net)
    >>> bool(cosine.max() < 0.7), round(float(share.sum()), 6)
    (True, 1.0)
    """
    w, (a,) = net.weights
    length = np.linalg.norm(w, axis=1)
    sends = length * abs(a)
    return np.array([(w @ drawn.teacher.T / length[:, None]).max(axis=1), sends / sends.sum()])
