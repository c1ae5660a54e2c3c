"""The language that the book speaks: English, or the one that the environment's ``NNBOOK_LANGUAGE`` names.

The texts of an edition are in ``languages``, a catalogue of GNU gettext's for each. The pseudo-language ``qps`` needs
none: it marks each text at both ends and makes it about 40% longer, with Chinese characters in it. What it leaves
unmarked has been forgotten, and what does not fit under it will not fit in an edition either.
"""

import gettext
import os
import re
from pathlib import Path

from nnlib.engine.checks import one_of
from nnlib.show.language import use

FOLDER = Path(__file__).with_name("languages")
FONT, FAMILY = FOLDER / "letters.ttf", "Letters of the editions"
ENGLISH, PSEUDO = "en", "qps"
BEGIN, END = "⟦", "⟧"
LONGER = "对称 xxxx 学习 xxxxx 网络 xxx "  # what texts are made longer by


def wanted():
    """The language that the environment asks for."""
    return os.environ.get("NNBOOK_LANGUAGE") or ENGLISH


def languages():
    """The names of the languages that there are."""
    return [ENGLISH, *sorted(file.stem for file in FOLDER.glob("*.mo")), PSEUDO]


def speak(language):
    """Let the book speak a language from now on. ValueError, which names those there are, for one that it does not know.

    >>> speak("xx")
    Traceback (most recent call last):
    ...
    ValueError: NNBOOK_LANGUAGE must be one of 'en', ...'qps', not 'xx'
    """
    use(catalogue(one_of("NNBOOK_LANGUAGE", language, languages())))
    if language != ENGLISH:
        use_letters()


def catalogue(language):
    """The ``gettext.NullTranslations`` of a language, or what is made from it."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    if language == PSEUDO:
        return Pseudo()
    with (FOLDER / f"{language}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def use_letters():
    """Let figures take their letters from ``FONT``, and from matplotlib's own where it has none."""
    import matplotlib
    from matplotlib.font_manager import fontManager

    fontManager.addfont(FONT)
    matplotlib.rcParams["font.family"] = [FAMILY, "DejaVu Sans"]


class Pseudo(gettext.NullTranslations):
    """The pseudo-language: what it has in the place of a text is made from the text."""

    def gettext(self, message):
        return pseudo(message)

    def ngettext(self, msgid1, msgid2, n):
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(text):
    """A text as the pseudo-language has it; fields, formulas, tags and ends of lines in it stay as they are.

    >>> pseudo("The loss is {loss:.2f} after $n$ steps.")
    '⟦The loss is {loss:.2f} after $n$ steps. 对称 xxxx 学习 xx⟧'
    """
    before, inner, after = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()
    if not inner:
        return text
    more = max(2, round(0.4 * len(inner)) - 3)
    return f"{before}{BEGIN}{inner} {(LONGER * (more // len(LONGER) + 1))[:more]}{END}{after}"


def unmarked(text):
    """The words of a text that stand between no marks of the pseudo-language.

    >>> unmarked("⟦Start ⟧random⟦, step ⟧3 · 10⁻¹²")
    ['random']
    """
    depth, outside = 0, []
    for character in text:
        depth += (character == BEGIN) - (character == END)
        outside.append(character if depth == 0 and character != END else " ")
    return re.findall(r"[^\W\d_¹²³⁰-⁹]{2,}", "".join(outside))
