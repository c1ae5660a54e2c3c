"""What CPython draws for the panels of the book, to compare a page's pictures with."""

import functools
import importlib
import io
import re
from pathlib import Path

import nbformat
import numpy as np
from built import ROOT
from PIL import Image
from skimage.metrics import structural_similarity
from skimage.transform import downscale_local_mean


@functools.cache
def panel_names(chapter):
    """The functions of the chapter's ``panels`` whose panels a chapter shows, in order."""
    notebook = nbformat.read(ROOT / chapter.replace(".html", ".ipynb"), as_version=4)
    last_lines = [cell.source.splitlines()[-1] for cell in notebook.cells if cell.cell_type == "code"]
    return [found[1] for line in last_lines if (found := re.fullmatch(r"panels\.(\w+)\(\)", line))]


@functools.cache
def panel(chapter, number):
    panels = importlib.import_module(f"nnbook.ch{Path(chapter).name[:2]}.panels")
    return getattr(panels, panel_names(chapter)[number])()


def first_slider(chapter, number):
    """A panel's first slider, and its values from end to end."""
    shown = panel(chapter, number)
    name, slider = next((n, c) for n, c in shown.controls.items() if "Slider" in type(c).__name__)
    if hasattr(slider, "options"):
        return name, [option[1] if isinstance(option, tuple) else option for option in slider.options]
    count = round((slider.max - slider.min) / slider.step)
    return name, [slider.min + slider.step * i for i in range(count + 1)]


def picture(chapter, number, **values):
    """The pixels that CPython shows for these values, all else as at first."""
    shown = panel(chapter, number)
    shown.show("Reset")
    for name, value in values.items():
        shown.controls[name].value = value
    shown.refresh()  # Playwright's event loop is around, in which a panel would wait for its turn
    return pixels(shown.image.value)


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"), float)


def likeness(one, other):
    """Structural similarity of two pictures of one size, 1 for the same picture.

    The browser's matplotlib is older and sets text a pixel or two aside, so they are looked at from some distance.
    """
    height, width = np.minimum(one.shape, other.shape)  # versions round inches to pixels in two ways
    assert (np.abs(np.subtract(one.shape, other.shape)) <= 1).all()
    small = [downscale_local_mean(pixels[:height, :width], (4, 4)) for pixels in (one, other)]
    return structural_similarity(*small, data_range=255)
