"""The fonts of a page's figures, cut to what such figures say.

A font of DejaVu has 6,000 characters, a third of them of scripts in which this book has no text, and programs that fit
its outlines to the pixels of a screen. matplotlib fits them by a program of its own (``text.hinting: force_autohint``), so
the pictures stay the same to the pixel. Latin, Greek, Cyrillic, and all signs of mathematics stay.
"""

from fontTools import subset

KEPT = [
    range(0x20, 0x530),  # Latin, phonetics, accents, Greek, Cyrillic
    range(0x1D00, 0x2800),  # more of these; punctuation, currencies, arrows, mathematics, shapes
    range(0x2900, 0x2C00),  # more arrows and mathematics
    range(0xFB00, 0xFB07),  # ligatures
    range(0xFFF9, 0xFFFE),  # what stands for a missing character
    range(0x1D400, 0x1D800),  # letters of formulas
]


def lighten(path):
    """Rewrite a TrueType font without what no figure needs."""
    options = subset.Options(
        hinting=False, layout_features=[], legacy_kern=True, notdef_outline=True, glyph_names=False
    )
    options.name_IDs, options.name_languages, options.name_legacy = ["*"], ["*"], True
    options.drop_tables += ["FFTM"]  # FontForge's times
    font = subset.load_font(str(path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for codes in KEPT for code in codes])
    subsetter.subset(font)
    subset.save_font(font, str(path), options)
