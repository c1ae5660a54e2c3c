"""A wheel is taken from anywhere, if it is Pyodide's."""

import hashlib
import zlib

import pytest
from built import ROOT

from book.live.vendor import fetch

WHEEL = {"file_name": "numpy-9.whl", "sha256": hashlib.sha256(b"right").hexdigest()}


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PYODIDE_MIRROR", str(tmp_path))
    return tmp_path / WHEEL["file_name"]


def test_a_folder_may_be_the_mirror_and_is_asked_once(mirror):
    mirror.write_bytes(b"right")
    assert fetch.official_wheel(WHEEL) == b"right"
    mirror.unlink()
    assert fetch.official_wheel(WHEEL) == b"right"


def test_an_address_may_be_the_mirror(mirror, monkeypatch, address):
    name = "pyodide.mjs"
    (served,) = (ROOT / "_build/html/_static/vendor/python").glob(f"*/{name}")
    digest = hashlib.sha256(served.read_bytes()).hexdigest()
    monkeypatch.setenv("PYODIDE_MIRROR", f"{address}_static/vendor/python/{served.parent.name}/")
    assert fetch.official_wheel({"file_name": name, "sha256": digest}) == served.read_bytes()


def test_a_wrong_wheel_stops_the_build_by_its_name_and_is_not_kept(mirror):
    mirror.write_bytes(b"wrong")
    with pytest.raises(SystemExit, match=r"numpy-9\.whl .* is not Pyodide's file"):
        fetch.official_wheel(WHEEL)
    mirror.write_bytes(b"right")
    assert fetch.official_wheel(WHEEL) == b"right"


def test_a_pages_python_is_at_most_13_megabytes_over_the_wire(site):
    vendor = site / "_static" / "vendor"
    files = [*(vendor / "python").glob("*/*"), *(vendor / "live").glob("*.whl")]
    sizes = {path.name: min(path.stat().st_size, len(zlib.compress(path.read_bytes(), 6))) for path in files}
    assert len(sizes) > 15 and sum(sizes.values()) <= 13_000_000, sizes
