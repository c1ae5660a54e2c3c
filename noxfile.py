"""The unit tests on the newest Python. The oldest NumPy and matplotlib, and Python 3.12, are what a page's Python
has: ``make browser-python``."""

import os
from pathlib import Path

import nox

# pyenv keeps its Pythons off PATH until they are chosen; make them known to nox.
root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
found = [str(folder) for folder in sorted(root.glob("versions/3.*/bin"))]
os.environ["PATH"] = os.pathsep.join([*found, os.environ["PATH"]])

nox.options.error_on_missing_interpreters = bool(os.environ.get("CI"))
nox.options.reuse_venv = "yes"
NEEDED = ["numpy", "matplotlib", "ipywidgets", "tqdm", "jupyterquiz", "pytest", "pytest-xdist", "hypothesis"]
NEEDED += ["distributed"]  # the population that loses a worker


@nox.session(python="3.13")
def unit(session):
    session.install("-c", "requirements.txt", *NEEDED)
    session.run(
        *["pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider"],
        *["--doctest-modules", "nnlib", "nnbook", "tests/nnlib", "tests/nnbook"],
    )
