"""What a network asks of what it is made of, and what the functions ask that are given one.

Shapes must chain from layer to layer; the samples must have as many features as the network has inputs. As in
``checks`` an error names the argument, the value and the mend.
"""

import numpy as np

from nnlib.activations import Activation
from nnlib.engine.checks import number, positive, real_array, several, shown, whole


def network(name, value):
    """``value``, if it is a network or an ensemble."""
    from nnlib.network import Network  # which is made with this module

    if not isinstance(value, Network):
        raise TypeError(f"{name} must be a Network such as Network.initialized makes, not {shown(value)}")
    return value


def single(name, value):
    """``value``, if it is a network and no ensemble."""
    if network(name, value).ensemble:
        raise ValueError(
            f"{name} must be a single network, not an ensemble of {value.ensemble}: take one member"
        )
    return value


def an_epoch(name, value):
    """``value``, if it is what ``sgd`` gives after each epoch."""
    from nnlib.training import Epoch  # which is made with this module, too

    if not isinstance(value, Epoch):
        raise TypeError(f"{name} must be an Epoch, as sgd gives it, not {shown(value)}")
    return value


def met(until, epoch):
    """Whether the rule ``until`` is met, for all or for each member."""
    try:
        verdict, shapes = until(epoch), [(), np.shape(epoch.loss)]
    except TypeError as error:  # a function of something else
        raise TypeError(f"until must be a function of an Epoch, not {shown(until)}: {error}") from error
    if getattr(verdict, "dtype", type(verdict)) != bool or np.shape(verdict) not in shapes:
        raise TypeError(f"until must return True or False, for all or for each member, not {shown(verdict)}")
    return verdict


def layer_of(net, layer):
    """``layer``, if the network has one of this number."""
    return whole("layer", layer, most=len(net.shapes) - 1)


def layers(weights, biases):
    """Weights and biases as fresh arrays whose shapes chain from layer to layer; biases may be None."""
    weights = [real_array(f"weights[{layer}]", w) for layer, w in enumerate(several("weights", weights))]
    if not weights:
        raise ValueError("weights has no layers: a network needs one weight matrix at least")
    for layer, w in enumerate(weights):
        if w.ndim < 2 or 0 in w.shape:
            raise ValueError(f"weights[{layer}] must have shape (..., fan_out, fan_in), not {w.shape}")
        if layer and w.shape[-1] != weights[layer - 1].shape[-2]:
            raise ValueError(
                f"weights[{layer}] has {w.shape[-1]} columns, but the layer before it has "
                f"{weights[layer - 1].shape[-2]} units: each unit needs its column"
            )
        if w.shape[:-2] != weights[0].shape[:-2]:
            raise ValueError(
                f"weights[{layer}] is an ensemble of {w.shape[:-2]} and weights[0] one of "
                f"{weights[0].shape[:-2]}: all layers need the same leading axes"
            )
    if biases is not None:
        biases = [real_array(f"biases[{layer}]", b) for layer, b in enumerate(several("biases", biases))]
        if len(biases) != len(weights):
            raise ValueError(f"biases has {len(biases)} layers and weights has {len(weights)}: give one each")
        for layer, (w, b) in enumerate(zip(weights, biases)):
            if b.shape != w.shape[:-1]:
                raise ValueError(f"biases[{layer}] must have shape {w.shape[:-1]}, not {b.shape}")
    dtype = np.result_type(*weights, *(biases or []))  # float32 only if all of them are
    weights, biases = ([a.astype(dtype, copy=False) for a in arrays or []] for arrays in (weights, biases))
    return weights, biases or None


def one_a_layer(name, given, layers):
    """``given`` itself for every layer, or the entries of a list or tuple of one a layer."""
    if not isinstance(given, list | tuple):
        return [given] * layers
    if len(given) != layers:
        raise ValueError(f"{name} has {len(given)} entries for {layers} layers: give one, or one a layer")
    return list(given)


def drawn(name, initializer, rng, fan_out, fan_in):
    """The matrix that an initializer gives for a layer of this shape."""
    try:
        matrix = initializer(rng, fan_out, fan_in)
    except TypeError as error:  # ``normal`` where ``normal(0.1)`` is meant, or any other function
        raise TypeError(
            f"{name} must be a function of rng, fan_out and fan_in such as normal(0.1), "
            f"not {shown(initializer)}: {error}"
        ) from error
    shape = getattr(matrix, "shape", None)
    if shape != (fan_out, fan_in):
        raise ValueError(
            f"{name} must give an array of shape {(fan_out, fan_in)} (fan_out, fan_in) for this layer, "
            f"but {shown(initializer)} gave {shown(matrix) if shape is None else f'one of shape {shape}'}"
        )
    return matrix


def samples(name, value, width, dtype):
    """``value`` as an array (..., n, width) of the network's own ``dtype``."""
    array = real_array(name, value)
    if array.dtype != dtype:
        with np.errstate(over="ignore"):
            array = array.astype(dtype)
        if not np.isfinite(array).all():
            raise ValueError(
                f"{name} must be made of numbers that a {dtype} network can hold: {shown(value)}"
            )
    if array.ndim < 2 or array.shape[-1] != width:
        raise ValueError(
            f"{name} must have shape (n, {width}) for this network, not {array.shape}: "
            "one row a sample, one column a feature"
        )
    if array.shape[-2] == 0:
        raise ValueError(f"{name} has no samples: a batch needs one at least")
    return array


def pairs(x, y, net):
    """x (..., n, inputs) and y (..., n, outputs) as samples for ``net``, one set or one a member."""
    dtype = net.weights[0].dtype
    x, y = samples("x", x, net.sizes[0], dtype), samples("y", y, net.sizes[-1], dtype)
    if x.shape[-2] != y.shape[-2]:
        raise ValueError(
            f"x has {x.shape[-2]} samples and y has {y.shape[-2]}: each row of x needs its row of y"
        )
    for name, array in [("x", x), ("y", y)]:
        if array.shape[:-2] not in [(), net.ensemble]:
            raise ValueError(
                f"{name} has leading axes {array.shape[:-2]} for an ensemble of {net.ensemble}: "
                "give samples (n, d) for all members, or a set for each"
            )
    return x, y


def rates(name, value, net):
    """A learning rate as a number, or as an array (P, S) where ``value`` has one for each parameter or member."""
    # np.ndim would fill a range, however long.
    if not isinstance(value, list | tuple | range) and np.ndim(value) == 0:
        return positive(name, value)
    array, shape = real_array(name, value), (*net.ensemble, len(net.array))
    if not (array > 0).all():
        raise ValueError(f"{name} must be above 0, but its least entry is {array.min():g}")
    try:
        array = np.broadcast_to(array, shape)
    except ValueError:
        raise ValueError(
            f"{name} has shape {array.shape} and the network's parameters {shape}: give a number, (P,) for a rate "
            "for each parameter, or (S, 1) for one for each member"
        ) from None
    return np.ascontiguousarray(array.reshape(-1, shape[-1]).T, net.array.dtype)


def mean_field(weight_variance, bias_variance, activation):
    """What the mean-field picture of ``nnlib.propagation`` needs: two floats, and the activation."""
    spread, shift = positive("weight_variance", weight_variance), number("bias_variance", bias_variance)
    if shift < 0:
        raise ValueError(f"bias_variance must be 0 or more, not {shift:g}")
    if not isinstance(activation, Activation):
        raise TypeError(f"activation must be an activation such as Tanh(), not {shown(activation)}")
    return spread, shift, activation
