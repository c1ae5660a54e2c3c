"""Every page in Chromium: on a desktop and a phone, light and dark.

A page is opened once and made narrow and dark. A chapter's two windows, on a desk and on a phone, are in test_panels.py.
"""

import re

import axe
import pytest
from axe import scheme_is
from built import CHAPTERS, FRONT, PAGES, SITE
from waits import becomes

FIRST = CHAPTERS[0]

# Pictures that wait until a reader comes near them come now.
LATE = """() => Promise.all([...document.querySelectorAll("img[loading=lazy]")].map((image) => {
  image.loading = "eager";
  return image.decode();
}))"""
PICTURES = (
    "pictures => pictures.map(p => [p.complete && p.naturalWidth > 0, p.getBoundingClientRect().right])"
)

# Texts that stick out to the right and are in no box that scrolls.
CUT_OFF = """() => [...document.querySelectorAll(".bd-content *, .bd-footer *")].filter(element => {
  const own = [...element.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
  const box = element.getBoundingClientRect();
  if (!own || !box.width || box.right <= innerWidth || element.closest(".bd-sidebar-secondary, mjx-container, .sr-only"))
    return false;
  for (let around = element; around; around = around.parentElement)
    if (/auto|scroll/.test(getComputedStyle(around).overflowX)) return false;
  return true;
}).map(element => element.textContent)"""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in CHAPTERS])
def test_page_opens_without_trouble_and_fits_the_screen(visit, name):
    """For a reader who wants no motion, so that a colour is what it will be."""
    page = visit(name, reduced_motion="reduce")
    found = axe.both(page, "at 1280")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            scheme_is(page, scheme)
            fits_the_screen(page, width)
    fits_enlarged(page, lambda size: found.update(axe.enlarged(page, size)))
    assert not {state: each for state, each in found.items() if each}


