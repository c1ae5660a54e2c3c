"""One style sheet for all pages: the theme and its extensions bring twelve, one of which asks for another.

A page is not drawn before its last sheet has come; on a phone's line each costs a way there and back. They are written
one after the other, in the order in which pages name them, and a page that lacks one of them does no worse with it.
"""

import re
from hashlib import sha256
from pathlib import Path

LINK = re.compile(r'[ \t]*<link (?![^>]*media=)(?=[^>]*rel="stylesheet")[^>]*href="([^"?]+)[^>]*>\n')
ADDRESS = re.compile(r"""url\((["']?)(?!data:)([^"'()]+)\1\)""")
IMPORT = re.compile(r"""@import ["']([^"']+)["'];""")
CHARSET = '@charset "UTF-8";'
HEAD = re.compile(
    r"/\* ([^ ]+\.css) \*/"
)  # before the rules of each, for a build in which few pages are written anew


def join(app, exception):
    """Write the sheet, and let every page ask for it alone."""
    if exception or app.builder.format != "html":
        return
    root, whole = Path(app.outdir), Path(app.outdir, "_static", "styles.css")
    pages = {
        page: page.read_text(encoding="utf-8") for page in sorted(root.rglob("*.html")) if own(root, page)
    }
    lists = [[(page.parent / link).resolve() for link in LINK.findall(text)] for page, text in pages.items()]
    if whole.exists():
        lists.insert(0, [whole.parent / name for name in HEAD.findall(whole.read_text(encoding="utf-8"))])
    sheets = in_order(
        [sheet.resolve() for sheet in each if sheet.resolve() != whole.resolve()] for each in lists
    )
    rules = [
        f"/* {sheet.relative_to(whole.parent.resolve())} */\n{written(sheet, whole.parent)}"
        for sheet in sheets
    ]
    css = "\n".join([CHARSET, *rules])
    whole.write_text(css, encoding="utf-8")
    version = sha256(css.encode()).hexdigest()[:8]
    for page, text in pages.items():
        up = "../" * (len(page.relative_to(root).parts) - 1)
        link = f'<link rel="stylesheet" href="{up}_static/{whole.name}?v={version}" />\n'
        first, found = LINK.subn("\0", text, count=1)
        if found:
            page.write_text(LINK.sub("", first).replace("\0", link), encoding="utf-8")


def own(root, page):
    """Whether a page is the book's, and not JupyterLite's or an extension's."""
    return page.relative_to(root).parts[0] not in ("_static", "lite")


def in_order(lists):
    """All that the lists have, each after what a list has before it.

    >>> in_order([["theme", "book"], ["theme", "page", "book"]])
    ['theme', 'page', 'book']
    """
    order = []
    for names in lists:
        for before, name in zip([None, *names], names):
            if name not in order:
                order.insert(order.index(before) + 1 if before else 0, name)
    return order


def written(sheet, folder):
    """A sheet's rules with those that it imports, and with addresses that begin in ``folder``."""

    def moved(address):
        target = (sheet.parent / re.split("[?#]", address[2])[0]).resolve()
        return f'url("{target.relative_to(folder.resolve())}")' if target.is_file() else address[0]

    css = sheet.read_text(encoding="utf-8").replace(CHARSET, "")
    css = IMPORT.sub(lambda found: written((sheet.parent / found[1]).resolve(), folder), css)
    return ADDRESS.sub(moved, css)
