"""The first page: it plays before Python is there, and then Python goes on."""

import gzip
import re
from functools import partial
from html import unescape
from urllib.parse import parse_qs

import axe
import numpy as np
import pytest
from address import NAME
from built import CHAPTERS, FRONT, PAGES, SITE
from fontTools.ttLib import TTFont
from panels import START, at_rest, wait_until_live
from PIL import Image
from test_drawn import FOLDER, compare, contents, expect, header, no_python, opened
from waits import becomes, pixels_of

from book import recorded
from nnbook.laboratory.panel import Laboratory
from nnbook.laboratory.settings import STATIONS, station

WORDS = ".nn-lab-panes .widget-html-content"


@pytest.mark.parametrize("number, name", [(0, ""), (4, "4 How lucky?")])
def test_recorded_runs_are_those_that_python_draws(number, name):
    file = FOLDER / f"00-laboratory-{number}.bin"
    (places, sentences, pictures), described = contents(file), header(file)["described"]
    laboratory = Laboratory()
    first = recorded.frames(laboratory)
    if name:
        laboratory.show(name)
    laboratory.experiment.advance(20)
    laboratory.draw()
    for picture, pixels in recorded.frames(laboratory).items():
        place = places.index(f"{picture} 20")
        said = unescape(laboratory.words[picture].value)
        compare(said, pixels, first[picture], sentences[place], pictures[place])
        assert described[place] == laboratory.frames[picture].tooltip != said


def test_the_stations_links_set_what_their_buttons_set(html):
    links = html[FRONT].select("a.station")
    assert len(links) == len(STATIONS)
    for link, (name, changes) in zip(links, STATIONS.items()):
        values = {key: value for key, (value,) in parse_qs(link["href"].removeprefix("#")).items()}
        assert values.pop("panel") == "laboratory"
        assert values == {key: str(value) for key, value in changes.items()}
        assert name.split()[0] in link.get_text() and station(name)
        heading = link.find_parent("section").find("h3")
        assert heading.get_text().removesuffix("#") == name  # the buttons are called as the headings are


def test_a_shared_link_has_a_title_a_text_and_a_picture_that_is_there(html):
    for name in PAGES:
        tags = {tag["property"]: tag["content"] for tag in html[name].select("meta[property^='og:']")}
        owner, repository = NAME.split("/")
        start = f"https://{owner}.github.io/{repository}/"
        assert tags["og:image"].startswith(start)
        with Image.open(SITE / tags["og:image"].removeprefix(start)) as picture:
            assert picture.size == (1200, 630)
        assert "Breaking Symmetry" in tags["og:title"] and tags["og:image:alt"], name
        assert "<" not in tags["og:title"], name
        assert tags["og:description"] == html[name].find("meta", {"name": "description"})["content"]
    assert html[FRONT].find("meta", property="og:type")["content"] == "website"


def test_the_first_page_sends_a_megabyte_before_a_touch(counted, visit):
    """Compressed, as a server sends it."""
    place, sent = counted
    page = visit(place + FRONT, forgiving=True)
    page.wait_for_function("() => !document.querySelector('.panel-still')")
    page.wait_for_timeout(2000)
    files = [SITE / name.lstrip("/") for name in sent]
    sizes = {file.name: len(packed(file)) for file in files if file.is_file()}
    print(sum(sizes.values()), sorted(sizes.items(), key=lambda item: -item[1])[:12])
    assert sum(sizes.values()) < 1_000_000 and len(sizes) > 20


def packed(file):
    data = file.read_bytes()
    return data if file.suffix in (".png", ".webp", ".woff", ".woff2") else gzip.compress(data, 6)


def test_every_icon_of_a_page_has_its_shape(visit):
    fonts = [TTFont(file) for file in (SITE / "_static/vendor/fontawesome/webfonts").glob("*.woff")]
    shapes = {character for font in fonts for character in font.getBestCmap()}
    for name in (FRONT, CHAPTERS[0], "search.html"):
        codes = visit(name).evaluate(
            """() => [...document.querySelectorAll("[class*='fa-']")]
              .map((each) => getComputedStyle(each, "::before").content.codePointAt(1))"""
        )
        assert len(codes) > 3 and set(codes) <= shapes, name


