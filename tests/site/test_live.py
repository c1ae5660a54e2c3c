"""The published page runs: a touched control starts Python, and every panel answers as it does in CPython."""

import http.server
import random
import threading
import time
from urllib.parse import parse_qsl

import axe
import native
import nbformat
import pytest
from built import CHAPTERS, ROOT, SITE
from waits import becomes, looks_like, pixels_of

from nnlib.show.controls import fitting

STATE = "() => document.documentElement.dataset.live"
SETTLED = "() => ['live', 'failed', 'still'].includes(document.documentElement.dataset.live)"
START = 120_000  # milliseconds; two tests at a time, and others on the machine
# Names of controls that are not seen whole, and sliders that are too short for a hand.
CUT = """() => [
  ...[...document.querySelectorAll(".widget-label")].filter((name) =>
    name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + 1),
  ...[...document.querySelectorAll(".slider-container")].filter((slider) => slider.clientWidth < 100),
].map((element) => element.parentElement.innerText)"""
FIRST = CHAPTERS[0]
# Its cells that a reader can edit, by their places: one above the panel, the panel's, and two below it.
ABOVE, PANEL, ONE, OTHER = [
    f"#cell-{place}"
    for place, cell in enumerate(nbformat.read(ROOT / FIRST.replace(".html", ".ipynb"), 4).cells)
    if cell.cell_type == "code" and "remove-input" not in cell.metadata.get("tags", [])
][:4]
# How often a panel has said that it computes.
BUSY = """() => {
  window.busy = 0;
  const seen = ({ target }) => target.matches(".nn-place[aria-busy=true]") && (window.busy += 1);
  new MutationObserver((all) => all.forEach(seen)).observe(document, { subtree: true, attributeFilter: ["aria-busy"] });
}"""


def open_panels(page):
    """Scroll to the first panel, and wait for the controls of all."""
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_function("() => !document.querySelector('.panel-still')", timeout=START)
    return [
        (place.locator(".noUi-handle"), place.locator("img.widget-image"))
        for place in page.locator(".widget-subarea").all()
    ]


def wait_until_live(page):
    page.wait_for_function(SETTLED, timeout=START)
    assert page.evaluate(STATE) == "live", bar(page)


def bar(page):
    """What the page says of itself."""
    return page.locator(".live-bar p").inner_text()


def at_rest(picture):
    """Wait until the picture has not changed for half a second."""
    source, since = None, time.monotonic()
    while time.monotonic() - since < 0.5:
        if (now := picture.get_attribute("src")) != source:
            source, since = now, time.monotonic()
        picture.page.wait_for_timeout(50)


def press(page, handle, key, times=1):
    handle.focus()
    for _ in range(times):
        page.keyboard.press(key)


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
    assert (
        name != CHAPTERS[8] or page.evaluate("window.busy") > 0
    )  # there 1,600 networks are trained for a picture


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


# Pixels of a picture for one of the screen.
SHARP = "picture => picture.naturalWidth / picture.clientWidth / devicePixelRatio"


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
    assert axe.found(page) == []


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


def edit(page, cell, text):
    """Replace a cell's text in its editor."""
    page.locator(cell).locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def test_cells_are_edited_broken_and_mended(visit):
    """One page and one Python; the first touch of it is a cell's."""
    page = visit(FIRST)
    a_cell_that_fails_holds_up_those_after_it_until_it_is_mended(page)
    a_cell_is_edited_broken_and_mended(page)
    what_a_cell_downloads_is_not_counted_as_python(page)


