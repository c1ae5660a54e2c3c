"""What colours tell apart is told apart by eyes that lack a kind of cone, and by dashes too.

Colours are seen through Machado, Oliveira & Fernandes's matrices (2009, full severity) and compared in CIELAB, where a
distance of 2 is just seen and 40 is far.
"""

import itertools

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from nnlib.show import graph, picture

EYES = {
    "full": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
FAR, NEAR = 40, 20


def seen(colour, eyes):
    """A colour in CIELAB, as these eyes see it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = TO_XYZ @ np.clip(EYES[eyes] @ linear, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(first, second, eyes):
    return np.linalg.norm(seen(first, eyes) - seen(second, eyes))


@pytest.mark.parametrize("eyes", EYES)
def test_what_has_two_colours_has_two_for_all_eyes(eyes):
    surface = matplotlib.colormaps[picture.SURFACE]
    growing = matplotlib.colormaps[picture.STEPS]
    pairs = {
        "signs of weights": graph.COLOURS,
        "sides of a surface": (surface(0.1), surface(0.9)),
        "ends of a scale": (growing(0.0), growing(1.0)),
        "a curve and its like": [line["color"] for line in picture.LINES[:2]],
    }
    for name, (first, second) in pairs.items():
        assert apart(first, second, eyes) > FAR, name


@pytest.mark.parametrize("eyes", EYES)
def test_a_scale_grows_lighter_all_the_way(eyes):
    steps = [seen(matplotlib.colormaps[picture.STEPS](at), eyes)[0] for at in np.linspace(0, 1, 17)]
    assert (np.diff(steps) > 0).all()


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("lines", [picture.LINES, picture.UNITS], ids=["curves", "units"])
def test_lines_whose_colours_are_near_have_other_dashes(lines, eyes):
    near = [
        (first, second)
        for first, second in itertools.combinations(lines, 2)
        if apart(first["color"], second["color"], eyes) < NEAR
    ]
    assert all(first["linestyle"] != second["linestyle"] for first, second in near)
    if eyes != "full":
        assert len(near) <= 2
    else:
        assert not near


@pytest.mark.parametrize("line", picture.LINES, ids=lambda line: line["color"])
def test_every_line_is_dark_enough_on_white(line):
    """A contrast of at least 3, as WCAG 2.2 asks of graphics (1.4.11)."""
    rgb = np.array(to_rgb(line["color"]))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    assert 1.05 / (TO_XYZ[1] @ linear + 0.05) > 3
