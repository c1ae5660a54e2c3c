import re
import subprocess
import sys
from pathlib import Path

import nnlib


def test_importing_nnlib_loads_numpy_and_nothing_that_draws_or_shows():
    code = "import sys, nnlib; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "numpy" in loaded
    assert not {"matplotlib", "ipywidgets", "IPython", "tqdm", "scipy", "PIL", "nnbook"} & set(loaded)


def test_nnlib_imports_nothing_of_the_book():
    for path in Path(nnlib.__file__).parent.rglob("*.py"):
        assert not re.search(r"^\s*(from|import) (nnbook|book)\b", path.read_text(), re.MULTILINE), path
