"""Results that take long and never change: made when the book is made, and read from a file.

Ten thousand starts take a fast machine ten seconds, a page three times as long, and every reader would get the same
numbers. So a chapter has a module ``results``, whose ``make`` computes what takes long, as a dict of arrays, and the
file that ``make`` gave stands beside it: ``results.npz``, read by ``shipped``. ``make results`` (``python -m
nnbook.results``) makes all files anew; a test makes a part of each and compares.

The numbers in a file are no more exact than the book's use of them, and where one follows the other only their changes
are kept (``small``), so that few bytes go to a page. The file itself is not packed: so its bytes do not depend on who
packs, and a wheel and git pack it anyway.
"""

import importlib
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np

from nnlib.engine.checks import one_of

CHAPTERS = [file.parent.name for file in sorted(Path(__file__).parent.glob("*/results.py"))]


def file_of(chapter):
    """Where a chapter, "ch04", has its file."""
    return Path(__file__).parent / one_of("chapter", chapter, CHAPTERS) / "results.npz"


@cache
def shipped(chapter):
    """What ``make`` of a chapter's ``results`` gave when the book was made: a dict of arrays that cannot be changed.

    >>> shipped("ch04")["lucky_stop"][:, 2].tolist()  # seed 1500, and the constant start
    [149, 298]
    """
    file = file_of(chapter)
    if not file.exists():
        raise FileNotFoundError(f"{file.name} of {chapter} is missing: type `make results` to make it")
    with np.load(file) as arrays:
        found = dict(arrays)
    for array in found.values():
        array.flags.writeable = False
    return found


def small(numbers, unit, kind):
    """Numbers (..., moments) in whole ``unit``s, of which the changes of the changes are kept: they pack best.

    kind: an integer type in which the numbers find room; their changes may overflow, and come back the same way.

    >>> small([0.5, 0.52, 0.53, 0.53], 0.01, np.int8).tolist()
    [50, -48, -1, -1]
    """
    whole = np.round(np.divide(numbers, unit)).astype(kind)
    return np.diff(whole, n=2, prepend=np.zeros((*whole.shape[:-1], 2), kind))


def restored(changes, unit):
    """The numbers of which ``small`` kept the changes.

    >>> restored(np.array([50, -48, -1, -1], np.int8), 0.01).round(2).tolist()
    [0.5, 0.52, 0.53, 0.53]
    """
    for _ in range(2):
        changes = np.cumsum(changes, axis=-1, dtype=changes.dtype)
    return changes * unit


def make(chapters):
    """Compute the results of ``chapters`` and write their files."""
    for chapter in chapters:
        start = time.perf_counter()
        arrays = importlib.import_module(f"nnbook.{chapter}.results").make()
        np.savez(file_of(chapter), **arrays)
        print(f"{chapter}: {file_of(chapter).stat().st_size:,} bytes in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    make(sys.argv[1:] or CHAPTERS)
