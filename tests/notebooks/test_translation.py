"""What a translator gets, and the pages of another language."""

import json
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import write_po
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont

from book.language import catalogues, font, pages, scripts
from book.language.markdown import PARSER, headings, replaced, texts, whole
from nnbook.language import BEGIN, END, FONT, LONGER

ROOT = Path(__file__).parents[2]
FILES = [*sorted(ROOT.glob("book/**/*.md")), *sorted(ROOT.glob("notebooks/*.ipynb"))]


def sources(file):
    """The Markdown of a page, or of each cell of a notebook."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        return [whole(text, file.parent)]
    cells = json.loads(text)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_stays_what_it_was_if_each_text_stays(file):
    for source in sources(file):
        lines = replaced(source, lambda text: text)
        assert lines.split() == source.split()


# What is no text: code, formulas with their names, fences, options of directives, links to panels.
NO_TEXT = [
    r"(?ms)^ *(```+|:::+)(\{(eval-rst|bibliography|math)\}|\w+$).*?^ *\1",
    r"(?m)^ *(```+|:::+).*$|^ *:[\w-]+:.*$|^ex-\S+|\(#panel\S+\)",
    r"(?s)\$\$.*?\$\$( \(eq-[\w-]+\))?|\$[^$]+\$|(?<!\})`[^`]+`|\{[\w:]+\}`[^`]*`|<[^>]+>",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_word_of_a_page_is_in_a_text(file):
    for source in sources(file):
        rest = replaced(source, lambda text: ".")
        for pattern in NO_TEXT:
            rest = re.sub(pattern, "", rest)
        assert re.findall(r"[^\W\d_]{2,}", rest) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_keeps_its_structure_in_the_pseudo_language(file):
    for source in sources(file):
        assert structure(replaced(source, pages.in_pseudo)) == structure(source)


def structure(source):
    """A page without its words: its blocks, and in each its links, formulas, roles and emphases."""
    plain = ("text", "softbreak")
    return [
        (
            token.type,
            token.info.split(" ")[0],
            [each.type for each in token.children or () if each.type not in plain],
        )
        for token in PARSER.parse(source, {})
    ]


def test_a_bar_in_a_table_stays_one():
    source = "| a word | $p$ |\n|---|---|\n| mean $\\|t\\|$ of two | same |"
    assert [text for _, text in texts(source)] == ["a word", "mean $|t|$ of two", "same"]
    assert replaced(source, lambda text: text) == source


def test_a_directive_without_a_rule_is_named():
    with pytest.raises(ValueError, match="does not say what is a text in {tip}"):
        texts("```{tip}\nHear me.\n```")


def test_what_is_in_directives():
    source = "````{exercise} Half the sum\n:label: ex-a\n\nHow much?\n\n```{note}\nIn a note.\n```\n````\n\n```{math}\nab\n```"
    assert texts(source) == [(0, "Half the sum"), (3, "How much?"), (6, "In a note.")]
    assert headings("# One *word*\n\ntext\n\n## Two") == ["One *word*", "Two"]


def test_catalogues_have_what_is_marked():
    made = {name: dict.fromkeys(text for _, text in found()) for name, found in catalogues.DOMAINS.items()}
    assert "Four people prepare for the same exam." in " ".join(made["pages"])
    assert "II Symmetry" in made["pages"] and "Glossary" in made["pages"]
    in_f_string, of_two_forms = "Your guess: {guess}", ("{n} other start.", "{n} other starts.")
    assert {"Not yet. {hint}", in_f_string, of_two_forms} <= set(made["panels"])
    assert {
        "No, never",
        "Zeros",
        "All weights start at zero. After the first update the outgoing weights are 0.5. What happens next?",
    } <= set(made["questions"])


def test_figures_have_a_letter_for_every_character_of_a_catalogue():
    ours, plain = (TTFont(file).getBestCmap() for file in (FONT, findfont("DejaVu Sans")))
    assert font.characters() <= ours.keys() | plain.keys()
    assert {ord(character) for character in LONGER + BEGIN + END} | set(range(0x20, 0x7F)) <= ours.keys()
    assert (
        FONT.stat().st_size < 300_000 and "SIL OPEN FONT LICENSE" in FONT.with_suffix(".LICENSE").read_text()
    )


@pytest.fixture
def edition(tmp_path, monkeypatch):
    """An edition's folders, and the language of the build."""
    monkeypatch.setattr(catalogues, "EDITIONS", tmp_path / "editions")
    monkeypatch.setattr(pages, "EDITIONS", tmp_path / "editions")
    monkeypatch.setattr(scripts, "EDITIONS", tmp_path / "editions")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "languages")
    monkeypatch.setenv("NNBOOK_LANGUAGE", "de")
    pages.catalogue.cache_clear()
    yield tmp_path
    pages.catalogue.cache_clear()


FRESH = {
    "pages": [(("a.md", 1), "Luck"), (("a.md", 3), "Nothing yet")],
    "panels": [(("a.py", 1), "Right."), (("a.py", 2), ("{n} step", "{n} steps"))],
    "questions": [(("a.json", 1), "Why?")],
    "scripts": [(("a.ts", 1), "Stop"), (("a.ts", 2), ("{n} answer", "{n} answers"))],
}


def test_an_edition_is_begun_filled_and_used(edition):
    fresh = {name: catalogues.catalogue(found) for name, found in FRESH.items()}
    catalogues.update("de", fresh)
    assert (
        scripts.script_texts() == {} and pages.page("# Luck") == "# Luck"
    )  # English, as long as nothing is filled
    pages.catalogue.cache_clear()
    filled = {
        "Luck": "Glück",
        "Right.": "Richtig.",
        "Why?": "Warum?",
        "Stop": "Halt",
        "{n} step": ("{n} Schritt", "{n} Schritte"),
        "{n} answer": ("{n} Antwort", "{n} Antworten"),
    }
    for name in FRESH:
        file = edition / "editions" / "de" / f"{name}.po"
        own = pages.read_catalogue(file, "de")
        for message in own:
            key = message.id[0] if message.pluralizable else message.id
            if key in filled:
                message.string = filled[key]
        with file.open("wb") as stream:
            write_po(stream, own)
    catalogues.update("de", fresh)
    with (edition / "languages" / "de.mo").open("rb") as stream:
        spoken = read_mo(stream)
    assert spoken["Right."].string == "Richtig." and spoken["Why?"].string == "Warum?"
    assert tuple(spoken["{n} step"].string) == ("{n} Schritt", "{n} Schritte")
    assert pages.page("# Luck\n\nNothing yet") == "# Glück\n\nNothing yet"
    assert scripts.script_texts() == {
        "Stop": "Halt",
        "{n} answer": {"one": "{n} Antwort", "other": "{n} Antworten"},
    }


def test_a_text_that_has_changed_is_not_shown_in_its_old_translation(edition):
    catalogues.update("de", {name: catalogues.catalogue(found) for name, found in FRESH.items()})
    file = edition / "editions" / "de" / "pages.po"
    own = pages.read_catalogue(file, "de")
    own["Nothing yet"].string = "Noch nichts"
    with file.open("wb") as stream:
        write_po(stream, own)
    changed = FRESH | {"pages": [(("a.md", 3), "Nothing yet.")]}
    catalogues.update("de", {name: catalogues.catalogue(found) for name, found in changed.items()})
    assert pages.page("Nothing yet.") == "Nothing yet."
