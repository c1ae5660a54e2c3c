"""Chapter 2: slopes without the chain rule: by one step to one side, and by a step into the complex plane.

A difference of two losses that are nearly equal loses digits. One loss at w + ih, with h tiny and i the imaginary unit,
loses none: its imaginary part is h times the slope, and nothing is subtracted (Squire & Trapp 1998). For that the
network is written out here; ``nnlib``'s networks take real weights alone.
"""

import numpy as np

from nnlib.activations import ScaledSigmoid


def loss_written_out(parameters, x, t):
    """The losses (S,) of S networks 2-2-1, ``parameters`` (S, 9) real or complex, each for its own x (2,) and t.

    >>> loss_written_out(np.zeros((1, 9)), np.ones((1, 2)), np.ones(1)).tolist()
    [1.0]
    """
    f, (x_1, x_2), w = ScaledSigmoid(), np.transpose(x), np.transpose(parameters)
    y_1 = f(w[0] + w[1] * x_1 + w[2] * x_2)
    y_2 = f(w[3] + w[4] * x_1 + w[5] * x_2)
    return (f(w[6] + w[7] * y_1 + w[8] * y_2) - t) ** 2


def one_sided(parameters, x, t, step):
    """The slopes (S, 9) as (J(w + step) - J(w)) / step, one weight after the other.

    >>> one_sided(np.zeros((1, 9)), np.ones((1, 2)), np.ones(1), 1e-6)[0, 6].round(4).item()
    -1.144
    """
    here = loss_written_out(parameters, x, t)
    moves = step * np.eye(9)
    return np.stack([loss_written_out(parameters + move, x, t) - here for move in moves], axis=1) / step


def complex_step(parameters, x, t, step=1e-30):
    """The slopes (S, 9) as the imaginary part of J(w + i step), over the step.

    >>> complex_step(np.zeros((1, 9)), np.ones((1, 2)), np.ones(1))[0, 6].round(12).item()
    -1.144
    """
    moves = 1j * step * np.eye(9)
    return np.stack([loss_written_out(parameters + move, x, t).imag for move in moves], axis=1) / step
