"""The loss near a network: slopes by trying out, and the loss along one parameter.

Backpropagation gives all slopes at once, and may be wrong in its derivation or in its code. Moving a
parameter a little and looking at the loss is slow and knows nothing of the chain rule; so the one can check
the other. Both functions put the moved networks side by side, as one ensemble.
"""

import numpy as np

from nnlib.engine.checks import positive, real_array, whole
from nnlib.engine.network_checks import network, single


def finite_differences(net, x, y, loss, step=1e-6):
    """The gradient as vectors (..., P), by moving each parameter by +-``step`` and looking at the loss.

    (J(w + step) - J(w - step)) / (2 step): slow, two losses a parameter, and off by about step^2; but
    it knows nothing of the chain rule, so it can check what does. The P moved networks are one ensemble.

    >>> net = Network([[[2.0]]], None, Identity())
    >>> round(float(finite_differences(net, [[3.0]], [[5.0]], SquaredError())[0]), 6)
    6.0
    """
    x, y = network("net", net).check_data(x, y, loss)
    x, y = (data if data.ndim == 2 else data[..., None, :, :] for data in (x, y))  # the same for all moves
    moves = positive("step", step) * np.eye(len(net.array))

    def losses(moves):
        moved = net.with_parameters(net.parameters[..., None, :] + moves)
        return moved.gradient(*(np.broadcast_to(d, moved.ensemble + d.shape[-2:]) for d in (x, y)), loss)[0]

    return (losses(moves) - losses(-moves)) / (2 * step)


def loss_along(net, which, values, x, y, loss):
    """(losses, slopes) of shape (len(values),), as parameter number ``which`` of a network takes ``values``.

    The slope is backpropagation's; the networks are one ensemble. ``net`` is a single one: ValueError for
    an ensemble, or for a parameter there is not.

    >>> losses, slopes = loss_along(Network([[[2.0]]], None, Identity()), 0, [1, 2], [[3]], [[5]], SquaredError())
    >>> losses.tolist(), slopes.tolist()
    ([4.0, 1.0], [-12.0, 6.0])
    """
    P, values = len(single("net", net).array), real_array("values", values)
    which = whole("which", which, least=-P, most=P - 1)
    if values.ndim != 1 or not values.size:
        raise ValueError(f"values must have shape (n,) with n above 0, not {values.shape}")
    moved = np.repeat(net.parameters[None], len(values), axis=0)
    moved[:, which] = values
    losses, gradients = net.with_parameters(moved).gradient(x, y, loss)
    return losses, gradients.parameters[:, which]
