"""What a page shows before its Python is there: the panels' pictures, drawn when the book is built.

For each control a file holds what the panel shows while that control alone moves from the first values, at up to 33
of its positions, and one more holds the presets, and what actions make of the first values. A picture is drawn over the first frame: pixels that are the same in
both are left clear, but for an edge, and the others have 40 colours at most, so that a picture takes two or three kilobytes. A file
is the length of a header (4 bytes, the lowest first), the header in JSON, and the pictures one after the other, as
lossless WebP; where 33 would take more than 130 kB there are fewer. ``python -m book.drawn FOLDER`` writes all files; drawn.ts reads them.
"""

import importlib
import io
import json
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import numpy as np
from PIL import Image

from nnlib.show.controls import place_of, values_of

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
POSITIONS, COLOURS = 33, 40
LARGEST, A_CHAPTER = 130_000, 440_000  # bytes: of a file, of a chapter's in the mean
EFFORT, METHOD = 50, 4  # of WebP; more takes up to a hundred times as long and saves a few percent
PANEL = re.compile(r"panels\.(\w+)\(\)")


def panel_of(notebook, source):
    """The chapter and the function of the panel that a cell shows, such as ("01", "forward_pass"), or None.

    >>> panel_of("notebooks/01_forward_pass.ipynb", "panels.forward_pass()")
    ('01', 'forward_pass')
    """
    found = PANEL.fullmatch(source.strip())
    return (Path(notebook).name[:2], found[1]) if found else None


def panels_of(chapter):
    """The module with the panels of a chapter, "01"; the first page is "00".

    >>> panels_of("00").__name__
    'nnbook.laboratory.panels'
    """
    return importlib.import_module(f"nnbook.{'laboratory' if chapter == '00' else f'ch{chapter}'}.panels")


def file_name(chapter, function, control):
    """The file of a control, or of the "presets"; a page knows it without the control (``stem``)."""
    return f"{stem(chapter, function)}{control}.bin"


def stem(chapter, function):
    return f"{chapter}-{function}-"


def all_panels():
    """Chapter and function of every panel of the chapters, in their order."""
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb"))[1:]:  # the first page's runs: book/recorded.py
        cells = nbformat.read(notebook, as_version=4).cells
        yield from filter(None, (panel_of(notebook, cell.source) for cell in cells))


def positions(control):
    """Where a control is drawn: its values by where it stands in the page, a list by the number of an entry.

    Both ends and the first value are among them, if it is one of its steps.

    >>> from nnlib.show.controls import slider
    >>> list(positions(slider("rate", 0.3, 0, 1, 0.1)))[:4]
    [0.0, 0.1, 0.2, 0.3]
    """
    values = values_of(control)
    places = spread(len(values) - 1, place_of(control))
    return {place if hasattr(control, "index") else values[place]: values[place] for place in places}


def spread(last, first, count=POSITIONS):
    """Up to ``count`` whole numbers from 0 to ``last``, evenly spaced, but for one that makes room for ``first``.

    >>> spread(96, 10)[:5]
    [0, 3, 6, 10, 12]
    """
    places = [round(place) for place in np.linspace(0, last, min(count, last + 1))]
    nearest = min(places[1:-1], key=lambda place: abs(place - first), default=0)
    if first not in places:
        places[places.index(nearest)] = first
    return places


def sweeps(panel):
    """For each control, and for the presets, by name: what is shown, and where (None for a preset)."""
    first = panel.figure.frame().copy()
    for name, control in panel.controls.items():
        shown = []
        for place, value in positions(control).items():
            panel.show("Reset")
            if control.value != value:
                control.value = value
            shown.append((place, panel.sentence, panel.figure.frame()[..., :3].copy()))
        yield name, first, shown
    shown = []
    for text, press in buttons(panel):
        panel.show("Reset")
        press(text)
        shown.append((text, panel.sentence, panel.figure.frame()[..., :3].copy()))
    yield "presets", first, shown


def buttons(panel):
    """The texts of a panel's buttons, presets and actions, and what each does."""
    return [*((text, panel.show) for text in panel.presets), *((text, panel.act) for text in panel.actions)]


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


def file(places, sentences, pictures):
    """The bytes of a file: what is shown where, and the pictures."""
    header = {"places": places, "sentences": sentences, "sizes": [len(picture) for picture in pictures]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return len(text).to_bytes(4, "little") + text + b"".join(pictures)


def reducer(pixels):
    """A function that gives pixels (n, 3) the nearest of at most 40 colours, chosen for such ``pixels``.

    The commonest colours stay what they are: background, lines and letters. Median cuts choose the others.
    """
    if not len(pixels):
        return lambda these: these
    number = pixels.astype(int) @ [1 << 16, 1 << 8, 1]
    found, counts = np.unique(number, return_counts=True)
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


def draw(folder, chapter, function):
    """Write a panel's files; what they took: seconds of drawing, seconds of packing, and the bytes by control."""
    start = time.perf_counter()
    panel = getattr(panels_of(chapter), function)()
    drawing, packing, sizes = time.perf_counter() - start, 0.0, {}
    shown = sweeps(panel)
    while True:
        start = time.perf_counter()
        sweep = next(shown, None)
        drawing += time.perf_counter() - start
        if sweep is None:
            return drawing, packing, sizes
        control, *what = sweep
        start = time.perf_counter()
        data = packed(*what)
        (folder / file_name(chapter, function, control)).write_bytes(data)
        packing += time.perf_counter() - start
        sizes[control] = len(data)


def main(folder):
    """Draw all panels, one process a core, and say what they took; an error if a file is too large."""
    start = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    panels = list(all_panels())
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(draw, [folder] * len(panels), *zip(*panels)))
    for (chapter, function), (drawing, packing, sizes) in zip(panels, results):
        each = ", ".join(f"{control} {size / 1000:.0f}" for control, size in sizes.items())
        print(
            f"{chapter} {function}: drawn in {drawing:.1f} s, packed in {packing:.1f} s; kB: {each}",
            flush=True,
        )
    sizes = [size for *_, sizes in results for size in sizes.values()]
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.2f} MB, in {time.perf_counter() - start:.0f} s")
    most = A_CHAPTER * len({chapter for chapter, _ in panels})
    if max(sizes) > LARGEST or sum(sizes) > most:
        sys.exit(f"At most {LARGEST} bytes are meant for a control and {most} for all.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
