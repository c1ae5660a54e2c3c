"""Where the built site is and what it holds."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
EDITION = ROOT / "_build" / "edition" / "_build" / "html"  # some pages in the pseudo-language
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
QUIET = ["no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"]
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")


def need(program, package):
    """Leave out a test whose program this machine has not; in CI it fails."""
    if not program:
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave(f"{package} is missing. Type: sudo apt-get install -y {package}")


# Pages with content of the book; the rest is made by Sphinx (index.html sends the reader on).
PAGES = sorted(
    str(page.relative_to(SITE)) for part in ["book", "notebooks"] for page in SITE.glob(f"{part}/**/*.html")
)
FRONT = "notebooks/00_laboratory.html"
CHAPTERS = [page for page in PAGES if page.startswith("notebooks/") and page != FRONT]
