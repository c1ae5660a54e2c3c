"""A live page as tests touch it: its panels, cells and bar, and what they wait for."""

import time

import nbformat
import pytest
from built import CHAPTERS, ROOT

STATE = "() => document.documentElement.dataset.live"
SETTLED = "() => ['live', 'failed', 'still'].includes(document.documentElement.dataset.live)"
START = 120_000  # milliseconds; two tests at a time, and others on the machine
# Pixels of a picture for one of the screen.
SHARP = "picture => picture.naturalWidth / picture.clientWidth / devicePixelRatio"
FIRST = CHAPTERS[0]
# Its cells that a reader can edit, by their places: one above the panel, the panel's, and two below it.
ABOVE, PANEL, ONE, OTHER = [
    f"#cell-{place}"
    for place, cell in enumerate(nbformat.read(ROOT / FIRST.replace(".html", ".ipynb"), 4).cells)
    if cell.cell_type == "code" and "remove-input" not in cell.metadata.get("tags", [])
][:4]


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


def press(page, handle, key, times=1):
    handle.focus()
    for _ in range(times):
        page.keyboard.press(key)


def edit(page, cell, text):
    """Replace a cell's text in its editor."""
    page.locator(cell).locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def go_live(page):
    (handles, _), *_ = open_panels(page)
    press(page, handles.first, "End")
    wait_until_live(page)


def at_rest(picture):
    """Wait until the picture has not changed for half a second."""
    source, since = None, time.monotonic()
    while time.monotonic() - since < 0.5:
        if (now := picture.get_attribute("src")) != source:
            source, since = now, time.monotonic()
        picture.page.wait_for_timeout(50)


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
