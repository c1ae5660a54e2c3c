"""What a page may load and a cell may ask for: the site's own files, and nothing else."""

import http.server
import threading

import pytest
from panels import FIRST, OTHER, edit, wait_until_live


def test_every_page_has_a_strict_policy(html):
    for name, soup in html.items():
        meta = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        rules = dict(rule.strip().split(" ", 1) for rule in meta["content"].split(";"))
        assert rules["default-src"] == "'self'", name
        assert "unsafe-inline" not in rules["script-src"] and "'unsafe-eval'" not in rules["script-src"], name
        assert "http" not in meta["content"], name


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
