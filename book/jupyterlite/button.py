"""A button at the top of a chapter that opens its notebook in the site's own JupyterLite."""

from pathlib import Path

from book.live.sphinx import solutions
from nnlib.show.language import translated


def setup(app):
    app.connect("html-page-context", add_launch_button, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_launch_button(app, pagename, templatename, context, doctree):
    """Put JupyterLite before Binder, which is slower and needs a network. (The theme's own wants an address.)"""
    name = Path(app.env.doc2path(pagename)).name
    if doctree is None or not name.endswith(".ipynb"):
        return
    (launch,) = (group for group in context["header_buttons"] if group.get("label") == "launch-buttons")
    lab = context["pathto"]("lite/lab/index.html", resource=True)
    button = {
        "type": "link",
        "text": "JupyterLite",
        "tooltip": translated("Open in this site's own JupyterLite"),
    }
    button |= {"icon": "_static/images/logo_jupyterlite.svg", "url": f"{lab}?path={name}"}
    others = launch["buttons"] if solutions.shown() else []  # Binder and Colab open the repository's notebook
    launch["buttons"] = [button, *others]
