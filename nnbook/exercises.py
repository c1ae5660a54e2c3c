"""Exercises that answer back: ``check("ex-half-sum", answer)`` says "Right.", or what is wrong, and never the solution.

A chapter's checks are in its ``exercises`` module, a function for each exercise: ``half_sum`` for the one labelled
``ex-half-sum``. It gets the reader's answer and returns a hint, or None if the answer is right. It reads the answer by
the functions ``number``, ``numbers`` and so on of this module, which turn down by a sentence what is none.
"""

import functools
import importlib
import re
import sys
from pathlib import Path

import numpy as np

from nnlib.show.language import translated

__all__ = ["check"]
EMPTY = translated("Write your answer in place of the three dots, then run the cell.")
RIGHT = translated("Right.")
LONGEST = 60  # characters of an answer that are repeated to the reader


class Unfit(Exception):
    """An answer that is not of the kind asked for; the message is a sentence for the reader."""


def check(label, answer):
    """Print whether this is the answer to the exercise of that label, or a hint.

    >>> check("ex-half-sum", 0.5)
    Not yet. The other way round. Is the slope of the mean larger or smaller than that of half the sum?
    """
    said = reply(label, answer)
    print(said)
    page = sys.modules.get("nnbook.browser.kernel")
    if page and said is not EMPTY:  # the page keeps what was answered
        page.Shell.one.send("checked", {"label": label, "right": said is RIGHT})


def reply(label, answer):
    """What ``check`` prints.

    >>> reply("ex-half-sum", ...)
    'Write your answer in place of the three dots, then run the cell.'
    >>> reply("ex-half-sum", "two")
    "Not yet. The answer is a number, such as 0.5, not 'two'."
    """
    checks = all_checks()
    if not isinstance(label, str) or label not in checks:
        text = translated("No exercise is called {label}. Those that answer: {labels}.")
        return text.format(label=shown(label), labels=", ".join(checks))
    if answer is ...:
        return EMPTY
    try:
        hint = checks[label](answer)
    except Unfit as unfit:
        hint = str(unfit)
    except Exception:
        text = translated("{answer} is nothing that this exercise can be answered with.")
        hint = text.format(answer=shown(answer))
    return RIGHT if hint is None else translated("Not yet. {hint}").format(hint=hint)


@functools.cache
def all_checks():
    """The check of each exercise that has one, by the exercise's label, in the book's order."""
    checks = {}
    for path in sorted(Path(__file__).parent.glob("ch??/exercises.py*")):  # .pyc in a page's Python
        module = importlib.import_module(f"nnbook.{path.parent.name}.exercises")
        for name, function in vars(module).items():
            if getattr(function, "__module__", None) == module.__name__ and not name.startswith("_"):
                checks["ex-" + name.replace("_", "-")] = function
    return checks


def number(answer):
    """The answer as a float. Unfit for anything but one finite number."""
    fits = isinstance(answer, (bool, np.bool_)) or np.ndim(_array(answer)) == 0
    if isinstance(answer, (str, bytes, bool, np.bool_)) or not fits:
        raise Unfit(_no_number(answer))
    return _finite(answer, _no_number(answer)).item()


def whole(answer):
    """The answer as an int. Unfit for anything but one whole number."""
    value = number(answer)
    if value != round(value):
        raise Unfit(translated("The answer is a whole number, not {answer}.").format(answer=shown(answer)))
    return round(value)


def numbers(answer, *shape):
    """The answer as an array of floats of this shape, of which None may be any number. Unfit for anything else."""
    sizes = [translated("any") if n is None else str(n) for n in shape]
    wanted = f"({', '.join(sizes)}{',' if len(shape) == 1 else ''})"
    text = translated("The answer is an array of numbers with the shape {wanted}, not {answer}.")
    array = _finite(answer, text.format(wanted=wanted, answer=shown(answer)))
    if len(array.shape) != len(shape) or any(m not in (None, n) for n, m in zip(array.shape, shape)):
        text = translated(
            "The answer is an array of numbers with the shape {wanted}; yours has the shape {shape}."
        )
        raise Unfit(text.format(wanted=wanted, shape=array.shape))
    return array


def one_of(answer, choices):
    """Which of the choices the answer is, whatever its capitals, spaces and brackets. Unfit for any other."""
    by_key = {_key(choice): choice for choice in choices}
    if not isinstance(answer, str) or _key(answer) not in by_key:
        text = translated("The answer is one of {choices}, in quotation marks, not {answer}.")
        raise Unfit(text.format(choices=_listed(choices), answer=shown(answer)))
    return by_key[_key(answer)]


def some_of(answer, choices):
    """The set of those among the choices that the answer names: ``"ac"``, ``"a, c"``, ``["a", "c"]``. Unfit for others.

    Choices of more than one letter are separated by commas or stand in a list.
    """
    if isinstance(answer, str):
        single = all(len(choice) == 1 for choice in choices)
        answer = re.findall(r"\w", answer) if single else answer.split(",")
    if not isinstance(answer, (list, tuple, set, frozenset)):
        text = translated("The answer names some of {choices}, in quotation marks, not {answer}.")
        raise Unfit(text.format(choices=_listed(choices), answer=shown(answer)))
    return {one_of(part, choices) for part in answer}


def close(value, right, rtol=1e-6):
    """Whether a number, or each of an array, is the right one but for rounding."""
    return bool(np.allclose(value, right, rtol=rtol, atol=0))


def shown(answer):
    """The answer in a few characters."""
    try:
        text = " ".join(repr(answer).split())
    except Exception:
        text = translated("this {kind}").format(kind=type(answer).__name__)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _array(answer):
    try:
        return np.asarray(answer)
    except Exception:
        return np.empty((1, 0))


def _no_number(answer):
    return translated("The answer is a number, such as 0.5, not {answer}.").format(answer=shown(answer))


def _finite(answer, otherwise):
    """The answer as an array of floats; Unfit, with the sentence ``otherwise``, for what is none."""
    array = _array(answer)
    if array.dtype.kind not in "iuf" or array.size == 0:
        raise Unfit(otherwise)
    array = array.astype(float)
    if np.isnan(array).any():
        raise Unfit(
            translated(
                "There is a NaN (not a number) in your answer: somewhere 0/0 or a similar thing was computed."
            )
        )
    if np.isinf(array).any():
        raise Unfit(translated("There is an infinite number in your answer."))
    return array


def _key(text):
    return re.sub(r"[\s().]+", " ", text).strip().casefold()


def _listed(choices):
    *first, last = (f'"{choice}"' for choice in choices)
    if not first:
        return last
    return translated("{choices} and {last}").format(choices=", ".join(first), last=last)
