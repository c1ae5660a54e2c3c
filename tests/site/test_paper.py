"""The book on paper: a chapter with and without its solutions, and a book of five pages."""

import re
from types import SimpleNamespace

import pypdf
import pytest
import segno
import yaml
from bs4 import BeautifulSoup
from built import ROOT

from book.live.sphinx.shared import published
from book.paper import pages, printing

CHAPTER = "notebooks/06_zeros_twos_random"
PAGES = ["notebooks/01_forward_pass", CHAPTER, "book/teaching/chapter_06", "book/glossary", "book/notation"]


@pytest.fixture(scope="module")
def paths(browser, address, tmp_path_factory):
    """Where the worksheet, the chapter with solutions, and the book are printed to."""
    folder = tmp_path_factory.mktemp("paper")
    with pages.paper(browser) as opened:
        made = printing.chapter(opened, address, CHAPTER, folder)
        made.append(printing.whole(opened, address, PAGES, folder / "book.pdf"))
    return made


@pytest.fixture(scope="module")
def files(paths):
    """The three, as they were printed."""
    return [pypdf.PdfReader(path) for path in paths]


def text(file):
    return "\n".join(page.extract_text() for page in file.pages)


def test_only_the_one_with_solutions_has_them(files):
    worksheet, solved, book = map(text, files)
    for answer in ["Solution to", "Your guesses"]:
        assert answer not in worksheet and answer in solved and answer in book
    for question in ["Exercise 6.1", "6.1. Predict", "6.8. Quiz"]:
        assert question in worksheet and question in solved


def test_pages_are_numbered_and_a_chapter_begins_on_its_own(files):
    *_, book = files
    for number, page in enumerate(book.pages, 1):
        assert number == 1 or re.search(rf"^{number}$", page.extract_text(), re.MULTILINE)
    tops = {entry.title: entry.top for entry in flat(book.outline)}
    for chapter in ["1. The forward pass", "6. Zeros, twos, random", "Glossary"]:
        assert tops[chapter] > 700  # of 842 points


def flat(outline):
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else [entry]


def test_the_contents_say_the_pages_on_which_the_headings_are(files):
    *_, book = files
    contents = text(book).split("Contents", 1)[1]
    found = re.findall(r"^(\d+\.\d+\. [^\n]+) (\d+)$", contents, re.MULTILINE)
    assert len(found) >= 15
    for heading, number in found:
        printed = " ".join(book.pages[int(number) - 1].extract_text().split())
        assert heading in printed, f"{heading} is not on page {number}"


def test_every_link_within_the_book_leads_to_a_page_of_it(files):
    *_, book = files
    links = [
        annotation.get_object()["/Dest"]
        for page in book.pages
        for annotation in page.get("/Annots", [])
        if "/Dest" in annotation.get_object()
    ]
    assert len(links) > 50
    assert {str(link) for link in links} <= set(book.named_destinations)


def leading_out(file):
    """Where the links of a file lead that leave it."""
    annotations = [each.get_object() for page in file.pages for each in page.get("/Annots", [])]
    return [str(each["/A"]["/URI"]) for each in annotations if "/URI" in each.get("/A", {})]


def test_a_link_that_leaves_a_file_leads_to_the_published_book(files):
    """Not to the address at which the pages were served while they were printed."""
    worksheet, solved, book = map(leading_out, files)
    home = published(SimpleNamespace(html_theme_options={"repository_url": repository()})).lower()
    assert all("127.0.0.1" not in link for link in [*worksheet, *solved, *book])
    for chapter in (worksheet, solved):
        assert f"{home}book/glossary.html#term-Hidden-unit" in chapter
        assert f"{home}notebooks/01_forward_pass.html" in chapter
    states = [link for link in book if link.startswith(f"{home}{CHAPTER}.html#panel=")]
    assert len(states) >= 4  # a state of a panel is on no paper
    assert not [link for link in book if link.startswith(f"{home}book/glossary")]


