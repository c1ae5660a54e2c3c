"""Beyond the documents: a trained unit that is split in two, and how fast gradient descent leaves it (chapter 8).

The split network is a point where the gradient is zero (Fukumizu & Amari 2000). Gradient descent stays on the plateau
around it for long; how long is told by the Hessian there.
"""

from typing import Any, NamedTuple

import numpy as np

from nnbook.ch08.breaking import product
from nnlib.activations import Identity, Tanh
from nnlib.engine.checks import positive, real_array, whole
from nnlib.initializers import constant
from nnlib.losses import MeanSquaredError
from nnlib.network import Network
from nnlib.symmetry import apart
from nnlib.training import sgd, train


def hessian(net, x, y, loss, step=1e-5):
    """The loss's second derivatives (P, P) at a single network: differences of the gradient, +-``step`` apart.

    >>> net = Network([[[2.0]]], None, Identity())  # J = (3 w - 5)^2, J'' = 18
    >>> hessian(net, [[3.0]], [[5.0]], MeanSquaredError()).round(6).tolist()
    [[18.0]]
    """
    if net.ensemble:
        raise ValueError(f"net must be a single network, not an ensemble of {net.ensemble}: take one member")
    moves = positive("step", step) * np.eye(len(net.array))
    up, down = (
        net.with_parameters(net.parameters + m).gradient(x, y, loss)[1].parameters for m in (moves, -moves)
    )
    slopes = (up - down) / (2 * step)
    return (slopes + slopes.T) / 2


def two_slopes():
    """The points of ``product`` with the target tanh(2 x1) + tanh(2 x2): two tanh units can learn it, one cannot.

    >>> x, y = two_slopes()
    >>> x.shape, y.shape
    ((24, 2), (24, 1))
    """
    x, _ = product()
    return x, np.tanh(2 * x).sum(axis=1, keepdims=True)


def trained_unit():
    """A 2-1-1 network, tanh and linear, at a minimum of its loss on ``two_slopes``: the gradient is zero to 1e-14.

    Gradient descent comes near it; Newton's steps, w <- w - H^-1 dJ/dw, do the rest.

    >>> x, y = two_slopes()
    >>> float(np.abs(trained_unit().gradient(x, y, MeanSquaredError())[1].parameters).max()) < 1e-14
    True
    """
    (x, y), loss = two_slopes(), MeanSquaredError()
    net = Network.initialized([2, 1, 1], constant(0.5), [Tanh(), Identity()], seed=0)
    net = train(net, x, y, learning_rate=0.1, loss=loss, batch_size=None, epochs=500).network
    for _ in range(8):
        slopes = net.gradient(x, y, loss)[1].parameters
        net = net.with_parameters(net.parameters - np.linalg.solve(hessian(net, x, y, loss), slopes))
    return net


def split_unit(net, share=0.5):
    """A network whose only hidden unit has become two with its incoming weights; the first has ``share`` of its
    outgoing weights, the second the rest. The function is the same for any share.

    >>> two = split_unit(Network([[[1.0]], [[8.0]]], [[2.0], [0.0]], Tanh()), 0.25)
    >>> two.weights[0].tolist(), two.biases[0].tolist(), two.weights[1].tolist()
    ([[1.0], [1.0]], [2.0, 2.0], [[2.0, 6.0]])
    """
    if len(net.sizes) != 3 or net.sizes[1] != 1 or net.ensemble:
        raise ValueError(f"net must be a single network with one hidden unit, not {net}")
    share = float(real_array("share", share))
    biases = None if net.biases is None else [np.repeat(net.biases[0], 2), net.biases[1]]
    outgoing = net.weights[1] * [share, 1 - share]
    return Network([np.repeat(net.weights[0], 2, axis=0), outgoing], biases, net.activations)


class Escape(NamedTuple):
    """Runs that leave a plateau: the ``steps`` (T,) noted, and there the loss and the distance of the units."""

    steps: Any
    loss: Any  # (T, ...)
    apart: Any  # (T, ...)
    left_at: Any  # (...): the first step whose loss is below 0.9 of the plateau's; inf where there is none


def escape(net, sizes, directions, *, learning_rate=0.2, steps=3500, every=20):
    """Disturb a network by ``sizes`` (E,) times ``directions`` (D, P), train all E x D on ``two_slopes``, and watch.

    >>> run = escape(split_unit(trained_unit()), [1e-1, 1e-3], np.eye(9)[:1], steps=1000)
    >>> run.left_at.shape, bool(run.left_at[0, 0] < run.left_at[1, 0] < 1000)
    ((2, 1), True)
    """
    (x, y), loss = two_slopes(), MeanSquaredError()
    plateau = net.gradient(x, y, loss)[0]
    start = net.with_parameters(net.parameters + np.multiply.outer(np.asarray(sizes), np.asarray(directions)))
    noted, left_at = [], np.full(start.ensemble, np.inf)
    options = {"learning_rate": learning_rate, "loss": loss, "batch_size": None}
    for epoch in sgd(start, x, y, epochs=whole("steps", steps, least=1), **options):
        left_at = np.where(np.isinf(left_at) & (epoch.loss < 0.9 * plateau), epoch.index, left_at)
        if epoch.index % every == 0:
            noted.append((epoch.index, epoch.loss, apart(epoch.network, 0)))
    return Escape(*map(np.array, zip(*noted)), left_at)


def fitted(sizes, steps):
    """(slope, off): how many steps more a start takes that is nearer by a factor of e, and how far off that line is at most.

    sizes: how far the starts are off. steps: those until they leave, as many numbers. The line is the best straight one.

    >>> slope, off = fitted(np.exp([-1.0, -2, -3]), [150, 250, 350])
    >>> round(float(slope), 6), bool(off < 1e-9)
    (100.0, True)
    """
    nearer = np.log(1 / np.asarray(sizes))
    slope, constant = np.polyfit(nearer, steps, 1)
    return slope, np.abs(slope * nearer + constant - steps).max()


def beside_the_law(run, first, steps_per_e, since=800, near=1e-3):
    """Which runs of a ``Escape`` are still ``near`` at step ``since`` or later, (...), and by what share their distance is
    then off the law's, at most. ``first`` (...): the distance to begin with; it grows e-fold in ``steps_per_e`` steps.

    >>> from types import SimpleNamespace
    >>> steps = np.array([0, 800, 1000])
    >>> run = SimpleNamespace(steps=steps, apart=np.array([[1e-9, 1.0], [3e-6, 1.0], [2.2e-5, 1.0]]))
    >>> inside, off = beside_the_law(run, [1e-9, 1.0], 100)
    >>> inside.tolist(), round(float(off), 3)
    ([True, False], 0.006)
    """
    steps = np.reshape(run.steps, (-1, *[1] * np.ndim(first)))
    late = (steps >= since) & (run.apart < near)
    grown = first * np.exp(steps / steps_per_e)
    return late.any(axis=0), np.abs(run.apart / grown - 1)[late].max()
