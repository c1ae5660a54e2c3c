"""For everyone: enlarged pages and letters, keys alone, ears alone, less motion, and colours of the reader's system.

``descriptions.txt`` has what a screen reader finds in each panel. After a change of a panel, write it anew and read it:
``DESCRIBE=1 .venv/bin/python -m pytest -q tests/site/test_everyone.py -k keys_and_ears``.
"""

import os
import re
from difflib import ndiff
from pathlib import Path

import axe
import pytest
from built import CHAPTERS, FRONT
from heard import heard
from keys import FOCUS, WALK, Walk, focus
from panels import START, open_panels, wait_until_live
from test_pages import CONTRAST, OF_TWO, fits_enlarged
from test_panels import STILL
from waits import becomes, remains

DESCRIPTIONS = Path(__file__).with_name("descriptions.txt")
CONTROLS = ".nn-place :is(button, select, input, .noUi-handle, .widget-readout[tabindex])"
SHOWN = "const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length;"
# Controls that lie under something else, although the page is scrolled to them.
COVERED = f"""() => {{
  {SHOWN}
  return [...document.querySelectorAll("{CONTROLS}")].filter(shown).filter((control) => {{
    control.scrollIntoView({{ block: "nearest" }});
    const {{ left, top, width, height }} = control.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return !there || !(control.contains(there) || there.contains(control));
  }}).map((control) => control.ariaLabel || control.textContent || control.outerHTML);
}}"""
# Names, numbers and buttons of panels that are not seen whole.
CUT = f"""() => {{
  {SHOWN}
  const texts = [...document.querySelectorAll(".nn-place :is(.widget-label, .widget-readout, button)")].filter(shown);
  return texts.filter((text) => text.scrollWidth > text.clientWidth + 1 || text.scrollHeight > text.clientHeight + 2)
    .map((text) => text.textContent);
}}"""
LETTERS = f"""() => {{
  {SHOWN}
  const kinds = ".nn-place :is(.widget-label, .widget-readout, button, select, p), .Quiz :is(.Qtext, .MCButton), .predictions label";
  return [...document.querySelectorAll(kinds)].filter(shown).map((each) =>
    [each.textContent.trim(), parseFloat(getComputedStyle(each).fontSize)]);
}}"""
# Everything that moves by itself.
MOVED = """window.moved = new Set();
for (const kind of ["transitionrun", "animationstart"])
  addEventListener(kind, ({ target }) => {
    for (const each of target.getAnimations({ subtree: true }))
      if (each.effect.getComputedTiming().duration > 1) window.moved.add(`${target.tagName}.${target.className}`);
  }, true);"""


def stayed_small(before, after):
    """What has not twice the letters, now that the page's are twice as large."""
    assert len(before) == len(after) > 10
    return [name for (name, size), (_, large) in zip(before, after) if large < 1.95 * size]


def described(page):
    """What is heard in each panel of the page, by its name."""
    names = page.locator(".nn-place").evaluate_all("places => places.map((place) => place.ariaLabel)")
    return {name: heard(page, name) for name in names}


def stored():
    """The panels of ``descriptions.txt``: the name of each, which is its first line, and all its lines."""
    parts = DESCRIPTIONS.read_text(encoding="utf-8").strip().split("\n\n") if DESCRIPTIONS.exists() else []
    return {re.search("“(.*)”", part)[1]: part.split("\n") for part in parts}


def measured(line):
    """The line without the numbers of a run, whose last digits are not the same on all machines."""
    return line if re.match(" *(group|button|slider|field|list) ", line) else re.sub(r"\d+", "0", line)


def changed(before, after):
    lines = ndiff([measured(line) for line in before], [measured(line) for line in after])
    return [line for line in lines if line[0] in "+-"]


def test_each_panel_has_a_description(html):
    """It is the page's that a panel is on; the laboratory comes first."""
    views = sum(len(html[name].select(".panel-still")) for name in [FRONT, *CHAPTERS])
    assert len(stored()) == views


# Sentences that follow each other as while it plays, faster than any clock; what is read aloud of them.
PLAYED = """async () => {
  const place = document.querySelector(".nn-place"), said = place.querySelector(":scope > [role=status].visually-hidden");
  const words = place.querySelector(".nn-lab-panes .widget-html-content");
  window.aloud = [];
  new MutationObserver(() => window.aloud.push(said.innerText)).observe(said, { childList: true, subtree: true });
  for (const text of ["one", "two", "three"]) {
    words.textContent = text;
    await null;
  }
}"""


def test_the_laboratorys_pictures_say_what_they_show_and_only_what_rests_is_read_aloud(visit):
    page = visit(FRONT, script=STILL)
    open_panels(page)
    heard_of = lambda: page.locator(".nn-lab-panes img").evaluate_all("all => all.map(p => [p.alt, p.title])")
    becomes(page, heard_of, lambda all_four: all(alt and not title for alt, title in all_four))
    before = heard_of()
    page.get_by_role("button", name="Step", exact=True).click()
    page.locator(".live-recorded input").fill("16")
    becomes(page, heard_of, lambda now: all(one[0] != other[0] for one, other in zip(now, before)))
    assert len(before) == 4 and not any(title for _, title in heard_of())
    page.locator(".nn-place > .visually-hidden", has_text="after 200 epochs").wait_for(state="attached")
    page.evaluate(PLAYED)
    page.wait_for_function("() => window.aloud.length")
    assert page.evaluate("window.aloud") == ["three"]