def fits_the_screen(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    page.evaluate(LATE)
    for shown, right in page.locator(".bd-article img").evaluate_all(PICTURES):
        assert shown and right <= width
    assert page.evaluate("document.querySelectorAll('.bd-article .math').length") == page.evaluate(
        "document.querySelectorAll('.bd-article .math:has(mjx-container)').length"
    )
    assert page.locator("mjx-merror").count() == 0


def fits_enlarged(page, look=lambda size: None):
    """Zoomed to twice and to four times in a window of 1280 pixels; and with letters alone twice as large.

    ``look`` is called in each, with its name.
    """
    for width, height in ((640, 450), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        fits_the_screen(page, width)
        look(f"at {width}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits_the_screen(page, 1280)
    look("with letters at 200%")


SEEN = "elements => elements.filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => e.textContent.trim())"
CUT = "codes => codes.filter(code => code.scrollWidth > code.clientWidth + 1).map(code => code.textContent)"


def test_a_printed_chapter_is_a_worksheet(visit):
    paper = {"viewport": {"width": 794, "height": 900}}
    page = visit("notebooks/06_zeros_twos_random.html", color_scheme="dark", **paper)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'")
    assert page.locator("main button, main summary:not(.sd-summary-title)").evaluate_all(SEEN) == []
    assert page.locator("main pre").evaluate_all(CUT) == []
    assert page.locator(".solution").count() >= 3 and page.locator(".solution").evaluate_all(SEEN) == []
    for contrast in page.locator(".Quiz .MCButton, .Quiz .Qtext, main p, main pre").evaluate_all(CONTRAST):
        assert contrast >= 4.5
    moved = page.locator(".nn-place").first
    page.emulate_media(media="screen")
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_selector(".noUi-handle")
    page.emulate_media(media="print")
    assert moved.locator("button, .slider-container").evaluate_all(SEEN) == []
    assert len(moved.locator(".widget-readout").evaluate_all(SEEN)) > 0
    assert not page.locator(".panel-print ul").first.is_visible()  # it tells of the first values


def test_a_printed_panel_that_nobody_has_moved_has_its_values_beside_it(browser, address):
    page = browser.new_page(java_script_enabled=False, viewport={"width": 794, "height": 900})
    page.goto(address + FIRST)
    values, picture = page.locator(".panel-print").first, page.locator(".panel-still").first
    assert not values.is_visible()
    page.emulate_media(media="print")
    assert values.is_visible() and re.search(r"bias: −?[\d.]+", values.inner_text())
    beside, shown = values.bounding_box(), picture.bounding_box()
    assert shown["x"] + shown["width"] <= beside["x"] and beside["x"] + beside["width"] <= 794
    page.close()


def test_a_page_opens_its_solutions_where_the_address_asks_for_them(visit):
    page = visit("notebooks/06_zeros_twos_random.html?solutions")
    assert page.locator(".solution").count() >= 3 and page.locator(".solution.toggle-hidden").count() == 0


def test_the_search_shows_what_is_typed_and_no_formula_as_its_source(visit):
    page = visit("search.html?q=gradient")  # the policy's errors would be the trouble of ``visit``
    page.wait_for_selector("#search-results .context")
    assert not re.search(r"\\\(|\\\[", page.locator("#search-results").inner_text())
    field, icon = (
        page.locator(".bd-search-container input"),
        page.locator(".bd-search-container svg, .bd-search-container i"),
    )
    starts = field.evaluate(
        "e => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft)"
    )
    assert starts >= icon.first.evaluate("e => e.getBoundingClientRect().right")


def test_the_mark_in_the_contents_goes_back_on_the_way_up(visit):
    page = visit("notebooks/06_zeros_twos_random.html")
    middle = page.locator("main h2").nth(4)
    middle.evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top - 100)")
    mark = page.locator("#pst-page-toc-nav a[aria-current]")
    page.wait_for_function(
        "() => document.querySelectorAll('#pst-page-toc-nav a[aria-current]').length === 1"
    )
    before = mark.inner_text()
    page.evaluate("scrollBy(0, -innerHeight / 2)")
    becomes(page, mark.inner_text, lambda now: now != before)


def panels_show_their_first_picture_and_their_controls(page, soup):
    views = len(soup.find_all("script", type="application/vnd.jupyter.widget-view+json"))
    assert views > 0
    # Controls are made when a panel comes near.
    page.locator(".panel-still, .widget-subarea").first.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_selector(".widget-slider")
    page.wait_for_function("() => document.querySelectorAll('.panel-still').length === 0")
    assert page.locator(".widget-subarea").count() == views
    pictures = page.locator("img.widget-image")
    assert pictures.count() > 0
    assert all(shown for shown, _ in pictures.evaluate_all(PICTURES))
    assert all(label.strip() for label in page.locator(".widget-slider .widget-label").all_inner_texts())


def text_and_pictures_are_legible_in_the_dark(page):
    for kind in [
        ".widget-slider .widget-label",
        ".widget-readout",
        ".widget-html-content",
        ".widget-button",
        ".Quiz",
    ]:
        for contrast in page.locator(f".cell_output {kind}").evaluate_all(CONTRAST):
            assert contrast >= 4.5, kind
    for background, filtered in page.locator(".cell_output img").evaluate_all(
        "pictures => pictures.map(p => [getComputedStyle(p).backgroundColor, getComputedStyle(p).filter])"
    ):
        assert (background, filtered) == ("rgb(255, 255, 255)", "none")


# WCAG's contrast of two colours; of an element's text with the first opaque background behind it.
OF_TWO = """const contrast = (...colours) => {
  const [a, b] = colours.map((colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3)
      .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};"""
CONTRAST = f"""elements => elements.map(element => {{
  {OF_TWO}
  let behind = element;
  while (behind.parentElement && /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor))
    behind = behind.parentElement;
  return contrast(getComputedStyle(element).color, getComputedStyle(behind).backgroundColor);
}})"""


def quiz_is_answered_by_keyboard_alone(page):
    questions = page.locator(".Quiz")
    assert questions.count() > 0
    # Tab from the link before the quiz; the first stop inside it is the first answer.
    first = questions.first.locator("input").first
    page.locator(".cell_output:has(.Quiz)").first.evaluate(
        "cell => { cell.tabIndex = -1; cell.focus(); cell.scrollIntoView(); }"
    )
    page.keyboard.press("Tab")
    assert first.evaluate("input => input === document.activeElement")
    assert first.evaluate("input => getComputedStyle(input.parentElement).outlineStyle") == "solid"
    page.keyboard.press("Space")
    answers = questions.first.locator(".Feedback")
    becomes(page, answers.inner_text, str.strip)
    page.wait_for_selector(".Quiz .Feedback[role='status']", state="attached")
    before = answers.inner_text()
    page.keyboard.press("ArrowDown")
    becomes(page, answers.inner_text, lambda now: now != before)


def test_first_page_is_the_title_page(visit):
    page = visit("index.html")
    page.wait_for_url(f"**/{FRONT}")
    assert page.locator("h1").first.inner_text().startswith("Breaking Symmetry")
    assert (SITE / "_static" / "favicon.svg").exists()
