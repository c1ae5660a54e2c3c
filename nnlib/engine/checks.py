"""What every public function asks of its arguments.

A wrong number that slips in at the start of a run comes out at its end as a strange curve. So
arguments are checked where they enter, once, and an error names the argument, the value and the
mend. What has passed is not checked again inside the loops. Numbers, arrays and names are checked here, what belongs to
a network in ``network_checks``.
"""

import inspect
import math
import operator
from collections.abc import Hashable
from numbers import Real

import numpy as np

LARGEST = 10**8  # entries of one array: 800 MB, and more is a slip of the keyboard
WIDEST = 1e100  # a number beyond it, or below its inverse, is none when it is squared


def shown(value):
    """``value`` as a message prints it: on one line, and not too long."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 100 else f"{text[:80]}..."


def floats(name, value):
    """``value`` as an array of floats that may be infinite or NaN, as those of a lost run are."""
    not_too_long(name, value)
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name} must be an array of numbers with rows of one length, not {shown(value)}"
        ) from None
    if array.dtype == object and all(isinstance(entry, Real) for entry in array.flat):
        array = np.reshape([_float(name, entry) for entry in array.flat], array.shape)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must be an array of numbers, not {shown(value)}")
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def real_array(name, value):
    """``value`` as a fresh array of finite floats: float32 stays float32, all else is float64."""
    array = floats(name, value)
    array = array.astype(np.float32 if array.dtype == np.float32 else np.float64)
    if not np.isfinite(array).all():
        place = tuple(map(int, np.argwhere(~np.isfinite(array))[0]))
        raise ValueError(
            f"{name} must be finite, but {f'its entry {place}' if place else 'it'} is {array[place]}: "
            "look for a division by zero or a run that diverged"
        )
    return array


def number(name, value):
    """``value`` as one finite float."""
    result = _float(name, value)
    if not math.isfinite(result):
        raise ValueError(f"{name} must be finite, but it is {shown(value)}")
    if abs(result) > WIDEST:
        raise ValueError(f"{name} must lie between -{WIDEST:g} and {WIDEST:g}, but it is {shown(value)}")
    return result


def positive(name, value):
    """``value`` as a float above zero."""
    result = _float(name, value)
    if not 0 < result < math.inf:
        raise ValueError(f"{name} must be a finite number above 0, not {shown(value)}")
    if not 1 / WIDEST <= result <= WIDEST:
        raise ValueError(f"{name} must lie between {1 / WIDEST:g} and {WIDEST:g}, but it is {shown(value)}")
    return result


def _float(name, value):
    if isinstance(value, np.ndarray):
        value = value[()]  # an array of shape () is one number
    if not isinstance(value, Real):  # float() would read strings
        raise TypeError(f"{name} must be a number, not {shown(value)}")
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def between(low, high):
    """Two numbers, the first below the second."""
    low, high = number("low", low), number("high", high)
    if not low < high:
        raise ValueError(f"low must be below high, not {low:g} and {high:g}")
    return low, high


def whole(name, value, least=0, most=None):
    """``value`` as an int from ``least`` to ``most``. A float or a string is an error, even 3.0."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer such as 3, not {shown(value)}") from None
    if number < least:
        raise ValueError(f"{name} must be {least} or more, not {shown(number)}")
    if most is not None and number > most:
        raise ValueError(f"{name} must be {most} or less, not {shown(number)}")
    return number


def several(name, value):
    """``value`` as a list; a single thing is an error."""
    not_too_long(name, value)
    if isinstance(value, str | bytes | dict) or not np.iterable(value):
        raise TypeError(f"{name} must be a list or another sequence, not {shown(value)}")
    return list(value)


def not_too_long(name, value):
    """An error if ``value`` is a sequence that no memory holds, such as range(10**12)."""
    try:
        too_long = len(value) > LARGEST
    except TypeError:
        return  # not a sequence
    except OverflowError:
        too_long = True
    if too_long:
        raise ValueError(f"{name} must have {LARGEST} entries at most, not as many as {shown(value)}")


def one_of(name, value, known):
    """``value``, if it is one of the names in ``known``."""
    if not isinstance(value, Hashable) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}, not {shown(value)}")
    return value


def flag(name, value):
    """``value``, if it is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, not {shown(value)}")
    return bool(value)


def function(name, value, what):
    """``value``, if it can be called with one argument; ``what`` says with which, and what it gives."""
    try:
        inspect.signature(value).bind(None)
    except TypeError:
        raise TypeError(f"{name} must be a function {what}, not {shown(value)}") from None
    except ValueError:  # a function of C that does not tell its arguments
        pass
    return value


def generator(name, value):
    """``value``, if it is a random generator of NumPy."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy.random.Generator such as default_rng(0), not {shown(value)}")
    return value


def matrix_shape(fan_out, fan_in):
    """(fan_out, fan_in) of a weight matrix that fits into memory."""
    shape = whole("fan_out", fan_out, least=1), whole("fan_in", fan_in, least=1)
    if shape[0] * shape[1] > LARGEST:
        raise ValueError(f"fan_out times fan_in must be {LARGEST} at most, not {shape[0]} times {shape[1]}")
    return shape
