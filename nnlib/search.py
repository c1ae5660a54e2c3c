"""Random search: draw a network, keep it if it is the best so far, draw again.

It needs no slope, and learns nothing from one draw for the next. That makes it the measure of every method that
does learn, and it can be foretold. Of n draws each is equally likely to be the best, so the n-th one improves on
all before it with probability 1/n, whatever the network, the data and the loss. In n draws it improves
1 + 1/2 + ... + 1/n times on average, about ln n + 0.58; after n draws the next n bring nothing half of the time.
"""

from typing import NamedTuple

import numpy as np

from nnlib.engine.checks import function, generator, shown, whole
from nnlib.network import Network

BLOCK = 1000  # networks looked at side by side; their arrays fit into a processor's near memory


class Found(NamedTuple):
    """What a random search found.

    >>> Found(None, 0.5, [(0, 2.0), (3, 0.5)]).loss
    0.5
    """

    network: Network  # the best one
    loss: float  # its loss
    improvements: list  # pairs (draw, loss): each draw, counted from 0, that was better than all before it


def random_search(make_network, x, y, *, loss, draws, rng):
    """Draw networks and keep the one with the least loss on x (n, d), y (n, d_out); returns ``Found``.

    make_network: a function of ``rng`` that draws a network. It may draw an ensemble of any size, which is
    faster: each member is one draw, and those beyond ``draws`` are left out. What is found does not depend on
    that size if the numbers are taken from ``rng`` member by member. rng: a ``numpy.random.Generator``. A draw
    whose loss is not finite is never better.

    Raises ValueError for fewer than one draw or more than 10^9, data or a loss that do not fit, networks that are not of one kind
    or a search without a finite loss, and TypeError for arguments of another type.

    >>> def make(rng):
    ...     return Network([rng.normal(size=(1, 1))], None, Identity())
    >>> found = random_search(make, [[1]], [[2]], loss=SquaredError(), draws=100, rng=np.random.default_rng(0))
    >>> [(draw, round(loss, 3)) for draw, loss in found.improvements]
    [(0, 3.513), (2, 1.848), (6, 0.484), (21, 0.401), (39, 0.257), (41, 0.236), (47, 0.002), (79, 0.0)]
    """
    draws = whole("draws", draws, least=1, most=10**9)
    if isinstance(make_network, Network):  # which can be called, too
        raise TypeError(f"make_network must be a function of rng that returns a Network, not {make_network}")
    function("make_network", make_network, "of rng that returns a Network")
    generator("rng", rng)
    best, network, improvements, done = np.inf, None, [], 0
    for block in _blocks(make_network, rng, draws):
        if not done:
            x, y = _member(block, 0).check_data(x, y, loss)
        with np.errstate(over="ignore", invalid="ignore"):  # weights may be drawn as large as they like
            losses = loss(block(x), y)
        losses = np.where(np.isfinite(losses), losses, np.inf)
        before = np.minimum.accumulate(np.append(best, losses[:-1]))
        better = np.flatnonzero(losses < before)
        improvements += [(done + int(member), float(losses[member])) for member in better]
        if better.size:
            best, network = losses[better[-1]], _member(block, better[-1])
        done += losses.size
    if network is None:
        raise ValueError(f"no loss of the {draws} draws is finite: let make_network draw smaller weights")
    return Found(network, float(best), improvements)


def _blocks(make_network, rng, draws):
    """All draws as ensembles of ``BLOCK`` members, the last one smaller, however many one call gives."""
    first = rest = None
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        while rest is None or rest.shape[1] < size:
            try:
                net = make_network(rng)
            except TypeError as error:  # ``np.tanh``, or any other function
                raise TypeError(
                    f"make_network must be a function of rng that returns a Network, not {shown(make_network)}: {error}"
                ) from error
            if not isinstance(net, Network):
                raise TypeError(f"make_network must return a Network, not {shown(net)}")
            first = first or net
            if (net.shapes, net.has_bias, net.activations) != (
                first.shapes,
                first.has_bias,
                first.activations,
            ):
                raise ValueError(f"make_network must draw networks of one kind, not {first} and then {net}")
            rest = net.array if rest is None else np.concatenate([rest, net.array], axis=1)
        block, rest = rest[:, :size], rest[:, size:]
        yield first.with_array(np.ascontiguousarray(block), (size,))


def _member(ensemble, index):
    """Member ``index`` as a network of its own."""
    return ensemble.with_array(ensemble.array[:, [index]], ())