def test_a_newcomer_presses_play_and_something_moves_without_python(visit):
    page = visit(FRONT)
    asked = no_python(page)
    opened(page)
    words = page.locator(WORDS)
    at_first = words.first.inner_text()
    assert "after 0 epochs" in at_first
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page, WORDS, "after 5 epochs")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Rewind", exact=True).click()
    expect(page, WORDS, at_first)
    page.locator(".live-recorded input").fill("16")
    expect(page, WORDS, "after 200 epochs")
    page.get_by_role("button", name="4 How lucky?", exact=True).click()
    expect(page, WORDS, "after 0 epochs")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page, WORDS, "after 1 epoch.")
    expect(page, ".nn-lab-asked", "How many of the 48 other starts")
    page.locator("a.station").first.click()
    expect(page, ".live-recorded", "epoch 0")
    expect(page, ".nn-lab-asked", "What shape will the border have")
    page.wait_for_function("() => document.activeElement.textContent === 'Play'")
    assert asked == [] and page.workers == []


@pytest.mark.parametrize("name", [FRONT, CHAPTERS[0]])
def test_in_the_dark_too_a_recorded_picture_covers_the_first(visit, name):
    page = visit(name, color_scheme="dark")
    opened(page)
    style = "image => [getComputedStyle(image).padding, image.clientWidth - image.width]"
    assert page.locator(".widget-subarea img.widget-image").first.evaluate(style) == ["0px", 0]


