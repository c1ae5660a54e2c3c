"""Sphinx's side of a live page: what a page must say about itself, so that its scripts can run its notebook.

Each code cell gets an id, each panel its first picture in plain HTML (which is there without any script), and
the page a description in JSON: where its Python is, and the cells with their sources. Read by page.js.
"""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

import nbformat
from docutils import nodes
from jupyter_cache import get_cache

ASSETS = Path(__file__).parents[2] / "assets"
VIEW, STATE = "application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json"

# Files of the built site that nobody reads offline: sources of pages, other builds, what makes Sphinx faster.
UNREAD = re.compile(
    r"^_sources/|^lite/|^breaking-symmetry\.zip|^service_worker|^objects\.inv|^genindex|^py-modindex"
    r"|/locales/|(^|/)\.|\.map$"
)
# Under a chapter's title from the start, so that nothing moves when the page's scripts come.
LINE = """<p class="live-line"><button type="button" class="live-button">Run this page</button>
or touch a control: Python starts in your browser (up to {megabytes} MB, once).</p>"""

# What stands at the site's address; Jupyter Book's own has no icon, which browsers then ask for in vain.
FIRST = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Refresh" content="0; url={page}">
<link rel="icon" href="_static/favicon.svg">
<title>{title}</title>
</head>
<body><h1><a href="{page}">{title}</a></h1></body>
</html>
"""


def setup(app):
    app.connect("doctree-resolved", name_cells)
    app.connect("html-page-context", describe_page, priority=900)
    app.connect("build-finished", protect)
    app.connect("build-finished", list_files, priority=900)  # after all others have written theirs
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def name_cells(app, doctree, docname):
    """Give the code cells the ids cell-0, cell-1, ..., by their places in the notebook."""
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            node["ids"].append(f"cell-{node['cell_index']}")


def describe_page(app, pagename, templatename, context, doctree):
    """Add to a notebook's page its description, its panels' pictures and the script that makes it live."""
    file = Path(app.env.doc2path(pagename))
    if doctree is None or file.suffix != ".ipynb":
        return
    notebook = executed(app, file)
    models = notebook.metadata.get("widgets", {}).get(STATE, {"state": {}})
    root = context["pathto"]("", resource=True)

    def with_still(match):
        picture = frame(models["state"], json.loads(match[1])["model_id"])
        return (
            still(*picture, Path(app.outdir, "_images"), f"{root}_images") + match[0] if picture else match[0]
        )

    # A quiz looks for MathJax once, half a second after it was read; MathJax finds the quiz by itself.
    body = context["body"].replace("MathJax.version", "(MathJax.version || '0')")
    body = re.sub(script(re.escape(VIEW), "(.*?)"), with_still, body) + script(STATE, as_script(models))
    context["script_files"][:] = [
        file for file in context["script_files"] if getattr(file, "attributes", {}).get("type") != STATE
    ]
    page = description(notebook, f"{root}_static/vendor")
    body = body.replace("</h1>", f"</h1>\n{LINE.format(megabytes=round(page['bytes'] / 1e6))}", 1)
    text = as_script(page)
    context["body"] = f'{body}<script type="application/json" id="live-page">{text}</script>'
    app.add_css_file("vendor/live/page.css")
    app.add_js_file("vendor/live/page.js", defer="defer")


def executed(app, file):
    """The notebook with the results that its page shows.

    myst-nb takes cells' results from its cache, but the widgets' state from the notebook as it was stored.
    """
    cache = get_cache(app.env.mystnb_config.execution_cache_path)
    return cache.merge_match_into_notebook(nbformat.read(file, as_version=4))[1]


def script(kind, text):
    return f'<script type="{kind}">{text}</script>'


def as_script(data):
    """JSON that may stand inside a script element."""
    return json.dumps(data).replace("</", r"<\/")


def description(notebook, vendor):
    """What page.js must know (messages.d.ts says it in types)."""
    (python,) = (ASSETS / "vendor" / "python").iterdir()
    (wheel,) = (ASSETS / "vendor" / "live").glob("*.whl")
    lock = json.loads((python / "pyodide-lock.json").read_text())
    digest = b64encode(sha256(wheel.read_bytes()).digest()).decode()
    return {
        "worker": f"{vendor}/../../service_worker.js",
        "python": f"{vendor}/python/{python.name}/",
        "packages": sorted(lock["packages"]),
        "nnlib": f"{vendor}/live/{wheel.name}",
        "integrity": f"sha256-{digest}",
        "bytes": sum(path.stat().st_size for path in [wheel, *python.iterdir()]),
        "cells": [
            {
                "index": index,
                "source": cell.source,
                "quiet": "remove-output" in cell.metadata.get("tags", []),
            }
            for index, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ],
    }


def frame(models, name):
    """The first picture among a saved widget and what hangs on it, and its sentence; None if there is none."""
    model = models[name]
    if model["model_name"] == "ImageModel":
        (data,) = [buffer["data"] for buffer in model["buffers"] if buffer["path"] == ["value"]]
        return b64decode(data), model["state"]["tooltip"]
    below = (frame(models, child.removeprefix("IPY_MODEL_")) for child in model["state"].get("children", []))
    return next(filter(None, below), None)


def still(picture, sentence, folder, address):
    """Keep a panel's first picture as a file; the tag that shows it."""
    name = f"panel-{sha256(picture).hexdigest()[:12]}.png"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(picture)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    size = f'width="{width}" height="{height}"'
    return f'<img class="panel-still" src="{address}/{name}" {size} alt="{escape(sentence)}">'


