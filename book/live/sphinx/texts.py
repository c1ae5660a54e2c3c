"""What a page's scripts say in another language than English: the page brings it along, and ``language.ts`` reads it."""

from .description import as_script


def bring(app, pagename, templatename, context, doctree):
    """Add the texts to a page, before its scripts are read."""
    if doctree is None or app.config.language == "en":
        return
    from book.language.scripts import script_texts  # an English book needs nothing of this

    element = f'<script type="application/json" id="page-texts">{as_script(script_texts())}</script>'
    context["body"] += element
