"""Starts and drags in the built site, in Chromium: the table of README.md, in about eleven minutes.

``make book``, then ``.venv/bin/python benchmarks/site.py [chapter's number ...]``; with all chapters it writes the table.
*drawn*: the first picture after the first move, and pictures a second in a drag, where no Python can start. *cold*:
nothing is in the browser; from the first key to a picture that Python has drawn. *warm*: all files are there.
*20 Mbit/s*: a cold start on a line slowed down by the browser, 40 ms each way. *returning*: the panel has been in
sight for five seconds, and Python has started unasked. The server compresses as GitHub's does. Of cold, warm and
drawn the better of two is taken, for other work on the machine only adds; of a key's picture the median of eight.
"""

import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright
from server import served
from table import rows

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- site.py writes from here -->\n", "<!-- to there -->\n"
SLOW = ["1", "8"]  # the chapters that are opened on a slow line
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
ARGUMENTS = {"executable_path": BROWSER, "args": ["--no-sandbox", "--disable-gpu"]}
LINE = {"offline": False, "latency": 40, "downloadThroughput": 20e6 / 8, "uploadThroughput": 20e6 / 8}
# What is pressed instead where a slider can go no further.
FROM_LOW, FROM_HIGH = {"Home": "End", "ArrowLeft": "ArrowRight"}, {"End": "Home", "ArrowRight": "ArrowLeft"}
PATIENCE = 120_000  # milliseconds
COLUMNS = [
    "drawn, ms",
    "drawn a second",
    "cold, s",
    "warm, s",
    "20 Mbit/s, s",
    "returning, ms",
    "key to picture, ms",
]
COLUMNS += ["pictures a second", "a touch meanwhile, ms", "*Run this page*, s"]
# Milliseconds after a touch until the picture is another one, or one that Python has drawn.
WAIT = """before => new Promise((resolve, reject) => {{
  const start = performance.now(), picture = document.querySelector("img.widget-image");
  const look = () => {{
    const passed = performance.now() - start;
    if ({}) resolve(passed);
    else if (passed > 30000) reject(new Error("no picture came"));
    else requestAnimationFrame(look);
  }};
  look();
}})"""
NEXT = WAIT.format("picture.src !== before")
PYTHONS = WAIT.format("document.documentElement.dataset.live === 'live' && !picture.style.backgroundImage")
# Until no picture has come for 0.3 s: the next is the next key's.
REST = """async () => {
  const picture = document.querySelector("img.widget-image");
  for (let source = ""; source !== picture.src; ) {
    source = picture.src;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}"""
# Pictures a second while a hand moves the slider to and fro, at each frame of the screen.
DRAG = """async () => {
  const picture = document.querySelector("img.widget-image"), handle = document.querySelector(".noUi-handle");
  let frames = 0;
  const seen = new MutationObserver(() => (frames += 1));
  seen.observe(picture, { attributes: true, attributeFilter: ["src"] });
  const start = performance.now(), at = (name) => handle.getAttribute(`aria-value${name}`);
  for (let key = "ArrowLeft"; performance.now() - start < 2000; ) {
    if (at("now") === at("min")) key = "ArrowRight";
    if (at("now") === at("max")) key = "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
  seen.disconnect();
  return 1000 * frames / (performance.now() - start);
}"""
KEPT = "async () => Boolean(await caches.match('/version'))"
WHOLE = "() => document.querySelector('.live-bar p').innerText.startsWith('This page is live')"


@contextlib.contextmanager
def profile(browser):
    """A reader's browser that has seen nothing yet, with its files on the disk."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = browser.launch_persistent_context(folder, **ARGUMENTS)
        yield context
        context.close()


def opened(context, address, line=None, script=""):
    """A page with its controls drawn and its first slider under the hand."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(script)
    if line:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(address, wait_until="load")
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_function("() => !document.querySelector('.panel-still')")
    page.locator(".noUi-handle").first.focus()
    return page


