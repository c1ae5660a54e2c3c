"""Each notebook runs to its end in a page's Python, cell by cell, as the page runs it."""

import json
import time
from pathlib import Path

import pytest

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_to_its_end(path, page):
    for number, cell in enumerate(json.loads(path.read_text())["cells"]):
        if cell["cell_type"] != "code":
            continue
        start = time.perf_counter()
        assert page.run("".join(cell["source"]), cell=number), page.said("error")
        if (took := time.perf_counter() - start) > 1:
            print(f"cell {number}: {took:.1f} s")