def test_python_goes_on_where_a_recording_cannot(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="New start", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until_live(page)
    page.wait_for_function(
        "words => /after [1-9]\\d+ epochs/.test(document.querySelector(words).textContent)", arg=WORDS
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    becomes(page, page.locator(".nn-lab-settings input[type=number]").first.input_value, "49")
    for line in (".live-recorded", ".live-loads"):
        page.locator(line).wait_for(state="hidden")
    assert not {state: each for state, each in axe.both(page, "live").items() if each}


def test_beyond_its_end_a_recording_goes_on_in_python_and_nothing_jumps_back(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="3 The same again, and another", exact=True).click()
    expect(page, WORDS, "after 0 epochs")
    assert re.search(r"starts Python, up to \d+ MB, once", page.locator(".live-loads").inner_text())
    page.locator(".live-recorded input").fill("16")
    expect(page, WORDS, "after 200 epochs")
    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => window.seen.push(document.querySelector(".nn-lab").innerText))
        .observe(document.querySelector(".nn-lab"), { subtree: true, childList: true, characterData: true });
    }""")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page, ".live-recorded", "Catching up to epoch 200")
    wait_until_live(page)
    expect(page, WORDS, "after 201 epochs")
    seen = page.evaluate("window.seen")
    assert len(seen) > 1 and all("after 20" in text and "Play, Rewind, Play" in text for text in seen)
    for line in (".live-recorded", ".live-loads"):
        page.locator(line).wait_for(state="hidden")
    assert page.locator(".nn-lab-asked").inner_text().startswith("Play, Rewind, Play")


def test_where_python_does_not_come_the_recording_stays_and_another_try_goes_on(visit):
    page = visit(FRONT, forgiving=True)
    opened(page)
    refuse = lambda route: route.fulfill(status=503, body="")
    page.route("**/_static/vendor/python/**", refuse)
    page.get_by_role("button", name="3 The same again, and another", exact=True).click()
    expect(page, WORDS, "after 0 epochs")
    line, step = page.locator(".live-recorded"), page.get_by_role("button", name="Step", exact=True)
    line.locator("input").fill("16")
    expect(page, WORDS, "after 200 epochs")
    for _ in range(2):  # pressed anew, it is the same wish and not one more
        step.click()
        expect(page, ".live-recorded", "epoch 200. It ends here, for Python does not run.")
        expect(page, ".live-bar p", "did not come whole from the server: pyodide.mjs")
        expect(page, WORDS, "after 200 epochs")
    line.locator("input").fill("9")
    expect(page, ".live-recorded", "Recorded: epoch 40")
    expect(page, WORDS, "after 40 epochs")
    line.locator("input").fill("16")
    expect(page, WORDS, "after 200 epochs")
    step.click()
    expect(page, ".live-recorded", "Python does not run")
    page.unroute("**/_static/vendor/python/**", refuse)
    page.get_by_role("button", name="Try again").click()
    expect(page, ".live-recorded", "Catching up to epoch 200")
    wait_until_live(page)
    assert page.locator(".live-bar p").inner_text() == "This panel is live."  # there is no other
    expect(page, WORDS, "after 201 epochs")
    page.wait_for_function("() => document.querySelector('.live-recorded').hidden")
    assert len(page.workers) == 1  # for the panel, and none for the cells that nobody asked for


def test_pictures_of_earlier_settings_are_told_with_python_and_without(visit):
    page = visit(FRONT, forgiving=True)
    opened(page)
    held = []
    page.route("**/_static/vendor/python/**", lambda route: held.append(route))
    times = page.get_by_label("times: the first weights are multiplied by this")
    times.press("End")
    expect(page, ".live-recorded", "These pictures are of earlier settings. Python is starting")
    assert page.locator(".live-recorded input").is_hidden()
    page.wait_for_function("() => document.documentElement.dataset.live === 'starting'")
    becomes(page, lambda: len(held) > 0, True)
    for route in held:
        route.abort()
    expect(page, ".live-recorded", "These pictures are of earlier settings: Python does not run.")
    page.get_by_role("button", name="1 All equal", exact=True).click()
    expect(page, ".live-recorded", "Recorded: epoch 0")
    assert page.locator(".live-recorded input").is_visible()


def test_what_a_station_asks_stays_while_a_control_is_moved(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="6 Deep", exact=True).click()
    expect(page, ".nn-lab-asked", "Four layers")
    start = page.get_by_label("start: how the first weights are drawn")
    start.dispatch_event("pointerdown")
    start.select_option("Glorot")
    wait_until_live(page)
    page.wait_for_timeout(1000)
    assert page.locator(".nn-lab-asked").inner_text().startswith("Four layers")
    page.get_by_label("data: what the points look like").select_option("spiral")
    page.wait_for_function("() => document.querySelector('.nn-lab-asked').textContent.trim() === ''")


@pytest.mark.parametrize(
    "screen",
    [
        {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
        {"viewport": {"width": 640, "height": 450}},  # a laptop's at 200%
        {"viewport": {"width": 1280, "height": 800}},
    ],
)
def test_no_name_and_no_knob_of_a_control_is_cut(visit, screen):
    page = visit(FRONT, **screen)
    opened(page)
    cut = """() => [...document.querySelectorAll(".nn-lab .widget-dropdown .widget-label")]
      .filter((label) => label.offsetParent && label.scrollWidth > label.clientWidth).map((label) => label.textContent)"""
    assert page.evaluate(cut) == []
    knob, row = (
        page.locator(f".nn-lab-run {part}").bounding_box() for part in (".noUi-handle", ".widget-hslider")
    )
    assert row["y"] <= knob["y"] and knob["y"] + knob["height"] <= row["y"] + row["height"]
    widths = """() => [...document.querySelectorAll(".nn-lab .widget-dropdown select")].filter((list) => list.offsetParent)
      .map((list) => list.clientWidth - Number.parseFloat(getComputedStyle(list).fontSize) * 9)"""
    assert min(page.evaluate(widths)) > 0


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_names_of_a_row_of_controls_stand_at_one_height_beside_their_fields(visit, width):
    page = visit(FRONT, viewport={"width": width, "height": 900})
    opened(page)
    places = page.evaluate("""() => [...document.querySelectorAll(".nn-lab-settings > *")]
      .filter((each) => each.offsetParent)
      .map((each) => [each, each.querySelector(".widget-label"), each.querySelector("select, input")])
      .map((all) => all.map((one) => one?.getBoundingClientRect()))
      .map(([row, name, field]) => [row.top, name.top + name.height / 2, field && field.top + field.height / 2])""")
    for top, name, field in places:
        assert field is None or abs(name - field) <= 1
        assert all(abs(name - other) <= 6 for row, other, _ in places if abs(row - top) <= 4)


def test_no_sentence_of_a_station_is_longer_than_its_room(visit):
    page = visit(FRONT, viewport={"width": 1280, "height": 800})
    opened(page)
    heights = set()
    for name in STATIONS:
        page.get_by_role("button", name=name, exact=True).click()
        for moment, epochs in (("0", "after 0 epochs"), ("16", "after 200 epochs")):
            page.locator(".live-recorded input").fill(moment)
            expect(page, WORDS, epochs)
            heights.add(page.locator(".nn-lab-panes").bounding_box()["height"])
    assert max(heights) - min(heights) < 1  # nothing below moves from one to the other


def test_on_a_phone_what_play_sets_going_is_in_sight(visit):
    page = visit(FRONT, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    opened(page)
    page.evaluate("scrollTo(0, 0)")
    play, plane = page.get_by_role("button", name="Play", exact=True), page.locator(".nn-lab-panes img").first
    assert play.bounding_box()["y"] < 844
    box = plane.bounding_box()
    assert 844 - box["y"] > 0.75 * box["height"]
    page.get_by_role("button", name="6 Deep", exact=True).click()  # the last of a row that a finger moves
    expect(page, ".nn-lab-asked", "Four layers")


def test_in_full_screen_a_station_has_the_digit_of_its_name(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.locator(".nn-help", has_text="1 to 6: the stations").wait_for()
    for digit, asked in (("1", "All first weights are equal"), ("6", "Four layers")):
        page.keyboard.press(digit)
        expect(page, ".nn-lab-asked", asked)


@pytest.mark.parametrize("width, height", [(1366, 768), (1920, 1080)])
def test_in_full_screen_every_setting_is_in_sight_beside_the_pictures(visit, width, height):
    page = visit(FRONT, viewport={"width": width, "height": height})
    opened(page)
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_selector(".nn-filled")

    def ends():
        controls = page.locator(".nn-lab-settings > :visible").all()
        boxes = [each.bounding_box() for each in controls]
        return len(boxes), max(box["y"] + box["height"] for box in boxes), max(box["x"] for box in boxes)

    becomes(page, ends, lambda seen: seen[0] == 13 and seen[1] <= height and width * 0.6 < seen[2] < width)
    pictures = [each.bounding_box() for each in page.locator(".nn-lab-panes img.widget-image").all()[:3]]
    settings, keys = (page.locator(each).bounding_box() for each in (".nn-lab-settings", ".nn-help"))
    assert settings["y"] + settings["height"] <= keys["y"] and keys["y"] + keys["height"] <= height
    assert all(
        box["x"] + box["width"] <= settings["x"] and box["y"] + box["height"] < height for box in pictures
    )


POINTS = "p-2_0p-3_1o2_0o3_-1"


def click(page, place, across, down):
    """Click at these shares of a picture's width and height."""
    box = page.locator(f".nn-lab-panes img.widget-image >> nth={place}").bounding_box()
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def test_a_reader_sets_points_and_the_link_has_them(visit):
    page = visit(FRONT)
    opened(page)
    click(page, 0, 0.5, 0.5)  # of data that are drawn, a click sets nothing
    assert page.locator(".live-points").is_hidden()
    page.locator(".nn-lab select").first.select_option("your points")
    tools = page.locator(".live-points")
    click(page, 0, 0.4, 0.5)
    tools.get_by_role("button", name="orange").click()
    click(page, 0, 0.7, 0.5)
    click(page, 0, 0.8, 0.3)
    tools.get_by_role("button", name="Take one back").click()
    becomes(page, page.locator(".live-sketch circle").count, 2)  # seen before Python is there
    wait_until_live(page)
    page.wait_for_function("() => /points=p-?[0-9.]+_-?[0-9.]+o[0-9.]+_/.test(location.hash)")
    expect(page, WORDS, "of your points lie on the side of their colour")
    page.locator(".live-sketch").wait_for(state="hidden")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page, WORDS, "after 1 epoch.")
    tools.get_by_role("button", name="Take all back").click()
    expect(page, WORDS, "There are no points yet.")


