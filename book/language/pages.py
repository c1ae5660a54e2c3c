"""The pages of the language that is built: ``book/languages/<language>/pages.po`` says what stands there for each text."""

import functools
import re
from pathlib import Path

from babel.messages.pofile import read_po

from book.language.markdown import replaced
from nnbook.language import ENGLISH, PSEUDO, pseudo, wanted

EDITIONS = Path(__file__).parents[1] / "languages"
TERM = re.compile(r"\{term\}`(?:([^`<]+) <([^`>]+)>|([^`<]+))`")


def translate(text):
    """A text of a page in the language that is built; as it is where the catalogue has nothing."""
    if wanted() == ENGLISH or not text:
        return text
    return in_pseudo(text) if wanted() == PSEUDO else catalogue(wanted()).get(text, text)


@functools.cache
def catalogue(language):
    """The texts of an edition's pages, by the English ones."""
    found = read_catalogue(EDITIONS / language / "pages.po", language)
    return {each.id: each.string for each in found if each.id and each.string and not each.fuzzy}


def read_catalogue(file, language):
    """Babel's catalogue in a file."""
    with file.open("rb") as stream:
        return read_po(stream, language)


def in_pseudo(text):
    """A text of a page in the pseudo-language. A term of the glossary is called as the glossary calls it then.

    >>> in_pseudo("the {term}`units <Hidden unit>`")
    '⟦the {term}`units <⟦Hidden unit ...⟧>` ...⟧'
    """

    def called(match):
        shown, term, alone = match.groups()
        return f"{{term}}`{shown} <{pseudo(term)}>`" if term else f"{{term}}`{pseudo(alone)}`"

    return TERM.sub(called, pseudo(text))


def page(source):
    """A page of Markdown in the language that is built."""
    return source if wanted() == ENGLISH else replaced(source, translate)


def notebook(source):
    """A notebook, as JSON has it, with its text in the language that is built; its code stays."""
    if wanted() == ENGLISH:
        return source
    cells = [
        cell | {"source": page("".join(cell["source"]))} if cell["cell_type"] == "markdown" else cell
        for cell in source["cells"]
    ]
    return source | {"cells": cells}