def a_cell_is_edited_broken_and_mended(page):
    cell = ONE
    edit(page, cell, "print(np.arange(3))\nfor i in range(2):\n    undefined_name")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(SETTLED, timeout=START)
    assert page.evaluate(STATE) == "failed"
    printed = page.locator(f"{cell} .live-output").inner_text()
    assert "[0 1 2]" in printed
    assert "NameError: name 'undefined_name' is not defined" in printed
    assert "line 3" in printed and "kernel.py" not in printed
    edit(
        page,
        cell,
        "from IPython.display import Markdown\nprint('mended')\nMarkdown('*in* **Markdown**, $x^2$')",
    )
    page.locator(cell).get_by_role("button", name="Run").click()
    wait_until_live(page)
    page.wait_for_selector(f"{cell} .live-output mjx-container")
    assert page.locator(f"{cell} .live-output strong").inner_text() == "Markdown"
    page.locator(cell).get_by_role("button", name="Reset").click()
    page.locator(f"{cell} .cm-content", has_text="net_a.weights").wait_for()


def what_a_cell_downloads_is_not_counted_as_python(page):
    lines = [
        "import asyncio",
        "from pyodide.http import pyfetch",
        "async def later():",
        "    await asyncio.sleep(1)  # the cell has ended",
        f"    print(len(await (await pyfetch('{page.url}')).bytes()), 'bytes')",
        "task = asyncio.ensure_future(later())",
    ]
    edit(page, OTHER, "\n".join(lines))
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        f"() => / bytes/.test(document.querySelector('{OTHER} .live-output')?.innerText)", timeout=START
    )
    becomes(page, page.evaluate, "live", STATE)
    assert "Loading" not in bar(page)


def a_cell_that_fails_holds_up_those_after_it_until_it_is_mended(page):
    for cell in (ONE, OTHER):
        page.locator(cell).get_by_role("button", name="Edit this cell").click()
    edit(page, ONE, "number = 1 / 0")
    edit(page, OTHER, "print('the number is', number)")
    for _ in range(2):  # the second time too
        page.locator(OTHER).get_by_role("button", name="Run").click()
        page.wait_for_function(SETTLED, timeout=START)
        assert page.evaluate(STATE) == "failed" and "those after it did not run" in bar(page)
        assert "ZeroDivisionError" in page.locator(f"{ONE} .live-output").inner_text()
        assert page.locator(f"{OTHER} .live-output").count() == 0
    edit(page, ONE, "number = 1 / 4")
    page.locator(OTHER).get_by_role("button", name="Run").click()
    wait_until_live(page)
    page.locator(f"{OTHER} .live-output", has_text="the number is 0.25").wait_for()
    becomes(page, page.locator(f"{ONE} .live-output").count, 0)


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


def workers_end(page, left=0):
    """Wait until the page has no more workers than these; one in a loop is given a while to end."""
    for _ in range(100):
        if len(page.workers) == left:
            return
        page.wait_for_timeout(200)
    pytest.fail(f"{len(page.workers)} workers are left, not {left}")


def kept(page, version="/version"):
    """Wait until the browser keeps the whole book in this version."""
    read = "async version => (await (await caches.match(version))?.text())"
    for _ in range(200):
        if (page.evaluate(read, version) or "old") != "old":
            return
        page.wait_for_timeout(200)
    pytest.fail("the book is not kept")


def go_live(page):
    (handles, _), *_ = open_panels(page)
    press(page, handles.first, "End")
    wait_until_live(page)


