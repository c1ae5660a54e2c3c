"""The program that draws panels beforehand: where it draws, what it packs, and that a file stays small."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from book import drawn, pictures
from nnlib.show import controls


@pytest.mark.parametrize(
    ("last", "first"), [(0, 0), (1, 1), (5, 2), (32, 7), (33, 7), (600, 350), (600, 0), (600, 600)]
)
def test_both_ends_and_the_first_value_are_drawn(last, first):
    places = pictures.spread(last, first, 33)
    assert places == sorted(set(places)) and len(places) == min(33, last + 1)
    assert {0, first, last} <= set(places)


def test_a_list_is_drawn_by_its_entries_and_a_slider_by_its_values():
    assert drawn.positions(controls.choice("start", ["random", "zero"])) == {0: "random", 1: "zero"}
    assert list(drawn.positions(controls.slider("rate", 0.3, 0, 0.5, 0.1))) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]


def read(data):
    end = 4 + int.from_bytes(data[:4], "little")
    header, frames = json.loads(data[4:end]), []
    for size in header["sizes"]:
        frames.append(np.asarray(Image.open(io.BytesIO(data[end : end + size])).convert("RGBA")))
        end += size
    assert end == len(data)
    return header["places"], header["sentences"], frames


def test_a_file_has_the_pixels_that_differ_from_the_first_frame():
    first = np.full((20, 30, 4), 255, np.uint8)
    other = first[..., :3].copy()
    other[5:9, 4:20] = (0, 114, 178)
    places, sentences, (same, changed) = read(
        pictures.packed(first, [(0, "zero", first[..., :3]), (1, "one", other)])
    )
    assert (places, sentences) == ([0, 1], ["zero", "one"])
    assert (same[..., 3] == 0).all()
    edge = np.zeros((20, 30), bool)
    edge[3:11, 2:22] = True  # what differs, and two pixels around it
    assert np.array_equal(changed[..., 3] == 255, edge)
    assert (changed[edge & (other == 255).all(axis=2), :3] == 255).all()
    assert np.abs(changed[5:9, 4:20, :3].astype(int) - (0, 114, 178)).max() == 0


def test_the_background_stays_what_it_is_beside_colours_that_are_nearly_the_same():
    first = np.full((20, 30, 4), 255, np.uint8)
    first[5:15, 5:25, :3] = 40  # something that the next picture takes away, but for an edge
    other = np.full((20, 30, 3), 255, np.uint8)
    other[5, 5:25] = 252
    *_, (taken,) = read(pictures.packed(first, [(1, "one", other)]))
    assert (taken[6:15, 5:25, :3] == 255).all()


def test_a_file_that_would_be_too_large_has_fewer_places(monkeypatch):
    random = np.random.default_rng(0)
    frames = random.integers(0, 255, (33, 40, 50, 3), dtype=np.uint8)
    shown = [(i, str(i), frame) for i, frame in enumerate(frames)]
    monkeypatch.setattr(pictures, "LARGEST", 20_000)
    data = pictures.packed(frames[9], shown)
    places, *_ = read(data)
    assert len(data) <= 20_000 and {0, 9, 32} <= set(places) and 5 < len(places) < 33
