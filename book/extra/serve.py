"""Serve this folder to a room: type ``python serve.py`` and write the address that it prints on the board.

``python -m http.server`` does nearly the same, and lets five browsers wait at its door. A class is more: each browser
knocks with six connections at once, and who finds no room tries again after a second, or gives up. Nothing is installed,
and whoever is in the same network can read this folder, and nothing else. Ctrl and C stop it.
"""

import functools
import http.server
import pathlib
import socket
import sys

HERE = str(pathlib.Path(__file__).resolve().parent)
OUTSIDE = ("192.0.2.1", 9)  # an address for examples (RFC 5737); nothing is sent there


class Files(http.server.SimpleHTTPRequestHandler):
    # Some systems say that scripts are plain text, and a browser does not run that.
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".wasm": "application/wasm",
    }

    def log_message(self, *args):
        pass


class Room(http.server.ThreadingHTTPServer):
    request_queue_size = 256  # who waits at the door

    def handle_error(self, request, client_address):
        pass  # a browser that was closed


def own_address():
    """This machine's address in its network, or that of itself if it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(OUTSIDE)
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def main(port=8000):
    try:
        server = Room(("0.0.0.0", port), functools.partial(Files, directory=HERE))
    except OSError:
        sys.exit(f"Port {port} is in use. Type: python serve.py {port + 1}")
    with server:
        print(f"http://{own_address()}:{server.server_port}/   (Ctrl and C stop it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
