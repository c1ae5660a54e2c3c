"""What a reader has answered is kept, shown, saved, opened again, and read by a teacher; a foreign file is told."""

import json

from built import ROOT
from test_learner import CHAPTER, guess
from waits import becomes

from nnbook.predictions import questions

WORK = "book/my_work.html"
QUIZ = json.loads((ROOT / "nnbook/ch06/quiz.json").read_text(encoding="utf-8"))


def choose(page, question, right):
    """Answer a question of the quiz; the text of the answer."""
    place = next(at for at, each in enumerate(QUIZ[question]["answers"]) if each["correct"] == right)
    page.locator(".Quiz").nth(question).locator(".MCButton").nth(place).click()
    return QUIZ[question]["answers"][place]["answer"]


def kept(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('breaking-symmetry/')).length"
    )


def rows(page, selector="#work-place table tr"):
    return [row.split("\t") for row in page.locator(selector).all_inner_texts()]


def file_of(name, **entries):
    return json.dumps({"book": "breaking-symmetry", "version": 1, "name": name, "entries": entries})


def test_answers_are_kept_shown_saved_and_opened_again(visit, tmp_path):
    page = visit(CHAPTER)
    page.wait_for_selector(".MCButton")
    given = guess(page, questions(6)[0], "right")
    wrong, right = choose(page, 0, False), choose(page, 1, True)
    page.goto(page.url.replace(CHAPTER, WORK))
    answered = [
        [questions(6)[0]["question"], given, "right"],
        [QUIZ[0]["question"], wrong, "not at first"],
        [QUIZ[1]["question"], right, "right"],
    ]
    becomes(page, lambda: [row[1:] for row in rows(page)[1:]], answered)
    shown = rows(page)[1:]
    page.get_by_label("Your name").fill("Ada <b>L.</b>")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == "Ada-b-L-b-breaking-symmetry.json"
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget all of it").click()
    becomes(page, kept, 0, page)
    page.locator("#work-place", has_text="Nothing yet").wait_for()
    page.get_by_label("Open a file that you saved").set_input_files(saved)
    page.get_by_text("The answers of Ada <b>L.</b> are in this browser now.").wait_for()
    becomes(page, lambda: rows(page)[1:], shown)


def test_a_teacher_reads_many_files_and_a_foreign_one_is_told_and_never_run(visit, tmp_path):
    page = visit(WORK)
    asked = questions(6)[0]["id"]
    texts = {
        "ada.json": file_of("Ada", **{f"guess/6/{asked}": "4", "quiz/6/0": "[1]"}),
        "bob.json": file_of("<img src=x onerror=alert(1)>", **{"quiz/6/0": "[0, 1]", "quiz/6/99": "[0]"}),
        "bad.json": "{",
        "other.json": '{"book": "another"}',
        "odd.json": file_of("Odd", **{"quiz/6/0": "alert(1)", "quiz/6/1": "[77]"}),
        "late.json": json.dumps({"book": "breaking-symmetry", "version": 2, "entries": {}}),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page.get_by_label("Open the files of a class").set_input_files([tmp_path / name for name in texts])
    page.get_by_text("3 readers").wait_for()
    told = page.get_by_role("status").inner_text()
    assert "bad.json was left out: it is not a file of this page." in told
    assert "other.json was left out: it is not a file of this page." in told
    assert "late.json was left out: it is of another version of the book." in told
    assert "bob.json: 1 answer to a question that this book does not have." in told
    assert "odd.json: 2 answers" in told
    readers, by_question = page.locator("#work-place table").all()
    assert "<img src=x onerror=alert(1)>\t1\t0" in readers.inner_text()
    assert page.locator("#work-place img").count() == 0
    row = next(text for text in by_question.inner_text().splitlines() if QUIZ[0]["question"] in text)
    assert "1 of 2" in row
    assert kept(page) == 0  # a class's answers are not the teacher's


def test_the_page_says_what_a_catalogue_has_in_the_place_of_english(visit, html):
    assert not html[WORK].select("#page-texts")  # the book is English
    texts = {
        "Your name": "Ihr Name",
        "Guess": "Vermutung",
        "{n} reader": {"one": "{n} Leser", "other": "{n} Leser: alle"},
    }

    def translate(route):
        body = route.fetch().text()
        element = f'<script type="application/json" id="page-texts">{json.dumps(texts)}</script>'
        route.fulfill(body=body.replace("</body>", f"{element}</body>"), content_type="text/html")

    page = visit(WORK)
    page.evaluate(
        "key => localStorage.setItem(key, '4')", f"breaking-symmetry/guess/6/{questions(6)[0]['id']}"
    )
    page.route(f"**/{WORK}", translate)
    page.reload()
    becomes(page, page.get_by_label("Ihr Name").count, 1)
    assert page.get_by_label("Your name").count() == 0
    assert rows(page)[1][0] == "Vermutung" and rows(page)[0][1] == "Question"
    files = [
        {"name": f"{name}.json", "mimeType": "application/json", "buffer": file_of(name).encode()}
        for name in ("Ada", "Bob")
    ]
    page.get_by_label("Open the files of a class").set_input_files(files)
    page.get_by_text("2 Leser: alle").wait_for()


def test_the_page_knows_every_question_of_every_chapter(html):
    book = json.loads(html[WORK].select_one("#book-questions").string)
    assert [part["chapter"] for part in book] == list(range(1, len(book) + 1))
    for part in book:
        assert len(part["guess"]) >= 2 and len(part["quiz"]) >= 4 and len(part["exercise"]) >= 2, part[
            "title"
        ]
