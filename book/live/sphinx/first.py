"""The page at the site's address, which sends the reader on. Jupyter Book's own has no icon, and browsers ask for one."""

from html import escape
from pathlib import Path

FIRST = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Refresh" content="0; url={page}">
<link rel="icon" href="_static/favicon.svg">
<title>{title}</title>
</head>
<body><h1><a href="{page}">{title}</a></h1></body>
</html>
"""


def write(app, exception):
    if exception or app.builder.format != "html":
        return
    title, language = escape(app.config.html_title), app.config.language
    page = FIRST.format(page=f"{app.config.root_doc}.html", title=title, language=language)
    Path(app.outdir, "index.html").write_text(page, encoding="utf-8")
