"""What CPython draws for the panels of the book, to compare a page's pictures with."""

import functools
import importlib
import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import numpy as np
from built import ROOT
from PIL import Image

ALONE = ThreadPoolExecutor(1)


@functools.cache
def panel_names(chapter):
    """The functions of the chapter's ``panels`` whose panels a chapter shows, in order."""
    notebook = nbformat.read(ROOT / chapter.replace(".html", ".ipynb"), as_version=4)
    last_lines = [cell.source.splitlines()[-1] for cell in notebook.cells if cell.cell_type == "code"]
    return [found[1] for line in last_lines if (found := re.fullmatch(r"panels\.(\w+)\(\)", line))]


@functools.cache
def panel(chapter, number):
    panels = importlib.import_module(f"nnbook.ch{Path(chapter).name[:2]}.panels")
    return alone(getattr(panels, panel_names(chapter)[number]))


def first_slider(chapter, number):
    """A panel's first slider, and its values from end to end; None and no values for a panel of lists alone."""
    shown = panel(chapter, number)
    sliders = ((n, c) for n, c in shown.controls.items() if "Slider" in type(c).__name__)
    name, slider = next(sliders, (None, None))
    if slider is None:
        return None, []
    if hasattr(slider, "options"):
        return name, [option[1] if isinstance(option, tuple) else option for option in slider.options]
    count = round((slider.max - slider.min) / slider.step)
    return name, [slider.min + slider.step * i for i in range(count + 1)]


def far_end(chapter, number):
    """Where a panel's first slider can go: the link's part for one of its ends, and the sentence that is said there."""
    shown, (name, values) = panel(chapter, number), first_slider(chapter, number)
    alone(shown.show, "Reset")
    end = values[0] if shown.controls[name].value == values[-1] else values[-1]
    alone(moved, shown, {name: end})
    return f"#panel={shown.name}&{name}={end if isinstance(end, str) else f'{end:.10g}'}", shown.sentence


def picture(chapter, number, **values):
    """The pixels that CPython shows for these values, all else as at first."""
    shown = panel(chapter, number)
    return pixels(alone(moved, shown, values).image.value)


def alone(action, *arguments):
    """Do it where there is no event loop. Around Playwright's a panel would draw in slices, and not be done at once."""
    return ALONE.submit(action, *arguments).result()


def moved(shown, values):
    """The panel, with these values and all else as at first."""
    shown.show("Reset")
    for name, value in values.items():
        shown.controls[name].value = value
    return shown


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"), float)


def likeness(one, other):
    """Structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004) of two pictures, 1 for the same picture.

    The browser's matplotlib is older and sets text a pixel or two aside, so they are looked at from some distance.
    """
    if (
        len(one) > len(other) + 1 or len(other) > len(one) + 1
    ):  # a page draws as many pixels as its screen has
        one = np.asarray(Image.fromarray(one.astype(np.uint8)).resize(other.shape[::-1], Image.BOX), float)
    height, width = np.minimum(one.shape, other.shape)  # versions round inches to pixels in two ways
    assert (np.abs(np.subtract(one.shape, other.shape)) <= 1).all()
    height, width = height // 4 * 4, width // 4 * 4
    small = [p[:height, :width].reshape(height // 4, 4, -1, 4).mean((1, 3)) for p in (one, other)]
    a, b = (np.lib.stride_tricks.sliding_window_view(pixels, (7, 7)) for pixels in small)
    mean_a, mean_b = a.mean((2, 3)), b.mean((2, 3))
    covariance = (a * b).mean((2, 3)) - mean_a * mean_b
    variances = a.var((2, 3)) + b.var((2, 3))
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2  # theirs: no division by zero in an even area
    luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
    return (luminance * (2 * covariance + c2) / (variances + c2)).mean()
