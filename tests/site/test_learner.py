"""What a reader does on a page: guess, look a word up, answer an exercise, change a cell that the text relies on."""

import json
import re

import pytest
from built import CHAPTERS, ROOT
from panels import FIRST, ONE, OTHER, START, bar, edit, wait_until_live
from waits import becomes

from nnbook.exercises import RIGHT
from nnbook.predictions import questions

WITH_GUESSES = [
    name for name in CHAPTERS if (ROOT / "nnbook" / f"ch{name[10:12]}" / "predictions.json").exists()
]
CHAPTER = "notebooks/06_zeros_twos_random.html"


def guess(page, question, how):
    """Answer a question of the form: rightly, or else."""
    field = page.locator(f".predictions [data-question='{question['id']}']")
    if "unit" in question:
        value = str(
            question["answer"] if how == "right" else question["answer"] + 1 + question.get("within", 0)
        )
        field.locator("input").fill(value)
        return f"{value} {question['unit']}"
    choice = next(each for each in question["choices"] if (each == question["answer"]) == (how == "right"))
    field.locator(f'input[value="{choice}"]').check()
    return choice


@pytest.mark.parametrize("name", WITH_GUESSES)
def test_guesses_stay_in_the_browser_and_stand_beside_the_measurement(visit, name):
    page, asked = visit(name), questions(int(name[10:12]))
    rows = {each["id"]: page.locator(f".guesses [data-question='{each['id']}']") for each in asked}
    assert all("none was noted" in row.inner_text() for row in rows.values())
    for how, reload, end in (("right", False, ", as measured."), ("wrong", False, "."), ("wrong", True, ".")):
        given = {each["id"]: guess(page, each, how) for each in asked}
        if reload:
            page.reload()
        for each in asked:
            row = rows[each["id"]]
            row.get_by_text(f"Your guess: {given[each['id']]}{end}").wait_for()
    assert page.locator(".predictions input:checked").count() == sum("choices" in each for each in asked)
    assert "stay in this browser" in page.locator(".predictions .note").inner_text()
    page.get_by_role("button", name="Forget them").click()
    guesses = "Object.keys(localStorage).filter((key) => key.includes('/guess/')).length"
    becomes(page, page.evaluate, 0, guesses)
    becomes(page, page.locator(".predictions input:checked").count, 0)
    for row in rows.values():
        row.get_by_text("none was noted").wait_for()


def test_guesses_are_made_by_keyboard_alone_and_where_the_browser_keeps_nothing(visit):
    no_room = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('switched off'); }})"
    page = visit(CHAPTER, script=no_room, forgiving=True)
    page.locator(".predictions input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".predictions input:checked").first.get_attribute("value")
    page.locator(".guesses", has_text=chosen).wait_for()


@pytest.mark.parametrize("name", WITH_GUESSES)
def test_questions_and_measurements_are_read_without_scripts_and_lead_to_their_sections(html, name):
    form, guesses = html[name].select_one(".predictions"), html[name].select_one(".guesses")
    for number, each in enumerate(questions(int(name[10:12])), 1):
        assert form.select("legend")[number - 1].get_text().startswith(f"{number}. ")
        row = guesses.select_one(f"[data-question='{each['id']}']")
        assert "Measured: " in row.get_text() and "{" not in row.get_text()
        assert html[name].select_one(f"section{row.a['href']}, {row.a['href']}")
    assert "Write your guesses down" in form.get_text()


def test_a_word_shows_the_glossarys_text_to_the_mouse_and_the_keyboard(visit):
    page = visit(CHAPTER)
    link = page.locator("a[aria-describedby]", has_text="hidden units").first
    text = page.locator(f"#{link.get_attribute('aria-describedby')}")
    assert not text.is_visible() and "What it should compute" in text.text_content()
    link.hover()
    text.wait_for()
    page.mouse.move(0, 0)
    text.wait_for(state="hidden")
    link.evaluate("link => link.previousElementSibling || link")
    page.evaluate("link => { link.focus(); }", link.element_handle())
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    text.wait_for()


def answer(page, label, source, said):
    """Write an answer and run the cell, which begins its own with what should be said."""
    cell = page.locator(".cell", has=page.locator(f".cell_input:has-text('{label}')")).first
    number = cell.get_attribute("id")
    if (write := cell.get_by_role("button", name="Write your answer")).count():
        write.click()
    edit(page, f"#{number}", f"answer = {source}\ncheck('{label}', answer)")
    page.locator(f"#{number}").get_by_role("button", name="Run").click()
    page.locator(f"#{number} [role=status]:not(.live-staged)", has_text=re.compile(rf"^\s*{said}")).wait_for(
        timeout=START
    )
    wait_until_live(page)


def kept(page, label):
    """What the browser has of the answer to an exercise of chapter 1."""
    return json.loads(
        page.evaluate("key => localStorage.getItem(key)", f"breaking-symmetry/exercise/1/{label}")
    )


def test_exercises_answer_back_and_a_check_that_no_longer_holds_is_told(visit):
    """One page and one Python; what the exercises need is computed only if they need it."""
    page = visit(FIRST, forgiving=True)
    exercises_answer_back(page)
    a_check_that_no_longer_holds_is_told_and_stops_nothing(page)


def exercises_answer_back(page):
    answer(page, "ex-edge", "0.6", "Not yet[.] ")
    assert kept(page, "ex-edge") == {"answer": "answer = 0.6", "right": False}
    answer(page, "ex-edge", "0.5853", f"{re.escape(RIGHT)}\\s*$")
    assert kept(page, "ex-edge") == {"answer": "answer = 0.5853", "right": True}
    answer(page, "ex-edge", "np.nan", "Not yet[.] ")
    assert page.get_by_role("button", name="Run the rest of this page").count() == 1


def a_check_that_no_longer_holds_is_told_and_stops_nothing(page):
    """The cell that makes networks (a) and (b) exchanges them, so that the arithmetic of (a) is that of neither."""
    cells = page.evaluate("JSON.parse(document.getElementById('live-page').textContent).cells")
    source = next(cell["source"] for cell in cells if f"#cell-{cell['index']}" == ONE)
    place = next(number for number, cell in enumerate(cells) if f"#cell-{cell['index']}" == OTHER)
    hidden, after = cells[place + 1], cells[place + 2]
    assert hidden["source"].startswith("# Checks of this section")
    assert page.locator(f"#cell-{hidden['index']}").count() == 0
    for cell in (ONE, f"#cell-{after['index']}"):
        page.locator(cell).get_by_role("button", name="Edit this cell").click()
    edit(page, ONE, source.replace("net_a, net_b = ", "net_b, net_a = "))
    edit(page, f"#cell-{after['index']}", "print('it goes on')")
    page.locator(f"#cell-{after['index']}").get_by_role("button", name="Run").click()
    page.wait_for_function(
        "() => ['live', 'failed'].includes(document.documentElement.dataset.live)", timeout=START
    )
    page.wait_for_function("() => !document.querySelector('[aria-busy]')", timeout=START)
    becomes(page, bar, lambda text: "the text says does not fit" in text, page)
    assert "What the units compute" in bar(page)
    page.locator(f"#cell-{after['index']} .live-output", has_text="it goes on").wait_for()