OUTDATE = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  for (const name of ["version", "_static/vendor/python/old/numpy.whl"]) await cache.put("/" + name, new Response("old"));
}"""


def test_the_book_is_read_and_run_without_a_network_after_the_first_visit(visit):
    page = visit(FIRST, forgiving=True)
    go_live(page)
    kept(page)
    page.evaluate(OUTDATE)  # as if an earlier version of the book were kept
    page.reload()
    go_live(page)
    kept(page)
    assert not page.evaluate(
        "async () => Boolean(await caches.match('/_static/vendor/python/old/numpy.whl'))"
    )
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # another cache than the book's
    page.context.set_offline(True)
    page.goto(page.url.replace(FIRST, CHAPTERS[1]))
    go_live(page)
    assert page.locator("mjx-container").count() > 0
    page.goto(page.url.replace(CHAPTERS[1], "book/glossary.html"))
    assert page.locator("h1").first.inner_text() == "Glossary"


def trouble_with(page, reason, drawn=True):
    """A page on which Python cannot start says why, and stays usable: by pictures drawn beforehand, if it can load them."""
    (handles, picture), *_ = open_panels(page)
    before = picture.get_attribute("src")
    press(page, handles.first, "End")
    page.wait_for_function(SETTLED, timeout=START)
    assert page.evaluate(STATE) == "failed"
    assert reason in bar(page)
    assert page.get_by_role("alert").count() == 1
    if drawn:
        name, values = native.first_slider(FIRST, 0)
        native.picture(FIRST, 0, **{name: values[-1]})
        becomes(page, page.locator(".nn-words").first.inner_text, native.panel(FIRST, 0).sentence)
    else:
        assert picture.get_attribute("src") == before
    page.locator(".live-bar").get_by_role("button", name="Close").click()
    assert page.locator(".bd-article").inner_text()


@pytest.mark.parametrize(
    ("script", "reason"),
    [("delete window.WebAssembly", "no WebAssembly"), ("delete window.Worker", "no workers")],
)
def test_a_browser_that_cannot_run_python_is_told(visit, script, reason):
    trouble_with(visit(FIRST, script=script), reason)


def test_on_a_school_server_without_https_a_corrupted_wheel_is_named_and_a_whole_one_is_enough(
    visit, address
):
    page = visit(address.replace("127.0.0.1", "classroom.test") + FIRST, forgiving=True)
    assert not page.evaluate("isSecureContext")
    page.route("**/numpy-*.whl", lambda route: route.fulfill(body=b"not a wheel"))
    trouble_with(page, "damaged or missing on the server: numpy")
    page.unroute("**/numpy-*.whl")
    page.get_by_role("button", name="Run this page").click()
    wait_until_live(page)
    assert page.context.cookies() == []


def test_a_page_opened_as_a_file_says_what_to_do(visit):
    page = visit((SITE / FIRST).as_uri(), forgiving=True)
    trouble_with(page, "python -m http.server", drawn=False)


def test_pages_show_their_panels_without_any_script(html):
    for name in CHAPTERS:
        stills = html[name].select("img.panel-still")
        assert len(stills) == len(native.panel_names(name))
        for still in stills:
            assert (SITE / name).parent.joinpath(still["src"]).resolve().exists()
            assert len(still["alt"]) > 20


def test_every_page_has_a_strict_policy(html):
    for name, soup in html.items():
        meta = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        rules = dict(rule.strip().split(" ", 1) for rule in meta["content"].split(";"))
        assert rules["default-src"] == "'self'", name
        assert "unsafe-inline" not in rules["script-src"] and "'unsafe-eval'" not in rules["script-src"], name
        assert "http" not in meta["content"], name


ENDS_PYTHON = [
    "exit()",
    "asyncio.get_running_loop().call_later(0, exit)",
    "ctypes.string_at(2**32 - 64, 8)  # a fatal error",
    "asyncio.get_running_loop().call_later(0, ctypes.string_at, 2**32 - 64, 8)",
    "js.setTimeout(create_once_callable(lambda: 1 / 0), 0)",
]
ENDING = """
import asyncio, ctypes, js
import ipywidgets as widgets
from pyodide.ffi import create_once_callable

def callback(change):
    {}

slider = widgets.IntSlider(3)
slider.observe(callback, "value")
slider
"""


def test_a_callback_that_ends_python_is_told_and_python_starts_again(visit):
    page = visit(FIRST, forgiving=True)
    (handles, _), *_ = open_panels(page)
    cell = page.locator(OTHER)
    cell.get_by_role("button", name="Edit this cell").click()
    for source in ENDS_PYTHON:
        edit(page, OTHER, ENDING.format(source))
        cell.get_by_role("button", name="Run").click()
        page.wait_for_selector(".live-bar progress:visible")
        wait_until_live(page)
        press(page, cell.locator(".noUi-handle"), "ArrowRight")
        page.wait_for_function("() => document.documentElement.dataset.live === 'failed'")
        assert "Python has ended" in bar(page), source
        assert page.get_by_role("button", name="Try again").is_visible()
        workers_end(page)
    press(page, handles.first, "End")  # a saved panel starts it too
    wait_until_live(page)


@pytest.fixture
def elsewhere():
    """Another server: its address, and what it was asked for."""
    asked = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        do_POST = do_OPTIONS = do_GET

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}", asked
        server.shutdown()


WAYS_OUT = """
import asyncio, urllib.request
import js
from pyodide.ffi import to_js
from pyodide.http import open_url, pyfetch

