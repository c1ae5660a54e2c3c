"""A notebook's kernel, in a page: cells run here, and their messages go to the page that shows them.

IPython takes seconds to start in a browser, and most of it is for terminals. So its display functions,
formatters and input transformer are used as they are, and ``Shell`` stands where they look for IPython's shell.
Messages have the names and contents of Jupyter's protocol, so that Jupyter's own widgets and output areas
understand them.
"""

import ast
import importlib.util
import json
import os
import sys
import traceback
import types

import comm
import matplotlib
from matplotlib.artist import Artist
from pyodide.code import CodeRunner
from pyodide.ffi import to_js

from nnbook.browser.messages import PageComm, Stream, encoded
from nnlib.show.language import translated

# For each kind of artist matplotlib lists its properties, for help(artist.set): half the time of importing it.
Artist._update_set_signature_and_docstring = classmethod(lambda kind: None)
from matplotlib.backends.backend_agg import FigureCanvasAgg

FigureCanvas = FigureCanvasAgg  # of pyplot's backend, which is this module
CELL = "cell "  # how the file names of cells begin, for tracebacks


def start(post):
    """Stand where IPython is looked for; ``post(text, buffers)`` sends a message to the page."""
    os.environ["NNLIB_PAGE"] = "1"
    shell = Shell(post)
    package = types.ModuleType("IPython")
    package.__path__ = importlib.util.find_spec("IPython").submodule_search_locations
    package.get_ipython = lambda: shell
    running = types.ModuleType("IPython.core.interactiveshell")
    running.InteractiveShell = Shell
    sys.modules |= {"IPython": package, "IPython.core.interactiveshell": running}
    from IPython.core import release

    package.version_info, package.__version__ = release.version_info, release.version
    sys.modules["__main__"] = shell.main
    matplotlib.rcParams["backend"] = f"module://{__name__}"
    Shell.one = shell
    shell.open()
    return shell


def show(**_):
    """Of pyplot's backend: what ``pyplot.show()`` does."""
    Shell.one.show_figures()


class Shell:
    """The part of IPython's InteractiveShell that display, ipywidgets and tqdm use."""

    one = None

    def __init__(self, post):
        self.post = post
        self.main = types.ModuleType("__main__")  # where pickle and dataclasses look for what cells define
        self.user_ns = vars(self.main)
        self.cell, self.capturing = None, []  # which cell runs; widgets that take its output

    def open(self):
        """Import what needs the stand-ins above."""
        from IPython.core.formatters import DisplayFormatter
        from IPython.core.inputtransformer2 import TransformerManager
        from IPython.display import display
        from IPython.utils import _process_emscripten  # noqa: F401 - by this tqdm knows a notebook

        self.display_formatter, self.display_pub = DisplayFormatter(), self
        self.transform = TransformerManager().transform_cell
        self.events = self.kernel = self
        comm.create_comm = lambda **keys: PageComm(self, **keys)
        self.comms = comm.get_comm_manager()
        self.user_ns["get_ipython"] = Shell.instance
        self.user_ns["display"] = display
        sys.stdout, sys.stderr = Stream(self, "stdout"), Stream(self, "stderr")

    @classmethod
    def instance(cls):
        return cls.one

    @classmethod
    def initialized(cls):
        return cls.one is not None

    def trigger(self, event):
        """IPython's events; nobody listens."""

    def register(self, event, function):
        """Of IPython's events: pyplot would redraw after each cell, which shows its figures anyway."""

    unregister = register

    def get_parent(self):
        """Of ipykernel, asked by the Output widget: which request runs. Any name will do."""
        return {"header": {"msg_id": "run"}}

    def send(self, kind, content, buffers=()):
        """Send a message to the page, to the Output widget that captures, if there is one."""
        sys.stdout.flush() if kind != "stream" else None
        message = {"type": kind, "cell": self.cell, "content": content}
        if self.capturing and not kind.startswith("comm"):
            message["captured"] = self.capturing[-1]
        self.post(json.dumps(message, default=str), to_js([to_js(memoryview(b).cast("B")) for b in buffers]))

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        """Of IPython's display publisher."""
        kind = "update_display_data" if update else "display_data"
        self.send(kind, {"data": encoded(data), "metadata": metadata or {}, "transient": transient or {}})

    def clear_output(self, wait=False):
        self.send("clear_output", {"wait": wait})

    async def run(self, cell, source):
        """Run a cell's source; returns whether it went to its end."""
        self.cell, self.capturing = cell, []
        try:
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            code = CodeRunner(self.transform(source), filename=f"{CELL}{cell}", flags=flags)
            result = await code.compile().run_async(self.user_ns)
            if result is not None:
                self.user_ns["_"] = result
                data, metadata = self.display_formatter.format(result)
                if data:
                    self.send(
                        "execute_result",
                        {"data": encoded(data), "metadata": metadata, "execution_count": None},
                    )
            self.show_figures()
        except BaseException:  # SystemExit too: nothing a cell does may end the page's Python
            self.showtraceback()
            return False
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
        return True

    def show_figures(self):
        """Show pyplot's figures, and close them, as Jupyter does after a cell."""
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            from io import BytesIO

            from IPython.display import Image, display

            for number in pyplot.get_fignums():
                file = BytesIO()
                pyplot.figure(number).savefig(file, format="png", bbox_inches="tight")
                display(Image(file.getvalue()))
            pyplot.close("all")

    def showtraceback(self, *_, **__):
        """Show the exception that is being handled, from the cell's own line on."""
        kind, error, place = sys.exc_info()
        inner = place
        while inner and not inner.tb_frame.f_code.co_filename.startswith(CELL):
            inner = inner.tb_next
        unread = issubclass(kind, SyntaxError) and not inner  # the cell was not even compiled
        lines = traceback.format_exception(kind, error, None if unread else inner or place)
        self.send(
            "error", {"ename": kind.__name__, "evalue": str(error), "traceback": "".join(lines).splitlines()}
        )

    def take(self, kind, content, buffers):
        """A message of the page's widgets: comm_msg or comm_close."""
        message = {"content": json.loads(content), "buffers": [memoryview(b.to_py()) for b in buffers]}
        getattr(self.comms, kind)(None, None, message)
        sys.stdout.flush()
        sys.stderr.flush()

    def run_line_magic(self, name, line, *_, **__):
        """``%matplotlib``, ``%pip`` and the like: there is one backend, and all packages are there."""
        if name == "pip":
            print(translated("Nothing is installed into a page's Python; it has what this book imports."))
        elif name not in ("matplotlib", "config"):
            raise NameError(f"%{name} is not known in a page. Open the notebook in Jupyter to use it")

    def run_cell_magic(self, name, line, cell):
        raise NameError(f"%%{name} is not known in a page. Open the notebook in Jupyter to use it")

    def system(self, command):
        raise OSError(f"!{command}: a page has no shell. Open the notebook in Jupyter to use it")

    getoutput = system
