"""The controls of a panel: sliders and lists of the same shape in every chapter.

A control has a name that says what it sets, with its unit, and the value beside it. Names stand in a column of
one width, so that the tracks of all sliders begin under one another. Each value that a control can have is one of
its steps, exactly: a page's slider would round any other to a step, and send that back as if it had been moved.
"""

import math
from numbers import Real

import ipywidgets as widgets

from nnlib.engine.checks import between, one_of, positive, shown, whole
from nnlib.show.language import translated

_SHAPE = {"layout": {"width": "auto"}, "style": {"description_width": "7.5em"}}


def slider(label, value, low, high, step, unit="", short=""):
    """A slider from ``low`` to ``high``; whole numbers where ``value`` and ``step`` are whole.

    ``short``: what is seen of the label under a heading that says the rest, such as "bias" of "unit 1, bias".

    ValueError for a ``value`` that is not one of its steps, counted from ``low``.

    >>> slider("rate", 0.1, 0, 1, 0.01, unit="per step").description
    'rate (per step)'
    """
    between(low, high)
    positive("step", step)
    whole_numbers = isinstance(value, int) and isinstance(step, int)
    kind = widgets.IntSlider if whole_numbers else widgets.FloatSlider
    digits = "d" if whole_numbers else f".{len(f'{step:g}'.partition('.')[2])}f"
    control = _of(kind, label, unit, min=low, max=high, step=step, readout_format=digits)
    control.description = short or control.description
    control.value = fitting("value", control, value)
    return control


def choice(label, options, value=None):
    """A drop-down list of ``options`` (values, or pairs of text and value); ``value`` is chosen, or the first.

    >>> choice("start", ["random", "constant"]).value
    'random'
    """
    return _chosen(_of(widgets.Dropdown, label, options=options), value)


def steps(label, options, value=None, unit=""):
    """A slider over ``options`` that are not evenly spaced; ``value`` is chosen, or the first.

    >>> steps("starts", [3, 10, 100], value=10).value
    10
    """
    return _chosen(_of(widgets.SelectionSlider, label, unit, options=options), value)


def log_slider(label, value, low, high, decade, unit=""):
    """A slider over powers of ten from ``low`` to ``high``, with ``decade`` steps from each to the next.

    Its values have three figures, and that is how they read: 0.01, and not -2.00. ``low`` and ``high`` are powers of
    ten; ``value`` is one of the steps, or ValueError.

    >>> scale = log_slider("scale", 0.01, 0.0001, 1000, 4)
    >>> scale.value, scale.options[1]
    (0.01, ('0.000178', 0.000178))
    """
    between(positive("low", low), positive("high", high))
    ends = [round(math.log10(end)) for end in (low, high)]
    if not all(math.isclose(10.0**power, end) for power, end in zip(ends, (low, high))):
        raise ValueError(f"low and high must be powers of ten such as 0.01, not {low:g} and {high:g}")
    count = (ends[1] - ends[0]) * whole("decade", decade, least=1, most=100)
    values = [float(f"{10 ** (ends[0] + k / decade):.3g}") for k in range(count + 1)]
    return steps(label, [(f"{each:g}", each) for each in values], value, unit)


def values_of(control):
    """All values of a slider or a list, from the first to the last.

    >>> values_of(slider("rate", 0.1, 0, 0.3, 0.1))
    [0.0, 0.1, 0.2, 0.3]
    """
    if hasattr(control, "_options_full"):
        return [value for _, value in control._options_full]
    kind, count = type(control.value), round((control.max - control.min) / control.step)
    return [kind(round(control.min + control.step * place, 9)) for place in range(count + 1)]


def place_of(control):
    """Where a slider or a list stands, counted from 0.

    >>> place_of(slider("rate", 0.2, 0, 0.3, 0.1))
    2
    """
    if hasattr(control, "index"):
        return control.index
    return round((control.value - control.min) / control.step)


def fitting(name, control, value):
    """The value of ``control`` that ``value`` means, called ``name`` in the ValueError if there is none.

    >>> fitting("rate", slider("rate", 0.1, 0, 1, 0.1), 0.3)
    0.3
    >>> fitting("rate", slider("rate", 0.1, 0, 1, 0.1), 0.34)
    Traceback (most recent call last):
    ...
    ValueError: rate must be a step of 0.1 from 0, such as 0.3, not 0.34
    """
    if hasattr(control, "_options_full"):
        return _option(name, [each for _, each in control._options_full], value)
    if not hasattr(control, "step") or hasattr(control, "base"):
        return value  # a control of another kind
    low, high, step = control.min, control.max, control.step
    if not isinstance(value, Real) or not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}, not {shown(value)}")
    count = round((value - low) / step)
    if not math.isclose(low + count * step, value, abs_tol=1e-6 * step):
        nearest = f"{low + count * step:.10g}"
        raise ValueError(
            f"{name} must be a step of {step:g} from {low:g}, such as {nearest}, not {shown(value)}"
        )
    return type(control.value)(value)


def fitting_action(action, moves, controls):
    """``moves``, by control the one it takes its value from, if those are sliders of one range; else ValueError.

    >>> fitting_action("Swap", {"x": "-z"}, {"x": slider("x", 0, -3, 3, 1)})
    Traceback (most recent call last):
    ...
    ValueError: a control of 'Swap' must be one of 'x', not 'z'
    """
    for name, source in moves.items():
        known = f"a control of {action!r}"
        to, of = (controls[one_of(known, each, controls)] for each in (name, source.removeprefix("-")))
        sign = -1 if source.startswith("-") else 1
        sliders = hasattr(to, "step") and hasattr(of, "step")
        if not sliders or [to.min, to.max, to.step] != [*sorted([sign * of.min, sign * of.max]), of.step]:
            raise ValueError(f"{action!r} must have sliders of one range, but {name} and {source} are not")
    return moves


def acted(moves, values):
    """What an action makes of ``values``.

    >>> acted({"x": "y", "y": "-x"}, {"x": 1, "y": 2, "z": 3})
    {'x': 2, 'y': -1}
    """
    return {
        name: 0 - values[source[1:]] if source.startswith("-") else values[source]  # 0, and not -0
        for name, source in moves.items()
    }


def _option(name, options, value):
    numbers = all(isinstance(each, Real) for each in options) and isinstance(value, Real)
    if numbers and math.isfinite(value):
        nearest = min(options, key=lambda each: abs(each - value))
        if math.isclose(nearest, value, rel_tol=1e-6):
            return nearest
        if len(options) > 20:
            near = f"such as {nearest:g}, from {min(options):g} to {max(options):g}"
            raise ValueError(f"{name} must be one of its steps, {near}, not {shown(value)}")
    return one_of(name, value, options)


def _of(kind, label, unit="", **settings):
    text = translated("{label} ({unit})").format(label=label, unit=unit) if unit else label
    return kind(description=text, tooltip=text, **settings, **_SHAPE)


def _chosen(control, value):
    if value is not None:
        control.value = fitting("value", control, value)
    return control
