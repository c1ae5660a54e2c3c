"""The icons that the site's pages have, and no others: the theme brings two thousand, in 270 kB that each visitor would load.

Where a page's element or the theme's style asks for an icon, its shape is kept, and its rule in the style sheet, which then
asks for the small files.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from fontTools.ttLib import TTFont

RULE = re.compile(r"([^{}]*)\{[^{}]*?content: ?\"\\([ef][0-9a-f]{3})\"")
SHAPE = re.compile(r"(?:\.fa-[\w-]+:before,?)+\{content:\"\\([0-9a-f]+)\"\}")
# The theme's own files: Sphinx copies them once, and here those copies are replaced.
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
SHEET, FONTS = Path("styles", "pydata-sphinx-theme.css"), Path("vendor", "fontawesome", "webfonts")
STYLES = ["solid-900", "regular-400", "brands-400"]


def shrink(app, exception):
    """Write the small files beside the theme's, and let its style sheet ask for them."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    css = (THEME / SHEET).read_text(encoding="utf-8")
    codes = wanted(Path(app.outdir), css)
    for style in STYLES:
        name = f"fa-{style}"
        shrink_font(THEME / FONTS / f"{name}.ttf", codes, static / FONTS / f"{name}-few.woff")
        css = re.sub(
            rf"src:url\(([^()]*){name}\.woff2\)[^;}}]*", rf'src:url(\1{name}-few.woff) format("woff")', css
        )
        for kind in ("ttf", "woff2"):
            (static / FONTS / f"{name}.{kind}").unlink(missing_ok=True)
    css = SHAPE.sub(lambda rule: rule[0] if int(rule[1], 16) in codes else "", css)
    (static / SHEET).write_text(css, encoding="utf-8")


def wanted(site, css):
    """The characters of all icons that a page, a script or a rule of the theme asks for."""
    files = [*site.glob("*.html"), *site.glob("book/*.html"), *site.glob("notebooks/*.html")]
    files += [*site.glob("_static/*.js"), *site.glob("_static/scripts/*.js")]
    used = {
        name for file in files for name in re.findall(r"\bfa-([a-z-]+)", file.read_text(encoding="utf-8"))
    }
    characters = set()
    for sheet in [css, *(file.read_text(encoding="utf-8") for file in site.glob("_static/**/*.css"))]:
        for selectors, code in RULE.findall(sheet):
            names = re.findall(r"\.fa-([\w-]+):", selectors)
            if not names or used & set(names):
                characters.add(int(code, 16))
    return characters


def shrink_font(file, characters, to):
    """Write a font's shapes of these characters only, as a WOFF file."""
    with TTFont(file) as font:
        small = subset.Subsetter(subset.Options(layout_features=[]))
        small.populate(unicodes=characters)
        small.subset(font)
        font.flavor = "woff"
        font.save(to)
