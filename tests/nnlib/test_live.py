"""A panel follows its controls, says what is wrong in words, and shows itself without a kernel."""

import asyncio
import base64
from io import BytesIO

import ipywidgets
import numpy as np
import pytest
from PIL import Image

from nnlib import live
from nnlib.show import controls, picture
from nnlib.show.parts import grouped
from nnlib.show.pixels import png


def draw_height(figure, height, colour="blue"):
    if height < 0:
        raise ValueError(f"height must not be negative, not {height:g}")
    (axes,) = picture.panes(figure, 1)
    picture.curve(axes, "height", [0, 1], [height, height], color="black")
    axes.set(xlim=(0, 1), ylim=(0, 3))
    return f"The height is {height:g}, {colour}."


def panel(**more):
    return live.Panel(
        draw_height,
        presets={"high": {"height": 2.5}},
        height=controls.slider("height", 1.0, -1.0, 3.0, 0.1, unit="m"),
        colour=controls.choice("colour", ["blue", "green"]),
        **more,
    )


def shown(p, bundle):
    return bytes(p.image.value), base64.b64decode(bundle["image/png"])


def test_the_first_frame_is_there_before_anybody_touches_a_control():
    p = panel()
    assert p.sentence == "The height is 1, blue."
    assert bytes(p.image.value[:2]) in (b"\x89P", b"BM")  # what a browser's own Python sends is not packed
    bundle = p._repr_mimebundle_()
    assert bundle["text/plain"] == p.sentence
    assert np.array_equal(*(Image.open(BytesIO(data)).convert("RGB") for data in shown(p, bundle)))
    assert base64.b64decode(bundle["image/png"])[:4] == b"\x89PNG"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_a_moved_control_redraws_the_same_figure():
    p = panel()
    before, axes = p.image.value, p.figure.axes[0]
    p.controls["height"].value = 2.0
    assert p.sentence == "The height is 2, blue."
    assert p.image.value != before
    assert p.figure.axes == [axes] and len(axes.lines) == 1


def test_a_png_is_whole():
    """Its checksums are what the format asks for, and its pixels what was packed."""
    pixels = np.random.default_rng(0).integers(256, size=(7, 5, 4), dtype=np.uint8)
    packed = png(pixels)
    Image.open(BytesIO(packed)).verify()
    assert np.array_equal(Image.open(BytesIO(packed)), pixels[..., :3])


def test_the_sentence_is_the_pictures_text():
    p = panel()
    assert p.image.tooltip == p.sentence
    assert p.sentence in p.words.value


def test_a_number_below_zero_has_a_real_minus_sign():
    p = live.Panel(
        lambda figure, x: f"x-ray at {x:g}, ({x:g}, {x / 1000:g}): 1e-05, 2-2-1.",
        x=controls.slider("x", -1, -2, 0, 1),
    )
    assert p.sentence == "x-ray at \u22121, (\u22121, \u22120.001): 1e-05, 2-2-1."
    assert p.image.tooltip == p.sentence and p.sentence in p.words.value


def test_an_exception_is_shown_in_words_and_the_next_value_clears_it():
    p = panel()
    p.controls["height"].value = -1.0
    assert "height must not be negative, not -1" in p.words.value and "alert" in p.words.value
    p.controls["height"].value = 1.5
    assert p.sentence == "The height is 1.5, blue." and "alert" not in p.words.value


def test_an_exception_of_the_first_frame_is_the_authors():
    with pytest.raises(ValueError, match="height must not be negative"):
        live.Panel(draw_height, height=controls.slider("height", -1.0, -1.0, 3.0, 0.1))


def test_a_preset_sets_its_values_and_reset_brings_back_the_first_ones():
    p = panel()
    p.show("high")
    assert p.values == {"height": 2.5, "colour": "blue"} and p.sentence == "The height is 2.5, blue."
    p.controls["colour"].value = "green"
    p.show("Reset")
    assert p.values == {"height": 1.0, "colour": "blue"}


def test_an_unknown_preset_is_refused_by_name():
    with pytest.raises(ValueError, match=r"preset must be one of 'Reset', 'high', not 'higher'"):
        panel().show("higher")


def test_every_preset_is_a_button_that_can_be_pressed():
    p = panel()
    buttons = {b.description: b for b in widgets_of(p) if isinstance(b, ipywidgets.Button)}
    assert list(buttons) == ["Stop", "Reset", "high"]
    buttons["high"].click()
    assert p.values["height"] == 2.5
    buttons["Reset"].click()
    assert p.values["height"] == 1.0


def test_a_fast_drag_leaves_no_queue():
    p, drawn = panel(), []
    draw = p.draw
    p.draw = lambda figure, **values: drawn.append(values["height"]) or draw(figure, **values)

    async def drag():
        for step in range(200):
            p.controls["height"].value = step / 100
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.5)

    asyncio.run(drag())
    assert drawn[-1] == 1.99 and p.sentence == "The height is 1.99, blue."
    assert 2 < len(drawn) < 100  # frames came while it moved, fewer than the moves
    assert drawn == sorted(drawn)


def test_a_preset_is_one_frame():
    p, drawn = panel(), []
    p.presets["both"] = {"height": 2.0, "colour": "green"}
    draw = p.draw
    p.draw = lambda figure, **values: drawn.append(values) or draw(figure, **values)
    p.show("both")
    assert drawn == [{"height": 2.0, "colour": "green"}]


def two(actions):
    sliders = {name: controls.slider(name, value, -3, 3, 1) for name, value in (("x", 1), ("y", 2))}
    return live.Panel(lambda figure, x, y: f"{x} and {y}", actions=actions, **sliders)