def after(page, key, look):
    """What ``look`` sees after a key, in milliseconds; first the hand rests."""
    page.evaluate(REST)
    picture, handle = (page.locator(kind).first for kind in ("img.widget-image", ".noUi-handle"))
    now, low, high = (handle.get_attribute(f"aria-value{name}") for name in ("now", "min", "max"))
    if now in (low, high):
        key = (FROM_LOW if now == low else FROM_HIGH).get(key, key)
    watching = page.evaluate_handle(
        f"before => ({{ answer: ({look})(before) }})", picture.get_attribute("src")
    )
    handle.press(key)
    return watching.evaluate("({ answer }) => answer")


def drawn(browser, address):
    """The first picture where no Python can start, and pictures a second."""
    with profile(browser) as context:
        page = opened(context, address, script="delete window.Worker")
        found = {"drawn, ms": after(page, "End", NEXT)}
        page.evaluate(REST)
        return found | {"drawn a second": page.evaluate(DRAG)}


def visits(browser, address):
    """One reader's first visit and the second: cold and warm starts."""
    with profile(browser) as context:
        return two_visits(context, address)


def two_visits(context, address):
    page = opened(context, address)
    cold = after(page, "End", PYTHONS)
    page.wait_for_function(KEPT)
    page.close()
    page = opened(context, address)
    warm = after(page, "End", PYTHONS)
    page.close()
    return {"cold, s": cold / 1000, "warm, s": warm / 1000}


def third_visit(browser, address):
    """The two, and a third: Python starts unasked, the panel is live, and the whole page runs."""
    with profile(browser) as context:
        found = two_visits(context, address)
        page = opened(context, address)
        page.wait_for_timeout(5000)
        found["returning, ms"] = after(page, "End", NEXT)
        # One way: of values that come again no new picture need come.
        found["key to picture, ms"] = statistics.median(after(page, "ArrowLeft", NEXT) for _ in range(8))
        found["pictures a second"] = page.evaluate(DRAG)
        start = time.perf_counter()
        page.get_by_role("button", name="Run the rest of this page").click()
        page.wait_for_timeout(500)
        found["a touch meanwhile, ms"] = after(page, "Home", NEXT)
        page.wait_for_function(WHOLE)
        return found | {"*Run this page*, s": time.perf_counter() - start}


def slow_line(browser, address):
    with profile(browser) as context:
        page = opened(context, address, LINE)
        return {"20 Mbit/s, s": after(page, "End", PYTHONS) / 1000}


def measured(browser, address, number):
    """A chapter's row, by column; what did not come to its end is left out, and said."""
    found = {}
    for look in [drawn, drawn, visits, third_visit, *([slow_line] if number in SLOW else [])]:
        try:
            for column, value in look(browser, address).items():
                better = max if "second" in column else min
                found[column] = better(value, found.get(column, value))
        except Error as error:
            print(f"{address}: {look.__name__}: {error.message.splitlines()[0]}", file=sys.stderr, flush=True)
    return found


def main(chapters):
    table, names = [], sorted(path.name for path in SITE.glob("notebooks/*.html") if path.stem[:2] != "00")
    with served(SITE) as address, sync_playwright() as playwright:
        for name in names:
            number = name[:2].lstrip("0")
            if chapters and number not in chapters:
                continue
            found = measured(playwright.chromium, f"{address}notebooks/{name}", number)
            cells = [f"{found[column]:.3g}" if column in found else "" for column in COLUMNS]
            table.append([number, *cells, f"{os.getloadavg()[0]:.1f}"])
            print(*table[-1], sep="\t", flush=True)
    text = rows(["chapter", *COLUMNS, "load"], table)
    print(text)
    if not chapters:
        before, rest = README.read_text(encoding="utf-8").split(BEGIN)
        README.write_text(before + BEGIN + "\n" + text + "\n" + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
