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

from nnlib.engine.parameters import matrices


class Passes:
    """Room for passes of n samples through the S networks whose parameters are ``array`` (P, S).

    ``shapes``: a layer's (units, inputs), the 1 counted as an input if there are biases (``first`` = 1, else 0).
    ``sent``: what each layer's units send on, (n, units, S); ``slopes``: the gradient (P, S).
    """

    def __init__(self, array, shapes, first, activations, exact, n):
        self.activations, self.exact, members = activations, exact, array.shape[1]
        self.nets, self.deltas, self.bends = (
            [np.empty((n, units, members), array.dtype) for units, _ in shapes] for _ in range(3)
        )
        self.inputs = [np.ones((n, width, members), array.dtype) for _, width in shapes[1:]]
        self.sent = [inputs[:, first:] for inputs in self.inputs] + [np.empty_like(self.nets[-1])]
        self.slopes = np.empty_like(array)
        self.slope_matrices = matrices(self.slopes, shapes)
        layers = matrices(array, shapes)
        self.into = [matrix.swapaxes(0, 1) for matrix in layers]
        self.out_of = [matrix[:, first:] for matrix in layers[1:]]

    def forward(self, x):
        """Fill ``nets`` and ``sent`` for the samples x (n, inputs, S or 1)."""
        for layer, (inputs, f) in enumerate(zip([x, *self.inputs], self.activations)):
            self._product(inputs, self.into[layer], self.nets[layer])
            f(self.nets[layer], out=self.sent[layer])

    def backward(self, x, y, loss, scale):
        """Fill ``slopes`` with the gradient of ``scale`` times the loss's sum, after ``forward`` on the same samples."""
        loss.delta(self.sent[-1], y, scale, self.activations[-1], self.deltas[-1], self.bends[-1])
        for layer in reversed(range(len(self.nets))):
            delta, inputs = self.deltas[layer], self.inputs[layer - 1] if layer else x
            self._product(delta.swapaxes(0, 1), inputs, self.slope_matrices[layer])
            if layer:
                below, bend = self.deltas[layer - 1], self.bends[layer - 1]
                self._product(delta, self.out_of[layer - 1], below)
                self.activations[layer - 1].slope(self.sent[layer - 1], out=bend)
                np.multiply(below, bend, out=below)

    def _product(self, a, b, out):
        """Matrices (p, q, S) and (q, r, S) -> their products (p, r, S).

        The exact way adds in one order for all, so that equal rows in give equal rows out, to the last bit.
        BLAS does not promise that, and is faster from widths of about 100 on.
        """
        if a.shape[1] == 1:  # nothing to add
            np.multiply(a, b, out=out)
        elif self.exact:
            np.einsum("pq...,qr...->pr...", a, b, out=out)
        else:
            a, b, out = (np.moveaxis(array, -1, 0) for array in (a, b, out))
            np.matmul(a, b, out=out)
