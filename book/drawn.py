"""What a page shows before its Python is there: the panels' pictures, drawn when the book is built.

For each control a file holds what the panel shows while that control alone moves from the first values, at up to 33
of its positions, and one more holds the presets, and what actions make of the first values. Their form is that of
book/pictures.py. ``python -m book.drawn FOLDER`` writes all files; drawn.ts shows what is in them.
"""

import importlib
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

from book.pictures import LARGEST, packed, spread
from nnlib.show.controls import place_of, values_of

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
POSITIONS = 33
A_CHAPTER = 440_000  # bytes of a chapter's files in the mean
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
    places = spread(len(values) - 1, place_of(control), POSITIONS)
    return {place if hasattr(control, "index") else values[place]: values[place] for place in places}


def sweeps(panel):
    """For each control, and for the presets, by name: what is shown, and where (None for a preset)."""
    first = panel.figure.frame().copy()
    for name, control in panel.controls.items():
        shown = []
        for place, value in positions(control).items():
            panel.reset()
            if control.value != value:
                control.value = value
            shown.append((place, panel.sentence, panel.figure.frame()[..., :3].copy()))
        yield name, first, shown
    shown = []
    for text, press in buttons(panel):
        panel.reset()
        press(text)
        shown.append((text, panel.sentence, panel.figure.frame()[..., :3].copy()))
    yield "presets", first, shown


def buttons(panel):
    """The texts of a panel's buttons, presets and actions, and what each does."""
    return [*((text, panel.show) for text in panel.presets), *((text, panel.act) for text in panel.actions)]


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