def test_a_link_with_points_shows_them_and_a_wrong_one_is_told(visit):
    page = visit(f"{FRONT}#panel=laboratory&data=your%20points&points={POINTS}&look=3")
    wait_until_live(page)
    expect(page, WORDS, "Start 3 of the strip: ")
    page = visit(f"{FRONT}#panel=laboratory&data=your%20points&points=p9_9&look=70")
    expect(page, ".nn-note", "“look” cannot be 70: 48 is shown.")
    wait_until_live(page)
    expect(page, ".nn-lab [role=alert]", "points must lie from -6 to 6, not at 9")


def test_a_click_in_the_strip_shows_that_start_where_it_is(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page, WORDS, "after 1 epoch.")
    page.locator(".live-recorded input").fill("9")
    expect(page, WORDS, "after 40 epochs")
    click(page, 2, 0.3, 0.5)
    wait_until_live(page)
    there = "words => /^Start .* of the strip: .* after 40 epochs/.test(document.querySelector(words).textContent.trim())"
    page.wait_for_function(there, arg=WORDS)
    start = re.match(r"Start (\d+) ", page.locator(WORDS).first.inner_text())[1]
    becomes(page, page.get_by_label("look at").input_value, start)
    click(page, 2, 0.3, 0.5)  # again: back to the first
    page.wait_for_function("words => !document.querySelector(words).textContent.includes('strip')", arg=WORDS)


