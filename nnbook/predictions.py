"""Predict first, then compare: a chapter's questions from ``predictions.json`` in its folder.

``predict(6)`` shows them as a small form. The browser remembers what is chosen, and nobody else sees it.
``your_guesses(6, zeros="1.0000")`` shows each guess beside what was measured; the keywords fill the braces of the
measured texts with numbers of the run. Both are plain HTML, which is read and printed without any script.

A question is a dictionary: ``id``; ``question``; ``choices``, a list of texts, or ``unit``, what a number counts;
``answer``, one of the choices or the number; ``within``, how far from it a number may be to count as right (0);
``measured``, what came out, in words; ``where``, the heading of the section that shows it. Texts may have
``*emphasis*``, ``code`` in backquotes and formulas in dollars. They are shown in the reader's language; what is kept
and compared is the English choice, so that a guess is the same guess in every edition.
"""

import html
import json
import re
from pathlib import Path

from nnlib.engine.checks import one_of
from nnlib.show.language import translated

SCRIPT = Path(__file__).with_name("guesses.js")
TEXTS = ("question", "unit", "measured", "where")


def questions(chapter):
    """The questions of a chapter, by its number. ValueError for a chapter that has none."""
    files = {int(file.parent.name[2:]): file for file in Path(__file__).parent.glob("ch*/predictions.json")}
    return json.loads(files[one_of("chapter", chapter, sorted(files))].read_text(encoding="utf-8"))


def predict(chapter):
    """Show the chapter's questions, each with a place for the reader's guess."""
    from IPython.display import HTML, Javascript, display

    display(HTML(form(chapter)))
    display(Javascript(script()))


def script():
    """The script that keeps the guesses, and what it says in the reader's language."""
    texts = {
        "kept": translated("Your guesses stay in this browser; nobody else sees them."),
        "forget": translated("Forget them"),
        "none": translated("none was noted."),
        "measured": translated("{guess}, as measured."),
        "other": translated("{guess}."),
    }
    return f"({SCRIPT.read_text(encoding='utf-8').strip().removesuffix(';')})({json.dumps(texts)});"


def your_guesses(chapter, **measured):
    """Show the reader's guesses beside what was measured. KeyError for a number that a text lacks."""
    from IPython.display import HTML, display

    display(HTML(comparison(chapter, measured)))


def form(chapter):
    fields = "".join(_field(chapter, number, each) for number, each in enumerate(questions(chapter), 1))
    note = translated("Write your guesses down before you read on.")
    return f'<div class="predictions tex2jax_process" data-chapter="{chapter}">{fields}<p class="note">{note}</p></div>'


def _field(chapter, number, question):
    name = f"guess-{chapter}-{question['id']}"
    if "choices" in question:
        inputs = "".join(
            f'<label><input type="radio" name="{name}" value="{html.escape(choice)}"> {_shown(choice)}</label>'
            for choice in question["choices"]
        )
    else:
        inputs = f'<label><input type="number" step="any" name="{name}"> {_shown(question["unit"])}</label>'
    legend = f"{number}. {_shown(question['question'])}"
    return f'<fieldset data-question="{question["id"]}"><legend>{legend}</legend>{inputs}</fieldset>'


def comparison(chapter, measured):
    rows = "".join(
        _row(number, each, measured | {"_": ""}) for number, each in enumerate(questions(chapter), 1)
    )
    return f'<dl class="guesses tex2jax_process" data-chapter="{chapter}">{rows}</dl>'


def _row(number, question, measured):
    said = {part: translated(text) for part, text in question.items() if part in TEXTS}
    data = {"question": question["id"], "answer": question["answer"], "within": question.get("within", 0)}
    if "unit" in said:
        data["unit"] = said["unit"]
    choices = {choice: translated(choice) for choice in question.get("choices", [])}
    if any(text != choice for choice, text in choices.items()):
        data["choices"] = json.dumps(
            choices, ensure_ascii=False
        )  # how a guess reads in the reader's language
    attributes = " ".join(f'data-{name}="{html.escape(str(value))}"' for name, value in data.items())
    result = _text(said["measured"].format_map(measured))
    where = f'<a href="#{anchor(question["where"])}">{_text(said["where"])}</a>'
    blank = '<span class="guess">________</span>'
    return (
        f"<div {attributes}><dt>{number}. {_text(said['question'])}</dt>"
        f"<dd>{translated('Your guess: {guess}').format(guess=blank)}</dd>"
        f"<dd>{translated('Measured: {result} ({where})').format(result=result, where=where)}</dd></div>"
    )


def anchor(heading):
    """The name that Sphinx gives a section.

    >>> anchor('Measured: the "three" runs')
    'measured-the-three-runs'
    """
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def _shown(text):
    return _text(translated(text))


def _text(text):
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text)
