"""A frame as a file that a browser shows: PNG, packed fast, or BMP, not packed at all.

PNG is a header, rows of colours packed by the deflate algorithm, and an end; each part is a chunk with its length
before it and a checksum after it (W3C 2003, PNG specification). Packing took a quarter of a frame's time until
ISA-L did it. In a browser's own Python, where ISA-L is not and nothing crosses a wire, the pixels go as they are.
"""

import struct
import sys

import numpy as np

try:
    from isal import isal_zlib as zlib
except ImportError:  # in the browser's Python, or where nobody installed it
    import zlib


def packed(pixels):
    """The format and the bytes of a file for pixels (height, width, 4): what is shown soonest here.

    >>> packed(np.zeros((2, 3, 4), np.uint8))[0] in ("png", "bmp")
    True
    """
    return ("bmp", bmp(pixels)) if sys.platform == "emscripten" else ("png", png(pixels))


def png(pixels):
    """Pixels (height, width, 4) as bytes of a PNG file, packed lightly: a frame is soon replaced.

    Each row begins with a 0, which means that it is not filtered; the fourth colour, how opaque, is left out.

    >>> png(np.zeros((2, 3, 4), np.uint8))[:4]
    b'\\x89PNG'
    """
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    for colour in range(3):  # a fifth of the time that all three at once take
        rows[:, 1 + colour :: 3] = pixels[..., colour]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # eight bits each of red, green and blue
    chunks = {b"IHDR": header, b"IDAT": zlib.compress(rows, level=1), b"IEND": b""}
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def bmp(pixels):
    """Pixels (height, width, 4) as bytes of a BMP file: a header, and the pixels as they lie in memory.

    The header (BITMAPV4HEADER, Microsoft) says which bits are red, green, blue and how opaque; a height below 0 means
    that the first row is the top one.

    >>> bmp(np.zeros((2, 3, 4), np.uint8))[:2], len(bmp(np.zeros((2, 3, 4), np.uint8))) - 2 * 3 * 4
    (b'BM', 122)
    """
    height, width = pixels.shape[:2]
    by_masks, start = 3, 14 + 108
    about = struct.pack("<IiiHHIIiiII", 108, width, -height, 1, 32, by_masks, pixels.size, 0, 0, 0, 0)
    masks = struct.pack("<IIII4s48x", 0xFF, 0xFF00, 0xFF0000, 0xFF000000, b"BGRs")
    return struct.pack("<2sIHHI", b"BM", start + pixels.size, 0, 0, start) + about + masks + pixels.tobytes()
