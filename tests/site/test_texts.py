"""The texts of the pages' scripts are found by Babel, which reads TypeScript as JavaScript and no template literals."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

SCRIPTS = sorted(Path(__file__).parents[2].glob("book/live/page/*.ts"))
KEYWORDS = {"translated": None, "counted": (1, 2)}
CALL = re.compile(r"(?<!function )\b(?:translated|counted)\(")


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_every_text_of_a_script_reaches_the_translators(file):
    found = list(extract_from_file("javascript", file, keywords=KEYWORDS))
    assert len(found) == len(CALL.findall(file.read_text(encoding="utf-8")))
    for _, text, _, _ in found:
        for each in [text] if isinstance(text, str) else text:
            assert each.strip() == each != ""
