"""Chapter 2: what the slopes of a loss cost, counted in multiplications.

A forward pass multiplies once for each weight. Differences take two of them for each weight and each bias. The way
back multiplies once for each weight's slope, delta_j u_i, and once more for each weight that a delta goes
back through, w_kj delta_k: all but the first layer's. Adding is not counted, nor are f and f'.
"""

from itertools import pairwise


def multiplications(sizes):
    """(parameters, backpropagation, differences): weights and biases, and what all slopes of one sample cost.

    sizes: units a layer, from the inputs on.

    >>> multiplications([2, 2, 1])
    (9, 14, 108)
    """
    weights = [fan_in * fan_out for fan_in, fan_out in pairwise(sizes)]
    parameters = sum(weights) + sum(sizes[1:])
    back = sum(weights) + sum(weights[1:])
    return parameters, sum(weights) + back, 2 * parameters * sum(weights)
