"""The pages for teachers: what a chapter already says, gathered for those who teach it.

A page ``book/teaching/chapter_06.md`` is written by hand where it is about teaching, and takes from chapter 6 what is
about the chapter: ``{chapter-facts}`` what it needs and how long it takes, ``{polls}`` its predictions with what came
out, ``{panel-states}`` links to its panels with what they say there, ``{exercises-to-give}`` its exercises, and
``{quiz-answers}``. So no number is copied by hand, and a page that names what its chapter has not fails the build.
"""

import html
import json
import re
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList

from book.language.pages import translate
from nnbook.predictions import anchor, questions
from nnlib.engine.checks import one_of
from nnlib.show.language import translated
from sphinx.util.docutils import SphinxDirective

from . import solutions
from .description import executed
from .gallery import shown
from .path import chapters, needs_of
from .states import state_of, values_of_link
from .wording import ended, escaped, markdown, quoted, reason

FRONT = "00"
EXERCISE = re.compile(r"```\{exercise\} (?P<title>.+)\n:label: (?P<label>\S+)")


class OfChapter(SphinxDirective):
    """Writes Markdown about the chapter that the page's name ends with; about the front page if it names none."""

    has_content = True

    def run(self):
        found = re.search(r"_(\d\d)$", self.env.docname)
        self.number = found[1] if found else FRONT
        (self.file,) = Path(self.env.srcdir, "notebooks").glob(f"{self.number}_*.ipynb")
        self.env.note_dependency(str(self.file))
        self.page = self.env.app.builder.get_relative_uri(self.env.docname, f"notebooks/{self.file.stem}")
        try:
            lines = "\n".join(self.lines()).splitlines()
        except (KeyError, ValueError) as error:
            raise self.error(f"{self.name}: {error}") from error
        box = nodes.container(classes=[self.name])
        self.state.nested_parse(StringList(lines, str(self.file)), self.content_offset, box)
        return box.children

    def entries(self):
        return [line.strip() for line in self.content if line.strip()]

    def notebook(self):
        return executed(self.env.app, self.file)


class ChapterFacts(OfChapter):
    """``{chapter-facts}``: a link to the chapter, what it needs, and how long it takes a reader."""

    def lines(self):
        _, said = chapters(self.env.app)[self.number]
        chapter = f"{{doc}}`{said['title']} </notebooks/{self.file.stem}>`"
        yield translated("{chapter}. A reader needs {needs}.").format(chapter=chapter, needs=needs_of(said))
        yield translated("Reading takes {time}.").format(time=said["time"]) + "\n"
        names = re.findall(r"^## (.+)$", prose(self.file), re.MULTILINE)
        links = (f'<a href="{self.page}#{anchor(name)}">{quoted(translate(name))}</a>' for name in names)
        yield translated("Its sections: {links}").format(links=" · ".join(links))


class Polls(OfChapter):
    """``{polls}``: the chapter's predictions, each with its choices, and folded below it what came out."""

    def lines(self):
        measured = came_out(self.notebook())
        for number, each in enumerate(questions(int(self.number)), 1):
            yield f"{number}. {translated(each['question'])}"
            count = translated("A number: how many {unit}?").format(unit=translated(each.get("unit", "")))
            yield "" if "choices" in each else f"   {count}\n"
            for letter, choice in zip("ABCDEF", each.get("choices", [])):
                yield f"   - {letter}: {translated(choice)}"
            yield f"\n   :::{{dropdown}} {translated('What came out')}"
            result, name = measured[each["id"]]
            place = f'<a href="{self.page}#{name}">{quoted(translated(each["where"]))}</a>'
            answer = translated(each["answer"]) if "choices" in each else each["answer"]
            said = translated("**{answer}.** Measured: {result} ({place})")
            yield f"   {said.format(answer=answer, result=result, place=place)}\n   :::\n"


