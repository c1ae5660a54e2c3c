"""The published page runs: a touched control starts Python, and every panel answers as it does in CPython."""

import axe
import native
import pytest
from built import CHAPTERS, SITE
from panels import (
    ABOVE,
    FIRST,
    SHARP,
    START,
    STATE,
    at_rest,
    bar,
    open_panels,
    press,
    wait_until_live,
    workers_end,
)
from waits import becomes, looks_like, pixels_of

# Names of controls that are not seen whole, and sliders that are too short for a hand.
CUT = """() => [
  ...[...document.querySelectorAll(".widget-label")].filter((name) =>
    name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + 1),
  ...[...document.querySelectorAll(".slider-container")].filter((slider) => slider.clientWidth < 100),
].map((element) => element.parentElement.innerText)"""
# How often a panel has said that it computes.
BUSY = """() => {
  window.busy = 0;
  const seen = ({ target }) => target.matches(".nn-place[aria-busy=true]") && (window.busy += 1);
  new MutationObserver((all) => all.forEach(seen)).observe(document, { subtree: true, attributeFilter: ["aria-busy"] });
}"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_panels_show_what_cpython_draws(visit, name):
    """From end to end: of three values' pictures, the page's is like the one for its own value."""
    page = visit(name)
    panels = open_panels(page)
    page.evaluate(BUSY)
    assert len(panels) == len(native.panel_names(name)) > 0
    assert page.evaluate(CUT) == []
    for number, (handles, picture) in enumerate(panels):
        slider, values = native.first_slider(name, number)
        if slider is None:
            continue
        last = len(values) - 1
        wanted = sorted({0, last // 2, last})
        drawn = {index: native.picture(name, number, **{slider: values[index]}) for index in wanted}
        press(page, handles.first, "Home")
        wait_until_live(page)
        at = 0
        for index in wanted:
            press(page, handles.first, *(["End"] if index == last else ["ArrowRight", index - at]))
            at = index
            for _ in range(400):  # until the newest frame is there: some panels train first
                pixels = pixels_of(picture)
                alike = {i: native.likeness(pixels, drawn[i]) for i in wanted}
                if alike[index] > max(0.7, max(alike.values()) - 0.02):  # some seeds look nearly the same
                    break
                page.wait_for_timeout(200)
            else:
                pytest.fail(f"{slider} = {values[index]} looks unlike CPython's picture: {alike}")
    assert page.locator(".nn-place[aria-busy]").count() == 0
    assert not axe.found(page)
    assert (
        name != CHAPTERS[8] or page.evaluate("window.busy") > 0
    )  # there 1,600 networks are trained for a picture


FRAMES = """picture => {
  window.frames_shown = 0;
  const count = () => (window.frames_shown += 1);
  new MutationObserver(count).observe(picture, { attributes: true, attributeFilter: ["src"] });
}"""


def test_the_first_touch_moves_one_control_and_leaves_the_others(visit):
    """A slider of the page rounds what it shows (b = 2/3) to its steps; nobody has moved it."""
    page = visit(FIRST)
    (handles, picture), *_ = open_panels(page)
    picture.evaluate(FRAMES)
    press(page, handles.nth(0), "Home")
    wait_until_live(page)
    at_rest(picture)
    name, values = native.first_slider(FIRST, 0)
    panel = native.panel(FIRST, 0)
    panel.show("(a)")
    panel.controls[name].value = values[0]
    panel.refresh()
    becomes(page, picture.get_attribute, panel.sentence, "alt")
    assert (
        page.evaluate("window.frames_shown") <= 4
    )  # drawn beforehand, Python's, and at the screen's density
    page.get_by_role("button", name="(b)").click()
    at_rest(picture)
    panel.show("(b)")
    becomes(page, picture.get_attribute, panel.sentence, "alt")
    assert page.evaluate("window.frames_shown") <= 6
    becomes(page, picture.evaluate, lambda pixels: 0.9 <= pixels <= 1.6, SHARP)


SHIFTS = """new PerformanceObserver(list => {
  for (const { value } of list.getEntries()) window.shifted = (window.shifted ?? 0) + value;
}).observe({ type: "layout-shift" })"""


def test_the_whole_page_runs_and_nothing_jumps(visit):
    page = visit(FIRST)
    open_panels(page)
    sizes = """() => [...document.querySelectorAll('.bd-article img, .bd-article .cell_output pre')]
      .map(({ tagName, offsetWidth, offsetHeight, alt }) => ({ tagName, offsetWidth, offsetHeight, alt }))"""
    before = page.evaluate(sizes)
    page.set_viewport_size({"width": 1280, "height": 12_000})  # all of it in sight, for only that is counted
    page.evaluate(SHIFTS)
    for again in ("", " again"):
        page.get_by_role("button", name=f"Run this page{again}", exact=True).click()
        page.wait_for_selector(".live-bar progress:visible")
        page.wait_for_function(
            "() => document.querySelector('.live-bar p').innerText.startsWith('This page is live')",
            timeout=START,
        )
        after = page.evaluate(sizes)
        assert page.locator(".live-output img").count() >= 3
        assert page.locator(".live-output .widget-slider").count() == 0  # the saved panel has its Python
        assert len(before) == len(after)
        for one, other in zip(before, after):
            assert (one["tagName"], one.get("alt")) == (other["tagName"], other.get("alt"))
            assert abs(one["offsetWidth"] - other["offsetWidth"]) <= 4, (one, other)
            assert abs(one["offsetHeight"] - other["offsetHeight"]) <= 8, (one, other)
    assert page.evaluate("() => window.shifted ?? 0") < 0.02
    assert not {state: each for state, each in axe.both(page, "live").items() if each}


def test_a_panel_is_run_by_the_keyboard_alone(visit):
    """Tab from the cell above reaches every slider and button in turn; passing by starts nothing."""
    page = visit(FIRST)
    (_, picture), *_ = open_panels(page)
    page.locator(ABOVE).get_by_role("button", name="Edit this cell").focus()
    at = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
    passed = []
    while passed[-1:] != ["(b)"] and len(passed) < 120:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(at))
    sliders = [control.tooltip for control in native.panel(FIRST, 0).controls.values()]
    assert [name for name in passed if name in {*sliders, "Reset", "(a)", "(b)"}] == [
        *sliders,
        "Reset",
        "(a)",
        "(b)",
    ]
    assert page.evaluate(STATE) is None
    page.keyboard.press("Enter")
    wait_until_live(page)
    preset_b = native.panel(FIRST, 0).presets["(b)"]
    looks_like(picture, native.picture(FIRST, 0, **preset_b))
    while page.evaluate(at) != sliders[0]:
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    name, values = native.first_slider(FIRST, 0)
    wanted = native.picture(FIRST, 0, **preset_b | {name: values[-1]})
    looks_like(picture, wanted)
    becomes(page, picture.get_attribute, native.panel(FIRST, 0).sentence, "alt")  # what is heard


def test_stop_and_reload_in_the_middle_of_the_start_and_of_a_drawing(visit):
    """What is shown stays, and the next touch starts anew."""
    page = visit(CHAPTERS[2])
    (handles, _), *_ = open_panels(page)
    press(page, handles.first, "End")
    page.get_by_role("button", name="Stop").click()
    becomes(page, page.evaluate, "still", STATE)
    press(page, handles.first, "Home")
    page.wait_for_selector(".live-bar progress:visible")
    page.reload()
    (handles, picture), *_ = open_panels(page)
    press(page, handles.first, "End")
    page.wait_for_function(
        "() => document.querySelector('.live-bar p').innerText.endsWith('cell 2 of 2')", timeout=START
    )
    before = picture.get_attribute("src")  # drawn beforehand
    page.get_by_role("button", name="Stop").dispatch_event("click")  # at once: the drawing may be done soon
    workers_end(page)
    becomes(page, bar, "Stopped. What is shown stays.", page)
    assert page.evaluate(STATE) == "still"
    becomes(page, page.locator(".live-output, [aria-busy]").count, 0)
    assert picture.get_attribute("src") == before
    press(page, handles.first, "Home")
    wait_until_live(page)
    name, values = native.first_slider(CHAPTERS[2], 0)
    expected = native.picture(CHAPTERS[2], 0, **{name: values[0]})
    looks_like(picture, expected, 0.7)  # it trains first, in steps


def test_pages_show_their_panels_without_any_script(html):
    for name in CHAPTERS:
        stills = html[name].select("img.panel-still")
        assert len(stills) == len(native.panel_names(name))
        for still in stills:
            assert (SITE / name).parent.joinpath(still["src"]).resolve().exists()
            assert len(still["alt"]) > 20
