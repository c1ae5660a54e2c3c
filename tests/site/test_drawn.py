"""The pictures drawn beforehand are those that Python draws, and a page shows them before its Python is there."""

import io
import json

import native
import numpy as np
import pytest
from built import CHAPTERS, ROOT, SITE
from panels import press, wait_until_live
from PIL import Image
from waits import becomes, looks_like

from book import drawn
from book.pictures import reducer
from nnbook.laboratory.settings import STATIONS

FOLDER = SITE / "_static" / "vendor" / "drawn"
FIRST, LEARNING = CHAPTERS[0], "notebooks/02_backpropagation.html"
SMALL, LARGE = 7, 48  # of 255: how far 40 colours may be off on average, and in six pixels of a hundred
LINE = ".live-drawn"
PICTURE = ".widget-subarea img.widget-image"


def header(path):
    """What a file says of its pictures."""
    data = path.read_bytes()
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def contents(path):
    """A file's places, sentences and pictures."""
    data, head, pictures = path.read_bytes(), header(path), []
    end = 4 + int.from_bytes(data[:4], "little")
    for size in head["sizes"]:
        pictures.append(Image.open(io.BytesIO(data[end : end + size])).convert("RGBA"))
        end += size
    assert end == len(data)
    return head["places"], head["sentences"], pictures


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
        buttons = drawn.buttons(panel)
        assert places == [text for text, _ in buttons]
        for (text, act), sentence, picture in zip(buttons, sentences, pictures):
            native.alone(panel.show, "Reset")
            native.alone(act, text)
            compare(panel.sentence, panel.figure.frame(), first, sentence, picture)
        native.alone(panel.show, "Reset")


def test_a_black_mark_stays_black_among_many_colours():
    colours = np.random.default_rng(0).integers(0, 256, (5000, 3)).astype(np.uint8)
    pixels = np.concatenate([np.repeat(colours[:50], 100, axis=0), colours, [[0, 0, 0]]]).astype(np.uint8)
    assert reducer(pixels)(pixels[-1:]).tolist() == [[0, 0, 0]]


def test_files_of_drawn_pictures_are_small():
    sizes = [path.stat().st_size for path in FOLDER.glob("*.bin") if not path.name.startswith("00-")]
    assert max(sizes) <= 130_000 and sum(sizes) <= 440_000 * len(CHAPTERS)
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


def test_without_python_a_move_a_value_between_and_a_preset_are_answered(visit):
    page = visit(FIRST)
    no_python(page)
    handles = opened(page)
    panel = native.panel(FIRST, 0)
    control, values = native.first_slider(FIRST, 0)
    for key, value in (("Home", values[0]), ("End", values[-1])):
        press(page, handles.first, key)
        native.picture(FIRST, 0, **{control: value})
        expect(page, ".nn-words", panel.sentence)
        assert page.locator(PICTURE).first.evaluate("image => image.decode().then(() => true)")
        becomes(page, page.locator(LINE).first.inner_text, "")
    name = list(panel.presets)[-1]
    for button in ("Reset", name):
        native.alone(panel.show, button)
        page.get_by_role("button", name=button, exact=True).first.click()
        expect(page, ".nn-words", panel.sentence)
    native.alone(panel.show, "Reset")
    page.get_by_role("button", name="Reset", exact=True).first.click()
    press(page, handles.first, "Home")
    page.keyboard.press("ArrowRight")
    expect(page, LINE, "Drawn beforehand for")
    expect(page, LINE, "Python will draw")
    before = sentence(page)
    press(page, handles.nth(1), "Home")
    expect(page, LINE, "earlier values")
    assert sentence(page) == before
    page.get_by_role("button", name="Reset", exact=True).first.click()
    native.alone(panel.show, "Reset")
    expect(page, ".nn-words", panel.sentence)
    an_action_is_shown_from_the_first_values_and_told_from_others(page)


def an_action_is_shown_from_the_first_values_and_told_from_others(page):
    before = page.locator(PICTURE).first.get_attribute("src")
    readouts = page.locator(".widget-subarea .widget-readout")
    turn = page.get_by_role("button", name="Turn unit 1")
    turn.press("Enter")
    becomes(page, lambda: readouts.all_inner_texts()[:3], ["−0.5", "−0.3", "0.1"])
    page.wait_for_function("([p, src]) => document.querySelector(p).src !== src", arg=[PICTURE, before])
    becomes(page, page.locator(LINE).first.inner_text, "")
    page.get_by_role("button", name="(b)").click()
    turn.click()
    becomes(page, lambda: readouts.all_inner_texts()[:3], ["1.0", "0.5", "−1.5"])
    expect(page, LINE, "earlier values")


