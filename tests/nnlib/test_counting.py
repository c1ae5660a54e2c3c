"""A control is off where another one makes it count for nothing."""

import pytest

from nnlib.live import Panel
from nnlib.show.controls import choice, slider
from nnlib.show.counting import counting


def panel(**values):
    def draw(figure, depth, layer_3, start, value):
        return f"{depth} {layer_3} {start} {value}"

    made = Panel(
        draw,
        values=values,
        presets={"deep": {"depth": 3, "start": "random"}},
        depth=slider("depth", 2, 2, 3, 1),
        layer_3=choice("layer 3", ["zero", "random"]),
        start=choice("start", ["equal", "random"]),
        value=slider("value", 0, 0, 9, 1),
    )
    return counting(made, layer_3=("depth", [3]), value=("start", ["equal"]))


def off(made):
    return [name for name, control in made.controls.items() if control.disabled]


def test_controls_are_off_where_they_do_not_count_also_at_first_and_with_presets():
    made = panel()
    assert off(made) == ["layer_3"]
    made.show("deep")
    assert off(made) == ["value"]
    made.controls["start"].value = "equal"
    assert off(made) == []
    made.show("Reset")
    assert off(made) == ["layer_3"]
    assert off(panel(depth=3, start="random")) == ["value"]


def test_a_page_is_told_and_what_else_it_is_told_stays():
    parts = panel().parts
    assert parts["counts"] == {"layer_3": ["depth", [3]], "value": ["start", ["equal"]]}
    assert {"image", "words", "controls", "options", "presets"} <= parts.keys()


@pytest.mark.parametrize("conditions", [{"layer_4": ("depth", [4])}, {"layer_3": ("deep", [4])}])
def test_a_name_that_there_is_not_is_refused(conditions):
    with pytest.raises(ValueError, match="a control's name must be one of .*, not '(layer_4|deep)'"):
        counting(panel(), **conditions)
