"""A book for a class, without the solutions: ``make book SOLUTIONS=no``.

What stands between ``solution-start`` and ``solution-end`` is taken out of the notebooks before they are read, prose
and code: the pages, what they run, the notebooks to download and those of JupyterLite are all without it.
"""

import json
import os
import re
from pathlib import Path

FENCE = re.compile(r"^(`{3,})\{(solution(?:-start|-end)?)\}")

CHECKS = "# Checks of the solution"  # how a cell begins that stands behind them and needs what they computed


def shown():
    """Whether this build shows the solutions."""
    return os.environ.get("SOLUTIONS", "yes") != "no"


def without(notebook):
    """A notebook, as JSON has it, without its solutions."""
    cells, inside = [], False
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            if not inside and not "".join(cell["source"]).startswith(CHECKS):
                cells.append(cell)
            continue
        text, inside = cut("".join(cell["source"]), inside)
        if text.strip():
            cells.append(cell | {"source": text})
    return notebook | {"cells": cells}


def cut(text, inside):
    """The text without what belongs to solutions, and whether one is open at its end; ``inside``: at its beginning."""
    kept, fence = [], None  # the fence that must end before anything else is read
    for line in text.splitlines():
        if fence:
            if line.strip() == fence:
                fence = None
        elif found := FENCE.match(line):
            fence = found[1]
            inside = found[2] == "solution-start" or (inside and found[2] != "solution-end")
        elif not inside:
            kept.append(line)
    return "\n".join(kept).strip("\n"), inside


def read(app, docname, source):
    """Take them out of a notebook before it is parsed."""
    if not shown() and app.env.doc2path(docname).endswith(".ipynb"):
        source[0] = json.dumps(without(json.loads(source[0])))


def strip_downloads(app, exception):
    """Take them out of the notebooks that a page offers for download."""
    if exception or app.builder.format != "html" or shown():
        return
    for path in Path(app.outdir, "_sources").rglob("*.ipynb"):
        path.write_text(json.dumps(without(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
