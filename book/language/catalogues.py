"""All texts of the book, for translators: ``python -m book.language.catalogues FOLDER`` writes five catalogues.

``pages.pot`` has the text of the pages; ``panels.pot`` what Python shows, marked by ``translated`` and ``counted``;
``questions.pot`` quizzes, predictions and the sentences of chapter 13; ``scripts.pot`` what the pages' scripts show;
``theme.pot`` what Sphinx and its theme show.
With the name of a language, ``python -m book.language.catalogues FOLDER LANGUAGE`` also brings that edition's own
catalogues up to date, and makes of those of panels and questions the one that ``nnbook`` reads.
"""

import ast
import json
import sys
from pathlib import Path

import yaml
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from book.drawn import all_panels, panels_of
from book.language.markdown import CONFIG, texts, whole
from book.language.pages import EDITIONS, read_catalogue
from book.language.words import words
from book.live.sphinx.gallery import sentence
from nnbook.language import FOLDER

ROOT = Path(__file__).parents[2]
ABOUT = {"project": "Breaking Symmetry", "header_comment": "# Texts of Breaking Symmetry."}
KEYWORDS = {"translated": None, "counted": (1, 2)}
PYTHON = ["nnlib", "nnbook", "book"]
SCRIPTS = ["book/live/page/*.ts", "book/assets/*.js", "nnbook/*.js"]
QUESTIONS = ["nnbook/ch*/quiz.json", "nnbook/ch*/predictions.json", "nnbook/ch*/sentences.json"]
SHOWN = {
    "answer",
    "because",
    "choices",
    "claim",
    "feedback",
    "measured",
    "name",
    "question",
    "rows",
    "unit",
    "where",
}


def pages():
    """The texts of all pages: their places and themselves."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [toc["root"], *(each["file"] for part in toc["parts"] for each in part["chapters"])]
    for text in (CONFIG["title"], CONFIG["author"], CONFIG["html"]["extra_footer"]):
        yield ("_config.yml", 1), text
    for part in toc["parts"]:
        yield ("_toc.yml", 1), part["caption"]
    for name in files:
        (file,) = ROOT.glob(f"{name}.*")
        if file.suffix == ".md":
            page = whole(file.read_text(encoding="utf-8"), file.parent)
            yield from (((name, line + 1), text) for line, text in texts(page))
            continue
        for number, cell in enumerate(json.loads(file.read_text(encoding="utf-8"))["cells"]):
            place = (name, number + 1)  # of a notebook the number of the cell
            if cell["cell_type"] == "markdown":
                yield from ((place, text) for _, text in texts("".join(cell["source"])))
            elif alt := cell["metadata"].get("mystnb", {}).get("image", {}).get("alt"):
                yield place, alt
    for chapter, function in all_panels():  # what the page of all panels says
        yield (f"chapter {chapter}", 1), sentence(getattr(panels_of(chapter), function))


def panels():
    """What Python shows."""
    for folder in PYTHON:
        found = extract_from_dir(ROOT / folder, [("**.py", in_python)], keywords=KEYWORDS)
        yield from (((f"{folder}/{file}", line), text) for file, line, text, _, _ in found)


def in_python(file, keywords, comment_tags, options):
    """The texts of a file of Python, in the form of Babel's methods; its own does not look into f-strings."""
    calls = [
        node
        for node in ast.walk(ast.parse(file.read()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in keywords
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        texts = tuple(each.value if isinstance(each, ast.Constant) else None for each in call.args)
        yield call.lineno, call.func.id, texts, []


def questions():
    """The texts of quizzes, predictions and sentences, which are in JSON."""
    for file in _files(QUESTIONS):
        for text in shown_in(json.loads(file.read_text(encoding="utf-8"))):
            yield (str(file.relative_to(ROOT)), 1), text


def shown_in(data, key=None):
    """The texts that a reader sees, in what JSON has.

    >>> list(shown_in([{"id": "a", "question": "Why?", "answers": [{"answer": "So.", "correct": True}]}]))
    ['Why?', 'So.']
    """
    if isinstance(data, dict):
        for name, value in data.items():
            yield from shown_in(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from shown_in(value, key)
    elif isinstance(data, str) and key in SHOWN:
        yield data


def scripts():
    """What the pages' scripts show."""
    for file in _files(SCRIPTS):
        for line, text, _, _ in extract_from_file("javascript", file, keywords=KEYWORDS):
            yield (str(file.relative_to(ROOT)), line), text


def _files(patterns):
    return [file for pattern in patterns for file in sorted(ROOT.glob(pattern))]


DOMAINS = {"pages": pages, "panels": panels, "questions": questions, "scripts": scripts, "theme": words}


def catalogue(found):
    """A Babel catalogue of texts with their places."""
    made = Catalog(**ABOUT)
    for place, text in found:
        made.add(text, locations=[place]).flags.discard("python-format")  # a "%" is one of a number
    return made


def write(file, made):
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, made, width=120)


def update(language, fresh):
    """Bring an edition's catalogues up to date: what it has stays, what is new is empty, what has changed is fuzzy."""
    for name, template in fresh.items():
        file, own = EDITIONS / language / f"{name}.po", Catalog(locale=language, **ABOUT)
        if file.exists():
            own = read_catalogue(file, language)
        own.update(template)
        write(file, own)
    spoken = Catalog(locale=language)
    for name in ("panels", "questions"):
        for message in read_catalogue(EDITIONS / language / f"{name}.po", language):
            if message.id:
                spoken[message.id] = message
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{language}.mo").open("wb") as stream:
        write_mo(stream, spoken)


def main(folder, language=None):
    fresh = {name: catalogue(found()) for name, found in DOMAINS.items()}
    for name, made in fresh.items():
        write(Path(folder, f"{name}.pot"), made)
        print(f"{name}.pot: {len(made)} texts")
    if language:
        update(language, fresh)


if __name__ == "__main__":
    main(*sys.argv[1:])
