"""The words of Sphinx, its theme and its extensions that a reader of this book sees, and what an edition has in their place."""

from book.language.pages import EDITIONS, read_catalogue
from nnbook.language import ENGLISH, PSEUDO, pseudo, wanted

# Templates and scripts that say these ask no catalogue.
IN_ATTRIBUTES = ["Main", "Page", "Toggle primary sidebar", "Toggle secondary sidebar"]
SEARCH_BAR = "Search this book..."
COPY = {
    "copy": "Copy",
    "copy_to_clipboard": "Copy to clipboard",
    "copy_success": "Copied!",
    "copy_failure": "Failed to copy",
}
TOGGLE = "Toggle hidden content"
IN_SEARCH = [
    "Search Results",
    "Searching",
    "Preparing search...",
    (
        "Your search did not match any documents. Please make sure that all words are spelled correctly and that "
        "you've selected enough categories."
    ),
    "Search finished, found ${resultCount} page(s) matching the search query.",
    ", in ",
    "Hide Search Matches",
]
IN_CATALOGUES = """\
Skip to main content
Back to top
Contents
Version warning
previous
next
previous page
next page
Search
Index
Color mode
Light
Dark
System Settings
Error
Please activate JavaScript to enable the search functionality.
By
© Copyright %(copyright)s.
Link to this heading
Link to this definition
Link to this code
Link to this image
Link to this table
Link to this equation
Link to this term
Launch interactive content
Launch on
logo
Download this page
Download source file
Print to PDF
Fullscreen mode
Source repositories
Source repository
Repository
Open an issue
Open issue
Note
Exercise
Solution to
Lemma
Proof
Proposition
Theorem
Click to show
Click to hide
attribute
class
exception
function
method
module
property
""".splitlines()
WORDS = [*IN_CATALOGUES, *IN_SEARCH, *IN_ATTRIBUTES, SEARCH_BAR, *COPY.values(), TOGGLE]


def words():
    """What a translator finds in ``theme.po``: places and texts."""
    return [(("the theme", 1), text) for text in WORDS]


def said(text):
    """What an edition says in the place of one of ``WORDS``; "" where it leaves that to Sphinx and the theme."""
    if text not in WORDS or wanted() == ENGLISH:
        return ""
    return pseudo(text) if wanted() == PSEUDO else own(wanted()).get(text, "")


def own(language):
    """The words that an edition has itself, by the English ones; none before its ``theme.po`` is there."""
    file = EDITIONS / language / "theme.po"
    found = read_catalogue(file, language) if file.exists() else []
    return {each.id: each.string for each in found if each.id and each.string and not each.fuzzy}
