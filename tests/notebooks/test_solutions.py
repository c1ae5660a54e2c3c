"""A book for a class: what ``make book SOLUTIONS=no`` takes out of the notebooks, and what it leaves."""

import json
import re
import shutil
from types import SimpleNamespace

import pytest
from test_structure import NOTEBOOKS

from book.jupyterlite.build import write_notebooks
from book.live.sphinx.solutions import cut, strip_downloads, without


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_solution_goes_and_all_else_stays(path):
    notebook = json.loads(path.read_text())
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    whole, left = (
        "\n".join("".join(cell["source"]) for cell in each["cells"]) for each in (notebook, without(notebook))
    )
    assert "{solution" in whole and "{solution" not in left
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
