"""The texts of the pages' scripts in the language that is built, as a page carries them along."""

from gettext import c2py

from babel import Locale

from book.language.catalogues import scripts
from book.language.pages import EDITIONS, read_catalogue
from nnbook.language import ENGLISH, PSEUDO, pseudo, wanted

ENOUGH = range(1000)  # numbers among which each form of a plural occurs


def script_texts():
    """By English text its translation; of a counted one its forms, by the names that a browser has for them."""
    if wanted() == ENGLISH:
        return {}
    if wanted() == PSEUDO:
        return dict(_pseudo(text) for _, text in scripts())
    found = read_catalogue(EDITIONS / wanted() / "scripts.po", wanted())
    rule, locale = c2py(found.plural_expr), Locale.parse(wanted())
    forms = {locale.plural_form(n): rule(n) for n in ENOUGH}
    return {
        _one(message.id): {name: message.string[place] for name, place in forms.items()}
        if message.pluralizable
        else message.string
        for message in found
        if message.id
        and not message.fuzzy
        and all(message.string if message.pluralizable else [message.string])
    }


def _pseudo(text):
    if isinstance(text, str):
        return text, pseudo(text)
    return text[0], {"one": pseudo(text[0]), "other": pseudo(text[1])}


def _one(text):
    return text if isinstance(text, str) else text[0]
