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

__all__ = ["check"]
EMPTY = "Write your answer in place of the three dots, then run the cell."
RIGHT = "Right."
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
        return f"No exercise is called {shown(label)}. Those that answer: {', '.join(checks)}."
    if answer is ...:
        return EMPTY
    try:
        hint = checks[label](answer)
    except Unfit as unfit:
        hint = str(unfit)
    except Exception:
        hint = f"{shown(answer)} is nothing that this exercise can be answered with."
    return RIGHT if hint is None else f"Not yet. {hint}"


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
        raise Unfit(f"The answer is a number, such as 0.5, not {shown(answer)}.")
    return _finite(answer, "a number, such as 0.5").item()


def whole(answer):
    """The answer as an int. Unfit for anything but one whole number."""
    value = number(answer)
    if value != round(value):
        raise Unfit(f"The answer is a whole number, not {shown(answer)}.")
    return round(value)


def numbers(answer, *shape):
    """The answer as an array of floats of this shape, of which None may be any number. Unfit for anything else."""
    wanted = "an array of numbers with the shape ({}{})".format(
        ", ".join("any" if n is None else str(n) for n in shape), "," if len(shape) == 1 else ""
    )
    array = _finite(answer, wanted)
    if len(array.shape) != len(shape) or any(m not in (None, n) for n, m in zip(array.shape, shape)):
        raise Unfit(f"The answer is {wanted}; yours has the shape {array.shape}.")
    return array


def one_of(answer, choices):
    """Which of the choices the answer is, whatever its capitals, spaces and brackets. Unfit for any other."""
    by_key = {_key(choice): choice for choice in choices}
    if not isinstance(answer, str) or _key(answer) not in by_key:
        raise Unfit(f"The answer is one of {_listed(choices)}, in quotation marks, not {shown(answer)}.")
    return by_key[_key(answer)]


def some_of(answer, choices):
    """The set of those among the choices that the answer names: ``"ac"``, ``"a, c"``, ``["a", "c"]``. Unfit for others.

    Choices of more than one letter are separated by commas or stand in a list.
    """
    if isinstance(answer, str):
        single = all(len(choice) == 1 for choice in choices)
        answer = re.findall(r"\w", answer) if single else answer.split(",")
    if not isinstance(answer, (list, tuple, set, frozenset)):
        raise Unfit(f"The answer names some of {_listed(choices)}, in quotation marks, not {shown(answer)}.")
    return {one_of(part, choices) for part in answer}


def close(value, right, rtol=1e-6):
    """Whether a number, or each of an array, is the right one but for rounding."""
    return bool(np.allclose(value, right, rtol=rtol, atol=0))


def shown(answer):
    """The answer in a few characters."""
    try:
        text = " ".join(repr(answer).split())
    except Exception:
        text = f"this {type(answer).__name__}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _array(answer):
    try:
        return np.asarray(answer)
    except Exception:
        return np.empty((1, 0))


def _finite(answer, wanted):
    array = _array(answer)
    if array.dtype.kind not in "iuf" or array.size == 0:
        raise Unfit(f"The answer is {wanted}, not {shown(answer)}.")
    array = array.astype(float)
    if np.isnan(array).any():
        raise Unfit(
            "There is a NaN (not a number) in your answer: somewhere 0/0 or a similar thing was computed."
        )
    if np.isinf(array).any():
        raise Unfit("There is an infinite number in your answer.")
    return array


def _key(text):
    return re.sub(r"[\s().]+", " ", text).strip().casefold()


def _listed(choices):
    *first, last = (f'"{choice}"' for choice in choices)
    return f"{', '.join(first)} and {last}" if first else last
