"""How a page for teachers words what it takes from a chapter."""

import html
import re


def quoted(heading):
    """A heading as a link's text.

    >>> quoted('Measured: the "three" *runs*')
    'Measured: the “three” runs'
    """
    return re.sub(r'"([^"]*)"', "“\\1”", heading.replace("*", ""))


def markdown(text):
    """The Markdown that a prediction's text in HTML was made of.

    >>> markdown("<em>one</em> of <code>a</code> &lt; 2")
    '*one* of `a` < 2'
    """
    return html.unescape(re.sub(r"</?code>", "`", re.sub(r"</?em>", "*", text)))


def escaped(text):
    return re.sub(r"([\\`*_$\[\]<>])", r"\\\1", text)


def reason(feedback, yes):
    """What follows the word for *yes* in the feedback to a right answer.

    >>> reason("Yes: that is all.", "Yes"), reason("Yesterday's mean.", "Yes")
    ('That is all.', "Yesterday's mean.")
    """
    found = re.match(rf"{re.escape(yes)}[.,:。，：]\s*(.)", feedback)
    return found[1].upper() + feedback[found.end() :] if found else feedback


def ended(text):
    """A text with a mark at its end.

    >>> ended("One half"), ended("Of how many?")
    ('One half.', 'Of how many?')
    """
    return text if text.endswith(("?", ".", "？", "。")) else f"{text}."