# What every chapter has for a hand, and the laboratory.
CHAPTER = {"answer", "copy", "edit", "editor", "fold", "preset", "screen"}
LABORATORY = {"copy", "count", "fold", "list", "play", "preset", "screen", "slider"}


@pytest.mark.parametrize("name", [FRONT, *CHAPTERS])
def test_a_page_for_keys_and_ears_enlarged_and_still(visit, name):
    """One window, whose reader wants less motion; light on every other page, and dark after that."""
    schemes = ["light", "dark"] if [FRONT, *CHAPTERS].index(name) % 2 else ["dark", "light"]
    page = visit(name, script=MOVED + STILL, reduced_motion="reduce", color_scheme=schemes[0])
    open_panels(page)
    heard_now = described(page)
    if os.environ.get("DESCRIBE"):
        text = "\n\n".join("\n".join(lines) for lines in (stored() | heard_now).values())
        DESCRIPTIONS.write_text(text + "\n", encoding="utf-8")
    said = stored()
    found = {
        "ears": [line for each, lines in heard_now.items() for line in changed(said.get(each, []), lines)]
    }
    walk = Walk(page)
    walk.whole()
    found["keys"] = walk.wrong
    assert walk.used.keys() >= (LABORATORY if name == FRONT else CHAPTER), walk.used
    letters = page.evaluate(LETTERS)

    def look(size):
        for kind, find in (("covered", COVERED), ("cut", CUT)):
            found[f"{kind} {size}"] = remains(page, page.evaluate, find)
        found.update(axe.enlarged(page, size, schemes))

    fits_enlarged(page, look)
    found["letters"] = stayed_small(letters, page.evaluate(LETTERS))
    found["motion"] = page.evaluate("[...window.moved]")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert not {state: each for state, each in found.items() if each}


class Keyboard:
    """A reader who has keys alone, and sees at each stop where the keyboard is."""

    def __init__(self, page):
        self.page, self.press = page, page.keyboard.press
        page.evaluate("window.focusedBefore = null")

    def to(self, selector, key="Tab"):
        """Tab on to the next place that is called so; none may be hidden or out of order on the way."""
        for _ in range(WALK):
            self.press(key)
            stop = focus(self.page)
            assert stop, f"the page ends before {selector}"
            assert stop["outlined"] and stop["seen"] and stop["inOrder"] == (key == "Tab"), stop
            if self.page.evaluate("name => document.activeElement.matches(name)", selector):
                return self.page.locator("*:focus")
        raise AssertionError(f"there is no {selector}")


def test_a_chapter_is_used_by_keys_alone(visit):
    page = visit(
        CHAPTERS[0], script="navigator.clipboard.writeText = async (text) => void (window.copied = text);"
    )
    open_panels(page)
    page.evaluate("scrollTo(0, 0)")
    keys = Keyboard(page)
    keys.press("Tab")
    keys.press("Enter")
    predictions_are_made(page, keys)
    the_panel_is_moved(page, keys)
    the_screen_is_filled_and_left(page, keys)
    wait_until_live(page)
    folded_parts_open(page, keys)
    an_exercise_answers(page, keys)
    the_quiz_answers(page, keys)


def predictions_are_made(page, keys):
    keys.to(".predictions input[type=number]")
    page.keyboard.type("17")
    keys.to(".predictions input[type=radio]")
    keys.press("Space")
    keys.press("ArrowDown")
    assert "17 apples, as measured" in page.locator(".guesses").inner_text()
    assert page.locator(".predictions input:checked").count() == 1


def the_panel_is_moved(page, keys):
    place = page.locator(".nn-place")
    keys.to(".nn-tools button")
    keys.press("Enter")
    place.get_by_text("Copied", exact=True).wait_for()
    keys.to("[aria-label='unit 1, bias, one step up']")
    keys.press("Enter")
    handles = place.locator(".noUi-handle").count()
    for number in range(handles):
        handle = keys.to(".noUi-handle", "Shift+Tab" if number == 0 else "Tab")
        before = handle.get_attribute("aria-valuetext")
        keys.press("ArrowRight")
        assert handle.get_attribute("aria-valuetext") != before
    typed = keys.to(".widget-readout", "Shift+Tab")
    keys.press("Control+A")
    page.keyboard.type("1.25")
    keys.press("Enter")
    assert typed.inner_text() == "1.25"
    assert typed.evaluate("field => field === document.activeElement")
    keys.to(".nn-presets button")
    keys.press("Enter")
    assert place.locator(".widget-readout").first.inner_text() == "0.5"
    keys.to(".jupyter-widget-Collapse-header")
    keys.press("Enter")
    place.locator(".nn-table table").first.wait_for()