def test_a_start_of_the_strip_is_the_single_start_of_that_number(visit):
    """The same pictures after three epochs, pixel for pixel."""
    page = visit(FRONT)
    opened(page)
    pictures = page.locator(".nn-lab-panes img.widget-image").all()[:2]
    learn_three_epochs(page, look=5, seed=0)
    said = page.locator(WORDS).first.inner_text()
    for picture in pictures:
        at_rest(picture)
    of_the_strip = [pixels_of(picture) for picture in pictures]
    learn_three_epochs(page, look=0, seed=5)
    assert said == "Start 5 of the strip: " + page.locator(WORDS).first.inner_text()
    for picture, expected in zip(pictures, of_the_strip):
        becomes(page, pixels_of, partial(np.array_equal, expected), picture)


def learn_three_epochs(page, look, seed):
    for label, value in (("look at", look), ("start no.", seed)):
        field = page.get_by_label(label)
        field.fill(str(value))
        field.press("Enter")  # the first key starts Python
    wait_until_live(page)
    for epochs in ("1 epoch.", "2 epochs.", "3 epochs."):
        page.get_by_role("button", name="Step", exact=True).click()
        expect(page, WORDS, f"after {epochs}")


def test_a_page_that_nobody_sees_pauses_and_one_that_is_resized_goes_on(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="New start", exact=True).click()
    wait_until_live(page)
    page.get_by_role("button", name="Play", exact=True).click()
    epochs = "() => Number(/after (\\d+)/.exec(document.querySelector('.nn-lab-panes .widget-html-content').textContent)[1])"
    page.wait_for_function(f"() => ({epochs})() >= 10")
    page.set_viewport_size({"width": 390, "height": 800})
    now = page.evaluate(epochs)
    page.wait_for_function(f"now => ({epochs})() > now + 5", arg=now)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    rest = "new Promise((resolve) => setTimeout(resolve, 1000))"
    stands = (
        f"async () => {{ const now = ({epochs})(); await {rest}; return now > 10 && ({epochs})() === now; }}"
    )
    page.wait_for_function(stands, timeout=START)  # what is under way in Python comes to its end
