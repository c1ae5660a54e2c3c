"""The pictures drawn beforehand are those that Python draws, and a page shows them before its Python is there."""

import io
import json

import native
import numpy as np
import pytest
from built import CHAPTERS, ROOT, SITE
from PIL import Image

from book import drawn
from nnbook.laboratory.panel import STATIONS

FOLDER = SITE / "_static" / "vendor" / "drawn"
FIRST = CHAPTERS[0]
SMALL, LARGE = 7, 48  # of 255: how far 40 colours may be off on average, and in six pixels of a hundred
LINE = ".live-drawn"
PICTURE = ".widget-subarea img.widget-image"


def contents(path):
    """A file's places, sentences and pictures."""
    data = path.read_bytes()
    end = 4 + int.from_bytes(data[:4], "little")
    header = json.loads(data[4:end])
    pictures = []
    for size in header["sizes"]:
        pictures.append(Image.open(io.BytesIO(data[end : end + size])).convert("RGBA"))
        end += size
    assert end == len(data)
    return header["places"], header["sentences"], pictures


def over(first, picture):
    """The picture as a page shows it, over the first frame."""
    below = Image.fromarray(np.asarray(first)).convert("RGBA")
    return np.asarray(Image.alpha_composite(below, picture).convert("RGB"), int)


def compare(said, drawn, first, sentence, picture):
    assert sentence == said
    difference = np.abs(over(first, picture) - drawn[..., :3].astype(int))
    assert difference.mean() < SMALL and (difference.max(axis=2) > LARGE).mean() < 0.06, sentence


