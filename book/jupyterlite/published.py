"""What the site to publish has and a local build has not: a button for JupyterLite, and the tag ``published``.

``make published`` sets the variable PUBLISHED. The tag is for ``{only}`` in a page's text; when it comes or goes,
Sphinx writes all pages anew, from what it has read before.
"""

import os
from pathlib import Path


def setup(app):
    if os.environ.get("PUBLISHED"):
        app.tags.add("published")
        app.connect("html-page-context", add_launch_button, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_launch_button(app, pagename, templatename, context, doctree):
    """Put JupyterLite before Binder, which is slower and needs a network. (The theme's own wants an address.)"""
    name = Path(app.env.doc2path(pagename)).name
    if doctree is None or not name.endswith(".ipynb"):
        return
    (launch,) = (group for group in context["header_buttons"] if group.get("label") == "launch-buttons")
    lab = context["pathto"]("lite/lab/index.html", resource=True)
    button = {"type": "link", "text": "JupyterLite", "tooltip": "Open in this site's own JupyterLite"}
    button |= {"icon": "_static/images/logo_jupyterlite.svg", "url": f"{lab}?path={name}"}
    launch["buttons"].insert(0, button)