def test_where_workers_are_blocked_the_drawn_pictures_stay(visit):
    page = visit(FIRST, script="delete globalThis.Worker")
    handles = opened(page)
    handles.first.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.documentElement.dataset.live === 'failed'")
    page.locator(".live-bar p", has_text="no workers").wait_for()
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
    """A button and two sliders come before Python: no sentence of the first values comes again, nor one of a part."""
    page = visit(FIRST)
    handles = opened(page)
    page.locator(".nn-words").first.evaluate(SENTENCES)
    page.get_by_role("button", name="(b)").click()
    for number, key in ((0, "End"), (1, "Home")):
        press(page, handles.nth(number), key)
    turn = page.get_by_role("button", name="Turn unit 1")
    turn.click()  # it takes what is there when it is pressed
    readouts = page.locator(".widget-readout")
    becomes(page, lambda: readouts.all_inner_texts()[:3], ["−3.0", "3.0", "−1.5"])
    wait_until_live(page)
    panel = native.panel(FIRST, 0)
    names = list(panel.controls)[:2]
    first, second = (panel.controls[name] for name in names)
    preset_b = panel.presets["(b)"]
    native.alone(panel.show, "(b)")
    button = panel.sentence
    moved = preset_b | {names[0]: first.max, names[1]: second.min}
    native.picture(FIRST, 0, **moved)
    native.alone(panel.act, "Turn unit 1")
    turned = native.picture(FIRST, 0, **panel.values)
    expect(page, ".nn-words", panel.sentence)
    seen = [text for text in page.evaluate("window.sentences") if text]
    assert seen[-1] == panel.sentence and set(seen) <= {button, panel.sentence}
    becomes(page, page.locator(LINE).first.inner_text, "")
    picture = page.locator(PICTURE).first
    becomes(page, picture.evaluate, "", "image => image.style.background")
    looks_like(picture, turned)  # the sliders came last
    turn.click()  # Python's
    looks_like(picture, native.picture(FIRST, 0, **moved))
    becomes(page, lambda: readouts.all_inner_texts()[:3], ["3.0", "−3.0", "1.5"])
    for key in ("Home", "End"):  # both at once: what is shown last is both
        press(page, handles.nth(0), key)
        press(page, handles.nth(1), key)
    ends = native.picture(FIRST, 0, **preset_b | {names[0]: first.max, names[1]: second.max})
    looks_like(picture, ends)
    native.alone(panel.show, "Reset")


def player(page, speed):
    """Of the panel that learns: its place, its button *Play*, and its slider that plays; at so many pictures a second."""
    opened(page)
    place = page.locator(".widget-subarea").nth(1)
    place.locator(".nn-player select").select_option(speed)
    place.locator(".nn-words").evaluate(SENTENCES)
    return place, place.locator(".nn-player button").first, place.get_by_role("slider", name="steps done")


def paused(page, play):
    page.wait_for_function("play => play.innerText === 'Play'", arg=play.element_handle())


def test_play_shows_the_drawn_pictures_and_pauses_for_a_hand_and_where_nobody_sees_it(visit):
    page = visit(LEARNING)
    no_python(page)
    place, play, slider = player(page, "50")
    _, sentences, _ = contents(FOLDER / "02-learning-step.bin")
    play.click()
    paused(page, play)
    seen = [*dict.fromkeys(filter(None, page.evaluate("window.sentences")))]
    assert seen == [each for each in sentences if each in seen]  # a slow machine may leave some out
    assert seen[0] == sentences[0] and seen[-1] == sentences[-1] and len(seen) > len(sentences) / 2
    becomes(page, slider.get_attribute, "1000", "aria-valuetext")
    place.locator(".nn-player select").select_option("5")
    hidden = "Object.defineProperty(document, 'hidden', { get: () => true })"
    unseen = f"{hidden}; document.dispatchEvent(new Event('visibilitychange'))"
    for pause in (lambda: slider.press("ArrowRight"), lambda: page.evaluate(unseen)):
        play.click()
        pause()
        paused(page, play)
        before = slider.get_attribute("aria-valuetext")
        page.wait_for_timeout(500)
        assert slider.get_attribute("aria-valuetext") == before


def test_python_plays_on_where_the_page_was(visit):
    page = visit(LEARNING)
    place, play, _ = player(page, "2")
    play.click()
    wait_until_live(page)
    place.locator(".nn-player select").select_option("10")
    _, drawn_beforehand, _ = contents(FOLDER / "02-learning-step.bin")
    others = "drawn => window.sentences.filter((text) => text && !drawn.includes(text)).length > 3"
    page.wait_for_function(others, arg=drawn_beforehand)
    assert play.inner_text() == "Pause"
    play.click()
    paused(page, play)
    seen = [int(text.split(" after ")[1].split()[0]) for text in page.evaluate("window.sentences") if text]
    assert seen[0] == 0 and seen == sorted(seen)


def test_a_step_is_made_once_whoever_makes_it(visit):
    """Two are pressed before Python is there, one when it has the panel."""
    page = visit(LEARNING)
    place, _, slider = player(page, "2")
    step = place.locator(".nn-player button").nth(1)
    values = [text for text, _ in native.panel(LEARNING, 1).controls["step"]._options_full]
    slider.press("Home")
    step.click(click_count=2)
    wait_until_live(page)
    expect(page, ".nn-words", f"after {values[2]} steps", 1)
    page.wait_for_timeout(1000)
    expect(page, ".nn-words", f"after {values[2]} steps", 1)
    step.click()
    expect(page, ".nn-words", f"after {values[3]} steps", 1)


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


# A state whose axes are not those of the first picture.
STATE = "#panel=best-rate&task=digits,%20cross-entropy&width=256&power=0&full"


def test_in_full_screen_a_drawn_picture_covers_the_first_one(visit):
    """It has holes where it is as the first, which lies below. In this window the box is wider than the two."""
    name, number = "notebooks/12_without_chance.html", 2
    expected = native.picture(name, number, task="digits, cross-entropy", width=256, power=0)
    page = visit(name + STATE, viewport={"width": 1280, "height": 800})
    picture = page.locator(PICTURE).nth(number)
    picture.wait_for()
    becomes(page, like_what_is_seen, lambda likeness: likeness > 0.9, picture, expected)


def like_what_is_seen(picture, expected):
    """How a picture, with what lies below it, resembles these pixels."""
    height, width = expected.shape
    seen = Image.open(io.BytesIO(picture.screenshot())).convert("L")
    scale = min(seen.width / width, seen.height / height)
    fitted = seen.crop((0, 0, round(width * scale), round(height * scale))).resize((width, height), Image.BOX)
    return native.likeness(np.asarray(fitted, float), expected)
