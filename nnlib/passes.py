"""The forward pass and the backward pass.

Forward: a unit j adds up net_j = b_j + sum_i w_ji h_i and sends on f(net_j). Its bias is the weight of one
more input that is always 1, so a layer is one matrix with the rows [b_j, w_j1, w_j2, ...], and every
layer's outputs get a leading 1 for the next. Backward: delta_j, the slope of the loss along net_j, comes from the
units k that j feeds, delta_j = f'(net_j) sum_k w_kj delta_k. A weight's slope is its unit's delta times its
input, dJ/dw_ji = sum over the samples of delta_j h_i (Rumelhart, Hinton & Williams 1986). Three sums of
products, and no more, here for any number of samples and networks at once.

Arrays are (sample, unit, member): the members of an ensemble lie side by side in memory, so that NumPy's
inner loop runs over them, and what one small network costs, a hundred cost. All results go into arrays
made once, for asking for memory takes longer than adding a few numbers.
"""

import numpy as np


def matrices(parameters, shapes):
    """The layers' matrices (units, inputs, S) in an array of parameters (P, S), as views of it."""
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    parts = np.split(parameters, ends[:-1])
    return [part.reshape(*shape, -1) for part, shape in zip(parts, shapes)]


def members_last(array, members):
    """(members..., a, b) -> (a, b, S) for any number of member axes; where there are none, S is 1."""
    return np.moveaxis(array.reshape(members, *array.shape[-2:]), 0, -1)


class Passes:
    """Room for passes of n samples through S networks of one kind.

    ``shapes``: a layer's (units, inputs), the 1 counted as an input if there are biases (``first`` = 1, else
    0). ``outputs``: what each layer sends on, (n, first + units, S); the last one has no leading 1.
    """

    def __init__(self, shapes, first, activations, exact, n, members, dtype):
        self.first, self.activations, self.exact = first, activations, exact

        units = [rows for rows, _ in shapes]
        self.nets, self.deltas, self.bends = (
            [np.empty((n, u, members), dtype) for u in units] for _ in range(3)
        )
        sent = [first + u for u in units[:-1]] + units[-1:]
        self.outputs = [np.ones((n, u, members), dtype) for u in sent]
        self.slopes = np.empty((sum(rows * columns for rows, columns in shapes), members), dtype)
        self.slope_matrices = matrices(self.slopes, shapes)

    def sent(self, layer):
        """The outputs of a layer's units, without the leading 1."""
        return self.outputs[layer][:, self.first :] if layer < len(self.outputs) - 1 else self.outputs[-1]

    def forward(self, x, layers):
        """Fill ``nets`` and ``outputs`` for the samples x (n, inputs, S or 1); ``layers`` are the matrices."""
        inputs = x
        for layer, (matrix, f) in enumerate(zip(layers, self.activations)):
            self._sums(inputs, matrix, self.nets[layer])
            f(self.nets[layer], out=self.sent(layer))
            inputs = self.outputs[layer]

    def backward(self, x, y, layers, loss, scale):
        """Fill ``slopes`` (P, S) with the gradient, after ``forward`` on the same samples."""
        output, delta = self.outputs[-1], self.deltas[-1]
        loss.delta(output, y, scale, self.activations[-1], delta, self.bends[-1])
        for layer in reversed(range(len(layers))):
            inputs = self.outputs[layer - 1] if layer else x
            self._sums(delta.swapaxes(0, 1), inputs.swapaxes(0, 1), self.slope_matrices[layer])
            if layer:
                outgoing = layers[layer][:, self.first :].swapaxes(0, 1)
                self._sums(delta, outgoing, self.deltas[layer - 1])
                bend = self.activations[layer - 1].slope(self.sent(layer - 1), out=self.bends[layer - 1])
                delta = np.multiply(self.deltas[layer - 1], bend, out=self.deltas[layer - 1])

    def _sums(self, a, b, out):
        """(n, i, S) and (o, i, S) -> (n, o, S): each row of one times each row of the other, added up.

        The exact way adds in one order for all, so that equal rows in give equal rows out, to the last bit.
        BLAS does not promise that, and is faster from widths of about 100 on.
        """
        if self.exact:
            np.einsum("ni...,oi...->no...", a, b, out=out)
        else:
            a, b, out = (np.moveaxis(array, -1, 0) for array in (a, b, out))
            np.matmul(a, b.swapaxes(-1, -2), out=out)