def came_out(notebook):
    """What was measured, in Markdown, and where, by a question's id: as *Your guesses* of the executed notebook says."""
    texts = [
        output["data"]["text/html"]
        for cell in notebook.cells
        if cell.source.startswith("your_guesses(")
        for output in cell.outputs
    ]
    said = re.escape(translated("Measured: {result} ({where})"))  # as nnbook/predictions.py says it
    said = said.replace(r"\{result\}", "(?P<result>.*?)")
    said = said.replace(r"\{where\}", '<a href="#(?P<place>[^"]*)">.*?</a>')
    form = rf'data-question="(?P<name>[^"]+)".*?<dd>{said}</dd>'
    return {
        each["name"]: (markdown(each["result"]), each["place"])
        for each in re.finditer(form, "".join(texts), re.DOTALL)
    }


class PanelStates(OfChapter):
    """``{panel-states}``: a line is ``[title](#panel=name&control=value) what to ask | what to look for``; numbered.

    The panel fills the window. What it says in that state follows, unless that depends on the machine.
    """

    def lines(self):
        functions = {name: function for function, name, *_ in shown(self.notebook(), self.file)}
        panels = {name: function() for name, function in functions.items()}
        varies = [
            cell.source
            for cell in self.notebook().cells
            if "nbval-ignore-output" in cell.metadata.get("tags", [])
        ]
        for number, line in enumerate(self.entries(), 1):
            title, link, name, ask, answer = state_of(line)
            function = functions[one_of("a panel", name, functions)]
            values = values_of_link(link, panels[name])
            address = html.escape(f"{self.page}{link}&full")
            yield f'{number}. <a class="panel-state" href="{address}">{html.escape(title)}</a>. {ask}'
            yield f"   \\\n   {translated('*Look for:* {answer}').format(answer=answer)}"
            if self.number != FRONT and f"panels.{function.__name__}()" not in varies:
                says = translated("*It says:* {sentence}")
                yield f"   \\\n   {says.format(sentence=escaped(function(**values).sentence))}"
            yield ""


class ExercisesToGive(OfChapter):
    """``{exercises-to-give}``: a line is an exercise's label and how to give it; the chapter's exercises, all of them."""

    def lines(self):
        advice = dict(line.split(" ", 1) for line in self.entries())
        titles = exercises(self.file)
        if list(advice) != list(titles):
            raise ValueError(f"the exercises are {', '.join(titles)}, not {', '.join(advice)}")
        checks = self.file.read_text(encoding="utf-8")
        for label, title in titles.items():
            answers = f"{translated('It checks the answer.')} " if f'check(\\"{label}\\"' in checks else ""
            name = translated("Its solution")
            link = f'<a href="{self.page}?solutions#{label}">{name}</a>' if solutions.shown() else ""
            yield f'- <a href="{self.page}#{label}">{ended(title)}</a> {advice[label]} {answers}{link}'


def exercises(file):
    """The titles of a notebook's exercises, by label."""
    return {found["label"]: translate(found["title"]) for found in EXERCISE.finditer(prose(file))}


def prose(file):
    """The text of a notebook."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


class QuizAnswers(OfChapter):
    """``{quiz-answers}``: the right answer to each question of the chapter's quiz, folded."""

    def lines(self):
        text = Path(self.env.srcdir, "nnbook", f"ch{self.number}", "quiz.json").read_text(encoding="utf-8")
        yield f":::{{dropdown}} {translated('Answers')}"
        for number, each in enumerate(json.loads(text), 1):
            (right,) = (answer for answer in each["answers"] if answer["correct"])
            why = reason(translated(right["feedback"]), translated("Yes.").rstrip(".。"))
            yield f"{number}. {translated(each['question'])}\\\n   **{ended(translated(right['answer']))}** {why}"
        yield ":::"


DIRECTIVES = {
    "chapter-facts": ChapterFacts,
    "polls": Polls,
    "panel-states": PanelStates,
    "exercises-to-give": ExercisesToGive,
    "quiz-answers": QuizAnswers,
}
