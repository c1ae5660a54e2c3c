"""``{my-work}``: the page on which readers see what they have answered, and teachers what a class has.

The answers are in the reader's browser, under the number of a chapter and of a question. So the page brings along all
questions of the book, as JSON: the predictions, the quizzes and the titles of the exercises, each with what is right.
"""

import json

from docutils import nodes

from nnbook import predictions
from nnlib.show.language import translated
from sphinx.util.docutils import SphinxDirective

from .description import as_script
from .path import chapters
from .teaching import EXERCISE


class MyWork(SphinxDirective):
    """The place that ``my_work.ts`` fills, and the questions."""

    def run(self):
        found = chapters(self.env.app)
        for file, _ in found.values():
            self.env.note_dependency(str(file))
        here = self.env.docname
        asked = [
            {"chapter": int(number), "title": said["title"], "page": self._page(here, file)}
            | questions(number, file)
            for number, (file, said) in found.items()
        ]
        script = f'<script type="application/json" id="book-questions">{as_script(asked)}</script>'
        return [nodes.raw("", f'<div id="work-place"></div>{script}', format="html")]

    def _page(self, here, file):
        return self.env.app.builder.get_relative_uri(here, f"notebooks/{file.stem}")


def questions(number, file):
    """What a chapter asks: predictions, quiz, exercises."""
    folder = predictions.SCRIPT.parent / f"ch{number}"
    quiz = json.loads((folder / "quiz.json").read_text(encoding="utf-8"))
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    checked = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return {
        "guess": [guess(each) for each in predictions.questions(int(number))],
        "quiz": [
            {
                "question": translated(each["question"]),
                "answers": [[translated(one["answer"]), one["correct"]] for one in each["answers"]],
            }
            for each in quiz
        ],
        "exercise": [
            {"id": label, "question": title}
            for title, label in EXERCISE.findall(text)
            if f'check("{label}"' in checked
        ],
    }


def guess(asked):
    """A prediction without what stands beside the guess; ``choices``: how they read where they are not kept in English."""
    shown = {key: asked[key] for key in ("id", "answer", "within") if key in asked}
    shown |= {key: translated(asked[key]) for key in ("question", "unit") if key in asked}
    choices = {choice: translated(choice) for choice in asked.get("choices", [])}
    return shown | {"choices": choices}


def add_script(app, pagename, templatename, context, doctree):
    """Its script, on the page that has the place for it."""
    if doctree and any("work-place" in raw.astext() for raw in doctree.findall(nodes.raw)):
        app.add_js_file("vendor/live/my_work.js", defer="defer")
