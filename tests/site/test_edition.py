"""Pages in the pseudo-language (``make edition``): no text is left out, and texts that are 40% longer fit."""

import json

import pytest
from bs4 import BeautifulSoup
from built import EDITION
from panels import bar, wait_until_live
from test_jupyterlite import CELLS, run_all
from test_pages import fits_the_screen

from nnbook.language import BEGIN, END, pseudo, unmarked

NOTEBOOK = "06_zeros_twos_random.ipynb"
PAGES = sorted(
    str(page.relative_to(EDITION))
    for part in ["book", "notebooks"]
    for page in EDITION.glob(f"{part}/**/*.html")
)
# Names, which are the same in every language: of programs, a key, kinds of files, functions and those who drew weights.
NAMES = ["Binder", "Colab", "JupyterLite", "Python", "Ctrl", "ipynb", "md", "pdf"]
NAMES += ["XOR", "ReLU", "tanh", "Glorot", "He", "LeCun", "Xavier"]
# Code and what it prints, formulas, names of works. The page of functions shows their docstrings, which stay English.
NO_TEXT = ".widget-label:empty, a[href*='bibliography.html#'], script, style, code, pre, .math, mjx-container, .citation"
# Attributes that have texts; ipywidgets gives one to labels without a text, which nobody sees.
SPOKEN = ["alt", "aria-description", "aria-label", "data-bs-title", "data-tooltip", "placeholder", "title"]
CUT = """elements => elements.filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent)"""
LABELS = ".widget-label, .widget-button, .widget-readout, .live-button, .nn-heading"


@pytest.fixture(scope="module")
def address(edition):
    """Where ``visit`` finds the pages of this test."""
    return edition


def test_the_pages_are_there():
    assert len(PAGES) > 10, "The pages are not built. Type: make edition"


@pytest.mark.parametrize("name", [*PAGES, "search.html"])
def test_every_text_of_a_page_is_marked(visit, name):
    """Also what scripts have added to it, such as the buttons that copy or open."""
    soup = BeautifulSoup(visit(name).content(), "html.parser")
    assert BEGIN in soup.title.string and END in soup.title.string
    for tag in soup.select(f"{NO_TEXT}, .bd-article > *" if name == "book/reference.html" else NO_TEXT):
        tag.decompose()
    assert left_in(soup.body) == []


def left_in(element):
    """The words in an element, and in what is heard of it, that stand between no marks and are no names."""
    texts = [element.get_text(" ")]
    texts += [tag[kind] for tag in element.find_all() for kind in SPOKEN if tag.get(kind)]
    assert all(text.count(BEGIN) == text.count(END) for text in texts)  # else one mark would cover the rest
    return [word for text in texts for word in unmarked(text) if word not in NAMES]


def test_the_search_speaks_the_language(visit):
    page = visit("search.html?q=draw")
    results = page.locator("#search-results")
    results.filter(has=page.locator(".context")).filter(has_text="function").wait_for()
    page.locator(".search-summary", has_text=END).wait_for()
    soup = BeautifulSoup(results.inner_html(), "html.parser")
    for tag in soup.select("a, .context"):  # names of functions, and parts of texts without their marks
        tag.decompose()
    assert left_in(soup) == []


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


def test_a_notebook_in_jupyterlite_speaks_the_language(visit, address):
    """Its first cells, up to the panel."""
    notebook = json.loads((EDITION / "lite" / "files" / NOTEBOOK).read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    first = notebook | {"cells": notebook["cells"][: sources.index("panels.start_value()") + 1]}
    # A service worker would answer before the route below; without it JupyterLite asks the server for files in vain.
    page = visit("book/about.html", forgiving=True, service_workers="block")
    page.route(f"**/files/{NOTEBOOK}*", lambda route: route.fulfill(json=first))
    page.goto(f"{address}lite/lab/index.html?path={NOTEBOOK}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    run_all(page)
    panel = page.locator(".jp-Notebook .jp-OutputArea-output:has(.widget-slider)")
    panel.locator(".nn-words p").first.wait_for()
    assert page.locator(CELLS).count() == sum(cell["cell_type"] == "code" for cell in first["cells"])
    assert unmarked(panel.inner_text()) == []
