"""The sentences of chapter 13: what each says, where it stands, and our verdict, from ``sentences.json``.

A sentence is told in our words. Where it stands is given so that it can be looked up; what has been mended since is
told as mended. ``rows`` name the numbers that the evidence has, ``because`` says in a sentence what they show. The
texts are in the reader's language; a verdict is one of ``VERDICTS`` in every language.
"""

import json
from pathlib import Path
from typing import NamedTuple

from nnlib.engine.checks import one_of
from nnlib.show.language import translated

VERDICTS = ["true", "false", "true when"]
# As a reader sees them.
VERDICT_NAMES = dict(zip(VERDICTS, [translated("true"), translated("false"), translated("true when")]))


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
        return translated("never") if number == float("inf") else format(number, self.form)


def _read():
    file = Path(__file__).with_name("sentences.json")
    return [_in_language(Sentence(**each)) for each in json.loads(file.read_text(encoding="utf-8"))]


def _in_language(said):
    """A sentence with its texts as the reader's language has them."""
    texts = {part: translated(getattr(said, part)) for part in ("name", "claim", "source", "because")}
    return said._replace(rows=[translated(row) for row in said.rows], **texts)


SENTENCES = _read()


def sentence(key):
    """The sentence of this key. ValueError for a key that there is not.

    >>> sentence("neurons").verdict
    'false'
    """
    keys = [each.key for each in SENTENCES]
    return SENTENCES[keys.index(one_of("key", key, keys))]
