"""What BLAS does to equal units on this processor, on others that it can be told of, and on one whose runs are stored.

BLAS may add up the sums of equal units in different orders; whether it does depends on the processor and on the library
(chapter 8). ``python -m nnbook.ch08.processors`` stores what it does here.
"""

import json
import os
import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np

from nnbook.ch08.rounding import WIDTHS, Rounding, equal_units, watch
from nnlib.show.language import translated

STORED = Path(__file__).with_name("blas.json")


def grouped(runs):
    """The widths by what BLAS did to their units in ``runs``, those of ``three_ways`` by width: texts by name.

    >>> run = {"BLAS": Rounding(None, np.array([0, 1e-9]), None)}
    >>> grouped({2: run, 3: run})
    {'kept': 'none', 'in bits': '2, 3', 'broken': 'none', 'left': '2, 3'}
    """
    widest = {width: ways["BLAS"].apart.max() for width, ways in runs.items()}
    groups = {
        "kept": [width for width, far in widest.items() if far == 0],
        "in bits": [width for width, far in widest.items() if 0 < far < 0.1],
        "broken": [width for width, far in widest.items() if far >= 0.1],
        "left": [width for width, far in widest.items() if far > 0],
    }
    return {name: ", ".join(map(str, widths)) or translated("none") for name, widths in groups.items()}


def machine():
    """What adds up here: processor, NumPy and BLAS, by name.

    >>> sorted(machine())
    ['BLAS', 'NumPy', 'processor']
    """
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text().splitlines() if cpu.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = (names or [platform.processor() or platform.machine() or "unknown"])[0]
    blas = np.show_config(mode="dicts").get("Build Dependencies", {}).get("blas", {})
    library = f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip()
    return {"processor": processor, "NumPy": np.__version__, "BLAS": library}


def broken_on(kind, widths):
    """Those of ``widths`` whose equal units come apart when OpenBLAS takes the processor for a ``kind``.

    OpenBLAS looks once, when it is loaded, so that a Python of its own is started. None where there cannot be one, as in
    a browser. Where NumPy has another library the ``kind`` changes nothing.

    >>> broken_on("Nehalem", [2, 6]) in ([], [2], [6], [2, 6], None)
    True
    """
    program = (
        "from nnbook.ch08.rounding import equal_units, watch\n"
        f"print(*[n for n in {list(widths)} if watch(equal_units(n, False)).apart.any()])"
    )
    try:
        run = [sys.executable, "-c", program]
        found = subprocess.check_output(run, env=os.environ | {"OPENBLAS_CORETYPE": kind}, text=True)
    except OSError:
        return None
    return [int(width) for width in found.split()]


def store_blas(every=50):
    """Write what BLAS does here at each of ``WIDTHS`` to the file that ``stored_blas`` reads."""
    runs = {}
    for width in WIDTHS:
        run = watch(equal_units(width, exact=False), every=every)
        size = [round(float(np.log10(far)), 2) if far else None for far in run.apart]
        runs[width] = {"size": size, "loss": run.loss.round(4).tolist()}
    STORED.write_text(json.dumps({"machine": machine(), "every": every, "runs": runs}) + "\n")


@cache
def stored_blas():
    """What BLAS did on one machine: its names, "machine", and "runs", a ``Rounding`` for each of ``WIDTHS``.

    The distances have two digits. A page's Python has no such BLAS, and this is what its reader would miss.

    >>> sorted(stored_blas()["machine"]) == sorted(machine()), tuple(stored_blas()["runs"]) == WIDTHS
    (True, True)
    """
    found = json.loads(STORED.read_text())
    runs = {}
    for width, run in found["runs"].items():
        apart = [0.0 if size is None else 10.0**size for size in run["size"]]
        steps = found["every"] * np.arange(1, len(apart) + 1)
        runs[int(width)] = Rounding(steps, np.array(apart), np.array(run["loss"]))
    return {"machine": found["machine"], "runs": runs}


if __name__ == "__main__":
    store_blas()
