"""Every chapter has the parts that the design asks for, in its order, and is stored as it ran."""

import json
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARTS = [
    "## Predict",
    "## The panel",
    "## Measured",
    "## Exercises",
    "## Quiz",
    "## What to remember",
    "## Sources",
]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_every_notebook_is_in_the_table_of_contents_in_order():
    contents = re.findall(r"notebooks/(\w+)", (ROOT / "_toc.yml").read_text())
    assert NOTEBOOKS and contents == [path.stem for path in NOTEBOOKS]


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
    shared = [f"from nnbook.{name} " for name in ("documents", "glue", "quiz")]
    allowed = (chapter, *shared, "from nnbook import rules")
    assert own and all(line.startswith(allowed) for line in own)


def test_it_is_short(notebook):
    assert len(code(notebook)) <= 25
    assert max(len(cell.source.splitlines()) for cell in code(notebook)) <= 25


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
