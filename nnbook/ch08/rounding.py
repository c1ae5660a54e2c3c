"""Beyond the documents: a symmetry that holds on paper and breaks in the last bit (chapter 8).

A sum of floating-point numbers depends on the order in which it is added up. Equal units stay equal as long as
their sums are added in the same order, and not longer. ``nnlib`` does so (``exact=True``), BLAS may and may not,
a GPU may do it differently each time.
"""

from typing import Any, NamedTuple

import numpy as np

from nnbook.ch08.breaking import product
from nnbook.results import restored, shipped, small
from nnlib.activations import Tanh
from nnlib.engine.checks import positive, whole
from nnlib.initializers import constant
from nnlib.losses import MeanSquaredError
from nnlib.network import Network
from nnlib.show.language import translated
from nnlib.show.steps import finish, in_steps
from nnlib.symmetry import apart
from nnlib.training import sgd

WIDTHS = (2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 32, 33)


def equal_units(width, exact=True, dtype=np.float64):
    """A 2-``width``-1 tanh network with all weights 0.5 and biases 0.

    >>> equal_units(3).parameters.tolist()
    [0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.5]
    """
    net = Network.initialized(
        [2, whole("width", width, least=1), 1], constant(0.5), Tanh(), seed=0, exact=exact
    )
    return net.with_array(net.array.astype(dtype), net.ensemble)


def nudged(net):
    """A copy of ``net`` whose very first weight is one bit larger: the next floating-point number there is.

    >>> float(apart(nudged(equal_units(3)), 0))
    1.1102230246251565e-16
    """
    net = net.copy()
    first = net.weights[0][..., 0, 0]
    net.weights[0][..., 0, 0] = np.nextafter(first, np.inf, dtype=first.dtype)
    return net


class Rounding(NamedTuple):
    """Arrays over the noted ``steps``, (T,) each: how far the units are apart, and the loss."""

    steps: Any
    apart: Any
    loss: Any


def watch(net, steps=3000, every=10):
    """Train ``net`` on ``product`` by full batches, rate 0.3, and note how far its hidden units are apart.

    >>> bool((watch(equal_units(6), steps=100).apart == 0).all())
    True
    """
    return finish(watching(net, steps, every))


def watching(net, steps=3000, every=10):
    """``watch`` as a generator: it yields what it computes and the share that is done, and returns the ``Rounding``.

    >>> next(watching(equal_units(6), steps=100))
    ('Training for 100 steps', 0.01)
    """
    x, y = product()
    options = {"learning_rate": 0.3, "loss": MeanSquaredError(), "batch_size": None}
    told, noted = translated("Training for {steps} steps").format(steps=steps), []
    for epoch in sgd(net, x, y, epochs=whole("steps", steps, least=1), **options):
        done = epoch.index + 1
        if done % every == 0:
            noted.append((done, apart(epoch.network, 0), epoch.loss))
        yield told, done / steps
    return Rounding(*map(np.array, zip(*noted)))


@in_steps(most=len(WIDTHS))
def three_ways(width):
    """The same network of equal units, trained with exact sums, with BLAS, and with exact sums from a start whose
    first weight is nudged by one bit: a dict of ``Rounding`` by "exact", "BLAS" and "nudged".

    What BLAS does depends on the processor and on the library, so that it is trained here and now. The last bits of the
    other two depend on the processor too, by way of tanh; they are read from a file that was made with the book. That
    the units stay equal in "exact" does not depend on it, on any machine tried, though NumPy does not promise it.
    """
    runs = dict(zip(["exact", "nudged"], exact_and_nudged(width)))
    # BLAS gets a single network: the members of an ensemble lie side by side, and NumPy adds them up without BLAS
    return runs | {"BLAS": (yield from watching(equal_units(width, exact=False)))}


def exact_and_nudged(width, again=False):
    """Two ``Rounding``s of equal units with exact sums, the second from a nudged start; ``again`` trains them now.

    The file has those of ``WIDTHS``: distances as 32-bit numbers, losses in steps of 1/100,000.
    """
    if again or width not in WIDTHS:
        exact = equal_units(width)
        both = watch(exact.with_parameters([exact.parameters, nudged(exact).parameters]))
        return [Rounding(both.steps, both.apart[:, member], both.loss[:, member]) for member in (0, 1)]
    far, loss = shipped("ch08")["bits_apart"], restored(shipped("ch08")["bits_loss"], 1e-5)
    row, steps = WIDTHS.index(width), 10 * np.arange(1, loss.shape[-1] + 1)
    return [Rounding(steps, far[row, member].astype(float), loss[row, member]) for member in (0, 1)]


def small_bits(pairs):
    """What the file has of pairs from ``exact_and_nudged``, one for each of ``WIDTHS``."""
    return {
        "bits_apart": np.array([[run.apart for run in pair] for pair in pairs], np.float32),
        "bits_loss": small([[run.loss for run in pair] for pair in pairs], 1e-5, np.int32),
    }


def any_order(net, x, y, loss, rng):
    """The gradient (..., P), each of its entries added up over the samples in a random order of its own.

    This is what a GPU may do whose threads add to one sum as they get ready: no two sums in the same order.

    >>> net, (x, y), loss = equal_units(5), product(), MeanSquaredError()
    >>> slopes = any_order(net, x, y, loss, np.random.default_rng(0))
    >>> bool(np.allclose(slopes, net.gradient(x, y, loss)[1].parameters, rtol=0, atol=1e-15))
    True
    """
    n = len(x)
    copies = net.with_parameters(np.repeat(net.parameters[..., None, :], n, axis=-2))  # one for each sample
    data = (np.broadcast_to(d[:, None], (*copies.ensemble, 1, d.shape[-1])) for d in (x, y))
    each = copies.gradient(*data, loss)[1].parameters
    return rng.permuted(each, axis=-2).sum(axis=-2) / n


def any_order_runs(width, runs, steps, *, learning_rate=0.3, seed=0):
    """Equal units, trained ``runs`` times on ``product`` with ``any_order``; returns steps, distances and losses as
    ``Rounding``, arrays (T,), (T, runs), (T, runs).

    >>> any_order_runs(5, 2, 20).apart.shape
    (2, 2)
    """
    (x, y), loss, rng = product(), MeanSquaredError(), np.random.default_rng(seed)
    rate, net = positive("learning_rate", learning_rate), equal_units(width)
    net = net.with_parameters(np.repeat(net.parameters[None], whole("runs", runs, least=1), axis=0))
    noted = []
    for step in range(1, whole("steps", steps, least=1) + 1):
        net = net.with_parameters(net.parameters - rate * any_order(net, x, y, loss, rng))
        if step % 10 == 0:
            noted.append((step, apart(net, 0), net.gradient(x, y, loss)[0]))
    return Rounding(*map(np.array, zip(*noted)))
