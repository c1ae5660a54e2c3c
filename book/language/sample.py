"""A part of the contents, for a book that is quickly made: ``python -m book.language.sample 00 06 > _toc.yml``.

The chapters of these numbers with their pages for teachers, and all other pages but those of chapters.
"""

import re
import sys
from pathlib import Path

import yaml

TOC = Path(__file__).parents[2] / "_toc.yml"


def sample(numbers):
    """The contents without the chapters, and the pages about them, that have other numbers.

    >>> [part["chapters"] for part in sample(["06"])["parts"] if part["caption"] == "II Symmetry"]
    [[{'file': 'notebooks/06_zeros_twos_random'}]]
    """
    contents = yaml.safe_load(TOC.read_text(encoding="utf-8"))
    for part in contents["parts"]:
        part["chapters"] = [
            page
            for page in part["chapters"]
            if not (found := re.search(r"(?<=/)\d\d(?=_)|(?<=_)\d\d$", page["file"])) or found[0] in numbers
        ]
    contents["parts"] = [part for part in contents["parts"] if part["chapters"]]
    return contents


if __name__ == "__main__":
    print(yaml.safe_dump(sample(sys.argv[1:]), sort_keys=False))
