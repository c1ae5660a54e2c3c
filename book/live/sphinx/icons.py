"""The icons that the site's pages have, and no others: the theme brings two thousand, in 270 kB that each visitor would load.

Where a page's element or the theme's style asks for an icon, its shape is kept, and its rule in the style sheet, which then
asks for the small files.
"""

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RULE = re.compile(r"([^{}]*)\{[^{}]*?content: ?\"\\([ef][0-9a-f]{3})\"")
SHAPE = re.compile(r"(?:\.fa-[\w-]+:before,?)+\{content:\"\\([0-9a-f]+)\"\}")
STYLES = ["solid-900", "regular-400", "brands-400"]


def shrink(app, exception):
    """Write the small files beside the theme's, and let its style sheet ask for them."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    sheet = static / "styles" / "pydata-sphinx-theme.css"
    css, folder = sheet.read_text(encoding="utf-8"), static / "vendor" / "fontawesome" / "webfonts"
    codes = wanted(Path(app.outdir), css)
    for style in STYLES:
        name = f"fa-{style}"
        shrunk(folder / f"{name}.ttf", codes).rename(folder / f"{name}-few.woff")
        css = re.sub(
            rf"src:url\(([^()]*){name}\.woff2\)[^;}}]*", rf'src:url(\1{name}-few.woff) format("woff")', css
        )
        for kind in ("ttf", "woff2"):
            (folder / f"{name}.{kind}").unlink()
    css = SHAPE.sub(lambda rule: rule[0] if int(rule[1], 16) in codes else "", css)
    sheet.write_text(css, encoding="utf-8")


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


def shrunk(file, characters):
    """A font with the shapes of these characters only, in a WOFF file beside it."""
    with TTFont(file) as font:
        small = subset.Subsetter(subset.Options(layout_features=[]))
        small.populate(unicodes=characters)
        small.subset(font)
        font.flavor = "woff"
        font.save(file.with_suffix(".woff"))
    return file.with_suffix(".woff")
