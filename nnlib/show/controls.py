"""The controls of a panel: sliders and lists of the same shape in every chapter.

A control has a name that says what it sets, with its unit, and the value beside it. Names stand in a column of
one width, so that the tracks of all sliders begin under one another.
"""

import ipywidgets as widgets


class Slider(widgets.FloatSlider):
    """A slider that keeps a value between its steps, such as 2/3, until a hand moves it.

    A page's slider rounds every value that it is given to a step and sends it back, as if it had been moved. That
    takes it half a step at most; a hand takes it further.
    """

    def set_state(self, sync_data):
        """Take what the page says, but for a value that it has only rounded."""
        rounded = "value" in sync_data and abs(sync_data["value"] - self.value) <= self.step / 2
        super().set_state(
            {key: value for key, value in sync_data.items() if not (rounded and key == "value")}
        )


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
