"""What a page says about itself, so that its scripts can run its notebook.

Each code cell gets an id, each panel its first picture in plain HTML (which is there without any script), and
the page a description in JSON: where its Python is, and the cells with their sources. Read by page.ts.
"""

import io
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

import nbformat
import segno
from docutils import nodes
from jupyter_cache import get_cache
from PIL import Image

from book.drawn import panel_of, stem
from nnbook.language import wanted
from nnlib.show.language import translated

from . import solutions
from .shared import published

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


def frame(models, name):
    """The first picture among a saved widget and what hangs on it, and what it shows; None if there is none."""
    model = models[name]
    if model["model_name"] == "ImageModel":
        (data,) = [buffer["data"] for buffer in model["buffers"] if buffer["path"] == ["value"]]
        return b64decode(data), model["state"]["tooltip"]
    below = (frame(models, child.removeprefix("IPY_MODEL_")) for child in model["state"].get("children", []))
    return next(filter(None, below), None)


def on_paper(models, name, shown, address):
    """What a panel says and where its controls stand, for a page that is printed before anybody has touched it.

    shown: what its picture shows, for a panel that says nothing. A telephone reads the ``address`` of the panel that moves
    off the paper, as a QR code.
    """
    parts = models[name]["state"].get("parts", {})
    state_of = lambda part: models[part.removeprefix("IPY_MODEL_")]["state"]
    states = [state_of(control) for control in parts.get("controls", {}).values()]
    said = re.sub("<[^>]+>", "", state_of(parts["words"])["value"]) if "words" in parts else escape(shown)
    rows = "".join(f"<li>{escape(written(state))}</li>" for state in states if state.get("value") != "")
    code = segno.make(address, error="l").svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True)
    name = escape(translated("QR code of the panel's address"))
    code = code.replace("<svg", f'<svg role="img" aria-label="{name}"', 1)
    return f'<div class="panel-print"><p>{said}</p><ul>{rows}</ul>{code}</div>'


def written(control):
    """A saved control's name and value.

    >>> written({"tooltip": "bias", "value": -0.5, "readout_format": ".1f"})
    'bias: −0.5'
    """
    if "_options_labels" in control:
        value = control["_options_labels"][control["index"]]
    else:
        value = format(control["value"], control.get("readout_format", "")).replace("-", "−")
    return f"{control['tooltip'] or control['description']}: {value}"


def beside(models, name):
    """About how high a panel's controls stand, in rem, so that the page keeps their room until they come."""
    parts = models[name]["state"].get("parts", {})
    kinds = [
        models[control.removeprefix("IPY_MODEL_")]["model_name"]
        for control in parts.get("controls", {}).values()
    ]
    headings = sum("nn-group" in model["state"].get("_dom_classes", []) for model in models.values())
    return 6 + sum(1.9 if kind == "DropdownModel" else 3.2 for kind in kinds) + 2.5 * headings


def small(picture, sentence, folder, address):
    """Keep a panel's first picture as a smaller file, of few colours, for a card; the tag that shows it."""
    pixels = Image.open(io.BytesIO(picture)).convert("RGB")
    few = pixels.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    name = f"panel-{sha256(picture).hexdigest()[:12]}.webp"
    folder.mkdir(parents=True, exist_ok=True)
    few.save(folder / name, lossless=True, quality=50)
    size = 'width="{}" height="{}"'.format(*few.size)
    return f'<img class="panel-small" src="{address}/{name}" {size} loading="lazy" alt="{escape(sentence)}">'


def still(picture, sentence, folder, address, side=0):
    """Keep a panel's first picture as a file; the tag that shows it, with room for ``side`` rem of controls."""
    name = f"panel-{sha256(picture).hexdigest()[:12]}.png"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(picture)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    size = f'width="{width}" height="{height}" style="--aspect: {width / height:.4f}; --side: {side:.1f}rem"'
    return f'<img class="panel-still" src="{address}/{name}" {size} alt="{escape(sentence)}">'
