"""nnlib as others get it: a wheel and a source distribution that build, say what they are, and work with NumPy alone."""

import json
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from built import ROOT
from packaging.metadata import Metadata

pytestmark = pytest.mark.once
# Run by the Python of an environment that has the wheel and NumPy: what is missing to import each module, and a training.
TRY = """
import importlib, json, pkgutil, sys
import nnlib
missing = {}
for found in pkgutil.walk_packages(nnlib.__path__, "nnlib."):
    try:
        importlib.import_module(found.name)
    except ModuleNotFoundError as error:
        missing[found.name] = error.name
corners, classes = [[-1, -1], [-1, 1], [1, -1], [1, 1]], [[0], [1], [1], [0]]
kinds = [nnlib.Tanh(), nnlib.Sigmoid()]
net = nnlib.Network.initialized([2, 2, 1], nnlib.normal(1), kinds, seed=range(20))
options = {"learning_rate": 0.5, "loss": nnlib.CrossEntropy(), "batch_size": None, "epochs": 1000}
run = nnlib.train(net, corners, classes, **options)
print(json.dumps({"place": nnlib.__file__, "missing": missing, "learned": int((run.final.loss < 0.1).sum())}))
"""


def build(source, kind, target):
    """What hatchling makes of a source, without fetching anything."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = Path(target).iterdir()
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel that is built from the source distribution."""
    room = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(room, filter="data")
    (source,) = room.iterdir()
    return build(source, "wheel", tmp_path_factory.mktemp("wheel"))


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_of_the_source_distribution_is_that_of_the_repository(wheel, tmp_path):
    assert contents(wheel) == contents(build(ROOT, "wheel", tmp_path))


def test_what_they_say_of_themselves_is_valid(sdist, wheel):
    """By the rules that PyPI has, which are those that twine checks."""
    (said,) = (data for name, data in contents(wheel).items() if name.endswith("METADATA"))
    with tarfile.open(sdist) as archive:
        assert archive.extractfile(f"{sdist.name.removesuffix('.tar.gz')}/PKG-INFO").read() == said
    metadata = Metadata.from_email(said, validate=True)
    assert (metadata.name, metadata.license_expression) == ("nnlib", "BSD-3-Clause")
    assert metadata.description and metadata.description_content_type == "text/markdown"
    assert [str(each) for each in metadata.requires_dist if not each.marker] == ["numpy>=2.0"]


def test_it_computes_in_an_environment_that_has_numpy_alone(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    (site,) = (tmp_path / "env").glob("lib/python*/site-packages")
    for part in Path(sysconfig.get_path("platlib")).glob("numpy*"):
        (site / part.name).symlink_to(part)
    install = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", wheel]
    subprocess.run([*map(str, install)], check=True, cwd=tmp_path)
    run = subprocess.run([python, "-I", "-c", TRY], cwd=tmp_path, check=True, capture_output=True, text=True)
    found = json.loads(run.stdout)
    assert Path(found["place"]).is_relative_to(site)
    drawing = ("nnlib.plots", "nnlib.live", "nnlib.show")
    assert found["missing"] and all(name.startswith(drawing) for name in found["missing"])
    assert set(found["missing"].values()) <= {"matplotlib", "contourpy", "ipywidgets"}
    assert found["learned"] > 10
