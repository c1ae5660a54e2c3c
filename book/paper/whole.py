"""The book as one file: its pages, one after the other, behind a title and contents.

It is printed twice: where its headings are is read from the first time, and stands in the contents of the second.
"""

from html import escape

import pypdf

from book.language.pages import translate
from nnbook.language import wanted
from nnlib.show.language import translated

from .pages import HERE, OPTIONS, config, opened, program


def collected(context, address, names):
    """Of each page its article, its headings and its styles, as ``collect.js`` gives them."""
    pages = {f"/{name}.html": name.replace("/", "-") for name in names}
    found = []
    for name in names:
        with opened(context, f"{address}{name}.html?solutions", names) as page:
            part = page.evaluate(program("collect.js"), pages)
        if not name.startswith("notebooks/"):  # of other pages the contents name the page
            part["headings"] = part["headings"][:1]
        found.append(part)
    return found


def document(title, authors, parts, numbers):
    """All parts as one page; ``numbers``: the page of each heading, by its id."""
    rows = "".join(
        f'<li class="level-{row["level"]}" data-page="{numbers.get(row["id"], "")}">'
        f'<a href="#{row["id"]}">{escape(row["text"])}</a><span></span></li>'
        for part in parts
        for row in part["headings"]
    )
    rules = "\n".join(dict.fromkeys(rule for part in parts for rule in part["rules"]))
    contents, subtitle = (
        escape(translated("Contents")),
        escape(translated("How a neural network begins to learn")),
    )
    own = (HERE / "book.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{wanted()}" data-theme="light"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="/_static/styles.css"><style>{rules}</style>'
        f'<link rel="stylesheet" href="/_static/print.css"><style>{own}</style></head><body>'
        f'<section class="paper-title"><h1>{escape(title)}</h1><p>{subtitle}</p>'
        f"<p>{escape(authors)}</p></section>"
        f'<nav class="paper-contents" aria-label="{contents}"><h2>{contents}</h2><ol>{rows}</ol></nav>'
        f'<div class="bd-main"><div class="bd-content"><div class="bd-article-container">'
        f"{''.join(part['html'] for part in parts)}</div></div></div></body></html>"
    )


def whole(context, address, names, path):
    """The book of these pages as one file."""
    parts, numbers = collected(context, address, names), {}
    for _ in range(2):  # the second time with the page numbers of the first
        answer = {
            "body": document(translate(config()["title"]), translate(config()["author"]), parts, numbers),
            "content_type": "text/html",
        }
        page = context.new_page()
        page.route("**/paper.html", lambda route, request, answer=answer: route.fulfill(**answer))
        page.goto(f"{address}paper.html")
        page.evaluate("() => document.fonts.ready")
        page.pdf(path=path, **OPTIONS)
        page.close()
        reader = pypdf.PdfReader(path)
        numbers = {
            name.removeprefix("/"): reader.get_destination_page_number(place) + 1
            for name, place in reader.named_destinations.items()
        }
    return path
