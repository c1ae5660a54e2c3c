"""All weights and biases of a network, as one array.

They are the network's *parameters*, a point in a space of P dimensions, and their slopes are an arrow in it. So
they lie in one array (P, S), with one column for each of the S members of an ensemble: a step of training is
one subtraction, whatever the layers. A layer's weights and biases are views of it. A bias is the weight of an
input that is always 1, so a layer is one matrix, its first column the biases.
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


class Parameters:
    """Weights and biases, or their slopes: views of one array (P, S), S being the size of the ensemble.

    weights: a list of arrays (..., fan_out, fan_in), one a layer; biases: of arrays (..., fan_out), or None.
    To change one, write into it: ``net.weights[0][...] = 1``.
    """

    def __init__(self, array, shapes, has_bias, ensemble):
        self.array, self.shapes, self.has_bias, self.ensemble = array, shapes, has_bias, ensemble

    @property
    def matrices(self):
        """A matrix (fan_out, has_bias + fan_in, S) for each layer; where there are biases they are its first column."""
        return matrices(self.array, self.shapes)

    @property
    def weights(self):
        return [self._members_first(matrix[:, self.has_bias :]) for matrix in self.matrices]

    @property
    def biases(self):
        return [self._members_first(matrix[:, 0]) for matrix in self.matrices] if self.has_bias else None

    @property
    def parameters(self):
        """All as vectors (..., P): layer by layer, each unit's bias before its weights."""
        return self._members_first(self.array)

    def _members_first(self, array):
        array = np.moveaxis(array, -1, 0)
        return array.reshape(*self.ensemble, *array.shape[1:]) if self.ensemble else array[0]
