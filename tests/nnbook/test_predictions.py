"""What is asked before a panel, and what stands beside the guess afterwards."""

import json
import re
from pathlib import Path

import pytest

import nnbook
from nnbook.predictions import anchor, comparison, form, questions

CHAPTERS = [
    int(path.parent.name[2:]) for path in sorted(Path(nnbook.__file__).parent.glob("ch*/predictions.json"))
]
TEXTS = ("question", "unit", "measured", "where")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_question_has_its_parts_and_the_true_answer_among_its_choices(chapter):
    asked = questions(chapter)
    assert len({each["id"] for each in asked}) == len(asked) >= 2
    for each in asked:
        assert re.fullmatch(r"[a-z0-9-]+", each["id"]) and all(each[text] for text in TEXTS if text in each)
        assert {"question", "measured", "where", "answer"} <= each.keys()
        assert each.keys() <= {"id", "choices", "answer", "within", *TEXTS}
        if "choices" in each:
            assert (
                each["answer"] in each["choices"] and len(set(each["choices"])) == len(each["choices"]) >= 2
            )
            assert "unit" not in each and "within" not in each
        else:
            assert isinstance(each["answer"], int | float) and each["unit"] and each.get("within", 0) >= 0


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_form_and_comparison_have_each_question_and_no_answer_stands_in_the_form(chapter):
    asked = questions(chapter)
    names = {name for each in asked for name in re.findall(r"\{(\w+)", each["measured"])}
    shown, compared = form(chapter), comparison(chapter, dict.fromkeys(names, "1"))
    for each in asked:
        assert f'data-question="{each["id"]}"' in shown and f'data-question="{each["id"]}"' in compared
        assert shown.count(f'name="guess-{chapter}-{each["id"]}"') == len(each.get("choices", "1"))
        assert f'href="#{anchor(each["where"])}"' in compared
    assert "data-answer" not in shown and "{" not in compared


def test_a_number_that_a_text_lacks_is_named():
    with pytest.raises(KeyError, match="zeros"):
        comparison(6, {})


def test_an_unknown_chapter_is_refused_by_name():
    with pytest.raises(ValueError, match="chapter must be one of .* not 99"):
        form(99)


def test_texts_may_emphasise_and_show_code_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr("nnbook.predictions.__file__", str(tmp_path / "predictions.py"))
    (tmp_path / "ch01").mkdir()
    asked = [
        {
            "id": "a",
            "question": "*How* many `x < 1`, of $y$?",
            "unit": "<b>",
            "answer": 1,
            "measured": "",
            "where": "",
        }
    ]
    (tmp_path / "ch01" / "predictions.json").write_text(json.dumps(asked))
    assert "<em>How</em> many <code>x &lt; 1</code>, of $y$?" in form(1) and "&lt;b&gt;" in form(1)
