"""What the site has beside its pages: JupyterLite on the site's own files, and the zip."""

import hashlib
import json
import zipfile
from pathlib import PurePosixPath

from built import CHAPTERS, FRONT, ROOT, SITE
from playwright.sync_api import TimeoutError

CELLS = ".jp-Notebook .jp-CodeCell .jp-InputArea-prompt"
RUNNING = f"() => [...document.querySelectorAll('{CELLS}')].some(prompt => prompt.innerText.includes('*'))"


def run_all(page):
    """Run all cells of a notebook that is open in JupyterLite; none may fail."""
    for _ in range(6):  # on a busy machine the saved notebook is seen before its menu answers
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        try:
            page.wait_for_function(RUNNING, timeout=15_000)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    else:
        raise AssertionError("JupyterLab does not run the cells")
    page.wait_for_function(f"() => !({RUNNING})()")
    for kind in ("error", "stderr"):
        assert page.locator(f'[data-mime-type="application/vnd.jupyter.{kind}"]').all_inner_texts() == []


def test_a_chapter_runs_in_jupyterlite(visit):
    page = visit(CHAPTERS[0])
    page.set_default_timeout(100_000)  # two tests at a time, and others on the machine
    button = page.locator(".dropdown-launch-buttons a", has_text="JupyterLite")
    page.goto(button.evaluate("link => link.href"))
    page.wait_for_selector(".jp-Notebook .jp-RenderedImage img")  # what was saved, before Python is there
    run_all(page)
    assert page.locator(CELLS).count() > 10
    assert page.locator(".jp-Notebook .Quiz").count() > 0
    panel = page.locator(".jp-Notebook .jp-OutputArea-output:has(.widget-slider)").first
    picture = panel.locator("img").first
    before = picture.get_attribute("src")
    handle = panel.locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 48, box["y"] + 8, steps=8)
    page.mouse.up()
    page.wait_for_function("([picture, old]) => picture.src !== old", arg=[picture.element_handle(), before])
    panel.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement?.matches('.nn-panel')")
    box, screen = picture.bounding_box(), page.viewport_size
    assert box["height"] > 0.6 * screen["height"] and box["y"] + box["height"] < screen["height"]


def test_jupyterlite_has_the_chapters_and_python_once():
    for name in [FRONT, *CHAPTERS]:
        name = PurePosixPath(name).with_suffix(".ipynb").name
        stored, served = (
            json.loads(path.read_text(encoding="utf-8"))
            for path in (ROOT / "notebooks" / name, SITE / "lite" / "files" / name)
        )
        assert served["cells"] == stored["cells"]
        assert served["metadata"]["kernelspec"]["name"] == "python"
    listed = json.loads((SITE / "lite/api/contents/all.json").read_text(encoding="utf-8"))["content"]
    assert [f"notebooks/{entry['name']}" for entry in listed] == [
        str(PurePosixPath(name).with_suffix(".ipynb")) for name in [FRONT, *CHAPTERS]
    ]
    (core,) = SITE.rglob("pyodide.asm.wasm")
    lock = json.loads((SITE / "lite/python/pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    for package in lock.values():
        data = (core.parent / package["file_name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == package["sha256"], package["name"]
    assert not list((SITE / "lite").rglob("*.map"))


def test_the_zip_is_the_whole_site():
    with zipfile.ZipFile(SITE / "breaking-symmetry.zip") as book:
        assert book.testzip() is None
        packed = {name for name in book.namelist() if not name.endswith("/")}
    files = {f"breaking-symmetry/{path.relative_to(SITE)}" for path in SITE.rglob("*") if path.is_file()}
    assert packed == files - {"breaking-symmetry/breaking-symmetry.zip"}
