"""Small runs of training that tests compare, and what they do by hand."""

import numpy as np

from nnlib import (
    Network,
    SquaredError,
    Tanh,
    normal,
)

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(20, 3)), RNG.choice([-1.0, 1.0], size=(20, 2))
ORDERS = [np.random.default_rng(seed).permutation(20) for seed in range(4)]
RUN = {"learning_rate": 0.05, "loss": SquaredError()}
COLUMNS = ["loss", "accuracy", "mean_gradient"]


def start(seed=0, activation=None, **options):
    return Network.initialized([3, 4, 2], normal(0.7), activation or Tanh(), seed=seed, **options)


def by_hand(net, x, y, orders, batch_size, rate, loss):
    """Gradient descent with nothing but ``net.gradient``: the last network, and a row of measures an epoch."""
    rows = []
    for order in orders:
        losses, right, steps = [], 0, []
        for at in range(0, len(order), batch_size):
            batch = order[at : at + batch_size]
            value, g = net.gradient(x[batch], y[batch], loss)
            right += ((net(x[batch]) >= 0) == (y[batch] >= 0)).all(-1).sum()
            losses.append(value)
            biases = None if net.biases is None else [b - rate * d for b, d in zip(net.biases, g.biases)]
            weights = [w - rate * d for w, d in zip(net.weights, g.weights)]
            steps.append(np.concatenate([d.ravel() for d in g.weights + (g.biases or [])]))
            net = Network(weights, biases, net.activations)
        rows.append([np.mean(losses), right / len(order), abs(np.mean(steps, 0)).mean()])
    return net, np.array(rows)


def assert_equal_runs(history, other, member=...):
    """``other`` did what ``history``'s ``member`` did; a member that stopped has NaN from then on."""
    for name in COLUMNS:
        mine, theirs = getattr(history, name)[:, member], getattr(other, name)
        np.testing.assert_allclose(mine[: len(theirs)], theirs, rtol=1e-8, atol=1e-12)
        assert np.isnan(mine[len(theirs) :]).all()
    np.testing.assert_allclose(
        history.network.parameters[member], other.network.parameters, rtol=1e-8, atol=1e-11
    )
