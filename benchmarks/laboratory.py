"""Frames a second of the first page's laboratory, in a kernel and in a page: the table of README.md, in two minutes.

``make book``, then ``.venv/bin/python benchmarks/laboratory.py``. It plays for five seconds, an epoch a frame, with 49
networks on 250 points. A frame is a new large picture; the strip and the network are drawn less often. In a kernel the
pictures leave it as messages; in a page they have arrived.
"""

import shutil
from pathlib import Path

from jupyter_client.manager import start_new_kernel
from playwright.sync_api import sync_playwright
from server import served
from table import rows

SITE = Path(__file__).parents[1] / "_build" / "html"
README = Path(__file__).with_name("README.md")
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
BEGIN, END = "<!-- laboratory.py writes from here -->\n", "<!-- to there, the laboratory's -->\n"
NETWORKS = [(4, 2), (8, 8), (8, 8, 8, 8)]
SECONDS, RUNS = 5, 2
KERNEL = """
import asyncio, time
from nnbook.laboratory.panel import Laboratory
laboratory = Laboratory(hidden={hidden})
laboratory.play()
await asyncio.sleep(1)
drawn = []
for name, frame in laboratory.frames.items():
    frame.observe(lambda change, name=name: drawn.append(name), "value")
start = time.perf_counter()
await asyncio.sleep({seconds})
spent = time.perf_counter() - start
laboratory.pause()
print(*[drawn.count(name) / spent for name in ("plane", "network", "others")])
"""
PAGE = """seconds => new Promise((resolve) => {
  const pictures = [...document.querySelectorAll(".nn-lab-panes img.widget-image")].slice(0, 3);
  const counts = [0, 0, 0], start = performance.now();
  const observers = pictures.map((picture, i) => new MutationObserver(() => counts[i]++));
  observers.forEach((observer, i) => observer.observe(pictures[i], { attributeFilter: ["src"] }));
  setTimeout(() => resolve(counts.map((count) => (1000 * count) / (performance.now() - start))), 1000 * seconds);
})"""


def in_a_kernel(hidden):
    """Large pictures, networks and strips a second."""
    manager, client = start_new_kernel()
    try:
        said = []
        client.execute_interactive(
            KERNEL.format(hidden=hidden, seconds=SECONDS),
            timeout=60,
            output_hook=lambda message: said.append(message["content"].get("text", "")),
        )
        return [float(number) for number in "".join(said).split()]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def in_a_page(browser, address, hidden):
    """The same in Chromium."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}notebooks/00_laboratory.html#panel=laboratory&data_seed=1&hidden={hidden}")
    page.wait_for_function("() => document.documentElement.dataset.live === 'live'", timeout=120_000)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(1500)
    counts = page.evaluate(PAGE, SECONDS)
    page.close()
    return counts


def best(measure, *arguments):
    """Of some runs the one with the most frames: other work on the machine only takes away."""
    return max((measure(*arguments) for _ in range(RUNS)), key=lambda counts: counts[0])


def main():
    table = []
    with served(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for hidden in NETWORKS:
            for where, counts in [
                ("kernel", best(in_a_kernel, hidden)),
                ("page", best(in_a_page, browser, address, hidden)),
            ]:
                table.append(
                    [f"2-{'-'.join(map(str, hidden))}-1", where, *(f"{count:.0f}" for count in counts)]
                )
                print(*table[-1])
        browser.close()
    names = ["49 networks", "where", "frames a second", "networks a second", "strips a second"]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    README.write_text(f"{before}{BEGIN}\n{rows(names, table)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
