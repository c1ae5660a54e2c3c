"""The form in which a page has pictures before its Python is there: one file for many that differ little.

A picture is drawn over the first one: pixels that are the same in both are left clear, but for an edge, and the others
have 40 colours at most, so that a picture takes two or three kilobytes. A file is the length of a header (4 bytes, the
lowest first), the header in JSON, and the pictures one after the other, as lossless WebP; where they would take more than
130 kB there are fewer. sweep.ts reads them.
"""

import io
import json

import numpy as np
from PIL import Image

COLOURS = 40
LARGEST = 130_000  # bytes of a file
EFFORT, METHOD = 50, 4  # of WebP; more takes up to a hundred times as long and saves a few percent


def packed(first, shown):
    """A file of what is shown: triples of place, sentence and pixels."""
    first = first[..., :3]
    places, sentences, frames = zip(*shown)
    changed = [grown((frame != first).any(axis=2)) for frame in frames]
    reduce = reducer(np.concatenate([frame[where] for frame, where in zip(frames, changed)]))
    pictures = [webp(frame, where, reduce) for frame, where in zip(frames, changed)]
    count = len(shown)
    kept = range(count)
    still = next((i for i, where in enumerate(changed) if not where.any()), 0)  # the first value's
    while (size := sum(len(sentences[i].encode()) + len(pictures[i]) + 30 for i in kept)) > LARGEST:
        count = min(count - 1, int(count * LARGEST / size))
        kept = spread(len(shown) - 1, still, count)
    return file(*([each[i] for i in kept] for each in (places, sentences, pictures)))


def file(places, sentences, pictures, described=()):
    """The bytes of a file: what is shown where, and the pictures; ``described``: what each shows, if no sentence says it."""
    header = {"places": places, "sentences": sentences, "sizes": [len(picture) for picture in pictures]}
    header |= {"described": described} if described else {}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return len(text).to_bytes(4, "little") + text + b"".join(pictures)


def spread(last, first, count):
    """Up to ``count`` whole numbers from 0 to ``last``, evenly spaced, but for one that makes room for ``first``.

    >>> spread(96, 10, 33)[:5]
    [0, 3, 6, 10, 12]
    """
    places = [round(place) for place in np.linspace(0, last, min(count, last + 1))]
    nearest = min(places[1:-1], key=lambda place: abs(place - first), default=0)
    if first not in places:
        places[places.index(nearest)] = first
    return places


def reducer(pixels):
    """A function that gives pixels (n, 3) the nearest of at most 40 colours, chosen for such ``pixels``.

    The commonest colours stay what they are: background, lines and letters; so does black, for marks are few pixels
    and must not look as if they had a class's colour. Median cuts choose the others.
    """
    if not len(pixels):
        return lambda these: these
    number = pixels.astype(int) @ [1 << 16, 1 << 8, 1]
    found, counts = np.unique(number, return_counts=True)
    counts[found == 0] = counts.max()
    common = found[np.argsort(-counts)[: COLOURS // 3]]
    rest = pixels[~np.isin(number, common)]
    palette = np.column_stack([common >> 16, common >> 8 & 255, common & 255])
    if len(rest):
        rest = rest[:: 1 + len(rest) // 100_000]  # enough to choose by
        cut = Image.fromarray(rest[None]).quantize(COLOURS - len(common), Image.Quantize.MEDIANCUT)
        palette = np.vstack([palette, np.reshape(cut.getpalette(), (-1, 3))[: COLOURS - len(common)]])
    edge = np.arange(4, 256, 8)  # colours are looked up by the upper five bits of each part
    boxes = np.stack(np.meshgrid(edge, edge, edge, indexing="ij"), axis=-1).reshape(-1, 1, 3)
    nearest = ((boxes - palette) ** 2).sum(axis=2).argmin(axis=1)
    table = palette.astype(np.uint8)[nearest]
    for colour in palette[: len(common)][::-1]:  # the commonest last: two may share a box
        table[box_of(colour)] = colour
    return lambda these: table[box_of(these)]


def box_of(colours):
    """The number of the box that each colour (..., 3) lies in: the upper five bits of its three parts."""
    return (colours.astype(int) >> 3) @ [1 << 10, 1 << 5, 1]


def grown(where, margin=2):
    """A mask and the pixels around it: where a page scales a picture, its edges mix with what lies under it.

    >>> grown(np.eye(5, dtype=bool)[[0]], margin=1).astype(int).tolist()
    [[1, 1, 0, 0, 0]]
    """
    height, width = where.shape
    wide = np.pad(where, margin)
    shifts = np.ndindex(2 * margin + 1, 2 * margin + 1)
    return np.any([wide[y : y + height, x : x + width] for y, x in shifts], axis=0)


def webp(frame, where, reduce):
    """The pixels of a frame that are ``where``, in few colours, and clear elsewhere."""
    pixels = np.zeros((*frame.shape[:2], 4), np.uint8)
    pixels[where, :3] = reduce(frame[where])
    pixels[where, 3] = 255
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "WEBP", lossless=True, quality=EFFORT, method=METHOD)
    return file.getvalue()
