"""Symmetry: which units are copies of one another.

Two hidden units with equal incoming weights, equal biases and equal outgoing weights can be exchanged without
any change: of the function, of the loss, of the gradient. Whatever moves parameters by their gradient moves
both alike, so they stay copies for ever. Here is how to see it: the pattern of a weight matrix in one letter, the
groups of equal units, and how far apart units are that ought to be equal.
"""

from itertools import combinations, pairwise

import numpy as np

from nnlib.engine.checks import real_array, whole
from nnlib.engine.network_checks import layer_of, network, single


def pattern(weights):
    """The first letter that fits: Z all zero, A all entries equal, U all rows (units) equal, I all columns (inputs)
    equal, X none of these.

    weights: (fan_out, fan_in), compared to the last bit. ValueError for an empty array or one that is not 2-d.

    >>> pattern([[0, 0], [0, 0]]), pattern([[1, 2], [1, 2]]), pattern([[1, 1], [2, 2]])
    ('Z', 'U', 'I')
    """
    weights = real_array("weights", weights)
    if weights.ndim != 2 or weights.size == 0:
        raise ValueError(
            f"weights must have shape (fan_out, fan_in), not {weights.shape}: take one network's one layer"
        )
    if (weights == weights[0, 0]).all():
        return "A" if weights[0, 0] else "Z"
    if (weights == weights[0]).all():
        return "U"
    return "I" if (weights == weights[:, :1]).all() else "X"


def letters(net):
    """The patterns of all weight matrices of a single network, from the first layer on.

    >>> letters(Network([[[0, 0], [0, 0]], [[1, 1]]], None, Tanh()))
    'ZA'
    """
    return "".join(pattern(weights) for weights in single("net", net).weights)


def units(net, layer):
    """Groups of equal units in a layer (0 is the first hidden one): a list of lists of unit numbers.

    Equal are units with the same incoming weights, bias and outgoing weights, to the last bit; so every group can be
    permuted freely. net: a single network. ValueError for a layer that is not there or an ensemble.

    >>> net = Network([[[1, 2], [1, 2], [3, 4]], [[5, 5, 5]]], None, Tanh())
    >>> units(net, 0)
    [[0, 1], [2]]
    """
    layer = layer_of(single("net", net), layer)
    rows = net.matrices[layer][..., 0]
    if layer + 1 < len(net.shapes):
        rows = np.concatenate([rows, net.weights[layer + 1].T], axis=1)
    groups = {}
    for unit, row in enumerate(rows):
        groups.setdefault(tuple(row), []).append(unit)
    return list(groups.values())


def apart(net, layer):
    """How far a layer's units are from being equal: the largest difference between two units in any incoming
    weight or bias, of the ensemble's shape; 0 is equal to the last bit. ValueError for a layer that is not there.

    >>> float(apart(Network([[[1, 2], [1, 5]]], None, Tanh()), 0))
    3.0
    """
    weights = network("net", net).weights[layer := layer_of(net, layer)]
    spread = np.ptp(weights, axis=-2).max(axis=-1)
    return spread if net.biases is None else np.maximum(spread, np.ptp(net.biases[layer], axis=-1))


def closest(net, layer):
    """How far the two most alike units of a layer are apart, of the ensemble's shape; infinity for a single unit.

    Of each pair of units the largest difference in any incoming weight, bias or outgoing weight counts; 0 is a pair
    that is equal to the last bit, and stays so. ValueError for a layer that is not there.

    >>> net = Network([[[1, 2], [1, 5], [4, 4]], [[1, 1, 1]]], None, Tanh())
    >>> float(closest(net, 0))  # the first and the second
    3.0
    """
    layer = layer_of(network("net", net), layer)
    rows = net.matrices[layer]  # (units, inputs, members)
    if layer + 1 < len(net.shapes):
        rows = np.concatenate([rows, net.matrices[layer + 1][:, net.has_bias :].swapaxes(0, 1)], axis=1)
    pairs = [np.abs(rows[i] - rows[j]).max(axis=0) for i, j in combinations(range(len(rows)), 2)]
    least = np.min(pairs, axis=0) if pairs else np.full(rows.shape[-1], np.inf)
    return least.reshape(net.ensemble)[()]


def swapped(net, layer, i, j):
    """A copy of ``net`` with the units i and j of a hidden layer (0 is the first) exchanged: each takes its incoming
    weights, its bias and its outgoing weights along. ValueError for a layer that is not hidden or a unit that is not
    there.

    >>> net = Network([[[1, 2], [3, 4]], [[5, 6]]], None, Tanh())
    >>> swapped(net, 0, 0, 1).parameters.tolist()
    [3.0, 4.0, 1.0, 2.0, 6.0, 5.0]
    """
    net = network("net", net).copy()
    if whole("layer", layer) > len(net.shapes) - 2:
        raise ValueError(f"layer must be hidden, 0 to {len(net.shapes) - 2} for {net}, not {layer}")
    i, j = (whole(name, unit, most=net.sizes[layer + 1] - 1) for name, unit in (("i", i), ("j", j)))
    incoming, outgoing = net.matrices[layer], net.weights[layer + 1]
    incoming[[i, j]] = incoming[[j, i]]
    outgoing[..., [i, j]] = outgoing[..., [j, i]]
    return net


def tied(net):
    """A network like this one, or an ensemble, whose hidden units are all copies of the first one.

    ValueError unless there is one hidden layer.

    >>> units(tied(Network([[[1, 2], [3, 4]], [[5, 6]]], None, Tanh())), 0)
    [[0, 1]]
    """
    if len(network("net", net).shapes) != 2:
        raise ValueError(f"net must have one hidden layer, not {len(net.shapes) - 1}: {net}")
    net = net.copy()
    first, last = net.weights
    first[...] = first[..., :1, :]
    last[...] = last[..., :1]
    if net.biases is not None:
        net.biases[0][...] = net.biases[0][..., :1]
    return net


def merged(net):
    """(small, rates): equal hidden units made one, and how fast each parameter of ``small`` must learn.

    A unit that stands for n equal ones sends n times their outgoing weights. If each parameter of ``small`` learns
    ``rates`` (P,) times as fast, gradient descent on it computes what it computes on ``net``, for ever: a weight
    from p copies to q copies has the rate p / q, a bias of q copies 1 / q.

    >>> net = Network([[[1, 2], [1, 2], [1, 2]], [[5, 5, 5]]], None, Tanh())
    >>> small, rates = merged(net)
    >>> small.parameters.tolist(), (3 * rates).round(6).tolist()
    ([1.0, 2.0, 15.0], [1.0, 1.0, 9.0])
    """
    groups = [units(net, layer) for layer in range(len(single("net", net).shapes) - 1)]
    alone = [[[unit] for unit in range(size)] for size in (net.sizes[0], net.sizes[-1])]
    groups = [alone[0], *groups, alone[1]]
    copies = [np.array([len(group) for group in layer]) for layer in groups]
    first = [[group[0] for group in layer] for layer in groups]
    weights = [
        w[np.ix_(rows, columns)] * of for w, rows, columns, of in zip(net.weights, first[1:], first, copies)
    ]
    biases = net.biases and [b[rows] for b, rows in zip(net.biases, first[1:])]
    rates = [
        np.insert(of / to[:, None], [0] * net.has_bias, 1 / to[:, None], axis=1).ravel()
        for of, to in pairwise(copies)
    ]
    return type(net)(weights, biases, net.activations, net.exact), np.concatenate(rates)
