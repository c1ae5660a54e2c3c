"""Every chapter has its page for teachers, with all parts, a plan that fills the lesson, and links that fit the panels."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import nbformat
import pytest
import yaml

import book.live.sphinx
from book.drawn import panels_of
from book.live.sphinx import states
from book.live.sphinx.gallery import shown
from nnbook.laboratory.settings import STATIONS

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "book" / "teaching"
CHAPTERS = [path.name[:2] for path in sorted((ROOT / "notebooks").glob("*.ipynb"))][1:]
# Chapters whose page is still to be written. Take a number off when its page is there.
LATER = []
PARTS = {
    "Aims": "three things that pupils can do at the end, each one observable",
    "What pupils must know": "in the words of their lessons",
    "45 minutes": "a table, | 0 to 5 | what happens |, up to 45",
    "90 minutes": "the same up to 90",
    "Predictions to poll": "```{polls}",
    "States to show": "```{panel-states}, a line each: [title](#panel=name&control=value) what to ask | what to look for",
    "Wrong ideas": 'a paragraph each: **"The idea."** How to answer it.',
    "Exercises": "```{exercises-to-give}, a line each: ex-label where, how long, for whom",
    "Quiz": "```{quiz-answers}",
    "What to skip": "and for whom",
}


def page(number):
    return (PAGES / f"chapter_{number}.md").read_text(encoding="utf-8")


def part(text, name):
    return re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def stays(text, name):
    """From and to which minute each row of a plan goes."""
    rows = re.findall(r"^\| (\d+) to (\d+) \| \S.+ \|$", part(text, name), re.MULTILINE)
    return [(int(begin), int(end)) for begin, end in rows]


def listed(name):
    """The lines of ``{panel-states}`` on a page."""
    block = re.search(r"```\{panel-states\}\n(.*?)```", (PAGES / name).read_text(encoding="utf-8"), re.DOTALL)
    return [states.state_of(line) for line in block[1].splitlines()]


PLANNED = [number for number in CHAPTERS if number not in LATER]
STATES = {f"chapter_{number}.md": number for number in PLANNED} | {"single_lesson.md": "00"}


@pytest.mark.parametrize("name", [name for _, name, _ in pkgutil.iter_modules(book.live.sphinx.__path__)])
def test_the_examples_of_docstrings(name):
    module = importlib.import_module(f"book.live.sphinx.{name}")
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


@pytest.mark.parametrize("number", CHAPTERS)
def test_a_chapter_has_its_page_for_teachers(number):
    written = (PAGES / f"chapter_{number}.md").exists()
    if number in LATER:
        assert not written, f"Chapter {number} has its page: take {number} off LATER."
        return
    parts = "".join(f"\n  ## {name}: {what}" for name, what in PARTS.items())
    assert written, (
        f"Chapter {number} has no page for teachers. Write book/teaching/chapter_{number}.md, named "
        f"'# Teaching chapter {int(number)}', with ```{{chapter-facts}} below its title and these parts:{parts}\n"
        f"chapter_06.md is the model. Then enter it in _toc.yml under 'For teachers'."
    )


def test_the_pages_stand_in_the_contents_in_order():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    (mine,) = (part["chapters"] for part in parts if part["caption"] == "For teachers")
    first = ["for_teachers", "single_lesson", "computer_room"]
    wanted = first + [f"chapter_{number}" for number in PLANNED]
    assert [each["file"] for each in mine] == [f"book/teaching/{name}" for name in wanted]


@pytest.mark.parametrize("number", PLANNED)
def test_a_page_has_all_parts_in_order(number):
    text = page(number)
    assert text.startswith(f"# Teaching chapter {int(number)}\n\n```{{chapter-facts}}\n```\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(PARTS)
    assert re.findall(r"^(\d)\. ", part(text, "Aims"), re.MULTILINE) == ["1", "2", "3"]
    assert len(re.findall(r'^\*\*".+"\*\* \S', part(text, "Wrong ideas"), re.MULTILINE)) >= 3


@pytest.mark.parametrize("minutes", [45, 90])
@pytest.mark.parametrize("number", PLANNED)
def test_a_plan_fills_its_lesson(number, minutes):
    plan = stays(page(number), f"{minutes} minutes")
    assert plan[0][0] == 0 and plan[-1][1] == minutes
    assert all(begin < end for begin, end in plan)
    assert [end for _, end in plan[:-1]] == [begin for begin, _ in plan[1:]]


def test_the_table_of_classes_has_every_chapter():
    table = part((PAGES / "for_teachers.md").read_text(encoding="utf-8"), "Which chapter for which class")
    for_them = " ".join(row.split("|")[2] for row in table.splitlines() if row.startswith("|"))
    assert {f"{int(number):02}" for number in re.findall(r"\d+", for_them)} == set(PLANNED)


def test_the_single_lesson_is_one():
    plan = stays((PAGES / "single_lesson.md").read_text(encoding="utf-8"), "45 minutes")
    assert plan[0][0] == 0 and plan[-1][1] == 45
    assert [end for _, end in plan[:-1]] == [begin for begin, _ in plan[1:]]


@pytest.mark.parametrize("number", PLANNED)
def test_a_plan_names_states_that_are_there(number):
    text, most = page(number), len(listed(f"chapter_{number}.md"))
    plans = part(text, "45 minutes") + part(text, "90 minutes") + part(text, "Wrong ideas")
    spans = re.findall(r"[Ss]tates? (\d+)(?: (?:to|and) (\d+))?", plans)
    assert spans and all(int(each) <= most for span in spans for each in span if each)


@pytest.mark.parametrize("number", PLANNED)
def test_numbers_come_from_the_run_or_are_not_there(number):
    """Apart from links, plans and the numbers of a formula no decimals and no shares are typed in."""
    text = re.sub(r"\]\(#\S+\) |`[^`]*`|^\|.*\|$", "", page(number), flags=re.MULTILINE)
    found = set(re.findall(r"\d+\.\d+|\d+ ?%|\d+ of \d+", text))
    assert found <= {
        "0.1",
        "0.2",
        "0.3",
        "0.01",
        "95%",
    }  # weights that one sets, a sum, and what an interval is called


@pytest.fixture(scope="module")
def panels():
    """panels(number) gives the panels that a chapter shows, by name, made once."""
    made = {}

    def of(number):
        if number not in made:
            (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
            found = shown(nbformat.read(path, as_version=4), path)
            made[number] = {
                name: getattr(panels_of(number), function.__name__)() for function, name, *_ in found
            }
        return made[number]

    return of


@pytest.mark.parametrize("name", STATES)
def test_links_lead_to_states_that_the_panels_have(name, panels):
    found = listed(name)
    assert len(found) >= 4
    for title, link, panel, *_ in found:
        assert panel in panels(STATES[name]), f"{title}: there is no panel {panel}"
        states.values_of_link(link, panels(STATES[name])[panel])


@pytest.mark.parametrize("name", [name for name, number in STATES.items() if number != "00"])
def test_each_panel_of_a_chapter_is_shown(name, panels):
    assert {panel for _, _, panel, *_ in listed(name)} == set(panels(STATES[name]))


def test_the_single_lesson_has_all_stations(panels):
    laboratory = panels("00")["laboratory"]
    set_by = [states.values_of_link(link, laboratory) for _, link, *_ in listed("single_lesson.md")]
    assert all(station in set_by for station in STATIONS.values())


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("#panel=how-many-starts&m=3", "a control"),
        ("#panel=how-many-starts&n=4", "n must be"),
        ("#panel=how-many-starts&n=many", "n must be"),
        ("#panel=how-many-starts&n=", "n must be"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(link, what, panels):
    with pytest.raises(ValueError, match=what):
        states.values_of_link(link, panels("04")["how-many-starts"])


def test_a_line_of_another_form_is_told():
    with pytest.raises(ValueError, match="a line must be"):
        states.state_of("[As it opens](#panel=forward-pass) What do you see?")
