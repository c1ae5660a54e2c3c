"""Pages in the pseudo-language (``make edition``): no text is left out, and texts that are 40% longer fit."""

import re

import pytest
from bs4 import BeautifulSoup
from built import EDITION
from test_live import bar, wait_until_live
from test_pages import fits_the_screen

from nnbook.language import BEGIN, END, pseudo, unmarked

PAGES = sorted(
    str(page.relative_to(EDITION))
    for part in ["book", "notebooks"]
    for page in EDITION.glob(f"{part}/**/*.html")
)
# Sphinx and its theme have catalogues of their own, and none for the pseudo-language.
OTHERS = [
    "By The authors of",
    "Contents",
    "Copyright",
    "Ctrl",
    "Exercise",
    "Proposition",
    "Search",
    "Solution to",
    "next",
    "previous",
]
OTHERS += ["tanh"]  # the same in every language
# Code and what it prints, formulas, names of works. The page of functions shows their docstrings, which stay English.
NO_TEXT = "a[href*='bibliography.html#'], script, style, code, pre, .math, .citation, .headerlink"
CUT = """elements => elements.filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent)"""
LABELS = ".widget-label, .widget-button, .widget-readout, .live-button, .nn-heading"


@pytest.fixture(scope="module")
def address(edition):
    """Where ``visit`` finds the pages of this test."""
    return edition


def test_the_pages_are_there():
    assert len(PAGES) > 10, "The pages are not built. Type: make edition"


@pytest.mark.parametrize("name", PAGES)
def test_every_text_of_a_page_is_marked(name):
    soup = BeautifulSoup((EDITION / name).read_text(encoding="utf-8"), "html.parser")
    assert BEGIN in soup.title.string and END in soup.title.string
    for tag in soup.select(f"{NO_TEXT}, .bd-article > *" if name == "book/reference.html" else NO_TEXT):
        tag.decompose()
    texts = [
        area.get_text() for area in soup.select(".bd-article, .bd-sidebar, .prev-next-footer, .bd-footer")
    ]
    texts += [
        tag[kind]
        for tag in soup.select(".bd-article *")
        for kind in ("alt", "aria-label", "title")
        if tag.get(kind)
    ]
    left = [text for text in texts if unmarked(without_others(text))]
    assert [unmarked(without_others(text)) for text in left] == []


def without_others(text):
    return re.sub("|".join(map(re.escape, OTHERS)), "", text)


@pytest.mark.parametrize("name", PAGES)
def test_longer_texts_fit_a_page_and_its_panels(visit, name):
    page = visit(name)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        fits_the_screen(page, width)
        for panel in page.locator(".panel-still, .widget-subarea").all():
            panel.evaluate("panel => panel.scrollIntoView()")
        page.wait_for_function("() => document.querySelectorAll('.panel-still').length === 0")
        assert page.locator(LABELS).evaluate_all(CUT) == []


def test_a_page_and_its_python_speak_the_language(visit):
    page = visit("notebooks/06_zeros_twos_random.html")
    page.locator(".live-button").first.click()
    wait_until_live(page)
    assert bar(page).startswith(BEGIN)
    page.get_by_role("button", name=pseudo("Twos")).click()
    words = page.locator(".nn-words p").filter(has_text="2.0").first
    words.wait_for()
    assert unmarked(words.inner_text()) == []