def options(**names):
    return to_js(names, dict_converter=js.Object.fromEntries)

def by_xmlhttprequest():
    request = js.XMLHttpRequest.new()
    request.open("GET", "http://HOST/xmlhttprequest", False)
    request.send()

def by_worker():
    script = "fetch('http://HOST/worker'); import('http://HOST/import')"
    js.Worker.new(js.URL.createObjectURL(js.Blob.new(to_js([script]))))

def by_own_worker():
    worker = js.Worker.new(WORKER, options(type="module"))
    files = {"python": "http://HOST/python/", "packages": [], "nnlib": "http://HOST/nnlib", "integrity": ""}
    worker.postMessage(options(type="start", id=1, **files))

ways = {
    "fetch": lambda: js.fetch("http://HOST/fetch"),
    "post": lambda: js.fetch("http://HOST/post", options(method="POST", mode="no-cors", body="x")),
    "pyfetch": lambda: pyfetch("http://HOST/pyfetch"),
    "open_url": lambda: open_url("http://HOST/open_url"),
    "xmlhttprequest": by_xmlhttprequest,
    "urllib": lambda: urllib.request.urlopen("http://HOST/urllib", timeout=1),
    "websocket": lambda: js.WebSocket.new("ws://HOST/websocket"),
    "eventsource": lambda: js.EventSource.new("http://HOST/eventsource"),
    "worker": by_worker,
    "own worker": by_own_worker,
    "site": lambda: pyfetch("SITE"),
}
for name, way in ways.items():
    try:
        if asyncio.isfuture(answer := way()) or asyncio.iscoroutine(answer):
            await answer
        print(name, "went")
    except Exception as error:
        print(name, "did not")
await asyncio.sleep(1)
print("all tried")
"""


def test_a_cell_reaches_no_other_server(visit, address, elsewhere):
    host, asked = elsewhere
    page = visit(FIRST, forgiving=True)
    worker = f"{address}_static/vendor/live/worker.js"
    page.locator(OTHER).get_by_role("button", name="Edit this cell").click()
    edit(
        page,
        OTHER,
        WAYS_OUT.replace("HOST", host).replace("SITE", page.url).replace("WORKER", repr(worker)),
    )
    page.keyboard.press("Shift+Enter")
    wait_until_live(page)
    printed = page.locator(f"{OTHER} .live-output").inner_text()
    assert "site went" in printed and "all tried" in printed  # its own site it may ask
    assert asked == []


# The cache of earlier versions was one for all copies. Here b has it.
COMMON = """async () => {
  await (await caches.open("breaking-symmetry")).put("/b/version", new Response("old"));
}"""
KEEP = """async () => {
  await navigator.serviceWorker.register("../service_worker.js");
  (await navigator.serviceWorker.ready).active.postMessage("keep");
}"""


def test_two_copies_of_the_book_on_one_host_keep_their_own_files(visit, copies):
    page = visit(f"{copies}a/book/about.html", forgiving=True)
    page.evaluate(COMMON)
    for copy in "ab":
        page.goto(f"{copies}{copy}/book/about.html")
        page.evaluate(KEEP)
        kept(page, f"/{copy}/version")
        assert page.evaluate("caches.has('breaking-symmetry')") == (copy == "a")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    for copy in "ab":
        page.context.set_offline(True)
        page.goto(f"{copies}{copy}/book/glossary.html")
        assert page.locator("h1").first.inner_text() == "Glossary"
        page.context.set_offline(False)
