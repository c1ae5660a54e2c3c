"""The site's pages, open in the browser that prints them."""

import functools
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from types import SimpleNamespace

import yaml
from playwright.sync_api import sync_playwright

from book.live.sphinx.shared import published

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
CHROMIUM = next(filter(None, map(which, ["chromium", "chromium-browser", "google-chrome"])), None)
OPTIONS = {
    "format": "A4",
    "print_background": True,
    "prefer_css_page_size": True,
    "tagged": True,
    "outline": True,
}


def config():
    """The book's settings."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


def program(name):
    """A script of this folder as a function that a page evaluates."""
    return f"({(HERE / name).read_text(encoding='utf-8').rstrip().removesuffix(';')})"


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served(folder):
    """Where the folder is served."""
    handler = functools.partial(Silent, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium():
    """The browser that prints."""
    if not CHROMIUM:
        raise SystemExit("chromium is missing, which prints the book. Type: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def paper(browser):
    """Pages of the browser that are as wide as paper, and whose panels stay still."""
    size = {"width": 794, "height": 1123}
    context = browser.new_context(color_scheme="light", reduced_motion="reduce", viewport=size)
    context.route("**/vendor/live/page.js*", lambda route: route.abort())
    yield context
    context.close()


@contextmanager
def opened(context, address, names):
    """A page as it is printed, when its formulas, quizzes and pictures are there; ``names``: the pages of its file."""
    home = published(SimpleNamespace(html_theme_options={"repository_url": config()["repository"]["url"]}))
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    page.evaluate("""async () => {
        document.documentElement.dataset.theme = "light";
        await window.MathJax?.startup?.promise;
        for (const image of document.querySelectorAll("img")) image.loading = "eager";
        await Promise.all([...document.images].map((image) => image.decode().catch(() => 0)));
        await document.fonts.ready;
    }""")
    page.evaluate(program("outward.js"), {"home": home, "within": [f"/{name}.html" for name in names]})
    page.wait_for_timeout(700)  # a quiz sets its formulas half a second after it was read
    yield page
    page.close()
