"""nnlib: small networks in plain NumPy, to be read beside the book.

The conventions hold everywhere. ``x`` has shape (..., n, d): n samples of d features. A layer's
``weights`` have shape (..., fan_out, fan_in), a row is a unit; its ``bias`` has shape (..., fan_out).
Leading axes are an ensemble: weights of shape (S, fan_out, fan_in) are S networks that the same code
trains side by side. Products are added up so that equal units stay equal to the last bit, unless
``exact=False``. Randomness comes from an argument (``rng``, ``seed`` or ``order``), never from a hidden
stream. Wrong arguments raise ValueError or TypeError and say what to do.

Importing ``nnlib`` needs NumPy alone; ``nnlib.plots`` adds matplotlib, ``nnlib.live`` ipywidgets. What runs the
networks is in ``nnlib.engine``, what draws them in ``nnlib.show``; the book's own code is another package, ``nnbook``.
"""

from nnlib import datasets, propagation, python2, signals, symmetry
from nnlib.activations import Identity, ReLU, ScaledSigmoid, Sigmoid, Tanh
from nnlib.history import History
from nnlib.initializers import (
    constant,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    identity,
    lecun_normal,
    lecun_uniform,
    linspace,
    normal,
    orthogonal,
    sign_constant,
    uniform,
    variance_scaling,
    zero_hadamard,
    zeros,
)
from nnlib.losses import CrossEntropy, HalfSquaredError, MeanSquaredError, SoftmaxCrossEntropy, SquaredError
from nnlib.network import Network
from nnlib.optimizers import Adam
from nnlib.population import many_starts, wilson_interval
from nnlib.search import random_search
from nnlib.slopes import finite_differences, loss_along
from nnlib.training import DivergedError, Epoch, gradient_below, sgd, train

# fmt: off
__all__ = [
    "Adam",
    "CrossEntropy",
    "DivergedError",
    "Epoch",
    "HalfSquaredError",
    "History",
    "Identity",
    "MeanSquaredError",
    "Network",
    "ReLU",
    "ScaledSigmoid",
    "Sigmoid",
    "SoftmaxCrossEntropy",
    "SquaredError",
    "Tanh",
    "constant",
    "datasets",
    "finite_differences",
    "glorot_normal",
    "glorot_uniform",
    "gradient_below",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "linspace",
    "loss_along",
    "many_starts",
    "normal",
    "orthogonal",
    "propagation",
    "python2",
    "random_search",
    "sgd",
    "sign_constant",
    "signals",
    "symmetry",
    "train",
    "uniform",
    "variance_scaling",
    "wilson_interval",
    "zero_hadamard",
    "zeros",
]
