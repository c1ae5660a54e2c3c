"""The sentences of chapter 13: what each says, where it stands, and our verdict, from ``sentences.json``.

A sentence is told in our words. Where it stands is given so that it can be looked up; what has been mended since is
told as mended. ``rows`` name the numbers that the evidence has, ``because`` says in a sentence what they show.
"""

import json
from pathlib import Path
from typing import NamedTuple

from nnlib.engine.checks import one_of

VERDICTS = ["true", "false", "true when"]


class Sentence(NamedTuple):
    """A sentence, its source, our verdict, and how its evidence is written; ``form``: of its numbers, ``log``: their axis."""

    key: str
    name: str
    claim: str
    source: str
    url: str
    verdict: str
    chapters: list
    form: str
    log: bool
    rows: list
    because: str

    def reason(self, says, found):
        """``because`` with the numbers that the sentence says and those that are found, (rows,) each."""
        return self.because.format(says=says, found=found)

    def written(self, number):
        """A number of the evidence as a reader sees it.

        >>> sentence("limit").written(float("inf")), sentence("fan-out").written(2.8)
        ('never', '2.8')
        """
        return "never" if number == float("inf") else format(number, self.form)


def _read():
    file = Path(__file__).with_name("sentences.json")
    return [Sentence(**each) for each in json.loads(file.read_text(encoding="utf-8"))]


SENTENCES = _read()


def sentence(key):
    """The sentence of this key. ValueError for a key that there is not.

    >>> sentence("neurons").verdict
    'false'
    """
    keys = [each.key for each in SENTENCES]
    return SENTENCES[keys.index(one_of("key", key, keys))]
