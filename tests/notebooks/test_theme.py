"""What Sphinx, its theme and its extensions say in an edition: the edition's own words, and theirs behind them."""

import json

import pytest
from babel.messages import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from book.language import theme, words

EXTENSIONS = ["book.language.theme", "sphinx_togglebutton", "sphinx_copybutton", "sphinx_exercise"]
PAGE = "A page\n======\n\n.. exercise::\n\n   How much?\n"


@pytest.fixture
def built(tmp_path, monkeypatch):
    """built(language, own): a small book with these own words; where it is, and its page."""

    def build(language, own):
        monkeypatch.setenv("NNBOOK_LANGUAGE", language)
        monkeypatch.setattr(words, "EDITIONS", tmp_path / "editions")
        monkeypatch.setattr(locale, "translators", {})
        made = Catalog(locale=language)
        for english, text in own.items():
            made.add(english, text)
        (tmp_path / "editions" / language).mkdir(parents=True)
        with (tmp_path / "editions" / language / "theme.po").open("wb") as file:
            write_po(file, made)
        source, site = tmp_path / "source", tmp_path / "build" / "html"
        source.mkdir()
        (source / "index.rst").write_text(PAGE, encoding="utf-8")
        settings = {"extensions": EXTENSIONS, "html_theme": "sphinx_book_theme", "language": "en"}
        with docutils_namespace():
            Sphinx(source, None, site, tmp_path / "doctrees", "html", settings, status=None).build()
        return site, BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")

    return build


def test_what_an_edition_leaves_empty_is_in_the_words_of_the_packages(built):
    site, page = built("de", {"Contents": ""})
    assert page.html["lang"] == "de"
    words = page.get_text()
    assert "Zum Hauptinhalt springen" in words and "Übung" in words
    assert "toggleHintShow = 'Klicken zum Anzeigen'" in str(page)
    search = (site / "_static" / "translations.js").read_text(encoding="utf-8")
    assert json.dumps("Suchergebnisse") in search and "new Function" not in search
    assert (
        page.select_one("button.primary-toggle.btn")["title"] == "Toggle primary sidebar"
    )  # has no catalogue


def test_the_own_words_of_an_edition_come_first(built):
    words = {
        "Exercise": "Aufgabe",
        "Toggle primary sidebar": 'Die "linke" Spalte',
        "Copy": "Abschreiben",
        "Searching": "Es wird gesucht",
        "Toggle hidden content": "Auf und zu",
    }
    site, page = built("de", words)
    assert "Aufgabe" in page.get_text() and "Übung" not in page.get_text()
    assert page.select_one("button.primary-toggle.btn")["title"] == words["Toggle primary sidebar"]
    static = {file.name: file.read_text(encoding="utf-8") for file in (site / "_static").glob("*.js")}
    assert "Es wird gesucht" in static["translations.js"]
    assert 'aria-label="Auf und zu"' in static["togglebutton.js"]
    assert '...{"copy": "Abschreiben"}' in static["copybutton.js"]


def test_a_script_that_has_changed_is_named(tmp_path):
    (tmp_path / "a.js").write_text("new", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.js does not have 'old'"):
        theme.put(tmp_path / "a.js", "old", "other")
