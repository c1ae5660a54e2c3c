"""A pytest plugin for the Python of a page: its kernel, the event loop, and what does not run there.

The fixture ``page`` is the page as its Python sees it: it asks for cells to be run, and hears messages.
"""

import asyncio
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from pyodide.ffi import run_sync

from nnbook.browser import kernel
from nnbook.browser.messages import Stream

LEFT_OUT = {
    "test_import.py": "it starts another Python",
    "test_fuzz.py": "it stops calls without end by an alarm, and a page has none",
    "test_processes.py": "it starts processes, and a page is one",
    "test_threads_draw_one_after_the_other": "it starts threads, and a page has none",
    "test_the_progress_bar_is_tqdms_and_is_shown_only_if_asked_for": "its bar is a widget there, see cells.py",
}


def pytest_configure():
    before = sys.stdout, sys.stderr
    kernel.start(lambda text, buffers: None)  # ipywidgets looks for IPython when it is imported
    sys.stdout, sys.stderr = before
    loop = (
        asyncio.get_running_loop()
    )  # Pyodide's always runs; the tests are for a plain session, which has none
    asyncio._set_running_loop(None)

    def run(main):
        asyncio._set_running_loop(loop)
        try:
            return run_sync(main)
        finally:
            asyncio._set_running_loop(None)

    asyncio.run = run


def pytest_ignore_collect(collection_path):
    return True if collection_path.name in LEFT_OUT else None


def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if item.name not in LEFT_OUT]


def pytest_terminal_summary(terminalreporter):
    for name, why in LEFT_OUT.items():
        terminalreporter.write_line(f"{name} does not run in a page's Python: {why}.")


class Page:
    def __init__(self):
        self.shell, self.messages = kernel.Shell.one, []

    def post(self, text, buffers):
        self.messages.append(json.loads(text))

    def streams(self):
        """Python's streams as the kernel sets them; pytest has its own."""
        return redirect_stdout(Stream(self.shell, "stdout")), redirect_stderr(Stream(self.shell, "stderr"))

    def run(self, source, cell=0):
        """Run a cell; whether it went to its end."""
        out, err = self.streams()
        with out, err:
            running = self.shell.run(cell, source)
            try:
                while True:
                    running.send(None)
            except StopIteration as end:
                return end.value

    def move(self, name, value):
        """Give a control, by its name in the cells, a new value as a hand on the page does."""
        model = self.shell.user_ns[name].model_id
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        out, err = self.streams()
        with out, err:
            self.shell.take("comm_msg", json.dumps({"comm_id": model, "data": data}), [])

    def said(self, kind):
        """The contents of the messages of a kind."""
        return [message["content"] for message in self.messages if message["type"] == kind]


@pytest.fixture
def page(monkeypatch):
    page = Page()
    monkeypatch.setattr(page.shell, "post", page.post)
    return page
