"""A server that sends a site as GitHub Pages does: text, scripts and WebAssembly compressed, all good for ten minutes."""

import contextlib
import functools
import gzip
import http.server
import threading
from pathlib import Path


@functools.cache
def packed(path):
    """A file as it is sent, and whether that is compressed."""
    data = Path(path).read_bytes()
    small = Path(path).suffix in (".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm")
    return (gzip.compress(data, 6), True) if small else (data, False)


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: compressed, and good for ten minutes."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        data, compressed = packed(str(path))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    """A browser that is closed leaves its lines open; nobody need hear of that."""

    def handle_error(self, request, client_address):
        pass


@contextlib.contextmanager
def served(site):
    """Where the folder is served; what Python needs is compressed before anything is measured."""
    for path in (site / "_static" / "vendor" / "python").rglob("*.*"):
        packed(str(path))
    handler = functools.partial(Compressing, directory=site)
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
