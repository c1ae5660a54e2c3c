"""Run the notebooks whose results the build does not have, as many at once as there are processors.

``python -m book.execute CACHE`` keeps the results where the build looks for them, in its jupyter-cache; by itself the
build would run one notebook after the other. A notebook that fails is not kept: the build runs it again, and says
what is wrong in the words of a build. With numbers of chapters behind it, it runs those alone. For a book without
solutions it runs the notebooks without theirs, whose results pages ask for that are read before the chapters.
"""

import json
import os
import sys
from pathlib import Path

import yaml
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

from book.live.sphinx import solutions

ROOT = Path(__file__).parents[1]


def execute(folder, *numbers):
    os.environ["NNLIB_PAGE"] = "1"  # for the kernels: their panels stand on pages
    cache = get_cache(folder)
    # The later chapters compute more, so they begin.
    paths = [str(path) for path in sorted(ROOT.glob("notebooks/*.ipynb"), reverse=True)]
    paths = [path for path in paths if not numbers or Path(path).name[:2] in numbers]
    if not solutions.shown():
        paths = [cut(Path(path), folder / "without_solutions") for path in paths]
    for path in paths:
        cache.add_nb_to_project(path)
    timeout = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["execute"]["timeout"]
    load_executor("local-parallel", cache).run_and_cache(filter_uris=paths, timeout=timeout)


def cut(path, folder):
    """Write a notebook without its solutions into the folder; where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = solutions.without(json.loads(path.read_text(encoding="utf-8")))
    (folder / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    return str(folder / path.name)


if __name__ == "__main__":
    execute(Path(sys.argv[1]).resolve(), *sys.argv[2:])