def test_of_other_pages_the_contents_have_the_title_alone(files):
    *_, book = files
    contents = text(book).split("Contents", 1)[1].split("You need", 1)[0]
    assert re.search(r"^Teaching chapter 6 \d+$", contents, re.MULTILINE) and "Wrong ideas" not in contents


def test_a_long_table_begins_where_it_stands(files):
    *_, book = files
    printed = next(page.extract_text() for page in book.pages if "Subscripts follow" in page.extract_text())
    assert "number of features" in printed


def test_a_plan_of_a_lesson_is_on_one_page(files):
    *_, book = files
    (printed,) = (page.extract_text() for page in book.pages if "0 to 6" in page.extract_text())
    assert "41 to 45" in printed


def test_a_site_without_solutions_gives_worksheets_alone(browser, address, tmp_path, monkeypatch):
    monkeypatch.setenv("SOLUTIONS", "no")
    with pages.paper(browser) as opened:
        (only,) = printing.chapter(opened, address, CHAPTER, tmp_path)
    assert only.name.endswith("-worksheet.pdf")


@pytest.mark.parametrize("which", range(3), ids=["worksheet", "with solutions", "book"])
def test_a_file_is_set_in_the_letters_of_the_site(files, which):
    names = {
        font.get_object().get("/BaseFont", "")
        for page in files[which].pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    for face in ["Regular", "Italic", "SemiBold"]:
        assert any(name.endswith(f"SourceSerif4-{face}") for name in names)


@pytest.mark.parametrize("which", range(3), ids=["worksheet", "with solutions", "book"])
def test_a_file_is_tagged_has_its_fonts_and_a_language(files, which):
    root = files[which].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "en"
    assert files[which].outline
    for page in files[which].pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                described = inner.get_object().get("/FontDescriptor", {})
                assert font.get_object()["/Subtype"] == "/Type3" or set(described) & {
                    "/FontFile2",
                    "/FontFile3",
                }


def test_the_printed_panel_has_its_picture_and_its_values(files):
    worksheet, _, book = files
    panel = next(page for page in worksheet.pages if "start value: " in page.extract_text())
    assert panel.images
    assert re.search(r"^6\.2\. The panel", panel.extract_text(), re.MULTILINE)  # with what is to be done
    panel = next(page for page in book.pages if "panels.forward_pass()" in page.extract_text())
    assert re.search(r"^1\.3\. The panel", panel.extract_text(), re.MULTILINE)


def test_the_code_beside_a_panel_is_the_panels_address(html):
    address = published(SimpleNamespace(html_theme_options={"repository_url": repository()}))
    code = segno.make(f"{address}{CHAPTER}.html#panel=start-value", error="l")
    drawn = code.svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True)
    shown = html[f"{CHAPTER}.html"].select_one(".panel-print svg path")["d"]
    assert f'd="{shown}"' in drawn


def repository():
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["repository"]["url"]


def test_the_files_are_listed_by_title(paths, files, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p>before</p><div id="paper-files">old</div><p>after</p>', encoding="utf-8")
    printing.link(page, paths)
    listed = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert listed.text.startswith("before") and listed.text.endswith("after")
    numbers = [len(file.pages) for file in files]
    lines = [re.sub(r", \d+\.\d MB", "", line.text) for line in listed.select("#paper-files li")]
    assert lines == [
        f"6. Zeros, twos, random: worksheet ({numbers[0]} pages), with solutions ({numbers[1]} pages)",
        f"Breaking Symmetry: all pages ({numbers[2]} pages)",
    ]
    assert listed.select_one("a")["href"] == "../pdf/06_zeros_twos_random-worksheet.pdf"


def test_the_list_of_files_needs_its_place(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>nothing</p>", encoding="utf-8")
    with pytest.raises(SystemExit, match="no place"):
        printing.link(page, [])
