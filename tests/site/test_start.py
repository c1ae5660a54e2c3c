"""When Python starts, what it fetches, and that a panel answers whatever else the page does."""

from built import CHROMIUM
from panels import (
    ABOVE,
    FIRST,
    ONE,
    PANEL,
    STATE,
    bar,
    edit,
    go_live,
    kept,
    open_panels,
    press,
    wait_until_live,
    workers_end,
)
from waits import becomes

NO_BATTERY = "delete Navigator.prototype.getBattery;"  # whatever this machine's says
SAVING = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });"
LOW = "Navigator.prototype.getBattery = async () => ({ charging: false, level: 0.1 });"
CHARGING = "Navigator.prototype.getBattery = async () => ({ charging: true, level: 0.1 });"
HIDDEN = "Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' });"
KEPT = """async () => {
  const cache = await caches.open("as if the book were kept");
  await cache.put("/version", new Response("this one"));
}"""
BUSY = """
import time
until = time.time() + 600
while time.time() < until:
    pass
"""


def start_page_twice(visit, script):
    """A page whose files are in the browser, opened again with its first panel in sight for three seconds."""
    page = visit(FIRST, script=script, forgiving=True)
    page.evaluate(KEPT)
    page.reload()
    open_panels(page)
    return page


def test_a_reader_who_comes_again_finds_the_panel_in_sight_started(visit):
    page = start_page_twice(visit, NO_BATTERY)
    with page.expect_worker(timeout=60_000):
        pass
    assert page.evaluate(STATE) is None  # nobody has asked, so nobody is told
    (handles, picture), *_ = open_panels(page)
    before = picture.get_attribute("src")
    press(page, handles.first, "End")
    wait_until_live(page)
    becomes(page, picture.get_attribute, lambda now: now != before, "src")
    workers_end(page, 1)


def test_python_does_not_start_unasked_where_something_speaks_against_it(visit):
    """Each in a window of its own, and all at once: what speaks against it, or the first visit; and one where nothing does."""
    pages = {script: start_page_twice(visit, script) for script in (SAVING, LOW, HIDDEN)}
    pages["first visit"] = visit(FIRST, script=NO_BATTERY)
    open_panels(pages["first visit"])
    charging = start_page_twice(visit, CHARGING)
    with charging.expect_worker(timeout=60_000):
        pass
    charging.wait_for_timeout(4000)
    assert [why for why, page in pages.items() if page.workers] == []


def test_each_file_of_python_comes_once(browser, counted, tmp_path):
    """In a profile on the disk: a private window's memory does not keep the largest file for a second Python."""
    place, sent = counted
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(place + FIRST)
    go_live(page)
    page.get_by_role("button", name="Run the rest of this page").click()  # a second Python
    kept(page)
    page.wait_for_function(
        "() => document.querySelector('.live-bar p').innerText.startsWith('This page is live')"
    )
    files = {name: count for name, count in sent.items() if "/vendor/python/" in name and count}
    assert len(files) > 3
    assert set(files.values()) == {1}, files


def test_a_touched_panel_answers_while_a_cell_computes_and_outlives_it(visit):
    page = visit(FIRST)
    (handles, picture), *_ = open_panels(page)
    page.locator(ONE).get_by_role("button", name="Edit this cell").click()
    edit(page, ONE, BUSY)
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(f"{ONE}[aria-busy]", timeout=120_000)
    for key in ("End", "Home"):
        before = picture.get_attribute("src")
        press(page, handles.first, key)
        page.wait_for_function(
            "before => document.querySelector('img.widget-image').src !== before", arg=before, timeout=120_000
        )
    assert page.locator(f"{ONE}[aria-busy]").count() == 1
    workers_end(page, 2)
    page.get_by_role("button", name="Stop").click()
    becomes(page, bar, "Stopped. What is shown stays.", page)
    before = picture.get_attribute("src")
    press(page, handles.first, "End")
    page.wait_for_function(
        "before => document.querySelector('img.widget-image').src !== before", arg=before, timeout=60_000
    )
    workers_end(page, 1)


def test_an_edited_panel_cell_has_what_the_cells_above_it_made(visit):
    page = visit(FIRST)
    open_panels(page)
    for cell, text in ((ABOVE, "number = 21"), (PANEL, "2 * number")):
        page.locator(cell).get_by_role("button", name="Edit this cell").click()
        edit(page, cell, text)
    page.keyboard.press("Shift+Enter")
    wait_until_live(page)
    becomes(page, lambda: page.locator(f"{PANEL} .live-output").inner_text().strip(), "42")
    workers_end(page, 1)
