"""The Python that a page runs: Pyodide, its packages, ours; cut to what is needed and compiled.

``python -m book.live.vendor.distribution TARGET`` makes the folder TARGET/<digest>, a whole Pyodide distribution of
our own: the core from npm's ``pyodide``, wheels, and a ``pyodide-lock.json`` that names them with their hashes. What is
made is kept in CACHE, as is what ``fetch`` has fetched. Wheels that are not Pyodide's are pinned by hash in
requirements.txt beside this file.

``python -m book.live.vendor.distribution --nnlib TARGET`` makes nnlib's wheel alone, which changes more often.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .fetch import CACHE, digest, download, official_wheel
from .fonts import lighten
from .packing import CORE, compiled, pack, precompile, unpack

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# From Pyodide: what nnlib imports, and what that imports. IPython gives display and its formats; it is not run whole.
PACKAGES = ["numpy", "matplotlib", "pillow", "contourpy", "kiwisolver", "cycler", "pyparsing", "packaging"]
PACKAGES += ["python-dateutil", "six", "traitlets", "decorator", "ipython"]


def build(target):
    """Make the distribution, from the cache if nothing that it depends on has changed."""
    lock = json.loads((CORE / "pyodide-lock.json").read_text())
    ours = (HERE / "requirements.txt").read_text()
    sources = [*sorted(HERE.glob("*.*")), CORE / "pyodide-lock.json"]
    recipe = digest(*(path.read_bytes() for path in sources))[:12]
    made = CACHE / "distribution" / recipe
    if not made.exists():
        with tempfile.TemporaryDirectory(dir=_made(CACHE)) as room:
            assemble(Path(room, "result"), Path(room), lock, ours)
            shutil.move(Path(room, "result"), _made(made.parent) / recipe)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(made, Path(target, recipe))


def assemble(result, room, lock, ours):
    """The distribution's files, in ``result``."""
    site, stdlib = _made(room / "site"), _made(room / "stdlib")
    wheels = {}
    for name in PACKAGES:
        file = lock["packages"][name]
        (room / file["file_name"]).write_bytes(official_wheel(file))
        wheels[name] = file | {"files": unpack(room / file["file_name"], site)}
    for path in download(ours, _made(room / "pypi")):
        name, version = path.name.split("-")[:2]
        wheels[name] = {"name": name, "version": version, "file_name": path.name, "files": unpack(path, site)}
    unpack(CORE / "python_stdlib.zip", stdlib)
    for font in site.rglob("DejaVu*.ttf"):
        lighten(font)
    precompile(site, stdlib)
    packages = {}
    for name, wheel in wheels.items():
        files = list(compiled(site, wheel.pop("files")))
        if (
            name == "matplotlib"
        ):  # Pyodide's looks for its list of fonts here; the wheel's own names fonts left out
            files.append("matplotlib/fontlist.json")
        pack(result / wheel["file_name"], site, files)
        packages[name] = {
            "name": wheel["name"],
            "version": wheel["version"],
            "file_name": wheel["file_name"],
            "install_dir": "site",
            "sha256": digest((result / wheel["file_name"]).read_bytes()),
            "package_type": "package",
            "imports": [],
            "depends": [],
        }
    pack(result / "python_stdlib.zip", stdlib, [str(p.relative_to(stdlib)) for p in stdlib.rglob("*.pyc")])
    for name in ("pyodide.mjs", "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm"):
        shutil.copyfile(CORE / name, result / name)
    (result / "pyodide-lock.json").write_text(json.dumps({"info": lock["info"], "packages": packages}))


def nnlib(target):
    """nnlib's wheel for the browser, with its digest in its name."""
    with tempfile.TemporaryDirectory() as room:
        build = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            room,
            ROOT,
        ]
        subprocess.run([*build, "--disable-pip-version-check"], check=True)
        (wheel,) = Path(room).glob("nnlib-*.whl")
        site = _made(Path(room, "site"))
        names = unpack(wheel, site)
        precompile(site)
        for old in Path(target).glob("nnlib-*.whl"):
            old.unlink()
        pack(_made(Path(target)) / wheel.name, site, compiled(site, names))


def _made(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    if sys.argv[1] == "--nnlib":
        nnlib(sys.argv[2])
    else:
        build(sys.argv[1])