def protect(app, exception):
    """Let no script hold up a page, and give every page a Content-Security-Policy.

    Scripts wait until the page is read, but for a small one that others build on. The theme's icons come as
    a font and, half a megabyte, as a script: the font is enough. The policy: nothing from elsewhere, and of inline
    scripts those that the page has. MathJax, widgets and the theme set styles in the page, so these are allowed. Python runs in a worker, which
    needs WebAssembly.
    """
    if exception or app.builder.format != "html":
        return
    start = FIRST.format(page=f"{app.config.root_doc}.html", title=escape(app.config.html_title))
    Path(app.outdir, "index.html").write_text(start, encoding="utf-8")
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page.relative_to(app.outdir).parts[0] in ("_static", "lite"):  # not of this book's pages
            continue
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", text)
        text = re.sub(
            r'<script(?![^>]*\bdefer)(?=[^>]*\bsrc="(?!\S*documentation_options\.js))',
            "<script defer",
            text,
        )
        text = re.sub(r"<script[^>]*/fontawesome\.js[^>]*></script>", "", text)
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, re.DOTALL)
        handlers = [unescape(handler) for handler in re.findall(r'\son[a-z]+="([^"]*)"', text)]
        allowed = " ".join(sorted({f"'sha256-{hashed(code)}'" for code in [*inline, *handlers]}))
        policy = (
            "default-src 'self'; object-src 'none'; base-uri 'none'; "
            f"script-src 'self' 'wasm-unsafe-eval' 'unsafe-hashes' {allowed}; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
        )
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        page.write_text(re.sub("<head>\n?", f"<head>\n{meta}", text, count=1), encoding="utf-8")


def hashed(text):
    return b64encode(sha256(text.encode()).digest()).decode()


def list_files(app, exception):
    """Write the service worker, which may only serve what lies beside or below it, with the list of all files."""
    if exception or app.builder.format != "html":
        return
    root = Path(app.outdir)
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    names = [name for name in names if not UNREAD.search(name)]
    digest = sha256(b"".join(sha256((root / name).read_bytes()).digest() for name in names)).hexdigest()
    code = (ASSETS / "vendor" / "live" / "service_worker.js").read_text()
    (root / "service_worker.js").write_text(
        f'const DIGEST = "{digest}", FILES = {json.dumps(names)};\n{code}'
    )
