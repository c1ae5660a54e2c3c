"""A page's cells are edited, broken and mended; and one that ends Python."""

from panels import (
    FIRST,
    ONE,
    OTHER,
    SETTLED,
    START,
    STATE,
    bar,
    edit,
    open_panels,
    press,
    wait_until_live,
    workers_end,
)
from waits import becomes


def test_cells_are_edited_broken_and_mended(visit):
    """One page and one Python; the first touch of it is a cell's."""
    page = visit(FIRST)
    a_cell_that_fails_holds_up_those_after_it_until_it_is_mended(page)
    a_cell_is_edited_broken_and_mended(page)
    what_a_cell_downloads_is_not_counted_as_python(page)


def a_cell_is_edited_broken_and_mended(page):
    cell = ONE
    edit(page, cell, "print(np.arange(3))\nfor i in range(2):\n    undefined_name")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(SETTLED, timeout=START)
    assert page.evaluate(STATE) == "failed"
    printed = page.locator(f"{cell} .live-output").inner_text()
    assert "[0 1 2]" in printed
    assert "NameError: name 'undefined_name' is not defined" in printed
    assert "line 3" in printed and "kernel.py" not in printed
    edit(
        page,
        cell,
        "from IPython.display import Markdown\nprint('mended')\nMarkdown('*in* **Markdown**, $x^2$')",
    )
    page.locator(cell).get_by_role("button", name="Run").click()
    wait_until_live(page)
    page.wait_for_selector(f"{cell} .live-output mjx-container")
    assert page.locator(f"{cell} .live-output strong").inner_text() == "Markdown"
    page.locator(cell).get_by_role("button", name="Reset").click()
    page.locator(f"{cell} .cm-content", has_text="net_a.weights").wait_for()


def what_a_cell_downloads_is_not_counted_as_python(page):
    lines = [
        "import asyncio",
        "from pyodide.http import pyfetch",
        "async def later():",
        "    await asyncio.sleep(1)  # the cell has ended",
        f"    print(len(await (await pyfetch('{page.url}')).bytes()), 'bytes')",
        "task = asyncio.ensure_future(later())",
    ]
    edit(page, OTHER, "\n".join(lines))
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        f"() => / bytes/.test(document.querySelector('{OTHER} .live-output')?.innerText)", timeout=START
    )
    becomes(page, page.evaluate, "live", STATE)
    assert "Loading" not in bar(page)


def a_cell_that_fails_holds_up_those_after_it_until_it_is_mended(page):
    for cell in (ONE, OTHER):
        page.locator(cell).get_by_role("button", name="Edit this cell").click()
    edit(page, ONE, "number = 1 / 0")
    edit(page, OTHER, "print('the number is', number)")
    for _ in range(2):  # the second time too
        page.locator(OTHER).get_by_role("button", name="Run").click()
        page.wait_for_function(SETTLED, timeout=START)
        assert page.evaluate(STATE) == "failed" and "those after it did not run" in bar(page)
        assert "ZeroDivisionError" in page.locator(f"{ONE} .live-output").inner_text()
        assert page.locator(f"{OTHER} .live-output").count() == 0
    edit(page, ONE, "number = 1 / 4")
    page.locator(OTHER).get_by_role("button", name="Run").click()
    wait_until_live(page)
    page.locator(f"{OTHER} .live-output", has_text="the number is 0.25").wait_for()
    becomes(page, page.locator(f"{ONE} .live-output").count, 0)


ENDS_PYTHON = [
    "exit()",
    "asyncio.get_running_loop().call_later(0, exit)",
    "ctypes.string_at(2**32 - 64, 8)  # a fatal error",
    "asyncio.get_running_loop().call_later(0, ctypes.string_at, 2**32 - 64, 8)",
    "js.setTimeout(create_once_callable(lambda: 1 / 0), 0)",
]


ENDING = """
import asyncio, ctypes, js
import ipywidgets as widgets
from pyodide.ffi import create_once_callable

def callback(change):
    {}

slider = widgets.IntSlider(3)
slider.observe(callback, "value")
slider
"""


def test_a_callback_that_ends_python_is_told_and_python_starts_again(visit):
    page = visit(FIRST, forgiving=True)
    (handles, _), *_ = open_panels(page)
    cell = page.locator(OTHER)
    cell.get_by_role("button", name="Edit this cell").click()
    for source in ENDS_PYTHON:
        edit(page, OTHER, ENDING.format(source))
        cell.get_by_role("button", name="Run").click()
        page.wait_for_selector(".live-bar progress:visible")
        wait_until_live(page)
        press(page, cell.locator(".noUi-handle"), "ArrowRight")
        page.wait_for_function("() => document.documentElement.dataset.live === 'failed'")
        assert "Python has ended" in bar(page), source
        assert page.get_by_role("button", name="Try again").is_visible()
        workers_end(page)
    press(page, handles.first, "End")  # a saved panel starts it too
    wait_until_live(page)
