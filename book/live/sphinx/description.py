"""What a page says about itself, so that its scripts can run its notebook.

Each code cell gets an id, each panel its first picture (stills.py), and the page a description in JSON: where its
Python is, and the cells with their sources. Read by page.ts.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import nbformat
from docutils import nodes
from jupyter_cache import get_cache

from book.drawn import panel_of, stem
from nnbook.language import wanted
from nnlib.show.language import translated

from . import solutions
from .shared import published
from .stills import beside, frame, on_paper, still

ASSETS = Path(__file__).parents[2] / "assets"
VIEW, STATE = "application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json"

# Under a chapter's title from the start, so that nothing moves when the page's scripts come.
LINE = """<p class="live-line">{text}</p>"""
BUTTON = """<button type="button" class="live-button">{text}</button>"""


def name_cells(app, doctree, docname):
    """Give the code cells the ids cell-0, cell-1, ..., by their places in the notebook, and a panel the page's width."""
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            node["ids"].append(f"cell-{node['cell_index']}")
            if any(VIEW in part.astext() for part in node.findall(nodes.raw)):
                node["classes"].append("tag_full-width")  # the theme's contents give way while it is in sight


def describe_page(app, pagename, templatename, context, doctree):
    """Add to a notebook's page its description, its panels' pictures and the script that makes it live."""
    file = Path(app.env.doc2path(pagename))
    if doctree is None or file.suffix != ".ipynb":
        return
    notebook = executed(app, file)
    models = notebook.metadata.get("widgets", {}).get(STATE, {"state": {}})
    root = context["pathto"]("", resource=True)

    def with_still(match):
        name = json.loads(match[1])["model_id"]
        if not (picture := frame(models["state"], name)):
            return match[0]
        side = beside(models["state"], name)
        state = models["state"][name]["state"]
        address = f"{published(app.config)}{pagename}.html#panel={state.get('name', '')}"
        paper = on_paper(models["state"], name, picture[1], address)
        tag = still(*picture, Path(app.outdir, "_images"), f"{root}_images", side)
        if "pictures" in state.get("parts", {}):  # the laboratory's are wide on a phone
            tag = tag.replace('class="panel-still"', 'class="panel-still panel-wide" fetchpriority="high"')
        return paper + tag + match[0]

    # A quiz looks for MathJax once, half a second after it was read; MathJax finds the quiz by itself.
    body = context["body"].replace("MathJax.version", "(MathJax.version || '0')")
    body = re.sub(script(re.escape(VIEW), "(.*?)"), with_still, body)
    context["script_files"][:] = [
        file for file in context["script_files"] if getattr(file, "attributes", {}).get("type") != STATE
    ]
    page = description(notebook, file, f"{root}_static/vendor")
    page["state"] = f"{root}{kept(models, Path(app.outdir))}"
    line = LINE.format(text=to_run(round(page["bytes"] / 1e6)))
    first = pagename == app.config.root_doc  # there nothing stands before the laboratory
    body = body + line if first else body.replace("</h1>", f"</h1>\n{line}", 1)
    text = as_script(page)
    context["body"] = f'{body}<script type="application/json" id="live-page">{text}</script>'
    app.add_css_file("vendor/live/page.css")
    app.add_js_file("vendor/live/page.js", defer="defer")


def to_run(megabytes):
    """What the line under a chapter's title says, with its button.

    >>> to_run(17).endswith("Python starts in your browser (up to 17 MB, once).")
    True
    """
    text = translated(
        "{button} or touch a control: Python starts in your browser (up to {megabytes} MB, once)."
    )
    return text.format(button=BUTTON.format(text=translated("Run this page")), megabytes=megabytes)


def executed(app, file):
    """The notebook with the results that its page shows.

    myst-nb takes cells' results from its cache, but the widgets' state from the notebook as it was stored.
    """
    cache = get_cache(app.env.mystnb_config.execution_cache_path)
    notebook = nbformat.read(file, as_version=4)
    if not solutions.shown():
        notebook = nbformat.from_dict(solutions.without(notebook))
    return cache.merge_match_into_notebook(notebook)[1]


def kept(models, folder):
    """Keep the panels' saved state as a script beside the page, which reads it when a panel is near; its address.

    It is many times as large as the page, and a script can be read where a page was opened as a file, too.
    """
    text = f"window.LiveState = {json.dumps(models)};"
    address = f"_static/state/{sha256(text.encode()).hexdigest()[:12]}.js"
    (folder / address).parent.mkdir(parents=True, exist_ok=True)
    (folder / address).write_text(text, encoding="utf-8")
    return address


def script(kind, text):
    return f'<script type="{kind}">{text}</script>'


def as_script(data):
    """JSON that may stand inside a script element."""
    return json.dumps(data).replace("</", r"<\/")


def description(notebook, file, vendor):
    """What page.ts must know (messages.ts says it in types)."""
    (python,) = (ASSETS / "vendor" / "python").iterdir()
    (wheel,) = (ASSETS / "vendor" / "live").glob("*.whl")
    lock = json.loads((python / "pyodide-lock.json").read_text())
    digest = b64encode(sha256(wheel.read_bytes()).digest()).decode()
    return {
        "worker": f"{vendor}/../../service_worker.js",
        "python": f"{vendor}/python/{python.name}/",
        "packages": sorted(lock["packages"]),
        "language": wanted(),
        "nnlib": f"{vendor}/live/{wheel.name}",
        "integrity": f"sha256-{digest}",
        "bytes": sum(path.stat().st_size for path in [wheel, *python.iterdir()]),
        "cells": [
            {
                "index": index,
                "source": cell.source,
                "quiet": "remove-output" in cell.metadata.get("tags", []),
            }
            | ({"drawn": f"{vendor}/drawn/{stem(*panel)}"} if (panel := panel_of(file, cell.source)) else {})
            for index, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ],
    }
