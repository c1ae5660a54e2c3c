"""A slider is dragged, and a hand that does not wait moves hundreds of times."""

import random
from urllib.parse import parse_qsl

import native
import pytest
from panels import FIRST, OTHER, at_rest, edit, open_panels, press, wait_until_live
from waits import becomes, looks_like

from nnlib.show.controls import fitting


def test_a_slider_is_dragged_and_moved_hundreds_of_times(visit):
    page = visit(FIRST)
    (handles, picture), *_ = open_panels(page)
    a_slider_keeps_the_value_it_was_dragged_to(page, handles, picture)
    wander(page, handles, picture)
    memory_does_not_grow_with_redraws(page, handles, picture)


def a_slider_keeps_the_value_it_was_dragged_to(page, handles, picture):
    handles.first.hover()
    box = handles.first.bounding_box()
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 8 + 3 * step, box["y"] + 8)
        page.wait_for_timeout(100)
    readout = page.locator(".widget-readout").first
    dragged = readout.inner_text()
    wait_until_live(page)
    assert readout.inner_text() == dragged != "0.5"
    page.mouse.move(box["x"] - 10, box["y"] + 8)  # the same drag goes on
    page.wait_for_timeout(100)
    assert readout.inner_text() != dragged
    page.mouse.up()
    value = float(readout.inner_text().replace("−", "-"))
    name, _ = native.first_slider(FIRST, 0)
    looks_like(picture, native.picture(FIRST, 0, **{name: value}))


def memory_does_not_grow_with_redraws(page, handles, picture):
    session = page.context.new_cdp_session(page)
    page.locator(OTHER).get_by_role("button", name="Edit this cell").click()
    edit(page, OTHER, "from pyodide_js import _module\nprint(_module.HEAP8.length)")

    def redraw(times):
        """The page's memory afterwards and Python's, in megabytes."""
        for _ in range(times // 50):
            press(page, handles.first, "ArrowRight", 25)
            press(page, handles.first, "ArrowLeft", 25)
        at_rest(picture)
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        page.locator(OTHER).get_by_role("button", name="Run").click()
        page.wait_for_function("() => !document.querySelector('[aria-busy]')")
        wait_until_live(page)
        return used, int(page.locator(f"{OTHER} .live-output").inner_text()) / 1e6

    first, python = redraw(50)
    later, python_later = redraw(200)
    assert later < first + 3
    assert python_later < python + 10


def wander(page, handles, picture, actions=300, seed=11):
    """A hand that does not wait; then picture, sentence and readouts are those of the values that the address names."""
    hand, presets, panel = random.Random(seed), page.locator(".nn-presets button"), native.panel(FIRST, 0)
    for _ in range(actions):
        if hand.random() < 0.1:
            presets.nth(hand.randrange(presets.count())).press("Enter")
        else:
            key = hand.choice(["Home", "End", "ArrowLeft", "ArrowRight", "PageUp", "PageDown"])
            handles.nth(hand.randrange(handles.count())).press(key)
    page.wait_for_timeout(1000)  # the address follows
    values = panel.presets["Reset"] | dict(parse_qsl(page.evaluate("location.hash"))[1:])
    values = {name: fitting(name, panel.controls[name], float(value)) for name, value in values.items()}
    expected = native.picture(FIRST, 0, **values)
    told = f"seed {seed}, {values}"
    print(told)
    becomes(page, picture.get_attribute, panel.sentence, "alt")
    looks_like(picture, expected)
    readouts = [float(text.replace("−", "-")) for text in page.locator(".widget-readout").all_inner_texts()]
    assert readouts == pytest.approx([control.value for control in panel.controls.values()], abs=0.006), told
