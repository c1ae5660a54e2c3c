"""The pages for teachers as they are built, and each of their links as a class would see it opened."""

import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from built import PAGES
from panels import open_panels, wait_until_live
from test_panels import STILL, place_of

TEACHING = [name for name in PAGES if re.search(r"teaching/(chapter_\d\d|single_lesson)\.html$", name)]


def states(html, name):
    return [link["href"] for link in html[name].select("a.panel-state")]


@pytest.mark.parametrize("name", [name for name in TEACHING if "chapter" in name])
def test_a_page_has_what_its_chapter_says(html, name):
    page = html[name].select_one("article")
    (chapter,) = {link.split("#")[0].removeprefix("../../") for link in states(html, name)}
    predictions = html[chapter].select(".predictions fieldset")
    folded = page.select("#predictions-to-poll details")
    assert len(folded) == len(predictions) > 0
    assert all(
        re.search(r"Measured: .*\S \(", fold.get_text()) and "{" not in fold.get_text() for fold in folded
    )
    exercises = {link["href"].split("#")[1] for link in page.select("#exercises li a")}
    assert exercises == {each["id"] for each in html[chapter].select("div.exercise")}
    assert len(page.select("#quiz details li strong")) >= 4
    assert page.select(f'p a[href="../../{chapter}"]') or page.select(f'a[href$="{chapter.split("/")[1]}"]')


@pytest.mark.parametrize("name", TEACHING)
def test_each_state_opens_and_nothing_has_to_be_told(visit, html, name):
    """In one window, one after the other, where no Python can start: the page's own reading of the links."""
    links, page = states(html, name), None
    for link in links:
        address = link.removeprefix("../../")
        if page:
            page.evaluate("hash => location.hash = hash", address.split("#")[1])
        else:
            page = visit(address, script=STILL)
        place = place_of(page, re.search(r"panel=([\w-]+)", link)[1])
        page.wait_for_selector(".nn-filled")
        page.wait_for_timeout(300)
        assert page.locator(".nn-note").all_inner_texts() == [], link
        assert place.locator("img.widget-image").first.is_visible()


@pytest.fixture
def room(site):
    """Where the site serves itself, as on a teacher's laptop."""
    command = [sys.executable, "serve.py", "0"]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, text=True) as server:
        said = server.stdout.readline()
        yield int(re.fullmatch(r"http://[\d.]+:(\d+)/ .*\n", said)[1])
        server.terminate()


def test_a_laptop_serves_a_room_and_lets_all_of_it_in_at_once(room):
    lines, begin = [socket.socket() for _ in range(100)], time.perf_counter()
    for line in lines:
        line.connect(("127.0.0.1", room))
    assert time.perf_counter() - begin < 0.8  # who is turned away comes again after a second
    for line in lines:
        line.close()
    for name, kind in {"index.html": "text/html", "serve.py": "text/x-python"}.items():
        with urllib.request.urlopen(f"http://127.0.0.1:{room}/{name}") as answer:
            assert answer.headers.get_content_type() == kind


def test_what_a_room_gets_runs(room, visit):
    page = visit(f"http://127.0.0.1:{room}/notebooks/01_forward_pass.html", forgiving=True)
    (handles, _), *_ = open_panels(page)
    handles.first.press("End")
    wait_until_live(page)


def test_a_port_that_is_taken_is_said(room, site):
    command = [sys.executable, "serve.py", str(room)]
    again = subprocess.run(command, cwd=site, check=False, capture_output=True, text=True)
    assert again.returncode and again.stderr == f"Port {room} is in use. Type: python serve.py {room + 1}\n"
