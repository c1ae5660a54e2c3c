"""Nothing that a panel shows is left out by the translation: all of it is marked under the pseudo-language."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("pseudo_panels.py")
CHAPTERS = ["laboratory", *(f"ch{number:02d}" for number in range(1, 14))]


@pytest.mark.once
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_text_of_a_panel_is_marked_and_has_its_letters(chapter):
    """In a fresh Python, because texts are translated when a module is read."""
    command = [sys.executable, SCRIPT, chapter]
    done = subprocess.run(
        command, env=os.environ | {"NNBOOK_LANGUAGE": "qps"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["panels"] and found["trouble"] == {}
