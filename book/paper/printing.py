"""The book on paper, by the browser's own printing.

The pages are made for a browser: it sets their formulas, knows the style sheet for paper, and writes a PDF that is
tagged for screen readers, with its fonts. So what is printed here is what a reader prints. Each chapter becomes a
worksheet without solutions and a version with them; all pages together, one after the other, become a book. The book
is printed twice: where its headings are is read from the first time, and stands in the contents of the second.
"""

import argparse
import re
from html import escape
from pathlib import Path

import pypdf
import yaml

from book.language.pages import translate
from book.paper.browser import chromium, opened, paper, served
from nnbook.language import wanted
from nnlib.show.language import translated

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
LEFT_OUT = {"book/panels", "book/my_work", "book/offline"}  # what paper has no use for
OPTIONS = {
    "format": "A4",
    "print_background": True,
    "prefer_css_page_size": True,
    "tagged": True,
    "outline": True,
}
FOOT = '<div style="font: 8pt sans-serif; width: 100%; text-align: center"><span class="pageNumber"></span></div>'
NUMBERED = {"display_header_footer": True, "header_template": "<span></span>", "footer_template": FOOT}
STYLES = ["_static/styles/theme.css", "_static/styles/pydata-sphinx-theme.css", "_static/pygments.css"]


def pages_in_order():
    """The names of the book's pages, as the contents have them."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
    return [name for name in [contents["root"], *chapters] if name not in LEFT_OUT]


def chapter(context, address, name, folder):
    """A chapter's two files, as the browser prints its page: the worksheet, and the one with solutions."""
    made = []
    for query, ending in [("", "worksheet"), ("?solutions", "with-solutions")]:
        with opened(context, f"{address}{name}.html{query}") as page:
            path = folder / f"{Path(name).name}-{ending}.pdf"
            page.pdf(path=path, **OPTIONS, **NUMBERED)
            made.append(path)
    return made


def collected(context, address, names):
    """Of each page its article, its headings and its styles, as ``collect.js`` gives them."""
    program = (HERE / "collect.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
    pages = {f"/{name}.html": name.replace("/", "-") for name in names}
    found = []
    for name in names:
        with opened(context, f"{address}{name}.html?solutions") as page:
            found.append(page.evaluate(f"(pages) => ({program})(pages)", pages))
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
    links = "".join(f'<link rel="stylesheet" href="/{style}">' for style in STYLES)
    own = "\n".join(
        (folder / name).read_text(encoding="utf-8")
        for folder, name in [
            (ROOT / "book/assets", "book.css"),
            (ROOT / "book/assets", "print.css"),
            (HERE, "book.css"),
        ]
    )
    contents = escape(translated("Contents"))
    return (
        f'<!doctype html><html lang="{wanted()}" data-theme="light"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{links}<style>{rules}</style><style>{own}</style></head><body>"
        f'<section class="paper-title"><h1>{escape(title)}</h1><p>{escape(translated("How a neural network begins to learn"))}</p>'
        f"<p>{escape(authors)}</p></section>"
        f'<nav class="paper-contents" aria-label="{contents}"><h2>{contents}</h2><ol>{rows}</ol></nav>'
        f'<div class="bd-main"><div class="bd-content"><div class="bd-article-container">'
        f"{''.join(part['html'] for part in parts)}</div></div></div></body></html>"
    )


def whole(context, address, names, path):
    """The book of these pages as one file."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    parts, numbers = collected(context, address, names), {}
    for _ in range(2):  # the second time with the page numbers of the first
        answer = {
            "body": document(translate(config["title"]), translate(config["author"]), parts, numbers),
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


def link(page, files):
    """Name the files on the page that says how to take the book along."""
    text = page.read_text(encoding="utf-8")
    items = "".join(f'<li><a href="../pdf/{path.name}">{path.stem}</a></li>' for path in files)
    text, places = re.subn(
        '(<div id="paper-files">).*?(</div>)', rf"\1<ul>{items}</ul>\2", text, flags=re.DOTALL
    )
    if places != 1:
        raise SystemExit(
            f'{page} has no place for the names of the files: it needs one <div id="paper-files">'
        )
    page.write_text(text, encoding="utf-8")


def main(site):
    folder = site / "pdf"
    folder.mkdir(exist_ok=True)
    names = pages_in_order()
    with served(site) as address, chromium() as browser, paper(browser) as pages:
        made = [whole(pages, address, names, folder / "breaking-symmetry.pdf")]
        for name in names:
            if name.startswith("notebooks/") and name != names[0]:
                made += chapter(pages, address, name, folder)
    link(site / "book/offline.html", made)
    for path in made:
        count = len(pypdf.PdfReader(path).pages)
        print(f"{path.name}: {count} pages, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="the built site")
    main(parser.parse_args().site.resolve())
