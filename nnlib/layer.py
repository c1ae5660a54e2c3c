"""A layer: what its units add up, what they send on, and what comes back to them.

Forward, unit j adds up net_j = b_j + sum_i w_ji h_i, what it hears times its weights, and sends on o_j = f(net_j).
Backward, delta_j = dJ/dnet_j says how the loss J would feel a change of its sum. An output unit's delta is the loss's
own; a hidden unit's comes from the units k that it feeds, delta_j = f'(net_j) sum_k w_kj delta_k. A weight acts
through its unit's sum alone, so dJ/dw_ji = sum over the samples of delta_j h_i (Rumelhart, Hinton & Williams 1986).

A bias is the weight of one more input that is always 1. So a layer is one matrix with the rows [b_j, w_j1, w_j2, ...],
it hears [1, h_1, h_2, ...], and its bias needs no line of its own. Arrays are (sample, unit, member): the members of an
ensemble lie side by side in memory, so that NumPy's inner loop runs over them, and what one small network costs, a
hundred cost. All results go into arrays made once, for asking for memory takes longer than adding a few numbers.
"""

from itertools import pairwise

import numpy as np

from nnlib.engine.parameters import matrices


class Layer:
    """One layer of S networks, with room for n samples.

    w: its matrix (units, has_bias + inputs, S), a view of the networks' parameters. dJ_dw: where its slopes go, of
    the same shape. f: its activation. exact: how products are added up.
    """

    def __init__(self, w, dJ_dw, f, *, has_bias, exact, n):
        units, _, members = w.shape
        self.activation, self.f, self.f_slope = f, f.f, f.f_slope
        self.dot, self.dJ_dw = exact_dot if exact else blas_dot, dJ_dw
        self.w_ij = w.swapaxes(0, 1)  # from input i to unit j
        self.w_kj = w[:, has_bias:]  # as the layer before sees it: from its unit j to unit k of this one
        self.net, self.delta, self.f_prime = (np.empty((n, units, members), w.dtype) for _ in range(3))
        self.sent = np.ones((n, has_bias + units, members), w.dtype)  # [1, o_1, o_2, ...] for the next layer
        self.o = self.sent[:, has_bias:]

    def forward(self, h):
        """From what the layer hears, (n, has_bias + inputs, S or 1), to what it sends on."""
        self.h = h
        self.dot(h, self.w_ij, out=self.net)  # net_j = b_j + sum_i w_ji h_i
        self.f(self.net, self.o)  # o_j = f(net_j)
        return self.sent

    def hear_back(self, following):
        """delta from the deltas of the layer that follows."""
        self.dot(following.delta, following.w_kj, out=self.delta)  # sum_k w_kj delta_k
        self.f_slope(self.o, self.f_prime)  # f'(net_j)
        np.multiply(self.delta, self.f_prime, out=self.delta)  # delta_j = f'(net_j) sum_k w_kj delta_k

    def find_slopes(self):
        """The slope along each weight and bias, once delta is there."""
        self.dot(
            self.delta.swapaxes(0, 1), self.h, out=self.dJ_dw
        )  # dJ/dw_ji = sum over samples of delta_j h_i


class Passes:
    """The forward pass and the backward pass through ``net``, with room for n samples.

    ``slopes``: the gradient (P, S) that ``backward`` finds, of the shape of the network's array.
    """

    def __init__(self, net, n):
        self.slopes = np.empty_like(net.array)
        parts = zip(net.matrices, matrices(self.slopes, net.shapes), net.activations)
        self.layers = [Layer(*part, has_bias=net.has_bias, exact=net.exact, n=n) for part in parts]
        self.backwards = [*pairwise(reversed(self.layers))]
        self.record(self.layers[-1].net, np.empty_like(self.layers[-1].net))

    def record(self, net, output):
        """Let the output layer write its net activations and its outputs into these arrays (n, units, S)."""
        self.layers[-1].net, self.layers[-1].o = net, output

    def forward(self, h):
        """Send samples (n, has_bias + inputs, S or 1) through all layers; returns the outputs (n, units, S)."""
        for layer in self.layers:
            h = layer.forward(h)
        return self.layers[-1].o

    def backward(self, y, loss, scale):
        """Find the slopes of ``scale`` times the loss's sum over the samples that went forward last."""
        last = self.layers[-1]
        loss.delta(last.o, y, scale, last.activation, last.delta, last.f_prime)
        last.find_slopes()
        for following, layer in self.backwards:
            layer.hear_back(following)
            layer.find_slopes()


def exact_dot(a, b, out):
    """Matrices (p, q, S) and (q, r, S) -> their products (p, r, S), all added up in the same order.

    So equal rows in give equal rows out, to the last bit. NumPy does not promise the order; the tests watch it.
    """
    if a.shape[1] == 1:  # nothing to add
        np.multiply(a, b, out=out)
    else:
        np.einsum("pq...,qr...->pr...", a, b, out=out)


def blas_dot(a, b, out):
    """The same by BLAS, which is faster from widths of about 100 on and adds up in an order of its own."""
    if a.shape[1] == 1:
        np.multiply(a, b, out=out)
    else:
        np.matmul(a.transpose(2, 0, 1), b.transpose(2, 0, 1), out=out.transpose(2, 0, 1))
