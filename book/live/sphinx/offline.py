"""What the browser keeps of the site, so that the book is read and run without a network."""

import json
import re
from hashlib import sha256
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "assets" / "vendor" / "live" / "service_worker.js"

# Files of the built site that nobody reads offline: sources of pages, other builds, what makes Sphinx faster, the style
# sheets that are in styles.css.
UNREAD = re.compile(
    r"^_static/(?!styles\.|print\.)[^/]*\.css|^_static/styles/|^_static/vendor/live/page\.css|"
    r"^_sources/|^lite/|^breaking-symmetry\.zip|^serve\.py|^service_worker|^objects\.inv|^genindex|^py-modindex"
    r"|/locales/|(^|/)\.|\.map$"
)


def list_files(app, exception):
    """Write the service worker, which may only serve what lies beside or below it, with the list of all files."""
    if exception or app.builder.format != "html":
        return
    root = Path(app.outdir)
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    names = [name for name in names if not UNREAD.search(name)]
    digest = sha256(b"".join(sha256((root / name).read_bytes()).digest() for name in names)).hexdigest()
    build = f'const DIGEST = "{digest}", FILES = {json.dumps(names)};'
    (root / "service_worker.js").write_text(f"{build}\n{SCRIPT.read_text()}")
