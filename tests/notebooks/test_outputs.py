"""What the build ran is what is stored in the notebooks, by the rules of nbval, and nothing is run a second time.

``make check-notebooks`` compares by nbval itself.
"""

from collections import defaultdict

import nbformat
import pytest
from jupyter_cache import get_cache
from nbval.plugin import coalesce_streams
from test_structure import FRONT, NOTEBOOKS, ROOT

# As nbval does: matplotlib's next version draws other pixels, and a widget's number is drawn by chance.
PASSED_OVER = {"image/png", "application/vnd.jupyter.widget-view+json"}


def compared(outputs):
    """What a cell says, by kind, in order."""
    said = defaultdict(list)
    for output in coalesce_streams(outputs):
        if output.output_type == "stream":
            said[output.name].append(output.text)
        for kind in output.get("data", {}).keys() - PASSED_OVER:
            said[kind].append(output.data[kind])
    return dict(said)


@pytest.mark.parametrize("path", [FRONT, *NOTEBOOKS], ids=lambda path: path.stem)
def test_the_build_ran_what_is_stored(path):
    assert (ROOT / "_build" / ".built").exists(), "The book is not built. Type: make book"
    stored = nbformat.read(path, as_version=4)
    _, ran = get_cache(ROOT / "_build" / ".jupyter_cache").merge_match_into_notebook(stored)
    for number, (cell, again) in enumerate(zip(stored.cells, ran.cells, strict=True)):
        if cell.cell_type == "code" and "nbval-ignore-output" not in cell.metadata.get("tags", []):
            assert compared(again.outputs) == compared(cell.outputs), f"cell {number}"
