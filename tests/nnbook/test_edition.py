"""The book's language, and a pseudo-language under which nothing that a reader sees may stay as it is."""

import gettext
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import exercises, language, predictions, quiz
from nnbook.language import BEGIN, END, PSEUDO, languages, pseudo, speak, unmarked
from nnlib.show.language import translated, use

PIECES = [
    "{loss:.2f}",
    "$x_1 < 2$",
    "<b>",
    "</b>",
    "\n",
    "a",
    "Two words. ",
    "`code`",
    "%",
    "* ",
    "{}",
    "ß",
    " ",
]


@pytest.fixture
def pseudo_spoken():
    speak(PSEUDO)
    yield
    use(gettext.NullTranslations())


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_pseudo_text_is_marked_longer_and_otherwise_what_it_was(text):
    made = pseudo(text)
    if not text.strip():
        assert made == text
        return
    inner = text.strip()
    assert made.strip().startswith(f"{BEGIN}{inner} ") and made.strip().endswith(END)
    assert made.startswith(text[: text.index(inner)]) and made.count("\n") == text.count("\n")
    assert re.search(r"[\u4e00-\u9fff]", made)
    if len(inner) >= 20:
        assert 1.3 <= len(made.strip()) / len(inner) <= 1.5


def test_no_language_or_english_changes_nothing():
    for name in ("", "en"):
        assert said({"NNBOOK_LANGUAGE": name}) == "Right."


def test_the_environment_chooses_the_language_before_any_text_is_shown():
    assert said({"NNBOOK_LANGUAGE": PSEUDO}) == pseudo("Right.")


def test_an_unknown_language_is_refused_with_those_that_there_are():
    with pytest.raises(subprocess.CalledProcessError) as error:
        said({"NNBOOK_LANGUAGE": "xx"})
    assert (
        "NNBOOK_LANGUAGE must be one of 'en', " in error.value.stderr
        and "'qps', not 'xx'" in error.value.stderr
    )


def said(environment):
    """What a fresh Python says of a right answer."""
    command = [sys.executable, "-c", "from nnbook.exercises import reply; print(reply('ex-half-sum', 2))"]
    done = subprocess.run(command, env=os.environ | environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_an_edition_is_a_catalogue_in_its_folder(tmp_path, monkeypatch):
    Catalog = pytest.importorskip("babel.messages").Catalog
    from babel.messages.mofile import write_mo

    made = Catalog(locale="de")
    made.add("Right.", "Richtig.")
    with (tmp_path / "de.mo").open("wb") as file:
        write_mo(file, made)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    assert languages() == ["en", "de", "qps"]
    use(language.catalogue("de"))
    try:
        assert (translated("Right."), translated("not in it")) == ("Richtig.", "not in it")
    finally:
        use(gettext.NullTranslations())


CHAPTERS = range(1, 14)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_predictions_are_shown_in_the_language_and_compared_in_english(chapter, pseudo_spoken):
    shown, asked = predictions.form(chapter), predictions.questions(chapter)
    names = {name for each in asked for name in re.findall(r"\{(\w+)", each["measured"])}
    compared = predictions.comparison(chapter, dict.fromkeys(names, "1"))
    assert unmarked(re.sub(r"<[^>]*>", "", shown + compared)) == []
    for each in asked:
        for choice in each.get("choices", []):
            assert f'value="{predictions.html.escape(choice)}"' in shown
        assert f'data-answer="{predictions.html.escape(str(each["answer"]))}"' in compared


def test_a_page_knows_how_a_kept_guess_reads(pseudo_spoken):
    row = predictions.comparison(
        6,
        dict.fromkeys(
            ["zeros", "twos", "random", "moments", "values", "twos_error", "zeros_error", "random_error"], "1"
        ),
    )
    assert "&quot;No, never&quot;: &quot;⟦No, never " in row


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_quiz_is_shown_in_the_language(chapter, pseudo_spoken, monkeypatch):
    shown = []
    monkeypatch.setattr("jupyterquiz.display_quiz", lambda questions, **_: shown.extend(questions))
    quiz.quiz(chapter)
    for question in shown:
        texts = [
            question["question"],
            *(each[part] for each in question["answers"] for part in ("answer", "feedback")),
        ]
        assert [unmarked(text) for text in texts] == [[]] * len(texts)
        assert sum(each["correct"] for each in question["answers"]) == 1


def test_what_is_said_to_an_answer_is_in_the_language_and_the_answer_is_not(pseudo_spoken):
    assert exercises.reply("ex-half-sum", 2) == exercises.RIGHT
    for said_of in (
        exercises.reply("ex-half-sum", 0.5),
        exercises.reply("ex-half-sum", "two"),
        exercises.reply("ex-no", 1),
    ):
        assert unmarked(said_of) == []
