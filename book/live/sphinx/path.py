"""What a chapter needs, how long it takes, and the short path: said by the chapter, and carried to where one looks for it.

A chapter begins with the line "*You need: ... Time: 40 minutes, and 75 with the exercises.*". From it ``{chapters}``
makes the cards of the front page. The chapters of the short path have a mark in the contents, and at the end of each
chapter stands where the path goes on.
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList

from book.language.pages import translate
from nnlib.show.language import translated
from sphinx.util.docutils import SphinxDirective

from .description import executed
from .gallery import shown
from .stills import small

SHORT = ["01", "05", "06", "09"]
MARK = '<span class="path-mark" role="img" aria-label="{text}" title="{text}">◆</span>'
OPENING = re.compile(
    r"# (?P<title>.+)\n+\*You need: (?P<needs>.+?)\.? Time: (?P<time>(?P<minutes>\d+) .+?)\.?\*\n"
)


def opening(file):
    """A chapter's title, what it ``needs`` (Markdown), its ``time`` in words, and the ``minutes`` of reading; None if not said.

    In the language that is built.
    """
    found = OPENING.match("".join(json.loads(file.read_text(encoding="utf-8"))["cells"][0]["source"]))
    return found and {part: translate(text) for part, text in found.groupdict().items()} | {
        "minutes": found["minutes"]
    }


def chapters(app):
    """The files of the chapters with their openings, by number, "01" and on."""
    files = sorted(Path(app.srcdir, "notebooks").glob("*.ipynb"))
    return {file.name[:2]: (file, found) for file in files if (found := opening(file))}


def needs_of(said):
    """What a chapter's opening says that it needs, with links that lead there from any page."""
    return re.sub(r"(\{doc\}`[^`]*?)(?<![/\w])(\d\d_\w+)", r"\1/notebooks/\2", said["needs"])


def sign():
    """The mark of a chapter on the short path, in HTML."""
    return MARK.format(text=escape(translated("on the short path")))


class Chapters(SphinxDirective):
    """``{chapters}``: a card for each chapter; a line of the contents is its number and its one idea."""

    has_content = True

    def run(self):
        ideas = dict(line.split(" ", 1) for line in self.content if line.strip())
        found = chapters(self.env.app)
        if set(ideas) != set(found):
            raise self.error(f"the chapters are {', '.join(found)}, not {', '.join(ideas)}")
        cards = nodes.container(classes=["panel-cards"])
        for number, (file, said) in found.items():
            self.env.note_dependency(str(file))
            cards += self._card(number, file, said, ideas[number])
        hours = round(sum(int(found[number][1]["minutes"]) for number in SHORT) / 30) / 2
        numbers = ", ".join(str(int(number)) for number in SHORT)
        text = translated("The short path: chapters {numbers}, {hours:g} hours without the exercises.")
        path = f'<p id="short-path">{sign()} {text.format(numbers=numbers, hours=hours)}</p>'
        return [nodes.raw("", path, format="html"), cards]

    def _card(self, number, file, said, idea):
        place = f"/notebooks/{file.stem}"
        title = f"[{int(number)} {said['title']}]({place}.ipynb)"
        card = nodes.container(classes=["chapter-card"])
        card += nodes.raw("", self._picture(file), format="html")
        needs = translated("*You need* {needs}. *Time* {time}.")
        lines = [
            f"**{title}** {sign() if number in SHORT else ''}",
            "",
            f"{idea}",
            "",
            needs.format(needs=needs_of(said), time=said["time"]),
        ]
        self.state.nested_parse(StringList(lines, str(file)), self.content_offset, card)
        return card

    def _picture(self, file):
        try:
            _, _, picture, sentence = next(shown(executed(self.env.app, file), file))
        except (KeyError, StopIteration):  # it has failed, and the build says so where it comes to it
            return ""
        app, root = self.env.app, "../" * self.env.docname.count("/")
        return small(picture, sentence, Path(app.outdir, "_images"), f"{root}_images")


def mark(app, pagename, templatename, context, doctree):
    """Mark the chapters of the short path in the contents on the left, and say at a chapter's end where it goes on."""
    found = chapters(app)
    on_path = [f"notebooks/{found[number][0].stem}" for number in SHORT]
    plain = context["generate_toctree_html"]

    def marked(*arguments, **options):
        contents = plain(*arguments, **options)
        for name in on_path:
            address = "#" if name == pagename else app.builder.get_relative_uri(pagename, name)
            for link in contents.select(f'a.reference[href="{address}"]:not(:has(.path-mark))'):
                link.append(type(contents)(f" {sign()}", "html.parser"))
        return contents

    context["generate_toctree_html"] = marked
    number = Path(pagename).name[:2]
    if number in found and pagename.startswith("notebooks/"):
        context["body"] += f'<p class="path-next">{sign()} {goes_on(app, pagename, number, found)}</p>'


def goes_on(app, pagename, number, found):
    """Where the short path goes on after a chapter, in HTML."""
    front = app.builder.get_relative_uri(pagename, app.config.root_doc)
    later = [each for each in SHORT if each > number]
    if not later:
        return translated('Here the <a href="{front}#short-path">short path</a> ends.').format(front=front)
    file, said = found[later[0]]
    address = app.builder.get_relative_uri(pagename, f"notebooks/{file.stem}")
    return translated(
        'The <a href="{front}#short-path">short path</a> goes on with chapter {number}, '
        '<a href="{address}">{title}</a> ({minutes} minutes).'
    ).format(
        front=front,
        number=int(later[0]),
        address=address,
        title=escape(said["title"]),
        minutes=said["minutes"],
    )
