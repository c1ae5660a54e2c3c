"""Every chapter has the parts that the design asks for, in its order, and is stored as it ran."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from nnbook.exercises import EMPTY, all_checks
from nnbook.predictions import questions

ROOT = Path(__file__).parents[2]
FRONT, *NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARTS = [
    "## Predict",
    "## The panel",
    "## Measured",
    "## Exercises",
    "## Quiz",
    "## What to remember",
    "## Sources",
]
MOST = {"09": 30}  # code cells; a chapter that is not named has 28 at most
WIDTH = 70  # characters of a line of visible code
HIDDEN = {"remove-input", "remove-output"}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def visible(notebook):
    """The code cells whose code a reader of the page sees, at once or behind a bar."""
    return [cell for cell in code(notebook) if "remove-input" not in tags(cell)]


def shown(cell):
    """What a reader sees below the code."""
    glued = [output for output in cell.outputs if "scrapbook" in output.get("metadata", {})]
    return [] if "remove-output" in tags(cell) else [output for output in cell.outputs if output not in glued]


def prose(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_every_notebook_is_in_the_table_of_contents_in_order():
    contents = re.findall(r"notebooks/(\w+)", (ROOT / "_toc.yml").read_text())
    assert NOTEBOOKS and contents == [path.stem for path in (FRONT, *NOTEBOOKS)]


def test_the_first_page_begins_with_the_laboratory_and_shows_no_code():
    cells = code(nbformat.read(FRONT, as_version=4))
    assert cells[1].source == "panels.laboratory()" and tags(cells[1]) == {"remove-input"}
    assert all(tags(cell) >= HIDDEN for cell in (cells[0], *cells[2:]))


def test_the_parts_stand_in_order(notebook):
    text = prose(notebook)
    places = [text.find(f"\n{part}") for part in PARTS]
    assert -1 not in places and places == sorted(places)
    opening = text[: text.index("## Predict")]
    assert "*You need:" in opening and "Time:" in opening and "?" in opening


def test_the_first_code_cell_is_the_same_everywhere_but_for_the_chapters_own_code(path, notebook):
    here, there = (
        code(each)[0].source.splitlines() for each in (notebook, nbformat.read(NOTEBOOKS[0], as_version=4))
    )
    own = [line for line in here if line.startswith("from nnbook")]
    assert [line for line in here if line not in own] == [
        line for line in there if not line.startswith("from nnbook")
    ]
    chapter = f"from nnbook.ch{path.stem[:2]} "
    shared = [f"from nnbook.{name} " for name in ("documents", "exercises", "glue", "predictions", "quiz")]
    allowed = (chapter, *shared, "from nnbook import rules")
    if path.stem.startswith("13"):  # it tests what others say with what the other chapters measured
        allowed = (*allowed, "from nnbook.ch")
    assert own and all(line.startswith(allowed) for line in own)


def test_it_is_short(path, notebook):
    seen = visible(notebook)
    assert len(seen) <= 25 and len(code(notebook)) <= MOST.get(path.stem[:2], 28)
    assert max(len(cell.source.splitlines()) for cell in code(notebook)) <= 25


@pytest.mark.parametrize("path", [FRONT, *NOTEBOOKS], ids=lambda path: path.stem, indirect=True)
def test_it_is_stored_as_it_ran_from_top_to_bottom(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    assert not [output for cell in code(notebook) for output in cell.outputs if output.output_type == "error"]


def test_every_exercise_has_its_solution(notebook):
    text = prose(notebook)
    exercises = re.findall(r"```\{exercise\}.*?\n:label: (\S+)", text)
    solutions = re.findall(r"```\{solution(?:-start)?\} (\S+)", text)
    assert len(exercises) >= 3 and exercises == solutions


def test_every_figure_has_alt_text(notebook):
    for cell in code(notebook):
        kinds = [output.get("data", {}) for output in cell.outputs]
        if any(
            "image/png" in data and "application/vnd.jupyter.widget-view+json" not in data for data in kinds
        ):
            assert len(cell.metadata["mystnb"]["image"]["alt"]) > 40


@pytest.mark.parametrize("path", [FRONT, *NOTEBOOKS], ids=lambda path: path.stem, indirect=True)
def test_every_number_that_is_glued_is_used_and_the_other_way_round(notebook):
    used = set(re.findall(r"\{glue:text\}`(\w+)`", prose(notebook)))
    stored = {
        output.metadata["scrapbook"]["name"]
        for cell in code(notebook)
        for output in cell.outputs
        if "scrapbook" in output.get("metadata", {})
    }
    assert used == stored


def test_the_quiz_has_four_questions_each_with_one_right_answer(path):
    questions = json.loads((ROOT / "nnbook" / f"ch{path.stem[:2]}" / "quiz.json").read_text())
    assert len(questions) >= 4
    for question in questions:
        assert [answer["correct"] for answer in question["answers"]].count(True) == 1
        assert all(answer["feedback"] for answer in question["answers"])


def test_it_has_a_panel_and_claims_that_can_fail(notebook):
    sources = [cell.source for cell in code(notebook)]
    assert any(re.fullmatch(r"panels\.\w+\(\)", source) for source in sources)
    assert sum(source.count("assert ") for source in sources) >= 5


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def chapter(request):
    """A chapter: its number and its notebook."""
    return int(request.param.stem[:2]), nbformat.read(request.param, as_version=4)


def test_what_a_reader_sees_of_the_code_shows_something_and_is_written_for_a_column(chapter):
    for cell in visible(chapter[1]):
        assert shown(cell), cell.source
        assert "assert " not in cell.source and "glue" not in cell.source, cell.source
        for line in cell.source.splitlines():
            assert len(line) <= WIDTH and not re.search(r"\S\s+# ", line), line
    imports = [line for cell in visible(chapter[1]) for line in cell.source.splitlines() if "import " in line]
    assert len(imports) <= 2


def test_cells_that_a_reader_does_not_see_say_what_they_are(chapter):
    first, *others = code(chapter[1])
    assert tags(first) >= HIDDEN
    for cell in [first, *others]:
        if tags(cell) >= HIDDEN:
            assert cell.source.startswith("# "), cell.source
        if "glue_all(" in cell.source or "assert " in cell.source:
            assert tags(cell) >= HIDDEN, cell.source


def test_two_exercises_answer_back_each_from_the_cell_under_it(chapter):
    number, notebook = chapter
    mine = f"nnbook.ch{number:02}.exercises"
    labels = [label for label, function in all_checks().items() if function.__module__ == mine]
    found = []
    for before, cell, after in zip(notebook.cells, notebook.cells[1:], notebook.cells[2:]):
        if cell.cell_type == "code" and "check(" in cell.source:
            form = r'(# .+\n)+answer = \.\.\.\ncheck\("([\w-]+)", answer\)'
            label = re.fullmatch(form, cell.source)[2]
            found.append(label)
            assert re.findall(r":label: (\S+)", before.source)[-1] == label
            assert re.match(r"```\{solution-start\} (\S+)", after.source)[1] == label
            assert [output.text for output in cell.outputs] == [f"{EMPTY}\n"]
    assert len(found) >= 2 and sorted(found) == sorted(labels)


def test_what_is_predicted_before_the_panel_is_compared_after_it(chapter):
    number, notebook = chapter
    sources = [cell.source for cell in notebook.cells]
    form = sources.index(f"predict({number})")
    panel = next(i for i, source in enumerate(sources) if re.fullmatch(r"panels\.\w+\(\)", source))
    guesses = next(i for i, source in enumerate(sources) if source.startswith("your_guesses("))
    assert form < panel < guesses
    assert re.search(r"^## Predict$", sources[form - 1], re.MULTILINE)
    assert re.search(r"^## Your guesses$", sources[guesses - 1], re.MULTILINE)
    assert all("remove-input" in tags(notebook.cells[i]) for i in (form, guesses))
    headings = re.findall(r"^#+ (.+)$", prose(notebook), re.MULTILINE)
    text = notebook.cells[guesses].outputs[0].data["text/html"]
    for question in questions(number):
        assert question["where"] in headings
        if "unit" in question:
            assert (
                f"{question['answer']:,}"
                in text.split(f'data-question="{question["id"]}"')[1].split("</div>")[0]
            )


def test_the_panel_is_named_by_what_it_shows_and_words_lead_to_the_glossary(chapter):
    assert re.search(r"^## The panel: \w", prose(chapter[1]), re.MULTILINE)
    assert len(re.findall(r"\{term\}`", prose(chapter[1]))) >= 5
