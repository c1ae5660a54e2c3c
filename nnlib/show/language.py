"""What a reader sees, in the reader's language: English as it stands in the code, or what a catalogue has in its place.

Each text that is shown goes through ``translated``. A sentence with values in it is one whole template, whose fields are
filled after it was translated, for another language wants them in another order: never a sentence glued from pieces.
Where a number decides between one and many, ``counted`` has a template for each. A catalogue is one of GNU gettext's.
"""

import gettext

_speaking = [gettext.NullTranslations()]


def use(catalogue):
    """Let a ``gettext.NullTranslations``, or what is made from it, speak from now on."""
    _speaking[0] = catalogue


def translated(text):
    """A text as the reader's language has it.

    >>> translated("After {steps} steps the loss is {loss:.2f}.").format(steps=10, loss=0.25)
    'After 10 steps the loss is 0.25.'
    """
    return _speaking[0].gettext(text) if text else ""  # of "" gettext has the head of its file


def counted(one, many, n):
    """The template for ``n`` of something, in a language that may have more forms than English.

    >>> [counted("{n} step", "{n} steps", n).format(n=n) for n in (1, 2)]
    ['1 step', '2 steps']
    """
    return _speaking[0].ngettext(one, many, n)
