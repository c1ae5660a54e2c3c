"""An epoch: step after step.

A step takes the next samples, sends them forward, and moves the parameters against the gradient. It is made of some
twenty NumPy calls, and for few members these calls are what it costs. So all that does not change from epoch to
epoch is made once: the room for the samples in their order and for the outputs, and the views that a step needs.
"""

import numpy as np

from nnlib.layer import Passes


class Moves:
    """How far the parameters move: ``rate`` times the slopes, or what an ``optimizer`` makes of them and its memory.

    rate: a number, or an array (P, S) of one for each parameter of each member. optimizer: None, or such as ``Adam``.
    """

    def __init__(self, rate, optimizer=None):
        self.rate, self.optimizer, self.memory = rate, optimizer, None

    def __call__(self, slopes):
        """What is taken off the parameters (P, S)."""
        if self.optimizer is None:
            return self.rate * slopes
        step, self.memory = self.optimizer.step(slopes, self.memory, self.rate)
        return step

    def keep(self, members):
        """Go on with these members alone."""
        self.rate, *memory = (
            each[:, members] if isinstance(each, np.ndarray) else each
            for each in (self.rate, *(self.memory or ()))
        )
        self.memory = memory or None


class Steps:
    """Trains ``net`` in place, an epoch at a time, on samples x (N, inputs, S or 1), y (N, outputs, S or 1).

    ``shape``: that of the epochs' orders, (n,) for all members or (n, S). ``move``: from slopes to what is taken off.
    """

    def __init__(self, net, x, y, shape, move, loss, batch_size):
        n, outputs = shape[0], y.shape[1]
        members, dtype = net.array.shape[1], net.array.dtype
        self.net, self.data, self.move, self.loss = net, (x, y), move, loss
        self.samples = [_room(data, shape, dtype) for data in (x, y)]
        self.nets, self.outputs = np.empty((2, n, outputs, members), dtype)
        self.scales, self.total = np.empty((n, 1, 1), dtype), np.empty_like(net.array)
        size = min(batch_size or n, n)
        rooms = {count: Passes(net, count) for count in {size, n % size or size}}
        self.steps = []
        for start in range(0, n, size):
            batch = slice(start, start + size)
            parts = [array[batch] for array in (*self.samples, self.nets, self.outputs)]
            scale = self.scales[batch] = loss.scale(len(parts[0]), outputs)
            self.steps.append((rooms[len(parts[0])], scale, *parts))

    def epoch(self, order):
        """One epoch in this order; returns loss, accuracy and mean gradient, each (S,)."""
        for data, room in zip(self.data, self.samples):
            _take(data, order, room)
        array, move, total = self.net.array, self.move, self.total
        total[...] = 0
        with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges is told by its loss
            for passes, scale, x, y, nets, outputs in self.steps:
                passes.record(nets, outputs)
                passes.forward(x)
                passes.backward(y, self.loss, scale)
                total += passes.slopes
                array -= move(passes.slopes)  # rate * slopes, in plain descent
            y, steps = self.samples[1], len(self.steps)
            terms = self.loss.terms(self.nets, self.outputs, y)
            loss = np.multiply(self.scales, terms, out=terms).sum((0, 1)) / steps
            right = self.loss.right(self.outputs, y)
            return loss, right.mean(0), np.abs(total).mean(0) / steps


def _room(data, shape, dtype):
    """Room for samples of ``data`` in an order of this shape: (n, width, S or 1)."""
    (n, *each), (_, width, members) = shape, data.shape
    if each and members == 1:
        return np.empty((width, n, *each), dtype).swapaxes(0, 1)  # as ``np.take`` fills it
    return np.empty((n, width, members), dtype)


def _take(data, order, room):
    """The samples of ``data`` (N, width, S or 1) in an order (n,) for all members or (n, S) for each, into ``room``."""
    if order.ndim == 1:
        room[...] = data[order]
    elif data.shape[-1] > 1:
        room[...] = np.take_along_axis(data, order[:, None], axis=0)
    else:  # "clip" because it is the fastest; the order is known to fit
        np.take(data[..., 0].T, order, axis=1, out=room.swapaxes(0, 1), mode="clip")