@pytest.mark.parametrize("name", CHAPTERS)
def test_drawn_pictures_are_pythons(name):
    """Both ends of each control, three values between, and every preset."""
    for number, function in enumerate(native.panel_names(name)):
        panel = native.panel(name, number)
        native.alone(panel.show, "Reset")
        first = panel.figure.frame().copy()
        stem = drawn.stem(*drawn.panel_of(ROOT / name.replace(".html", ".ipynb"), f"panels.{function}()"))
        for control, widget in panel.controls.items():
            places, sentences, pictures = contents(FOLDER / f"{stem}{control}.bin")
            values = drawn.positions(widget)
            assert places[0] == next(iter(values)) and places[-1] == list(values)[-1]
            for i in sorted({0, len(places) // 4, len(places) // 2, 3 * len(places) // 4, len(places) - 1}):
                native.alone(native.moved, panel, {control: values[places[i]]})
                compare(panel.sentence, panel.figure.frame(), first, sentences[i], pictures[i])
        places, sentences, pictures = contents(FOLDER / f"{stem}presets.bin")
        assert places == list(panel.presets)
        for preset, sentence, picture in zip(places, sentences, pictures):
            native.alone(panel.show, "Reset")
            native.alone(panel.show, preset)
            compare(panel.sentence, panel.figure.frame(), first, sentence, picture)
        native.alone(panel.show, "Reset")


def test_files_of_drawn_pictures_are_small():
    sizes = [path.stat().st_size for path in FOLDER.glob("*.bin") if not path.name.startswith("00-")]
    assert max(sizes) <= 130_000 and sum(sizes) <= 4_000_000
    runs = [path.stat().st_size for path in FOLDER.glob("00-*.bin")]
    assert len(runs) == 1 + len(STATIONS) and max(runs) <= 550_000


def test_the_offline_copy_has_the_drawn_pictures():
    worker = (SITE / "service_worker.js").read_text()
    assert all(f"drawn/{path.name}" in worker for path in FOLDER.glob("*.bin"))


def opened(page):
    """The first panel's sliders, when the controls of all are there."""
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_function("() => !document.querySelector('.panel-still')")
    return page.locator(".widget-subarea").first.locator(".noUi-handle")


def no_python(page):
    """Let no file of Python arrive: what moves is drawn beforehand."""
    asked = []

    def hold(route):
        asked.append(route.request.url)  # and never answered

    page.route("**/_static/vendor/python/**", hold)
    return asked


def sentence(page):
    return page.locator(".widget-subarea .nn-words p").first.inner_text()


def expect(page, place, text, number=0):
    page.wait_for_function(
        "([place, text, number]) => document.querySelectorAll(place)[number]?.textContent.includes(text)",
        arg=[place, text, number],
    )


def test_the_first_move_is_answered_without_python(visit):
    page = visit(FIRST)
    no_python(page)
    handles = opened(page)
    panel = native.panel(FIRST, 0)
    control, values = native.first_slider(FIRST, 0)
    handles.first.focus()
    for key, value in (("Home", values[0]), ("End", values[-1])):
        page.keyboard.press(key)
        panel.show("Reset")
        panel.controls[control].value = value
        panel.refresh()
        expect(page, ".nn-words", panel.sentence)
        assert page.locator(PICTURE).first.evaluate("image => image.decode().then(() => true)")
        assert page.locator(LINE).first.inner_text() == ""
    panel.show("Reset")
    page.get_by_role("button", name="Reset").first.click()
    expect(page, ".nn-words", panel.sentence)


def test_a_value_between_and_two_moved_controls_are_told(visit):
    page = visit(FIRST)
    no_python(page)
    handles = opened(page)
    handles.first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page, LINE, "Drawn beforehand for")
    expect(page, LINE, "Python will draw")
    before = sentence(page)
    handles.nth(1).focus()
    page.keyboard.press("Home")
    expect(page, LINE, "earlier values")
    assert sentence(page) == before


def test_a_preset_is_shown_and_moves_the_controls(visit):
    page = visit(FIRST)
    no_python(page)
    opened(page)
    panel = native.panel(FIRST, 0)
    name = list(panel.presets)[-1]
    page.get_by_role("button", name=name, exact=True).first.click()
    panel.show(name)
    expect(page, ".nn-words", panel.sentence)
    panel.show("Reset")


def test_where_workers_are_blocked_the_drawn_pictures_stay(visit):
    page = visit(FIRST, script="delete globalThis.Worker")
    handles = opened(page)
    handles.first.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.documentElement.dataset.live === 'failed'")
    assert "no workers" in page.locator(".live-bar p").inner_text()
    panel = native.panel(FIRST, 0)
    control, values = native.first_slider(FIRST, 0)
    for key, value in (("Home", values[0]), ("End", values[-1])):
        page.keyboard.press(key)
        panel.show("Reset")
        panel.controls[control].value = value
        panel.refresh()
        expect(page, ".nn-words", panel.sentence)
    panel.show("Reset")
    handles.nth(1).focus()
    page.keyboard.press("Home")
    expect(page, LINE, "Python does not run")


SENTENCES = """words => {
  window.sentences = [];
  new MutationObserver(() => window.sentences.push(words.textContent)).observe(words, { childList: true, subtree: true });
}"""


def test_python_takes_over_without_a_jump(visit):
    """After the touch no sentence of the first values comes again, nor one of a part of what was moved."""
    page = visit(FIRST)
    handles = opened(page)
    page.locator(".nn-words").first.evaluate(SENTENCES)
    for number, key in ((0, "Home"), (1, "End")):
        handles.nth(number).focus()
        page.keyboard.press(key)
    page.wait_for_function("() => document.documentElement.dataset.live === 'live'", timeout=120_000)
    panel = native.panel(FIRST, 0)
    panel.show("Reset")
    names = list(panel.controls)[:2]
    first = panel.sentence
    panel.controls[names[0]].value = panel.controls[names[0]].min
    panel.refresh()  # Playwright's event loop is around
    one = panel.sentence
    panel.controls[names[1]].value = panel.controls[names[1]].max
    panel.refresh()
    both = panel.sentence
    panel.show("Reset")
    expect(page, ".nn-words", both)
    seen = [text for text in page.evaluate("window.sentences") if text]
    assert first not in seen
    assert seen[-1] == both and set(seen) <= {one, both}
    assert page.locator(LINE).first.inner_text() == ""
    assert page.locator(PICTURE).first.evaluate("image => image.style.background") == ""


@pytest.mark.parametrize("body", ["", "no such file", "\\x05\\x00\\x00\\x00{....."])
def test_a_file_that_is_bad_or_missing_is_told(visit, body):
    page = visit(FIRST, forgiving=True)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    no_python(page)
    page.route("**/drawn/*", lambda route: route.fulfill(status=200 if body else 404, body=body))
    handles = opened(page)
    handles.first.focus()
    page.keyboard.press("End")
    expect(page, LINE, "earlier values")
    assert errors == []
