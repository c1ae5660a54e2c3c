"""Texts in the reader's language."""

import gettext

import pytest

from nnlib.show.language import counted, translated, use


class Upper(gettext.NullTranslations):
    def gettext(self, message):
        return message.upper()

    def ngettext(self, one, many, n):
        return (one if n == 1 else many).upper()


@pytest.fixture
def upper():
    use(Upper())
    yield
    use(gettext.NullTranslations())


def test_a_catalogue_speaks_from_when_it_is_used(upper):
    assert translated("a loss") == "A LOSS"
    assert counted("{n} step", "{n} steps", 2) == "{N} STEPS"


def test_nothing_stays_nothing():
    assert translated("") == ""
