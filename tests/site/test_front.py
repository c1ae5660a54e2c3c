"""The first page: it plays before Python is there, and then Python goes on."""

from urllib.parse import parse_qs

import pytest
from built import FRONT
from test_drawn import FOLDER, compare, contents, expect, no_python, opened
from test_live import wait_until_live

from book import recorded
from nnbook.laboratory.panel import Laboratory
from nnbook.laboratory.settings import STATIONS, station

WORDS = ".nn-lab-panes .widget-html-content"


@pytest.mark.parametrize("number, name", [(0, ""), (4, "4 How lucky?")])
def test_recorded_runs_are_those_that_python_draws(number, name):
    places, sentences, pictures = contents(FOLDER / f"00-laboratory-{number}.bin")
    laboratory = Laboratory()
    first = recorded.frames(laboratory)
    if name:
        laboratory.show(name)
    laboratory.experiment.advance(20)
    laboratory.draw()
    for picture, pixels in recorded.frames(laboratory).items():
        place = places.index(f"{picture} 20")
        compare(laboratory.frames[picture].tooltip, pixels, first[picture], sentences[place], pictures[place])


def test_the_stations_links_set_what_their_buttons_set(html):
    links = html[FRONT].select("a.station")
    assert len(links) == len(STATIONS)
    for link, (name, changes) in zip(links, STATIONS.items()):
        values = {key: value for key, (value,) in parse_qs(link["href"].removeprefix("#")).items()}
        assert values.pop("panel") == "laboratory"
        assert values == {key: str(value) for key, value in changes.items()}
        assert name.split()[0] in link.get_text() and station(name)


def test_a_newcomer_presses_play_and_something_moves_without_python(visit):
    page = visit(FRONT)
    asked = no_python(page)
    opened(page)
    words = page.locator(WORDS)
    at_first = words.first.inner_text()
    assert "after 0 epochs" in at_first
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page, WORDS, "after 5 epochs")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Rewind", exact=True).click()
    expect(page, WORDS, at_first)
    page.locator(".live-recorded input").fill("16")
    expect(page, WORDS, "after 200 epochs")
    page.get_by_role("button", name="4 How lucky?", exact=True).click()
    expect(page, WORDS, "after 0 epochs")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page, WORDS, "after 1 epoch.")
    page.locator("a.station").first.click()
    expect(page, ".live-recorded", "epoch 0")
    assert asked == [] and page.workers == []


def test_python_goes_on_where_a_recording_cannot(visit):
    page = visit(FRONT)
    opened(page)
    page.get_by_role("button", name="New start", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until_live(page)
    page.wait_for_function(
        "words => /after [1-9]\\d+ epochs/.test(document.querySelector(words).textContent)", arg=WORDS
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    assert page.locator(".nn-lab-settings input[type=number]").first.input_value() == "49"
    assert not page.locator(".live-recorded").is_visible()
