"""A book for a class: what ``make book SOLUTIONS=no`` takes out of the notebooks, and what it leaves."""

import json
import re
import shutil
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_cache import get_cache
from test_structure import NOTEBOOKS

from book import execute
from book.jupyterlite.build import write_notebooks
from book.live.sphinx.solutions import cut, strip_downloads, without

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_solution_goes_and_all_else_stays(path):
    notebook = json.loads(path.read_text())
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    whole, left = (
        "\n".join("".join(cell["source"]) for cell in each["cells"]) for each in (notebook, without(notebook))
    )
    assert "{solution" in whole and "{solution" not in left
    assert "the solution" not in "".join(line for line in left.splitlines() if line.startswith("# "))
    for part in (r":label: ex-\S+", r"(?m)^##+ .*$", r"quiz\(\d\)", r"check\(.*"):
        assert re.findall(part, left) == re.findall(part, whole)
    dropped = [source for source in sources if source not in left]
    assert dropped and all(
        source == "" or re.search(r"solution", whole[: whole.index(source) + len(source)])
        for source in dropped
    )
    stored = {
        output["metadata"]["scrapbook"]["name"]
        for cell in without(notebook)["cells"]
        for output in cell.get("outputs", [])
        if "scrapbook" in output.get("metadata", {})
    }
    assert set(re.findall(r"\{glue:text\}`(\w+)`", left)) <= stored
    first = next(i for i, source in enumerate(sources) if "{solution" in source)
    assert [cell["id"] for cell in without(notebook)["cells"][:first]] == [
        cell["id"] for cell in notebook["cells"][:first]
    ]


def test_a_solution_in_one_block_or_over_several_cells():
    assert cut("a\n```{solution} ex-a\nthe answer\n```\nb", False) == ("a\nb", False)
    assert cut("a\n```{solution-start} ex-a\n:class: dropdown\n```\n\nthe answer", False) == ("a", True)
    assert cut("more of it\n```{solution-end}\n```\n\nb", True) == ("b", False)
    nested = "````{solution} ex-a\n```{note}\ninside\n```\n````\nb"
    assert cut(nested, False) == ("b", False)


@pytest.mark.parametrize(("wish", "there"), [("no", False), ("yes", True)])
def test_notebooks_to_download_and_those_of_jupyterlite(tmp_path, monkeypatch, wish, there):
    monkeypatch.setenv("SOLUTIONS", wish)
    (tmp_path / "_sources").mkdir()
    (tmp_path / "lite/api").mkdir(parents=True)
    for path in NOTEBOOKS:
        shutil.copy(path, tmp_path / "_sources")
    strip_downloads(SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(format="html")), None)
    write_notebooks(tmp_path / "lite")
    for path in NOTEBOOKS:
        for file in (tmp_path / "_sources" / path.name, tmp_path / "lite/files" / path.name):
            assert ("{solution" in file.read_text(encoding="utf-8")) == there


def test_the_notebooks_of_such_a_book_are_run_before_it_is_built(tmp_path, monkeypatch):
    """Pages for teachers come before the chapters, and ask for the results of a notebook without its solutions."""
    cells = [
        nbformat.v4.new_code_cell("1 + 1"),
        nbformat.v4.new_markdown_cell("```{solution-start} ex-a\n```"),
        nbformat.v4.new_code_cell("2 + 2"),
        nbformat.v4.new_markdown_cell("```{solution-end}\n```"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "01_sums.ipynb")
    shutil.copy(execute.ROOT / "_config.yml", tmp_path)
    monkeypatch.setattr(execute, "ROOT", tmp_path)
    monkeypatch.setenv("SOLUTIONS", "no")
    monkeypatch.setenv("NNLIB_PAGE", "")  # which is set, and goes back to what it was
    execute.execute(tmp_path / "cache")
    wanted = nbformat.from_dict(without(notebook))
    found = get_cache(tmp_path / "cache").merge_match_into_notebook(wanted)[1]
    assert [cell.outputs[0].data["text/plain"] for cell in found.cells if cell.cell_type == "code"] == ["2"]
