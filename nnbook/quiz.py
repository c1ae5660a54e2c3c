"""A chapter's quiz: questions that answer back, from ``quiz.json`` in the chapter's folder.

They are shown by jupyterquiz, without a kernel and without a network.
"""

import json
from pathlib import Path

from nnlib.engine.checks import one_of
from nnlib.show.language import translated

# White text on these has a contrast of at least 4.5; right and wrong differ in lightness, not only in hue.
COLOURS = {
    "--jq-multiple-choice-bg": "#1f3b57",
    "--jq-correct-color": "#0b6e4f",
    "--jq-incorrect-color": "#9c2a00",
}


def quiz(chapter):
    """Show the questions of a chapter, by its number. ValueError for a chapter that has none."""
    from jupyterquiz import display_quiz

    files = {int(file.parent.name[2:]): file for file in Path(__file__).parent.glob("ch*/quiz.json")}
    file = files[one_of("chapter", chapter, sorted(files))]
    shown = [in_language(question) for question in json.loads(file.read_text(encoding="utf-8"))]
    display_quiz(shown, shuffle_answers=False, colors=COLOURS)


def in_language(question):
    """A question of ``quiz.json`` with its texts as the reader's language has them.

    >>> in_language({"question": "Why?", "answers": [{"answer": "So", "correct": True, "feedback": "Yes."}]})["question"]
    'Why?'
    """
    answers = [
        each | {part: translated(text) for part, text in each.items() if part in ("answer", "feedback")}
        for each in question["answers"]
    ]
    asked = question["question"]
    return question | {"question": translated(asked), "answers": answers}
