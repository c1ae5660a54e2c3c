"""The runs of the first page, recorded when the book is built: *Play* works there before any Python does.

One file is the laboratory as it opens, one is each station of the tour, in the form of book/pictures.py: its places are
"plane 0", "network 0", ..., "plane 1", ... for each picture at each of ``EPOCHS``. A picture is drawn over the one that
the page shows at first, and has 40 colours at most. ``python -m book.recorded FOLDER`` writes the files; recorded.ts
plays them.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from pathlib import Path

from book.drawn import stem
from book.pictures import file, grown, reducer, webp
from nnbook.laboratory.panel import Laboratory
from nnbook.laboratory.settings import STATIONS

EPOCHS = [0, 1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200]
LARGEST = 550_000  # bytes of a run


def record(folder, number, name):
    """Write the file of a station, or of the laboratory as it opens (name ""); its bytes."""
    laboratory = Laboratory()
    first = frames(laboratory)
    if name:
        laboratory.show(name)
    places, sentences, descriptions, pictures = [], [], [], []
    for epoch in EPOCHS:
        laboratory.experiment.advance(epoch - laboratory.experiment.epoch)
        laboratory.draw()
        for picture, pixels in frames(laboratory).items():
            changed = grown((pixels != first[picture]).any(axis=2))
            places.append(f"{picture} {epoch}")
            sentences.append(unescape(laboratory.words[picture].value))
            descriptions.append(laboratory.frames[picture].tooltip)
            pictures.append(webp(pixels, changed, reducer(pixels[changed])))
    data = file(places, sentences, pictures, descriptions)
    (folder / f"{stem('00', 'laboratory')}{number}.bin").write_bytes(data)
    return len(data)


def frames(laboratory):
    """The pixels of each picture, by its name."""
    return {name: figure.frame()[..., :3].copy() for name, figure in laboratory.figures.items()}


def main(folder):
    """Record all runs, one process a core, and say what they took; an error if a file is too large."""
    start, names = time.perf_counter(), ["", *STATIONS]
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        sizes = list(pool.map(record, [folder] * len(names), range(len(names)), names))
    print(
        f"first page: {', '.join(f'{size / 1000:.0f}' for size in sizes)} kB in {time.perf_counter() - start:.0f} s"
    )
    if max(sizes) > LARGEST:
        sys.exit(f"At most {LARGEST} bytes are meant for a run.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
