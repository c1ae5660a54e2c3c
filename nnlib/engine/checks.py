"""What every public function asks of its arguments.

A wrong number that slips in at the start of a run comes out at its end as a strange curve. So
arguments are checked where they enter, once, and an error names the argument, the value and the
mend. What has passed is not checked again inside the loops.
"""

import math
import operator

import numpy as np


def real_array(name, value):
    """``value`` as a fresh array of finite floats: float32 stays float32, all else is float64."""
    try:
        array = np.array(value)
        if array.dtype.kind not in "biufO":
            raise TypeError(f"these are {array.dtype}")
        if array.dtype != np.float32:
            array = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name} must be an array of numbers: {error}") from None
    if not np.isfinite(array).all():
        place = tuple(map(int, np.argwhere(~np.isfinite(array))[0]))
        raise ValueError(
            f"{name} must be finite, but {f'its entry {place}' if place else 'it'} is {array[place]}: "
            "look for a division by zero or a run that diverged"
        )
    return array


def number(name, value):
    """``value`` as one finite float."""
    array = real_array(name, value)
    if array.ndim:
        raise TypeError(f"{name} must be one number, not an array of shape {array.shape}")
    return float(array)


def several(name, value):
    """``value`` as a list; a single thing is an error."""
    if isinstance(value, str) or not np.iterable(value):
        raise TypeError(f"{name} must be a list with an entry for each layer, not {value!r}")
    return list(value)


def positive(name, value):
    """``value`` as a float above zero."""
    try:
        number = math.fsum([value])  # float() would read strings
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number, not {value!r}") from None
    if not 0 < number < np.inf:
        raise ValueError(f"{name} must be a finite number above 0, not {value!r}")
    return number


def whole(name, value, least=0):
    """``value`` as an int of at least ``least``. A float or a string is an error, even 3.0."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer such as 3, not {value!r}") from None
    if number < least:
        raise ValueError(f"{name} must be {least} or more, not {number}")
    return number


def one_of(name, value, known):
    """``value``, if it is one of the names in ``known``."""
    if value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}, not {value!r}")
    return value


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


def samples(name, value, width, dtype):
    """``value`` as an array (..., n, width) of the network's own ``dtype``."""
    array = real_array(name, value).astype(dtype, copy=False)
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
