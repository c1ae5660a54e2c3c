"""A state of a panel, as a page for teachers writes it: ``[title](#panel=name&control=value) what to ask | what to look for``.

The middle is the address that *Copy link* gives; ``address.ts`` reads it on the page. Here it is read by the rules of the
controls themselves, so that a link to a state that a panel has not is found before anybody follows it.
"""

import re
from urllib.parse import parse_qsl

from nnlib.engine.checks import one_of
from nnlib.show.controls import fitting

STATE = re.compile(r"\[([^\]]+)\]\((#panel=([\w-]+)\S*)\) (.+) \| (.+)")
FLAGS = ("only", "full", "hide")  # parts of a panel's address that set no control


def state_of(line):
    """A line of ``{panel-states}`` in parts: title, link, panel, what to ask and what to look for. ValueError for another form."""
    found = STATE.fullmatch(line)
    if not found:
        raise ValueError(
            f"a line must be [title](#panel=name&control=value) what to ask | what to look for, not {line!r}"
        )
    return found.groups()


def values_of_link(link, panel):
    """The values that a link sets, by control. ValueError for a control or a value that ``panel`` has not.

    >>> from nnbook.ch04.panels import how_many_starts
    >>> values_of_link("#panel=how-many-starts&n=300", how_many_starts())
    {'n': 300}
    """
    values = {}
    for name, text in parse_qsl(link.lstrip("#"), keep_blank_values=True)[1:]:
        if name not in FLAGS:
            control = panel.controls[one_of("a control", name, panel.controls)]
            values[name] = fitting(name, control, value_of(text, panel.parts["options"].get(name), control))
    return values


def value_of(text, options, control):
    """The value of a control that a link writes as ``text``: an option, or a number."""
    if options and text in options:
        return control._options_full[options.index(text)][1]
    try:
        return float(text)
    except ValueError:
        return text  # which does not fit, and is said
