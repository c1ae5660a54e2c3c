"""The built site, served on a free local port, and one Chromium for all tests."""

import contextlib
import functools
import http.server
import threading
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from built import CHROMIUM, EDITION, QUIET, ROOT, SITE, need
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def site():
    """Where the built site is."""
    assert (ROOT / "_build" / ".built").exists(), "The site is not built. Type: make book"
    return SITE


@pytest.fixture(scope="session")
def html(site):
    """Every page of the site, parsed."""
    return {
        str(page.relative_to(site)): BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for page in site.rglob("*.html")
        if page.relative_to(site).parts[0] not in ("_static", "lite")
    }


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Copies(Silent):
    """Serves the same folder as /a/ and as /b/."""

    def translate_path(self, path):
        return super().translate_path(path[2:])


@contextlib.contextmanager
def served(handler, folder=SITE):
    """Where the site, or another folder, is served by this handler."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=folder)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    with served(Silent) as place:
        yield place


@pytest.fixture(scope="session")
def edition():
    """Where the pages in the pseudo-language are served."""
    with served(Silent, EDITION) as place:
        yield place


@pytest.fixture
def copies(site):
    """Where the site is served twice, in the folders a and b."""
    with served(Copies) as place:
        yield place


@pytest.fixture
def counted(site):
    """Where the site is served, and how often each file was sent."""
    sent = Counter()

    class Counting(Silent):
        def send_response(self, code, message=None):
            sent[self.path.split("?")[0]] += code == 200
            super().send_response(code, message)

    with served(Counting) as place:
        yield place, sent


# A server without https, by a name that a browser does not take for its own machine.
SCHOOL = "--host-resolver-rules=MAP classroom.test 127.0.0.1"


@pytest.fixture(scope="session")
def browser():
    need(CHROMIUM, "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", SCHOOL, *(f"--{flag}" for flag in QUIET)],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, address):
    """visit(page, ...) opens a page in a fresh profile; at the end nothing may have gone wrong."""
    contexts, trouble = [], []

    def open_page(name, script=None, forgiving=False, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # two tests at a time, on any machine
        if script:
            context.add_init_script(script)
        if forgiving:  # the test makes trouble itself
            page.goto(name if "://" in name else address + name, wait_until="networkidle")
            return page
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))
        page.on("requestfailed", lambda request: trouble.extend(failed(request)))
        page.on("request", lambda request: trouble.extend(foreign(request.url)))
        page.on("response", lambda answer: trouble.append(answer.url) if answer.status >= 400 else None)
        page.goto(address + name, wait_until="networkidle")
        return page

    def failed(request):
        return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url}"]  # Stop aborts

    def foreign(url):
        return [] if url.startswith((address, "data:", "blob:")) else [f"request to another host: {url}"]

    yield open_page
    seen = list(trouble)  # what closing cuts off is no trouble
    for context in contexts:
        context.close()
    assert not seen
