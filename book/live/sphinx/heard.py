"""What the theme and the notebooks' pages leave out for those who hear a page instead of seeing it.

A sidebar is a landmark, so that a screen reader can pass over it; a table's empty corner is no heading; and what is
called by a name that is not the text on it (the search, a folded cell) is called by that text. An entry of the bibliography
is one of a list; docutils gives it a role of its own that is out of use.
"""

import re
from html import escape
from pathlib import Path

from nnlib.show.language import translated

MENDED = {
    r'<div id="pst-primary-sidebar" (?!role)': '<div id="pst-primary-sidebar" role="navigation" aria-label="{book}" ',
    r'<th class="(head[^"]*)"><p></p></th>': r'<td class="\1"></td>',
    r'<summary aria-label="Toggle hidden content">': "<summary>",
    r'title="([^"]+)" aria-label="\1"': r'title="\1"',
    r'role="doc-biblioentry"': 'role="listitem"',
}


def mend(app, exception):
    """Mend every page of the book."""
    if exception or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        if page.relative_to(app.outdir).parts[0] not in ("_static", "lite"):  # not of this book's pages
            page.write_text(mended(page.read_text(encoding="utf-8")), encoding="utf-8")


def mended(text):
    """A page's text, mended.

    >>> mended('<tr><th class="head"><p></p></th><th class="head"><p>loss</p></th></tr>')
    '<tr><td class="head"></td><th class="head"><p>loss</p></th></tr>'
    """
    for pattern, mend in MENDED.items():
        text = re.sub(pattern, mend.format(book=escape(translated("The book"))), text)
    return text
