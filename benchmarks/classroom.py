"""Thirty readers and one laptop: how long a class waits if all begin at once; the table of README.md, in two minutes.

``make book``, then ``.venv/bin/python benchmarks/classroom.py``. Chromium opens a chapter once, under a name that it does
not take for its own machine, moves a slider and waits for Python: what it asks the server for is *the start*. Then
thirty clients, each a process, take all of it at the same moment: the page first, the rest over six connections, as a
browser does. The server is ``python -m http.server``, and then the site's own ``serve.py``. A file that has not the
bytes that Chromium got is an error. A connection that is not let in within half a second is counted too, and waits.

Server and clients share this machine, and nothing goes through the air: *100 Mbit/s* is what the bytes alone take there.
"""

import http.client
import shutil
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from table import rows

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- classroom.py writes from here -->\n", "<!-- up to here -->\n"
CHAPTER, READERS, CONNECTIONS, ROUNDS, PORT = "notebooks/01_forward_pass.html", 30, 6, 3, 8765
LATE = 0.5  # seconds until a client is let in, from which on it counts as not at once
AIR = 100e6 / 8  # bytes a second
SERVERS = {
    "python -m http.server": ["-m", "http.server", "--bind", "127.0.0.1", str(PORT)],
    "python serve.py": ["serve.py", str(PORT)],
}


@contextmanager
def serving(arguments):
    """The site, served by a Python of its own with these arguments."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, *arguments], cwd=SITE, **quiet)
    try:
        while not answers():
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait()


def answers():
    try:
        return fetch("/README-is-not-here")[0] == 404
    except OSError:
        return False


def fetch(path):
    """The status, the bytes and the seconds until it was let in, of one request."""
    begin = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    connection.connect()
    let_in = time.perf_counter() - begin
    connection.request("GET", path)
    answer, size = connection.getresponse(), 0
    while part := answer.read(1 << 16):
        size += len(part)
    connection.close()
    return answer.status, size, let_in


def the_start():
    """The files that a browser asks for until a panel of the chapter answers by Python: path and bytes, in order."""
    from playwright.sync_api import sync_playwright

    browser = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    arguments = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP classroom.test 127.0.0.1"]
    asked = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=arguments)
        context = chromium.new_context()
        context.on("request", lambda request: asked.setdefault(urlsplit(request.url).path))
        page = context.new_page()
        page.goto(f"http://classroom.test:{PORT}/{CHAPTER}", wait_until="load")
        page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
        page.wait_for_function("() => !document.querySelector('.panel-still')")
        handle = page.locator(".noUi-handle").first
        handle.press("End")
        page.wait_for_function("() => document.documentElement.dataset.live === 'live'", timeout=120_000)
        page.wait_for_timeout(2000)
        chromium.close()
    sizes = {path: fetch(path)[:2] for path in asked if path.startswith("/")}
    return [(path, size) for path, (status, size) in sizes.items() if status == 200]


def reader(files, together, results):
    """One client: its seconds until it has all, its bytes, the errors, and how often it was not let in at once."""

    def take(path, wanted):
        try:
            status, size, let_in = fetch(path)
            return size, status != 200 or size != wanted, let_in > LATE
        except OSError:
            return 0, True, False

    together.wait()
    begin = time.perf_counter()
    page, *rest = files
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        taken = [take(*page), *pool.map(lambda file: take(*file), rest)]
    results.put((time.perf_counter() - begin, *map(sum, zip(*taken))))


def measured(files, readers):
    """What ``reader`` says, for so many at the same moment."""
    spawn = get_context("spawn")
    together, results = spawn.Barrier(readers), spawn.Queue()
    clients = [spawn.Process(target=reader, args=(files, together, results)) for _ in range(readers)]
    for client in clients:
        client.start()
    found = [results.get() for _ in clients]
    for client in clients:
        client.join()
    return found


def main():
    table, megabytes = [], None
    for name, arguments in SERVERS.items():
        with serving(arguments):
            files = the_start()
            megabytes = sum(size for _, size in files) / 1e6
            for readers in (1, READERS):
                rounds = sorted(
                    (measured(files, readers) for _ in range(ROUNDS)), key=lambda each: max(each)[0]
                )
                seconds, size, errors, late = zip(*rounds[ROUNDS // 2])
                middle, last = statistics.median(seconds), max(seconds)
                air = sum(size) / AIR
                cells = [
                    f"{middle:.1f}",
                    f"{last:.1f}",
                    f"{max(rounds[-1])[0]:.1f}",
                    f"{sum(size) / 1e6:.0f}",
                ]
                table.append([name, readers, *cells, sum(errors), sum(late), f"{air:.0f}"])
                print(*table[-1], sep="\t", flush=True)
    names = ["server", "readers", "half have all, s", "all have all, s", "the same, worst round, s"]
    names += ["MB sent", "errors", "not let in at once", "100 Mbit/s, s"]
    text = f"A start is {len(files)} files and {megabytes:.1f} MB.\n\n" + rows(names, table)
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + "\n" + text + "\n" + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
