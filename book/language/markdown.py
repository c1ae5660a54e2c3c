"""The texts of a page of Markdown: a paragraph, a heading, an entry of a list or of a table, each on one line.

A text keeps its marks: formulas, links, roles. So the page of another language is made before anything is parsed, and
numbers of the run, titles of exercises and the book's own directives come out as on the English one. Sphinx would put
translations in after a notebook has been parsed, when its ``{glue:text}`` finds no numbers any more.
"""

import itertools
import re
from pathlib import Path

import yaml
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

CONFIG = yaml.safe_load(Path(__file__).parents[2].joinpath("_config.yml").read_text(encoding="utf-8"))
PARSER = create_md_parser(
    MdParserConfig(enable_extensions=set(CONFIG["parse"]["myst_enable_extensions"])), RendererHTML
)
DIRECTIVE = re.compile(r"\{([\w:-]+)\} ?(.*)")
INCLUDE = re.compile(r"```\{include\} (\S+)\n:start-after: (.+)\n:end-before: (.+)\n```")
OPTION = re.compile(r" *:[\w-]+:")
NEEDS = re.compile(r"\*You need: (?P<needs>.+?)\.? Time: (?P<time>.+?)\.?\*$")  # cards show these parts, too

# What is a text in each directive: its title, its content, the parts of each of its lines, or nothing.
TITLED = {"dropdown", "exercise", "prf:lemma", "prf:proposition", "prf:theorem"}
CONTENT = {*TITLED, "note", "solution"}
LINES = {
    "chapters": re.compile(r"\d+ (.+)"),
    "exercises-to-give": re.compile(r"\S+ (.+)"),
    "panel-states": re.compile(r"\[([^\]]+)\]\(\S+\) (.+) \| (.+)"),
}
NOTHING = {"bibliography", "chapter-facts", "eval-rst", "math", "my-work", "panels", "polls"}
NOTHING |= {"quiz-answers", "solution-end", "solution-start"}

# What has no words: formulas, code, and roles that show a number or a name.
WORDLESS = re.compile(r"\$[^$]+\$|\{(?:glue:text|cite|cite:t|eq|prf:ref|ref)\}`[^`]*`|(?<!\})`[^`]*`")


def whole(source, folder):
    """The page of a folder with what it includes; ValueError if what it asks for is not there."""

    def part(match):
        file, after, before = match.groups()
        text = Path(folder, file).read_text(encoding="utf-8")
        if after not in text or before not in text.split(after, 1)[1]:
            raise ValueError(f"{file} does not have {after!r} and then {before!r}")
        return text.split(after, 1)[1].split(before, 1)[0].strip()

    return INCLUDE.sub(part, source)


def texts(source):
    """The texts of a page, each with the number of its first line, counted from 0.

    >>> texts("# Luck\\n\\nTwo lines\\nof one text.\\n\\n- $x$\\n- an *input*")
    [(0, 'Luck'), (2, 'Two lines of one text.'), (6, 'an *input*')]
    """
    found = [(line, _joined(text)) for line, text in _raw(source.splitlines(), 0)]
    parts = [(line, part) for line, text in found if (needs := NEEDS.match(text)) for part in needs.groups()]
    return [*found, *parts]


def replaced(source, translate):
    """The page with ``translate(text)`` in the place of each text.

    >>> replaced("# Luck\\n\\n- Two lines\\n  of one text.\\n- $x$", str.upper)
    '# LUCK\\n\\n- TWO LINES OF ONE TEXT.\\n- $x$'
    """
    lines, columns, places = source.splitlines(), {}, []
    for first, text in _raw(lines, 0):
        parts = text.splitlines()
        last = first + len(parts) - 1
        start, _ = _place(lines[first], parts[0], columns.get(first, 0))
        _, columns[last] = _place(lines[last], parts[-1], start if last == first else 0)
        places.append((first, start, last, columns[last], _joined(text)))
    for first, start, last, end, text in reversed(places):
        inside = translate(text)
        if lines[first].lstrip().startswith("|"):
            inside = re.sub(r"(?<!\\)\|", r"\\|", inside)
        lines[first : last + 1] = [f"{lines[first][:start]}{inside}{lines[last][end:]}"]
    return "\n".join(lines)


def headings(source):
    """The headings of a page, in their order."""
    tokens = PARSER.parse(source, {})
    return [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]


def _joined(text):
    return re.sub(r"(?<!\\)\s*\n\s*", " ", text)


def _place(line, part, column):
    """Where a part of a text begins and ends in its line; in a table a bar is written with a backslash."""
    for written in (part.strip(), part.strip().replace("|", r"\|")):
        start = line.find(written, column)
        if start >= 0:
            return start, start + len(written)
    raise ValueError(f"{part!r} was not found in {line!r}")


def _raw(lines, first):
    """Texts as they are written, with their lines; ``first``: the number of the first of ``lines``."""
    for token in PARSER.parse("\n".join(lines), {}):
        if token.type == "inline" and _has_words(token.content):
            yield first + token.map[0], token.content
        elif token.type in ("fence", "colon_fence") and (found := DIRECTIVE.match(token.info.strip())):
            yield from _of_directive(*found.groups(), token.content.splitlines(), first + token.map[0])


def _of_directive(name, title, lines, place):
    if name in TITLED and title:
        yield place, title
    below = place + 1
    while lines and OPTION.match(lines[0]):
        lines, below = lines[1:], below + 1
    if name in CONTENT:
        yield from _raw(lines, below)
    elif name in LINES:
        for number, line in enumerate(lines):
            found = LINES[name].fullmatch(line.strip())
            yield from ((below + number, part) for part in (found.groups() if found else ()))
    elif name == "glossary":
        for number, line in enumerate(lines):
            if line.strip():
                yield below + number, line.strip()
    elif name not in NOTHING:
        raise ValueError(f"book/language/markdown.py does not say what is a text in {{{name}}}")


def _has_words(text):
    return bool(re.search(r"[^\W\d_]{2}", WORDLESS.sub("", text)))