def the_screen_is_filled_and_left(page, keys):
    keys.to(".nn-tools button:last-child", "Shift+Tab")
    keys.press("Enter")
    page.wait_for_function("() => document.fullscreenElement?.matches('.nn-filled')")
    keys.press("ArrowDown")
    assert page.evaluate(f"({FOCUS})().outlined && document.activeElement.matches('.noUi-handle')")
    keys.press("Escape")
    page.wait_for_selector(".nn-filled", state="detached")
    page.wait_for_timeout(300)
    stop = focus(page)
    assert stop["outlined"] and stop["seen"]


def folded_parts_open(page, keys):
    keys.to("summary")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    fold = keys.to(".toggle-button")
    keys.press("Enter")
    assert fold.evaluate("button => !button.closest('.toggle').matches('.toggle-hidden')")


# The contrast of an editor's outline with what is around it.
OUTLINE = f"""editor => {{
  {OF_TWO}
  return contrast(getComputedStyle(editor).outlineColor, getComputedStyle(editor.closest(".cell_input")).backgroundColor);
}}"""


def an_exercise_answers(page, keys):
    cell = page.locator(".cell", has=page.locator(".cell_input:has-text('ex-edge')")).first
    write = f"#{cell.get_attribute('id')} .live-button"
    keys.to(write)
    keys.press("Enter")
    cell.locator(".cm-content").wait_for()
    for scheme in ("dark", "light"):
        axe.scheme_is(page, scheme)
        page.wait_for_function(f"() => ({OUTLINE})(document.querySelector('.cm-focused')) >= 3")
    keys.press("Control+A")
    page.keyboard.insert_text("answer = 0.5853\ncheck('ex-edge', answer)")
    keys.press("Shift+Enter")
    cell.get_by_text("Right.", exact=True).wait_for(timeout=START)
    keys.to(f"#{cell.get_attribute('id')} .live-button")  # Tab leaves the editor


def the_quiz_answers(page, keys):
    keys.to(".MCButton input")
    keys.press("Space")
    feedback = page.locator(".Quiz .Feedback").first
    first = feedback.inner_text()
    keys.press("ArrowDown")
    assert first and feedback.inner_text() not in ("", first)


# What a mouse rests on; axe does not see it, but by chance.
UNDER_THE_MOUSE = [
    *(
        f".nn-place {each}"
        for each in (".nn-presets button", ".nn-tools button", ".nn-player button", "select")
    ),
    *(
        ".jupyter-widget-Collapse-header",
        ".live-button",
        ".toggle-button",
        ".MCButton",
        ".predictions button",
    ),
    *(".bd-links a", ".page-toc a", ".bd-article p a", ".prev-next-area a"),
]


def test_what_is_under_the_mouse_is_legible(visit):
    page = visit(CHAPTERS[4], script=STILL, reduced_motion="reduce")
    open_panels(page)
    faint = []
    for scheme in ("light", "dark"):
        axe.scheme_is(page, scheme)
        for kind in UNDER_THE_MOUSE:
            place = page.locator(f"{kind}:visible").first
            place.hover()
            (contrast,) = place.evaluate(f"element => ({CONTRAST})([element])")
            faint += [(scheme, kind, contrast)] * (contrast < 4.5)
    assert not faint


# Of some elements: the colours and lines that tell them from what is behind, as the reader's system sets them.
LINES = """elements => elements.map((each) => {
  const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(each);
  return { border: borderTopStyle === "none" ? 0 : parseFloat(borderTopWidth), style: borderTopStyle,
    line: borderTopColor, fill: backgroundColor };
})"""


def test_with_the_systems_colours_controls_and_answers_are_seen(visit):
    page = visit(CHAPTERS[5], script=STILL, forced_colors="active")
    open_panels(page)
    page.keyboard.press("Tab")
    for kind in (
        ".nn-presets button",
        ".noUi-handle",
        ".nn-place select",
        ".toggle-button",
        ".MCButton input",
    ):
        page.locator(kind).first.focus()
        assert page.evaluate(FOCUS)["outlined"], kind
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for kind in (
        ".jupyter-button",
        ".live-button",
        ".noUi-handle",
        ".nn-place select",
        ".MCButton",
        "fieldset",
    ):
        lines = page.locator(kind).evaluate_all(LINES)
        assert all(each["border"] >= 1 and each["line"] != paper for each in lines), kind
    assert all(track["fill"] != paper for track in page.locator(".noUi-connects").evaluate_all(LINES))
    question = page.locator(".Quiz").first
    styles = set()
    for right in ("true", "false"):
        answer = question.locator(f".MCButton[data-correct={right}]").first
        styles.add(answer.evaluate_all(LINES)[0]["style"])
        answer.click()
        styles.add(answer.evaluate_all(LINES)[0]["style"])
    assert styles == {"solid", "double", "dashed"}
