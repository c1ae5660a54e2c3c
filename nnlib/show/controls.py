"""The controls of a panel: sliders and lists of the same shape in every chapter.

A control has a name that says what it sets, with its unit, and the value beside it. Names stand in a column of
one width, so that the tracks of all sliders begin under one another.
"""

import math

import ipywidgets as widgets


class Slider(widgets.FloatSlider):
    """A slider that keeps a value between its steps, such as 2/3, until a hand moves it.

    A page's slider rounds every value that it is given to a step and sends that back, as if it had been moved.
    """

    moved_to = None  # where a hand has moved it last

    def set_state(self, sync_data):
        """Take what the page says, but for a value that Python gave and the page has only rounded."""
        nearest = self.min + self.step * round((self.value - self.min) / self.step)
        rounded = math.isclose(sync_data.get("value", math.nan), nearest, abs_tol=1e-9)
        if rounded and self.value != self.moved_to:
            sync_data = {key: value for key, value in sync_data.items() if key != "value"}
        super().set_state(sync_data)
        if "value" in sync_data:
            self.moved_to = self.value


_SHAPE = {"layout": {"width": "97%"}, "style": {"description_width": "7.5em"}}


def slider(label, value, low, high, step, unit=""):
    """A slider from ``low`` to ``high``; whole numbers where ``value`` and ``step`` are whole.

    >>> slider("rate", 0.1, 0, 1, 0.01, unit="per step").description
    'rate (per step)'
    """
    whole_numbers = isinstance(value, int) and isinstance(step, int)
    kind = widgets.IntSlider if whole_numbers else Slider
    text = f"{label} ({unit})" if unit else label
    digits = "d" if whole_numbers else f".{len(f'{step:g}'.partition('.')[2])}f"
    return kind(
        value, min=low, max=high, step=step, description=text, tooltip=text, readout_format=digits, **_SHAPE
    )


def choice(label, options, value=None):
    """A drop-down list of ``options`` (values, or pairs of text and value); ``value`` is chosen, or the first.

    >>> choice("start", ["random", "constant"]).value
    'random'
    """
    return _of(widgets.Dropdown, label, options, value)


def steps(label, options, value=None):
    """A slider over ``options`` that are not evenly spaced; ``value`` is chosen, or the first.

    >>> steps("starts", [3, 10, 100], value=10).value
    10
    """
    return _of(widgets.SelectionSlider, label, options, value)


def _of(kind, label, options, value):
    control = kind(options=options, description=label, tooltip=label, **_SHAPE)
    if value is not None:
        control.value = value
    return control
