"""The book on paper, by the browser's own printing.

The pages are made for a browser: it sets their formulas, knows the style sheet for paper, and writes a PDF that is
tagged for screen readers, with its fonts. So what is printed here is what a reader prints. Each chapter becomes a
worksheet without solutions and a version with them; all pages together, one after the other, become a book.
"""

import argparse
import re
from html import escape
from pathlib import Path

import pypdf
import yaml

from book.live.sphinx import solutions
from nnlib.show.language import counted, translated

from .pages import OPTIONS, ROOT, chromium, opened, paper, served
from .whole import whole

LEFT_OUT = {"book/panels", "book/my_work", "book/offline"}  # what paper has no use for
FOOT = '<div style="font: 8pt sans-serif; width: 100%; text-align: center"><span class="pageNumber"></span></div>'
NUMBERED = {"display_header_footer": True, "header_template": "<span></span>", "footer_template": FOOT}


def pages_in_order():
    """The names of the book's pages, as the contents have them."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
    return [name for name in [contents["root"], *chapters] if name not in LEFT_OUT]


def kinds():
    """What a chapter's files are, by the endings of their names; without solutions there is the worksheet alone."""
    found = {"worksheet": translated("worksheet"), "with-solutions": translated("with solutions")}
    return found if solutions.shown() else {"worksheet": found["worksheet"]}


def chapter(context, address, name, folder):
    """A chapter's files, as the browser prints its page."""
    made = []
    for ending in kinds():
        query = "" if ending == "worksheet" else "?solutions"
        with opened(context, f"{address}{name}.html{query}", [name]) as page:
            path = folder / f"{Path(name).name}-{ending}.pdf"
            page.pdf(path=path, **OPTIONS, **NUMBERED)
            made.append(path)
    return made


def link(page, files):
    """Name the files on the page that says how to take the book along, a title a line."""
    lines = {}
    for path in files:
        document = pypdf.PdfReader(path)
        n, size = len(document.pages), path.stat().st_size / 1e6
        name = kinds().get(path.stem.partition("-")[2], translated("all pages"))
        pages = counted("{n} page", "{n} pages", n).format(n=n)
        title = document.metadata.title.split(" — ")[0]  # what follows is the book's
        lines.setdefault(title, []).append(
            f'<a href="../pdf/{path.name}">{escape(name)}</a> ({pages}, {size:.1f} MB)'
        )
    items = "".join(f"<li>{escape(title)}: {', '.join(links)}</li>" for title, links in lines.items())
    text = page.read_text(encoding="utf-8")
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
