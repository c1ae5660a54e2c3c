"""A link to the glossary shows the glossary's text while the mouse or the keyboard is on it, without a script.

A page without a formula of its own sets those of such a text in plain letters, and so does without the large script that
sets formulas (policy.py).
"""

import re

from docutils import nodes

GLOSSARY = "book/glossary"
FORMULA = 'class="math'
LETTER = re.compile(r'<span class="math[^"]*">\\\((\w|\\\w+)(?:_\{?(\w+)\}?)?\\\)</span>')
GREEK = {r"\alpha": "α", r"\beta": "β", r"\eta": "η", r"\sigma": "σ"}
LINK = re.compile(
    r'<a class="reference internal" href="[^"#]*glossary\.html#(term-[^"]+)">'
    r'(<span class="xref std std-term">.*?</span>)</a>',
    re.DOTALL,
)


def explain(app, pagename, templatename, context, doctree):
    """Set the glossary's text behind each link to it; the style sheet shows it when it is wanted."""
    if doctree is None or pagename == GLOSSARY or GLOSSARY not in app.env.all_docs:
        return
    texts, number = glossary(app), iter(range(10_000))
    plain = FORMULA not in context["body"]

    def with_text(match):
        link, name = match[0], f"term-text-{next(number)}"
        if match[1] not in texts:
            return link
        described = link.replace("<a ", f'<a aria-describedby="{name}" ', 1)
        return f'{described}<span class="term-text" role="tooltip" id="{name}">{set_plainly(texts[match[1]]) if plain else texts[match[1]]}</span>'

    context["body"] = LINK.sub(with_text, context["body"])


def set_plainly(text):
    """A text in HTML whose formulas are one letter, or one with an index, without the script that sets formulas.

    >>> set_plainly(r'its <span class="math notranslate nohighlight">\\(w_{ji}\\)</span>')
    'its <i>w<sub>ji</sub></i>'
    """

    def letter(match):
        name, index = GREEK.get(match[1], match[1]), match[2]
        return f"<i>{name}{f'<sub>{index}</sub>' if index else ''}</i>"

    return LETTER.sub(letter, text)


def glossary(app):
    """Each term's text in HTML, by the name of its place in the glossary."""
    if not hasattr(app, "glossary_texts"):
        app.glossary_texts = {}
        doctree = app.env.get_and_resolve_doctree(GLOSSARY, app.builder)
        for item in doctree.findall(nodes.definition_list_item):
            text = html(app, next(item.findall(nodes.paragraph)))
            app.glossary_texts |= {name: text for term in item.findall(nodes.term) for name in term["ids"]}
    return app.glossary_texts


def html(app, paragraph):
    """A paragraph as it may stand inside another: without its links."""
    text = app.builder.render_partial(paragraph)["fragment"].strip()
    return re.sub(r"</?(a|p)\b[^>]*>", "", text)
