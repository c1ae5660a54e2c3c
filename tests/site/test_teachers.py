"""The pages for teachers as they are built, and each of their links as a class would see it opened."""

import re

import pytest
from built import PAGES
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
