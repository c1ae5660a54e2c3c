"""The wheels of JupyterLite beyond those of the pages: a whole IPython, taken and compiled by book/live/vendor."""

import json
import shutil
import tempfile
import zipfile
from pathlib import Path

from book.live.vendor.fetch import CACHE, digest, official_wheel
from book.live.vendor.packing import CORE, compiled, pack, precompile

EXTENSION = ["ipykernel", "piplite", "pyodide_kernel"]  # the wheels that it brings and needs
# A whole IPython and what it imports; the rest its kernel asks for by name.
PACKAGES = ["ipython", "asttokens", "executing", "jedi", "matplotlib-inline", "parso", "prompt-toolkit"]
PACKAGES += ["pure-eval", "pygments", "stack-data", "wcwidth", "sqlite3", "ssl", "openssl", "micropip"]


def made(pypi):
    """The folder of wheels beyond the pages' own, with their part of a lock file; from the cache if it is there."""
    official = json.loads((CORE / "pyodide-lock.json").read_text())["packages"]
    extension = [next(pypi.glob(f"{name}-*.whl")) for name in EXTENSION]
    sources = [Path(__file__), CORE / "pyodide-lock.json", *extension]
    result = CACHE / "jupyterlite" / digest(*(path.read_bytes() for path in sources))[:12]
    if not result.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as room:
            assemble(Path(room), [official[name] for name in PACKAGES], extension)
            result.parent.mkdir(exist_ok=True)
            shutil.move(Path(room, "result"), result)
    return result


def assemble(room, files, extension):
    """Compile the wheels and write them to ``room / "result"``."""
    site, result = room / "site", room / "result"
    result.mkdir()
    site.mkdir()
    contents = {}
    for file in files:
        (room / file["file_name"]).write_bytes(official_wheel(file))
    for path in [*(room / file["file_name"] for file in files), *extension]:
        if path.suffix == ".zip":  # a shared library: there is nothing to compile
            shutil.copyfile(path, result / path.name)
        else:
            with zipfile.ZipFile(path) as wheel:
                wheel.extractall(site)
                contents[path.name] = [name for name in wheel.namelist() if not name.endswith("/")]
    precompile(site)
    for name, names in contents.items():
        pack(result / name, site, compiled(site, names))
    official = {file["file_name"]: file for file in files}
    packages = {}
    for path in sorted(result.iterdir()):
        package = described(path, f"../../../../lite/python/{path.name}")
        for key in ("package_type", "install_dir"):
            package[key] = official.get(path.name, package)[key]
        packages[package["name"]] = package
    (result / "packages.json").write_text(json.dumps(packages))


def described(path, address):
    """A wheel's entry in a lock file; the address is seen from the core's folder."""
    name, version = path.stem.split("-")[:2]
    return {
        "name": name.replace("_", "-"),
        "version": version,
        "file_name": address,
        "install_dir": "site",
        "sha256": digest(path.read_bytes()),
        "package_type": "package",
        "imports": [],
        "depends": [],
    }