def test_an_action_makes_values_of_those_that_are_there_in_one_frame():
    p, drawn = two({"Turn": {"x": "-x"}, "Swap": {"x": "y", "y": "-x"}}), []
    draw = p.draw
    p.draw = lambda figure, **values: drawn.append(values) or draw(figure, **values)
    buttons = {b.description: b for b in widgets_of(p) if isinstance(b, ipywidgets.Button)}
    assert list(buttons) == ["Stop", "Reset", "Turn", "Swap"]
    for press in ("Swap", "Turn", "Swap"):
        buttons[press].click()
    assert drawn == [{"x": 2, "y": -1}, {"x": -2, "y": -1}, {"x": -1, "y": 2}]
    assert p.parts["actions"] == {"Turn": {"x": "-x"}, "Swap": {"x": "y", "y": "-x"}}


def test_an_action_that_cannot_be_is_told_in_words():
    with pytest.raises(ValueError, match=r"a control of 'Swap' must be one of 'x', 'y', not 'z'"):
        two({"Swap": {"x": "-z"}})
    with pytest.raises(ValueError, match=r"'Copy' must have sliders of one range, but height and colour are"):
        panel(actions={"Copy": {"height": "colour"}})
    with pytest.raises(
        ValueError, match=r"'Turn' must have sliders of one range, but height and -height are"
    ):
        panel(actions={"Turn": {"height": "-height"}})
    with pytest.raises(ValueError, match=r"action must be one of 'Turn', not 'Swap'"):
        two({"Turn": {"x": "-x"}}).act("Swap")


def test_sliders_carry_label_and_unit():
    slider = controls.slider("rate", 0.1, 0.0, 1.0, 0.01, unit="per step")
    assert isinstance(slider, ipywidgets.FloatSlider) and slider.description == "rate (per step)"
    assert isinstance(controls.slider("seed", 0, 0, 9, 1), ipywidgets.IntSlider)


def widgets_of(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_of(child)


def test_every_value_of_a_control_is_one_of_its_steps():
    """A page rounds what it is given to a step, and sends that back as if it had been moved."""
    with pytest.raises(ValueError, match=r"value must be a step of 0.01 from 0, such as 0.67, not 0.6666"):
        controls.slider("b", 2 / 3, 0, 3, 0.01)
    with pytest.raises(ValueError, match=r"height must be a step of 0.1 from -1, such as 2.3, not 2.31"):
        live.Panel(draw_height, presets={"odd": {"height": 2.31}}, height=panel().controls["height"])


def test_a_logarithmic_slider_reads_as_its_value():
    slider = controls.log_slider("h", 1e-5, 1e-14, 1, 4, unit="m")
    assert slider.value == 1e-5 and slider.label == "1e-05" and slider.description == "h (m)"
    assert [value for _, value in slider.options][-5:] == [0.1, 0.178, 0.316, 0.562, 1.0]
    assert all(float(text) == value for text, value in slider.options)
    assert controls.log_slider("scale", 1000.0, 1, 1000, 4).label == "1000"


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"value": 0.02}, r"value must be one of its steps, such as 0.0178, from 0.0001 to 1000, not 0.02"),
        ({"low": 0.0}, r"low must be a finite number above 0, not 0.0"),
        ({"low": 0.002}, r"low and high must be powers of ten such as 0.01, not 0.002 and 1000"),
        ({"high": 0.0001}, r"low must be below high"),
        ({"decade": 0}, r"decade must be 1 or more, not 0"),
    ],
)
def test_a_logarithmic_slider_says_what_it_cannot_be(wrong, message):
    with pytest.raises(ValueError, match=message):
        controls.log_slider(**{"label": "h", "value": 0.01, "low": 1e-4, "high": 1000, "decade": 4} | wrong)


def test_first_values_are_an_argument_and_reset_goes_back_to_the_panels_own():
    p = panel(values={"height": 2, "colour": "green"})
    assert p.sentence == "The height is 2, green."
    p.show("Reset")
    assert p.sentence == "The height is 1, blue."


@pytest.mark.parametrize(
    "values, message",
    [
        ({"width": 1}, r"a control's name must be one of 'height', 'colour', not 'width'"),
        ({"height": 3.1}, r"height must be a number from -1 to 3, not 3.1"),
        ({"height": "high"}, r"height must be a number from -1 to 3, not 'high'"),
        ({"height": float("nan")}, r"height must be a number from -1 to 3, not nan"),
        ({"height": 0.55}, r"height must be a step of 0.1 from -1, such as 0.[56], not 0.55"),
        ({"colour": "red"}, r"colour must be one of 'blue', 'green', not 'red'"),
        ({"colour": ["blue"]}, r"colour must be one of 'blue', 'green', not \['blue'\]"),
    ],
)
def test_a_name_or_a_value_that_there_is_not_is_told_in_words(values, message):
    with pytest.raises(ValueError, match=message):
        panel(values=values)


def test_a_short_label_is_seen_and_the_whole_one_is_read_aloud():
    slider = controls.slider("unit 1, bias", 0, 0, 9, 1, short="bias")
    assert (slider.description, slider.tooltip) == ("bias", "unit 1, bias")


def test_controls_of_a_group_stand_together_under_their_heading():
    sliders = {name: controls.slider(name, 0, 0, 9, 1) for name in ("ax", "bx", "ay")}
    shown = grouped(sliders, {"A": ["ax", "ay"]})
    assert shown[1] is sliders["bx"] and "<b>A</b>" in shown[0].children[0].value
    assert shown[0].children[1:] == (sliders["ax"], sliders["ay"])
    for wrong, message in [
        ({"A": ["c"]}, "groups must be one of 'ax'"),
        ({"A": ["bx"], "B": ["bx"]}, "'bx' is there"),
    ]:
        with pytest.raises(ValueError, match=message):
            grouped(sliders, wrong)
