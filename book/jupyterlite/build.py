"""JupyterLite for the built site, on the Python that its pages run.

``python -m book.jupyterlite.build SITE`` writes the folder SITE/lite. The core of Python, NumPy and matplotlib
are the pages' own; beside them is only what a whole IPython needs (wheels.py). One lock file
names all of it, and the kernel starts from it: nothing is looked up elsewhere.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from book.jupyterlite.wheels import described, made
from book.language import pages
from book.live.sphinx import solutions
from nnbook.language import ENGLISH, wanted

ROOT = Path(__file__).parents[2]

COMMAND = ROOT / ".venv" / "jupyterlite" / "bin" / "jupyter-lite"
KERNEL = Path("extensions/@jupyterlite/pyodide-kernel-extension/static")  # in lite/
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
