"""What Sphinx, its theme and its extensions say on a page (*Search*, *next*, *Exercise*), in the language that is built.

They have catalogues of their own, in many languages. An edition's ``theme.po`` is asked before them (words.py), and where it
has nothing, theirs speak. This is an extension of Sphinx, and the first of all, because the others look at the language
when they are set up.
"""

import gettext
import json
import re
from html import escape
from pathlib import Path

import sphinx
from sphinx import locale
from sphinx.domains.python import PythonDomain

from book.language.words import COPY, IN_ATTRIBUTES, IN_SEARCH, TOGGLE, said
from nnbook.language import ENGLISH, wanted

CATALOGUES = ["sphinx", "booktheme", "exercise", "proof", "togglebutton"]


class Words(gettext.NullTranslations):
    """An edition's own words, and behind them a catalogue that came with Sphinx, if there is one."""

    def gettext(self, message):
        return said(message) or super().gettext(message)


def setup(app):
    if wanted() != ENGLISH:
        app.config.language = wanted()
        for name in CATALOGUES:  # each extension puts its own catalogue behind this one
            locale.translators["general", name] = Words()
        app.translator, _ = locale.init([str(Path(sphinx.__file__).with_name("locale"))], wanted())
        for (
            kind
        ) in PythonDomain.object_types.values():  # these were read before an extension could say the language
            kind.lname = app.translator.gettext(kind.lname)
        folder = Path(app.outdir).parent / "locales"
        write_search(app.translator, folder)
        app.config.locale_dirs = [str(folder)]
        app.connect("build-finished", settle)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_search(translator, folder):
    """What the scripts of the search say, where Sphinx takes it from. Its own file would need ``eval`` in a page."""
    file = folder / wanted() / "LC_MESSAGES" / "sphinx.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    texts = {text: translator.gettext(text) for text in IN_SEARCH}
    file.write_text(f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(texts)});\n", encoding="utf-8")


def settle(app, exception):
    """Translate what templates and scripts say without asking a catalogue."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for page in site.rglob("*.html"):
        if page.relative_to(site).parts[0] not in ("_static", "lite"):  # not of this book's pages
            page.write_text(in_attributes(page.read_text(encoding="utf-8")), encoding="utf-8")
    copy = {name: text for name, english in COPY.items() if (text := said(english))}
    lang = "document.documentElement.lang"
    put(
        site / "_static" / "copybutton.js",
        "let locale = 'en'",
        f"messages[{lang}] = {{...messages.en, ...messages[{lang}], ...{json.dumps(copy)}}}\nlet locale = 'en'",
    )
    put(site / "_static" / "togglebutton.js", TOGGLE, escape(said(TOGGLE) or TOGGLE).replace("`", "&#96;"))


def in_attributes(text):
    """A page in HTML with its words of ``IN_ATTRIBUTES`` translated.

    >>> in_attributes('<nav aria-label="Main">')  # in an English book
    '<nav aria-label="Main">'
    """
    names = "|".join(IN_ATTRIBUTES)
    return re.sub(
        rf'(?<= )(title|aria-label)="({names})"',
        lambda found: f'{found[1]}="{escape(said(found[2]) or found[2])}"',
        text,
    )


def put(file, before, after):
    """Put a text in the place of another one in a file; ValueError if that is not there."""
    text = file.read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"{file.name} does not have {before!r}")
    file.write_text(text.replace(before, after), encoding="utf-8")
