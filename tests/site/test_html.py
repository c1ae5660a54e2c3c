"""The pages as files: links, pictures, launch buttons."""

import re
from urllib.parse import unquote, urldefrag, urlparse

import pytest
from address import ADDRESS, NAME
from built import CHAPTERS, FRONT, PAGES, ROOT, SITE


def targets(soup):
    """The names that a link may point to inside a page."""
    return {tag["id"] for tag in soup.find_all(id=True)} | {
        tag["name"] for tag in soup.find_all("a", attrs={"name": True})
    }


def test_the_chapters_are_there():
    notebooks = sorted(path.stem for path in ROOT.glob("notebooks/*.ipynb"))
    assert [f"notebooks/{name}.html" for name in notebooks] == [FRONT, *CHAPTERS] and CHAPTERS


def test_no_link_leads_nowhere(html):
    broken, names = [], {name: targets(soup) for name, soup in html.items()}
    for name, soup in html.items():
        for tag, attribute in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")]:
            for link in soup.find_all(tag, attrs={attribute: True}):
                url, anchor = urldefrag(link[attribute])
                if urlparse(url).scheme:
                    continue
                path = (SITE / name).parent / unquote(urlparse(url).path) if url else SITE / name
                page = str(path.resolve().relative_to(SITE)) if path.exists() else None
                place = "" if anchor.startswith("panel=") else unquote(anchor)  # a panel's state is no place
                if page is None or (place and page in html and place not in names[page]):
                    broken.append((name, link[attribute]))
    assert not broken


def test_a_page_waits_for_one_style_sheet_that_has_the_rules_of_all(html):
    for name in PAGES:
        sheets = html[name].select('link[rel="stylesheet"]:not([media])')
        assert len(sheets) == 1 and sheets[0]["href"].split("?")[0].endswith("/_static/styles.css")
    css = (SITE / "_static/styles.css").read_text(encoding="utf-8")
    assert "@import" not in css and css.count("@charset") == 1
    places = [css.index(rule) for rule in (".btn{", ".live-button", "Source Serif 4")]
    assert places == sorted(places)  # the book's come last
    for address in re.findall(r'url\("?(?!data:)([^")]+)', css):
        assert (SITE / "_static" / address.split("?")[0]).is_file(), address


def test_nothing_is_loaded_from_another_host(html):
    for name, soup in html.items():
        for tag, attribute in [("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src")]:
            for found in soup.find_all(tag, attrs={attribute: re.compile("^(https?:)?//")}):
                assert found.get("rel") in (["canonical"], ["author"]), (name, str(found)[:200])


@pytest.mark.parametrize("name", PAGES)
def test_pictures_are_described(html, name):
    for picture in html[name].select(".bd-article img"):
        text = picture.get("alt", "").strip()
        assert len(text) > 20 and not re.fullmatch(r"\S+\.(png|svg|jpe?g)", text), picture["src"]


@pytest.mark.parametrize("name", PAGES)
def test_page_has_one_heading_and_a_language(html, name):
    assert html[name].html["lang"] == "en"
    assert len(html[name].select(".bd-article h1")) == 1


@pytest.mark.parametrize("name", [FRONT, *CHAPTERS])
def test_launch_buttons_open_this_notebook(html, name):
    notebook = name.replace(".html", ".ipynb")
    links = [a["href"] for a in html[name].select(".dropdown-launch-buttons a[href]")]
    assert links == [
        f"../lite/lab/index.html?path={notebook.removeprefix('notebooks/')}",
        f"https://mybinder.org/v2/gh/{NAME}/main?urlpath=lab/tree/{notebook}",
        f"https://colab.research.google.com/github/{NAME}/blob/main/{notebook}",
    ]
    assert any(a["href"] == ADDRESS for a in html[name].select(".bd-header-article a[href]"))


def test_the_short_path_is_marked_in_the_contents_and_goes_on_at_each_end(html):
    for name in PAGES:
        marked = [link.get_text() for link in html[name].select(".bd-sidebar-primary a:has(.path-mark)")]
        assert [text.split(".")[0].strip() for text in marked] == ["1", "5", "6", "9"], name
    for name in CHAPTERS:
        (end,) = html[name].select(".path-next")
        later = [number for number in (5, 6, 9) if number > int(name[10:12])]
        assert (f"chapter {later[0]}," if later else "path ends") in end.get_text()


def test_the_front_page_says_what_each_chapter_needs(html):
    cards = html[FRONT].select(".chapter-card")
    assert len(cards) == len(CHAPTERS)
    for card, name in zip(cards, CHAPTERS):
        opening = html[name].find("em", string=re.compile("You need")) or html[name].select_one("article em")
        assert "Time" in card.get_text() and card.find("img")
        needs = opening.get_text().removeprefix("You need: ").split(" Time: ")
        assert needs[0].rstrip(".") in card.get_text() and needs[1].rstrip(".") in card.get_text()


@pytest.mark.parametrize("name", [FRONT, *CHAPTERS])
def test_no_traceback_is_printed(html, name):
    assert "Traceback (most recent call last)" not in html[name].get_text()
    assert not html[name].select(".output.stderr, .output.traceback")


def test_every_module_is_in_the_reference(html):
    shown = {tag["id"] for tag in html["book/reference.html"].find_all(id=re.compile(r"^module-nnlib\."))}
    files = [path.relative_to(ROOT).with_suffix("") for path in ROOT.glob("nnlib/**/*.py")]
    modules = {f"module-{'.'.join(file.parts)}" for file in files if file.name != "__init__"}
    packages = {
        f"module-nnlib.{name}" for name in ("datasets", "initializers", "propagation")
    }  # what their modules have in common
    assert shown == packages | modules - {"module-nnlib.engine.checks", "module-nnlib.engine.network_checks"}


def test_every_source_is_printed(html):
    entries = re.findall(r"^@", (ROOT / "book/references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(html["book/bibliography.html"].select(".citation")) == len(entries) > 20
