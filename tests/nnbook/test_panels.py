"""Every chapter's panel, over the whole range of its controls."""

import re
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from ipywidgets import SelectionSlider
from PIL import Image

from nnbook.ch01 import panels as ch01
from nnbook.ch02 import panels as ch02
from nnbook.ch03 import panels as ch03
from nnbook.ch04 import panels as ch04
from nnbook.ch05 import panels as ch05
from nnbook.ch06 import panels as ch06
from nnbook.ch07 import panels as ch07
from nnbook.ch08 import panels as ch08
from nnbook.ch09 import panels as ch09
from nnbook.ch10 import panels as ch10
from nnbook.ch11 import panels as ch11
from nnbook.ch12 import panels as ch12
from nnbook.ch13 import panels as ch13
from nnlib.show import picture

ALL = [
    ch01.forward_pass,
    ch02.tangent,
    ch02.learning,
    ch03.seed_race,
    ch03.weight_paths,
    ch04.how_many_starts,
    ch05.hidden_units,
    ch05.search_race,
    ch06.start_value,
    ch07.layer_by_layer,
    ch08.escape_time,
    ch08.rounding,
    ch09.scale,
    ch09.best_scale,
    ch09.chance,
    ch09.weight_space,
    ch10.through_layers,
    ch10.thirty_layers,
    ch10.luck,
    ch11.phase_plane,
    ch11.circle_through,
    ch11.singular_values,
    ch12.no_dice,
    ch12.lazy_or_rich,
    ch12.best_rate,
    ch13.cut_off,
    ch13.referee,
]


def panel_of(make):
    """A chapter's panel at its first values; it is made once, for that takes longest."""
    panel = made(make)
    panel.show("Reset")
    return panel


@cache
def made(make):
    return make()


