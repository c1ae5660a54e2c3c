"""JupyterLite for the built site, on the Python that its pages run.

``python -m book.jupyterlite.build SITE`` writes the folder SITE/lite. The core of Python, NumPy and matplotlib
are the pages' own; beside them is only what a whole IPython needs, taken and compiled by book/live/vendor. One lock file
names all of it, and the kernel starts from it: nothing is looked up elsewhere.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from book.language import pages
from book.live.sphinx import solutions
from book.live.vendor.fetch import CACHE, digest, official_wheel
from book.live.vendor.packing import CORE, compiled, pack, precompile
from nnbook.language import ENGLISH, wanted

ROOT = Path(__file__).parents[2]

COMMAND = ROOT / ".venv" / "jupyterlite" / "bin" / "jupyter-lite"
KERNEL = Path("extensions/@jupyterlite/pyodide-kernel-extension/static")  # in lite/
EXTENSION = ["ipykernel", "piplite", "pyodide_kernel"]  # the wheels that it brings and needs
# A whole IPython and what it imports; the rest its kernel asks for by name.
PACKAGES = ["ipython", "asttokens", "executing", "jedi", "matplotlib-inline", "parso", "prompt-toolkit"]
PACKAGES += ["pure-eval", "pygments", "stack-data", "wcwidth", "sqlite3", "ssl", "openssl", "micropip"]
KERNELSPEC = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
# A quiz that finds no MathJax asks another host for it, and JupyterLab's own is out of its sight. The two would
# overwrite each other's styles, so the quiz's have another name.
HEAD = """<head>
    <link rel="icon" href="../../_static/favicon.svg">
    <script>
      MathJax = {
        tex: { inlineMath: [["$", "$"]] },
        startup: {
          typeset: false,
          ready() {
            MathJax._.output.chtml_ts.CHTML.STYLESHEETID = "quiz-styles";
            MathJax.startup.defaultReady();
          },
        },
      };
    </script>
    <script src="../../_static/vendor/mathjax/tex-mml-chtml.js"></script>"""


def build(site):
    """Make the folder ``lite`` of the site anew."""
    lite = site / "lite"
    shutil.rmtree(lite, ignore_errors=True)
    (python,) = (site / "_static" / "vendor" / "python").iterdir()
    run_jupyter_lite(lite)
    lock = json.loads((python / "pyodide-lock.json").read_text())
    wheels = made(lite / KERNEL / "pypi")
    shutil.copytree(wheels, lite / "python")
    lock["packages"] |= json.loads((wheels / "packages.json").read_text())
    (nnlib,) = (site / "_static" / "vendor" / "live").glob("nnlib-*.whl")
    lock["packages"]["nnlib"] = described(nnlib, f"../../live/{nnlib.name}")
    (lite / "python" / "pyodide-lock.json").write_text(json.dumps(lock))
    configure(lite, python.name, sorted(lock["packages"]))
    write_notebooks(lite)


def run_jupyter_lite(lite):
    """JupyterLite itself; of its three applications JupyterLab."""
    with tempfile.TemporaryDirectory() as room:
        command = [COMMAND, "build", "--lite-dir", room, "--output-dir", lite, "--apps", "lab"]
        command += ["--no-sourcemaps", "--no-unused-shared-packages"]
        done = subprocess.run(command, check=False, cwd=room, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


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


def configure(lite, python, packages):
    """Point the kernel to the site's own files. Each path is seen from where it is read."""
    options = {
        "pyodideUrl": f"./../_static/vendor/python/{python}/pyodide.js",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": "./python/pyodide-lock.json",
            "packages": packages,
        },
    }
    if wanted() != ENGLISH:  # Pyodide's own setting, and ours
        options["loadPyodideOptions"]["env"] = {"HOME": "/home/pyodide", "NNBOOK_LANGUAGE": wanted()}
    path = lite / "jupyter-lite.json"
    settings = json.loads(path.read_text())
    data = settings["jupyter-config-data"]
    data["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"] |= options
    data |= {"appName": "Breaking Symmetry", "faviconUrl": "./../_static/favicon.svg"}
    # A chapter is short: all of it is in the page, so that a panel stays when it is scrolled away.
    data["settingsOverrides"] = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
    path.write_text(json.dumps(settings, indent=2))
    page = lite / "lab" / "index.html"
    page.write_text(page.read_text().replace("<head>", HEAD, 1))


def write_notebooks(lite):
    """The chapters, for JupyterLite's one kernel, and the list of them in the form of Jupyter's server."""
    listed = []
    for path in sorted(ROOT.glob("notebooks/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not solutions.shown():
            notebook = solutions.without(notebook)
        notebook = pages.notebook(notebook)
        notebook["metadata"] |= {"kernelspec": KERNELSPEC}
        target = lite / "files" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        listed.append(model(path.name, "notebook") | {"size": target.stat().st_size})
    index = lite / "api" / "contents" / "all.json"
    index.parent.mkdir()
    index.write_text(json.dumps(model("", "directory") | {"format": "json", "content": listed}))


def model(name, kind):
    """What Jupyter's server says about a file."""
    time = "2026-01-01T00:00:00Z"  # the same site from the same files
    return {
        "name": name,
        "path": name,
        "type": kind,
        "format": None,
        "content": None,
        "mimetype": None,
        "writable": True,
        "created": time,
        "last_modified": time,
    }


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve())
