"""The book on paper, by the browser's own printing.

The pages are made for a browser: it sets their formulas, knows the style sheet for paper, and writes a PDF that is
tagged for screen readers, with its fonts. So what is printed here is what a reader prints. Each chapter becomes a
worksheet without solutions and a version with them; all pages together, one after the other, become a book. The book
is printed twice: where its headings are is read from the first time, and stands in the contents of the second.
"""

import argparse
import functools
import http.server
import re
import threading
from contextlib import contextmanager
from html import escape
from pathlib import Path
from shutil import which

import pypdf
import yaml
from playwright.sync_api import sync_playwright

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
CHROMIUM = next(filter(None, map(which, ["chromium", "chromium-browser", "google-chrome"])), None)
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


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served(folder):
    """Where the folder is served."""
    handler = functools.partial(Silent, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium():
    """The browser that prints."""
    if not CHROMIUM:
        raise SystemExit("chromium is missing, which prints the book. Type: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def paper(browser):
    """Pages of the browser that are as wide as paper, and whose panels stay still."""
    size = {"width": 794, "height": 1123}
    context = browser.new_context(color_scheme="light", reduced_motion="reduce", viewport=size)
    context.route("**/vendor/live/page.js*", lambda route: route.abort())
    yield context
    context.close()


@contextmanager
def opened(context, address):
    """A page as it is printed, when its formulas, quizzes and pictures are there."""
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    page.evaluate("""async () => {
        document.documentElement.dataset.theme = "light";
        await window.MathJax?.startup?.promise;
        for (const image of document.querySelectorAll("img")) image.loading = "eager";
        await Promise.all([...document.images].map((image) => image.decode().catch(() => 0)));
        await document.fonts.ready;
    }""")
    page.wait_for_timeout(700)  # a quiz sets its formulas half a second after it was read
    yield page
    page.close()


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
    return (
        f'<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{links}<style>{rules}</style><style>{own}</style></head><body>"
        f'<section class="paper-title"><h1>{escape(title)}</h1><p>How a neural network begins to learn</p>'
        f"<p>{escape(authors)}</p></section>"
        f'<nav class="paper-contents" aria-label="Contents"><h2>Contents</h2><ol>{rows}</ol></nav>'
        f'<div class="bd-main"><div class="bd-content"><div class="bd-article-container">'
        f"{''.join(part['html'] for part in parts)}</div></div></div></body></html>"
    )


def whole(context, address, names, path):
    """The book of these pages as one file."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    parts, numbers = collected(context, address, names), {}
    for _ in range(2):  # the second time with the page numbers of the first
        answer = {
            "body": document(config["title"], config["author"], parts, numbers),
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
