"""Panels on a screen: large, sharp, in sight, in a link, and for everyone's hands, eyes and ears."""

import random
from urllib.parse import quote

import axe
import native
import pytest
from built import CHAPTERS
from panels import SHARP, START, open_panels, wait_until_live
from test_pages import (
    fits_the_screen,
    panels_show_their_first_picture_and_their_controls,
    quiz_is_answered_by_keyboard_alone,
    scheme_is,
    text_and_pictures_are_legible_in_the_dark,
)
from waits import becomes

PANELS = [(name, number) for name in CHAPTERS for number, _ in enumerate(native.panel_names(name))]
FIRST = CHAPTERS[0]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
# A page whose Python cannot start, and whose copies a test can read.
STILL = "delete window.Worker; navigator.clipboard.writeText = async (text) => void (window.copied = text);"
SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) =>
  entry.hadRecentInput || (window.shifts += entry.value))).observe({ type: "layout-shift", buffered: true });"""
# The part of an element that a reader sees: inside the window, with nothing on top of it.
SEEN = """element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const points = [0.03, 0.25, 0.5, 0.75, 0.97].flatMap((x) => [0.03, 0.5, 0.97].map((y) => [x, y]));
  const seen = points.filter(([x, y]) => {
    const there = document.elementFromPoint(left + x * width, top + y * height);
    return there && (element.contains(there) || there.contains(element));
  });
  return seen.length / points.length;
}"""
BOXES = "elements => elements.map((element) => element.getBoundingClientRect().toJSON())"


@pytest.fixture
def window(visit):
    """window(page, script, ...) opens a page in a window of its own, on a desk."""
    return lambda name, script="", **options: visit(name, script=script, **DESK | options)


def place_of(page, name):
    place = page.locator(f".nn-place[aria-label='Panel {name}']")
    place.wait_for(timeout=START)
    return place


def copied(place, button="Copy link"):
    place.get_by_role("button", name=button).click()
    place.get_by_text("Copied", exact=True).wait_for()
    return place.page.evaluate("window.copied")


def at_random(panel, draw):
    """Values for the controls of a panel, as a link has them."""
    values = {}
    for name, control in panel.controls.items():
        if hasattr(control, "options"):
            values[name] = str(draw.choice([value for _, value in control._options_full]))
        else:
            steps = round((control.max - control.min) / control.step)
            values[name] = f"{control.min + control.step * draw.randint(0, steps):.10g}"
    return values


def link(name, panel, values, *flags):
    first = {key: str(value) for key, value in panel.parts["presets"]["Reset"].items()}
    moved = [
        f"{key}={quote(value, safe='')}"
        for key, value in sorted(values.items())
        if not same(value, first[key])
    ]
    return f"{name}#{'&'.join([f'panel={panel.name}', *moved, *flags])}"


def same(one, other):
    try:
        return float(one) == float(other)
    except ValueError:
        return one == other


@pytest.mark.parametrize(("name", "number"), PANELS)
def test_a_link_leads_there_and_back(window, address, name, number):
    """Opened in a new window; and followed in one that shows the page already."""
    panel, draw = native.panel(name, number), random.Random(11 + number)
    panel.show("Reset")
    page = None
    for _ in range(2):
        wanted = link(name, panel, at_random(panel, draw))
        if page:
            page.evaluate("link => location.assign(link)", address + wanted)
        else:
            page = window(wanted, STILL)
        place = place_of(page, panel.name)
        page.wait_for_timeout(600)  # a moved value is written into the address after a moment
        becomes(page, copied, address + wanted, place)
        assert page.url == address + wanted
        assert page.locator(".nn-note").count() == 0
        becomes(page, place.bounding_box, lambda box: 0 <= box["y"] < 200)


def test_the_address_follows_the_hand_and_fills_no_history(window):
    page = window(FIRST, STILL)
    open_panels(page)
    history = page.evaluate("history.length")
    handle = page.locator(".noUi-handle").first
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**#panel=forward-pass&unit1_bias=0.8")
    assert page.evaluate("history.length") == history
    page.evaluate("location.hash = '#panel=forward-pass&unit2_bias=1.5'")
    page.wait_for_function("() => document.querySelectorAll('.widget-readout')[3].innerText === '1.5'")
    becomes(page, page.locator(".widget-readout").first.inner_text, "0.5")
    page.evaluate("location.hash = '#sources'")
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    assert page.url.endswith("#sources")  # the reader's place


BAD = {
    "unit1_bias=1.2&nobody=1": ("no control “nobody”", "1.2"),
    "unit1_bias=99": ("“unit1_bias” cannot be 99: 3 is shown", "3.0"),
    "unit1_bias=<img src=x onerror=alert(1)>&unit2_bias=1": ("cannot be “<img src=x", "0.5"),
    "unit1_bias=1.2&hide=nobody,a": ("no control “nobody”", "1.2"),
}


def test_a_bad_link_is_told_and_the_rest_is_used(window, address):
    page = window(FIRST, STILL)
    for parts, (words, readout) in BAD.items():
        page.goto(f"{address}{FIRST}#panel=forward-pass&{parts}")
        page.reload()
        place = place_of(page, "forward-pass")
        place.locator(".nn-note", has_text=words).wait_for()
        becomes(page, place.locator(".widget-readout").first.inner_text, readout)
        handle = place.locator(".noUi-handle").first
        becomes(page, handle.get_attribute, readout, "aria-valuetext")  # and not 1.2000000000000002
        assert page.locator(".nn-note img").count() == 0
    page.goto(f"{address}{FIRST}#panel=<b>nobody</b>")
    page.reload()
    page.get_by_text("This page has no panel “<b>nobody</b>”. It has: forward-pass.").wait_for()


def test_a_panel_alone_and_the_code_that_frames_it(window, address):
    page = window(f"{FIRST}#panel=forward-pass&unit1_bias=1.2&hide=a,b&only", STILL)
    place = place_of(page, "forward-pass")
    code = copied(place, "Embed")
    assert f'src="{address}{FIRST}#panel=forward-pass&amp;unit1_bias=1.2&amp;hide=a,b&amp;only"' in code
    assert page.locator("article h1").first.is_hidden() and place.locator("img").first.is_visible()
    assert place.locator(".noUi-handle:visible").count() == 9
    page.set_content(code)
    frame = page.frame_locator("iframe")
    frame.locator(".nn-filled .noUi-handle").first.wait_for()
    becomes(page, frame.locator("img.widget-image").evaluate, 1, SEEN)
    becomes(page, frame.locator(".widget-readout").first.inner_text, "1.2")


def test_full_screen_is_led_by_keys(window):
    page = window(FIRST, STILL)
    open_panels(page)
    place = place_of(page, "forward-pass")
    place.get_by_role("button", name="Full screen").press("Enter")
    page.wait_for_function("() => document.fullscreenElement?.matches('.nn-filled')")
    keys_lead(page, place)
    page.keyboard.press("Escape")
    page.wait_for_selector(".nn-filled", state="detached")


def test_a_link_fills_the_window(window):
    page = window(f"{FIRST}#panel=forward-pass&full", STILL)
    place = place_of(page, "forward-pass")
    page.wait_for_selector(".nn-filled")
    assert page.evaluate("document.fullscreenElement") is None
    keys_lead(page, place)
    page.keyboard.press("Escape")
    page.wait_for_selector(".nn-filled", state="detached")
    assert page.locator("article h1").first.is_visible()


def keys_lead(page, place):
    readouts = place.locator(".widget-readout")
    page.wait_for_function("() => document.activeElement.matches('.nn-filled .noUi-handle')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    becomes(page, lambda: readouts.all_inner_texts()[:3], ["0.6", "0.2", "−0.1"])
    assert "choose a control" in place.locator(".nn-help").inner_text()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_on_a_desk(window, name):
    """One window: still, with its controls, in full screen, light and dark, wide and narrow."""
    page = window(name, SHIFTS + STILL)
    found = {}
    for scheme in ("dark", "light"):
        scheme_is(page, scheme)
        fits_the_screen(page, 1280)
        if scheme == "dark":
            found["still"] = axe.found(page)
    nothing_moves_when_the_controls_come(page)
    tracks_and_picture_are_large(page)
    found |= axe.both(page, "with controls", ("dark", "light"))
    for height in (1080, 720):
        page.set_viewport_size({"width": height * 16 // 9, "height": height})
        full_screen_is_large_and_legible(page, name, height)
    page.locator(".nn-place").first.get_by_role("button", name="Full screen").click()
    page.wait_for_selector(".nn-filled")
    found |= axe.both(page, "in full screen", ("dark", "light"))
    page.set_viewport_size({"width": 640, "height": 450})
    found["in full screen at 640"] = axe.found(page)
    page.locator(".nn-place").first.get_by_role("button", name="Leave").click()
    page.set_viewport_size({"width": 390, "height": 900})
    for scheme in ("dark", "light"):
        scheme_is(page, scheme)
        fits_the_screen(page, 390)
    assert not {state: each for state, each in found.items() if each}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_on_a_phone(window, html, name):
    page = window(name, SHIFTS + STILL, **PHONE)
    quiz_is_answered_by_keyboard_alone(page)
    nothing_moves_when_the_controls_come(page)
    panels_show_their_first_picture_and_their_controls(page, html[name])
    the_picture_stays_in_sight(page)
    scheme_is(page, "dark")
    text_and_pictures_are_legible_in_the_dark(page)


def full_screen_is_large_and_legible(page, name, height):
    for number, place in enumerate(page.locator(".nn-place").all()):
        place.get_by_role("button", name="Full screen").click()
        page.wait_for_timeout(400)
        picture = place.locator("img.widget-image")
        box, inches = picture.bounding_box(), native.panel(name, number).figure.get_size_inches()
        becomes(page, picture.evaluate, 1, SEEN)
        text = 12 / 72 * box["height"] / inches[1] / height
        assert text >= 0.022, f"{native.panel(name, number).name}: text {text:.2%} of {height}"
        for size in place.locator(".widget-label, .widget-readout, .widget-button, .nn-words p").evaluate_all(
            "texts => texts.map((text) => parseFloat(getComputedStyle(text).fontSize))"
        ):
            assert size >= 0.0218 * height
        place.get_by_role("button", name="Leave").click()


def tracks_and_picture_are_large(page):
    for place in page.locator(".nn-place").all():
        place.scroll_into_view_if_needed()
        tracks = place.locator(".slider-container").evaluate_all(BOXES)
        assert min((track["width"] for track in tracks), default=300) >= 300  # one has lists alone
        pictures, panels = (
            place.locator(kind).evaluate_all(BOXES) for kind in ("img.widget-image", ".nn-both")
        )
        assert place.locator(".nn-view").bounding_box()["width"] >= panels[0]["width"] / 2
        assert pictures[0]["width"] >= panels[0]["width"] / 2 or pictures[0]["height"] >= 598
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def the_picture_stays_in_sight(page):
    for place in page.locator(".nn-place").all():
        picture, words = place.locator("img.widget-image"), place.locator(".nn-words")
        for handle in place.locator(".noUi-handle").all():
            handle.evaluate("handle => handle.scrollIntoView({ block: 'end' })")
            page.evaluate("scrollBy(0, 60)")  # as a hand leaves it: not at the very edge
            becomes(page, picture.evaluate, 1, SEEN)
            becomes(page, words.evaluate, lambda share: share > 0.6, SEEN)
            becomes(page, handle.evaluate, lambda share: share > 0.7, SEEN)
            box = handle.bounding_box()
            assert min(box["width"], box["height"]) >= 32
        assert picture.bounding_box()["height"] <= 0.46 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def nothing_moves_when_the_controls_come(page):
    page.evaluate("window.shifts = 0")
    before = page.locator(".panel-still, .nn-place img.widget-image").first
    before.evaluate("picture => picture.scrollIntoView({ block: 'center' })")
    open_panels(page)
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifts") < 0.05  # below 0.1 nobody minds (web.dev)


def test_values_as_a_table_start_python_which_draws_as_sharp_as_the_screen(window):
    page = window(FIRST, device_scale_factor=2)
    (handles, picture), *_ = open_panels(page)
    page.get_by_text("Values as a table").click()
    wait_until_live(page)
    page.locator(".nn-table table").first.wait_for()
    handles.first.press("ArrowRight")
    becomes(page, picture.evaluate, lambda pixels: 0.9 <= pixels <= 1.6, SHARP)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function(f"() => ({SHARP})(document.querySelector('img.widget-image')) >= 0.9")


def test_long_ranges_have_steps_and_a_number_to_type(window):
    page = window(FIRST, STILL)
    open_panels(page)
    place = place_of(page, "forward-pass")
    place.get_by_role("button", name="unit 1, bias, one step up").click()
    readout = place.get_by_role("textbox", name="unit 1, bias, a number")
    becomes(page, readout.inner_text, "0.6")
    for name, text, shown in [("unit 1, bias", "-1.5", "−1.5"), ("b, steepness", "1.25", "1.25")]:
        readout = place.get_by_role("textbox", name=f"{name}, a number")
        readout.fill(text)
        readout.press("Enter")
        readout.press("Tab")
        becomes(page, readout.inner_text, shown)
        handle = place.get_by_role("slider", name=name)
        becomes(page, handle.get_attribute, shown, "aria-valuetext")


def test_the_page_of_all_panels_leads_to_each(html):
    cards = [card["href"] for card in html["book/panels.html"].select(".panel-card")]
    chapters = [f"../{name}#panel={native.panel(name, number).name}" for name, number in PANELS]
    assert cards == ["../notebooks/00_laboratory.html#panel=laboratory", *chapters]
    assert all(card.select_one("img")["alt"] for card in html["book/panels.html"].select(".panel-card"))
    assert all(len(card.get_text()) > 20 for card in html["book/panels.html"].select(".panel-card"))
