"""What becomes of signals on their way: their sizes, their angles, and what a small change grows to.

A layer makes what it hears longer or shorter, and what the next makes of it multiplies; so after thirty layers a factor
of 0.9 is 0.04, and one of 1.1 is 17. The same happens to the deltas on their way back. Two inputs that point in
different directions may come out nearly parallel: then the network can hardly tell them apart. And the Jacobian of
the outputs says what each small change of the inputs becomes: its singular values are the factors by which the
directions are stretched (Glorot & Bengio 2010; Saxe et al. 2014). ``nnlib.propagation`` predicts some of this.
"""

import numpy as np

from nnlib.engine.checks import real_array
from nnlib.engine.network_checks import network
from nnlib.layer import Passes


def sizes(net, x):
    """The root of the mean square of x (n, d), and of what each layer sends: (..., layers + 1).

    >>> sizes(Network([[[2.0]], [[3.0]]], None, Identity()), [[1.0], [-1.0]]).tolist()
    [1.0, 2.0, 6.0]
    """
    sent = network("net", net).forward(x)
    roots = [np.sqrt((h**2).mean((-2, -1))) for h in sent]
    return np.stack(np.broadcast_arrays(*roots), axis=-1)


@np.errstate(over="ignore", invalid="ignore")  # what is too large becomes inf, as in ``Network.gradient``
def deltas(net, x, y, loss):
    """delta_j = dJ/dnet_j of each sample's own loss J, one array (..., n, units) a layer.

    x (n, d), y (n, d_out), or with the ensemble's axes before n. Raises as ``Network.gradient``.

    >>> net = Network([[[2.0]], [[3.0]]], None, Identity())
    >>> [delta.tolist() for delta in deltas(net, [[1.0]], [[5.0]], HalfSquaredError())]  # 6 - 5, and 3 times that
    [[[3.0]], [[1.0]]]
    """
    x, y = network("net", net).check_data(x, y, loss)
    passes = Passes(net, x.shape[-2])
    passes.forward(net.inputs(x))
    passes.backward(net.targets(y), loss, loss.scale(1, y.shape[-1]))
    members_first = (np.moveaxis(layer.delta, -1, 0) for layer in passes.layers)
    return [delta.reshape(*net.ensemble, *delta.shape[1:]) for delta in members_first]


def cosines(h):
    """The cosine of the angle between each two rows of h (..., n, units): (..., n, n), NaN for a row of zeros.

    >>> cosines([[1.0, 0.0], [1.0, 1.0]]).round(4).tolist()
    [[1.0, 0.7071], [0.7071, 1.0]]
    """
    h = real_array("h", h)
    if h.ndim < 2:
        raise ValueError(f"h must have shape (..., n, units), one row a sample, not {h.shape}")
    with np.errstate(invalid="ignore"):
        rows = h / np.linalg.norm(h, axis=-1, keepdims=True)
    return np.clip(rows @ rows.swapaxes(-2, -1), -1, 1)


def jacobian(net, x):
    """The slopes of every output along every input, do_k/dx_i, at each sample of x (n, d): (..., n, d_out, d).

    By the chain rule, layer after layer: J <- f'(net_j) sum_i w_ji J_i. ``numpy.linalg.svd`` gives its singular values.

    >>> jacobian(Network([[[2.0]], [[3.0]]], None, Identity()), [[1.0]]).tolist()
    [[[6.0]]]
    """
    _, *sent = network("net", net).forward(x)
    J = np.eye(net.sizes[0], dtype=net.array.dtype)
    for w, f, o in zip(net.weights, net.activations, sent):
        J = f.slope(o)[..., None] * (w[..., None, :, :] @ J)
    return J
