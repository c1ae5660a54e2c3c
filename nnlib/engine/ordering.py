"""In which order the samples come.

A step of stochastic gradient descent sees one sample or a few, so a run depends on their order as it
depends on its first weights. ``sgd`` takes the order in three forms: as index arrays, one an epoch; as one
generator that shuffles for the whole ensemble; or as a generator for each member, which makes a member's
run a matter of its own. Here all three become one function, ``draw(members)``.
"""

import numpy as np

BLOCK = 2**24  # indices drawn ahead from the members' own generators, a byte each where n is small


def drawing(order, n, ensemble, batch_size):
    """``draw(members)`` -> indices (n,) or (n, len(members)) for the next epoch, or None at the order's end.

    Where a batch is all samples, ``batch_size`` None, the order may be None too.

    ``members`` are the positions, in the flattened ensemble, of those that still train.

    >>> drawing(None, 3, (), None)([0]).tolist()
    [0, 1, 2]
    """
    if order is None and batch_size is None:
        everything = np.arange(n)
        return lambda members: everything
    if isinstance(order, np.random.Generator):
        return lambda members: order.permutation(n)
    if own := generators(order):
        if len(own) != len(order) or ensemble != (len(order),):
            raise ValueError(
                f"order has {len(own)} generators in a list of {len(order)} for an ensemble of "
                f"{ensemble}: give one a member, or a Generator without a list"
            )
        return _own_shuffles(own, n)
    if not np.iterable(order):
        raise TypeError(f"order must be index arrays, or a numpy.random.Generator, not {order!r}")
    epochs = enumerate(order)

    def draw(members):
        epoch, indices = next(epochs, (None, None))
        if indices is None:
            return None
        indices = _checked(epoch, indices, n, ensemble)
        return indices if indices.ndim == 1 else indices.reshape(-1, indices.shape[-1])[members].T

    return draw


def generators(order):
    """The random generators in an ``order`` that is one, or a sequence of them."""
    many = order if isinstance(order, list | tuple) else [order]
    return [rng for rng in many if isinstance(rng, np.random.Generator)]


def _own_shuffles(rngs, n):
    """Shuffles from a generator a member, the same as its ``permutation(n)`` epoch by epoch.

    One call for each member and epoch would cost more than the training, so each draws some epochs ahead.
    """
    block, drawn = [], None
    kind = np.min_scalar_type(n)

    def draw(members):
        nonlocal block, drawn
        if not block:
            ahead = np.tile(np.arange(n), (min(64, 1 + BLOCK // (n * len(members))), 1))
            shuffled, shuffles = np.empty_like(ahead), np.empty((len(members), *ahead.shape), kind)
            for member, room in zip(members, shuffles):
                room[...] = rngs[member].permuted(ahead, axis=1, out=shuffled)
            drawn, block = members, list(np.ascontiguousarray(np.moveaxis(shuffles, 0, -1)))
        shuffles = block.pop(0)
        return shuffles if len(members) == len(drawn) else shuffles[:, np.searchsorted(drawn, members)]

    return draw


def _checked(epoch, indices, n, ensemble):
    indices = np.asarray(indices)
    misshapen = indices.ndim == 0 or indices.size == 0 or indices.shape[:-1] not in [(), ensemble]
    if indices.dtype.kind not in "iu" or misshapen:
        each = "".join(f"{members}, " for members in ensemble)
        raise ValueError(
            f"order, epoch {epoch}, must be n whole numbers{f', or an array ({each}n)' if ensemble else ''}, "
            f"with n above 0, not {indices.dtype} of shape {indices.shape}: order is a list of such arrays"
        )
    strange = indices[(indices < 0) | (indices >= n)]
    if strange.size:
        raise ValueError(
            f"order, epoch {epoch}, names sample {strange[0]}, but there are samples 0 to {n - 1}"
        )
    return indices
