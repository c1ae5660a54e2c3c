"""Sphinx's side of live pages: what the build adds to a page, and to the site, so that a page can run its notebook.

``description`` says in a page what its scripts must know, ``stills`` shows its panels' first pictures, ``terms`` sets the glossary's texts behind the links to it,
``path`` says on the front page and in the contents what a chapter needs, ``solutions`` can leave the solutions out,
``gallery`` is the page of all panels, ``work`` that of the reader's answers, ``teaching`` gathers for teachers what a
chapter says (``states`` reads its links), ``first`` writes the page at the site's address, ``shared`` says what a
search engine shows, ``texts`` what scripts say in another language, ``heard`` mends what a screen reader would miss,
``policy`` lets a page load nothing from elsewhere, and ``offline`` lists the files that the browser keeps. ``icons``
leaves out those that no page has, and ``styles`` makes one style sheet of twelve. ``edition`` is the book in another
language.
"""

from . import (
    description,
    edition,
    first,
    gallery,
    heard,
    icons,
    offline,
    path,
    policy,
    shared,
    solutions,
    styles,
    teaching,
    terms,
    texts,
    work,
)


def setup(app):
    app.add_directive("panels", gallery.Panels)
    app.add_directive("chapters", path.Chapters)
    for name, directive in teaching.DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_directive("my-work", work.MyWork)
    app.connect("config-inited", edition.configure, priority=950)  # after the contents have been read
    app.connect("source-read", solutions.read)
    app.connect("source-read", edition.read)
    app.connect("doctree-read", edition.settle, priority=100)  # before Sphinx collects the headings
    app.connect("doctree-resolved", description.name_cells)
    app.connect("html-page-context", terms.explain)
    app.connect("html-page-context", work.add_script)
    app.connect("html-page-context", texts.bring)
    app.connect("html-page-context", shared.tell, priority=600)
    app.connect("html-page-context", path.mark, priority=800)
    app.connect("html-page-context", description.describe_page, priority=900)
    app.connect("build-finished", first.write)
    app.connect("build-finished", solutions.strip_downloads)
    app.connect("build-finished", edition.translate_downloads)
    app.connect("build-finished", heard.mend)
    app.connect("build-finished", policy.protect)
    app.connect("build-finished", icons.shrink)
    app.connect("build-finished", styles.join, priority=800)  # of what ``icons`` has written
    app.connect("build-finished", offline.list_files, priority=900)  # after all others have written theirs
    return {"parallel_read_safe": True, "parallel_write_safe": True}
