"""Starts and drags in the built site, in Chromium: a table in Markdown for benchmarks/README.md.

``make book``, then ``.venv/bin/python benchmarks/site.py [chapter ...]``. Each number is the median of RUNS, in a profile
of its own. *cold*: nothing is in the browser. *warm*: all files are. *returning*: the panel has been in sight for
five seconds, and Python has started unasked. The line that is slowed down is slowed by the browser, without gzip.
"""

import contextlib
import functools
import http.server
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path(__file__).parents[1] / "_build" / "html"
RUNS = 5
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
LINE = {"offline": False, "latency": 40, "downloadThroughput": 20e6 / 8, "uploadThroughput": 20e6 / 8}
PATIENCE = 300_000  # milliseconds
# The first picture that a touch brings, in milliseconds after the touch.
NEXT = """before => new Promise(resolve => {
  const start = performance.now(), picture = document.querySelector("img.widget-image");
  const look = () => picture.src !== before ? resolve(performance.now() - start) : requestAnimationFrame(look);
  look();
})"""
# Pictures a second while a hand moves the slider at each frame of the screen.
DRAG = """async () => {
  const picture = document.querySelector("img.widget-image"), handle = document.querySelector(".noUi-handle");
  let frames = 0;
  const seen = new MutationObserver(() => (frames += 1));
  seen.observe(picture, { attributes: true, attributeFilter: ["src"] });
  const start = performance.now();
  for (let key = "ArrowLeft"; performance.now() - start < 2000; ) {
    if (handle.getAttribute("aria-valuenow") === handle.getAttribute("aria-valuemin")) key = "ArrowRight";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
  seen.disconnect();
  return 1000 * frames / (performance.now() - start);
}"""
KEPT = "async () => Boolean(await caches.match('/version'))"
RUN = """() => document.querySelector('.live-bar p').innerText.startsWith('This page is live')"""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextlib.contextmanager
def served():
    """Where the site is served."""
    handler = functools.partial(Silent, directory=SITE)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def opened(context, address, line=None):
    """A page with its controls drawn and its first slider under the hand."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    if line:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(address, wait_until="load")
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_function("() => !document.querySelector('.panel-still')")
    page.locator(".noUi-handle").first.focus()
    return page


def key_to_picture(page, key):
    """Milliseconds from a key to the picture that it brings."""
    picture = page.locator("img.widget-image").first.get_attribute("src")
    watching = page.evaluate_handle(f"before => ({{ answer: ({NEXT})(before) }})", picture)
    page.keyboard.press(key)
    return watching.evaluate("({ answer }) => answer")


def visit(browser, address):
    """One reader's visits to a chapter: what is measured, by name."""
    with tempfile.TemporaryDirectory() as profile:
        context = browser.launch_persistent_context(
            profile, executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened(context, address)
        found = {"cold, s": key_to_picture(page, "End") / 1000}
        page.wait_for_function(KEPT)
        page.close()
        page = opened(context, address)
        found["warm, s"] = key_to_picture(page, "End") / 1000
        page.wait_for_timeout(500)
        keys = ["ArrowLeft", "ArrowRight"] * 5
        found["key to picture, ms"] = statistics.median(key_to_picture(page, key) for key in keys)
        found["pictures a second"] = page.evaluate(DRAG)
        start = time.perf_counter()
        page.get_by_role("button", name="Run the rest of this page").click()
        page.wait_for_timeout(1000)
        found["a touch meanwhile, ms"] = key_to_picture(page, "Home")
        page.wait_for_function(RUN)
        found["*Run this page*, s"] = time.perf_counter() - start
        page.close()
        page = opened(context, address)
        page.wait_for_timeout(5000)
        found["returning, ms"] = key_to_picture(page, "End")
        context.close()
    with tempfile.TemporaryDirectory() as profile:
        context = browser.launch_persistent_context(
            profile, executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened(context, address, LINE)
        found["20 Mbit/s, s"] = key_to_picture(page, "End") / 1000
        context.close()
    return found


def main(chapters):
    chapters = chapters or sorted(path.name for path in SITE.glob("notebooks/*.html"))
    with served() as address, sync_playwright() as playwright:
        for number, chapter in enumerate(chapters):
            visits = [visit(playwright.chromium, f"{address}notebooks/{chapter}") for _ in range(RUNS)]
            if number == 0:
                print("|", " | ".join(["chapter", *visits[0]]), "|")
                print("|", " | ".join("---" for _ in range(len(visits[0]) + 1)), "|")
            middles = [statistics.median(each[name] for each in visits) for name in visits[0]]
            print("|", " | ".join([chapter[:2].lstrip("0"), *(f"{middle:.3g}" for middle in middles)]), "|")


if __name__ == "__main__":
    main(sys.argv[1:])