def ends_and_middles(control):
    """A few of a control's values, both ends among them; all of a drop-down's."""
    if hasattr(control, "min"):
        steps = round((control.max - control.min) / control.step)
        return [
            type(control.value)(control.min + i * control.step) for i in sorted({0, 2 * steps // 5, steps})
        ]
    values = [value for _, value in control._options_full]
    if isinstance(control, SelectionSlider) and len(values) > 20:
        return [values[i] for i in sorted({0, 2 * len(values) // 5, len(values) - 1})]
    return values


@pytest.mark.once
@pytest.mark.parametrize("make", ALL)
def test_all_controls_at_their_ends_together(make):
    panel = panel_of(make)
    ends = [ends_and_middles(control) for control in panel.controls.values()]
    for corner in ([e[0] for e in ends], [e[-1] for e in ends]):
        values = dict(zip(panel.controls, corner))
        assert panel.draw(panel.figure, **values)


# The step of a difference, and a disturbance, read on their sliders as a program writes them.
WRITTEN = [make for make in ALL if make not in (ch02.tangent, ch08.escape_time, ch08.rounding)]


@pytest.mark.parametrize("make", WRITTEN)
def test_a_sentence_writes_numbers_as_people_do(make):
    panel = panel_of(make)
    for name, control in panel.controls.items():
        for value in ends_and_middles(control):
            panel.show("Reset")
            panel.controls[name].value = value
            assert not re.search(r"\de[+-]?\d|\b1 (layers|units|steps) |nan", panel.sentence), panel.sentence


@pytest.mark.parametrize("make", ALL)
def test_a_drawing_depends_on_its_values_alone(make):
    panel = panel_of(make)
    first = panel.image.value
    for control in panel.controls.values():
        control.value = ends_and_middles(control)[-1]
    panel.show("Reset")
    assert panel.image.value == first


def redrawn(panel):
    """The panel's picture, drawn anew on a new figure by matplotlib alone."""
    figure = picture.Picture(*panel.figure.get_size_inches())
    panel.draw(figure, **panel.values)
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")  # as in the panel
    for axes in figure.axes:
        for artist in axes.get_children():
            artist.set_animated(False)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())


@pytest.mark.once
@pytest.mark.parametrize("make", ALL)
def test_over_its_whole_range_a_fast_frame_is_what_matplotlib_would_draw_to_the_pixel(make):
    panel = panel_of(make)
    for name, control in panel.controls.items():
        panel.show("Reset")
        for value in ends_and_middles(control):
            control.value = value
            assert "Error" not in panel.sentence, f"{name} = {value}: {panel.sentence}"
            assert not re.search(r"(?<![\w.])-\d", panel.sentence), panel.sentence
            sent = np.asarray(Image.open(BytesIO(panel.image.value)))
            different = (sent != redrawn(panel)[..., :3]).any(axis=-1)
            assert not different.any(), f"{name} = {value}: {different.sum()} pixels"


def test_a_frame_draws_only_what_moves(monkeypatch):
    panel = panel_of(ch01.forward_pass)

    def draw():
        raise AssertionError("all of the figure is drawn anew")

    monkeypatch.setattr(panel.figure.canvas, "draw", draw)
    before = panel.image.value
    panel.controls["unit1_bias"].value = 1.0
    assert "apples sorted right" in panel.sentence and panel.image.value != before


@pytest.mark.parametrize("make", ALL)
def test_every_preset_can_be_shown(make):
    panel = panel_of(make)
    for preset in panel.presets:
        panel.show(preset)
        assert "Error" not in panel.sentence


@pytest.mark.parametrize("make", ALL)
def test_every_control_has_a_label_of_its_own(make):
    """What is read aloud; under a heading, what is seen is shorter."""
    labels = [control.tooltip for control in panel_of(make).controls.values()]
    assert all(labels) and len(set(labels)) == len(labels)


def test_every_panel_has_a_name_of_its_own():
    names = [panel_of(make).name for make in ALL]
    assert names == [make.__name__.replace("_", "-") for make in ALL] and len(set(names)) == len(names)


@pytest.mark.parametrize("make", ALL)
def test_a_panel_begins_with_the_values_it_is_given(make):
    own = panel_of(make)
    values = {name: ends_and_middles(control)[-1] for name, control in own.controls.items()}
    if make is ch04.how_many_starts:
        values = {"n": 100}  # more take long
    panel = make(**values)
    assert panel.values == pytest.approx(values) and panel.name == own.name
    panel.show("Reset")
    assert panel.values == own.values and panel.image.value == own.image.value


@pytest.mark.parametrize("make", ALL)
def test_a_panel_says_which_name_or_value_there_is_not(make):
    name = next(iter(panel_of(make).controls))
    with pytest.raises(ValueError, match="a control's name must be one of .*, not 'nonsense'"):
        make(nonsense=1)
    with pytest.raises(ValueError, match=f"{name} must be .*, not 'nonsense'"):
        make(**{name: "nonsense"})


def test_the_sentences_say_the_documents_numbers():
    panel = panel_of(ch01.forward_pass)
    assert "Purple (+) at 5866 of the 10000 points, orange (−) at 4134" in panel.sentence
    panel.show("(b)")
    assert "Purple (+) at 6615 of the 10000 points, orange (−) at 3385" in panel.sentence
    assert panel_of(ch03.seed_race).sentence.startswith(
        "Seed 2 stops at epoch 149, earlier than the constant start (298)"
    )


def test_a_race_of_one_pass_is_one():
    panel = ch05.search_race(passes=1)
    assert panel.sentence.startswith("After 1 forward pass the")


def test_the_apples_are_counted_and_those_on_the_wrong_side_are_ringed():
    panel = panel_of(ch01.forward_pass)
    for values, right in [({}, 11), (dict(zip(panel.controls, [1.5, 3, 0, 1.5, 0, 3, -1, 1, 1])), 20)]:
        for name, value in values.items():
            panel.controls[name].value = value
        assert panel.sentence.startswith(f"{right} of 20 apples sorted right.")
        (rings,) = (line for line in panel.figure.axes[0].lines if line.get_label() == "wrong side")
        assert len(rings.get_xdata()) == 20 - right


def test_weights_of_zero_have_no_boundary_and_no_lines():
    panel = panel_of(ch01.forward_pass)
    for name in set(panel.controls) - {"a", "b"}:
        panel.controls[name].value = 0.0
    assert "Purple (+) at 10000 of" in panel.sentence
