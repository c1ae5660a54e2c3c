"""Initializers: where the weights of a network begin.

An initializer is a function ``initializer(rng, fan_out, fan_in)`` that returns a weight matrix of shape (fan_out,
fan_in): a row for each of the fan_out units of the layer, a column for each of its fan_in inputs. ``rng`` is a
``numpy.random.Generator``; there is no hidden one, so the same generator in the same state always gives the same
network. What draws nothing leaves ``rng`` alone, and None will do. Fans that are no whole numbers of at least 1, and a
rng that is none where one is needed, raise ValueError or TypeError.
"""

from nnlib.initializers.spread import (
    constant,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    lecun_normal,
    lecun_uniform,
    normal,
    uniform,
    variance_scaling,
    zeros,
)
from nnlib.initializers.structured import identity, linspace, orthogonal, sign_constant, zero_hadamard

__all__ = [
    "constant",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "linspace",
    "normal",
    "orthogonal",
    "sign_constant",
    "uniform",
    "variance_scaling",
    "zero_hadamard",
    "zeros",
]
