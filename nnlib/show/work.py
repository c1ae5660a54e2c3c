"""Work in slices: long work tells how far it is, and between two such words the hand is heard.

Python does one thing at a time, so a slider that moves while something is computed would have to wait. A generator
can stop in the middle and go on later: it yields what it computes and the share of it that is done, and its result
is what it returns. Nothing stands in a queue: newer work takes the place of what still runs. Where nobody can move
anything meanwhile, as in a plain Python session, it runs to its end.
"""

import asyncio
import sys
import threading
import time
from contextlib import contextmanager

SLICE, PATIENCE = 0.03, 0.3  # seconds of work between two looks at the hand; seconds without a sign of work
REST = 0.003  # seconds in which the messages that waited get in


class Work:
    """Runs the newest drawing, in slices, and drops what is not wanted any more.

    ``begin``: makes a generator of what is wanted now. ``done`` hears its result, ``failed`` an exception. ``tell``
    hears of work that takes more than 0.3 s: what it is, the share done and the seconds left (None: not known), and
    "" for the work when it is over.

    >>> def count():
    ...     yield "one", 0.5
    ...     return "two"
    >>> Work(count, print, print, print).now()
    two
    """

    def __init__(self, begin, done, failed, tell):
        self.begin, self.done, self.failed, self.tell = begin, done, failed, tell
        self.lock = threading.RLock()  # JupyterLab moves sliders in one thread and runs cells in another
        self._running, self._told, self._waiting, self._next = None, False, False, 0.0

    def soon(self):
        """Begin anew when the hand has had its say; several such wishes are one."""
        if self._waiting:
            return
        rest, loop = self._next - time.perf_counter(), running_loop()
        if rest <= 0 or not loop:
            self.now()
        else:
            self._waiting = True
            loop.call_later(rest, self.now)

    def now(self):
        """Begin anew, and go on until it is done or a slice of time is over."""
        with self.lock:
            self._waiting, self._began, self._first = False, time.perf_counter(), None
            if self._running:
                self._running.close()
            else:
                self._since = self._began  # the picture is older than the values since then
            self._running = self.begin()
            self._go_on(self._running)

    @contextmanager
    def gathered(self):
        """Several changes that are one: work begins when all of them are made."""
        with self.lock:
            self._waiting = True
            try:
                yield
            finally:
                self.now()

    @property
    def busy(self):
        """Whether something is being drawn, or soon will be."""
        return self._running is not None or self._waiting

    def stop(self):
        """Drop what runs; whether anything did."""
        with self.lock:
            running = self._running
            if running:
                running.close()
                self._over()
            return bool(running)

    def _go_on(self, work):
        with self.lock:
            if work is not self._running:  # newer work has taken its place
                return
            start = time.perf_counter()
            try:
                if self._slice(work, start):
                    return
            except Exception as error:  # whatever it is, the person at the slider is told
                self._over()
                self.failed(error)
            end = time.perf_counter()
            self._next = end + 0.001 + (end - start) / 3  # a rest, in which the messages that waited get in

    def _slice(self, work, start):
        """Work for the time of a slice; whether there is more to do."""
        loop = running_loop()
        try:
            while True:
                what, share = next(work)
                now = time.perf_counter()
                if loop and now - start > SLICE:
                    self._say(what, share, now)
                    loop.call_later(REST, self._go_on, work)
                    return True
        except StopIteration as end:
            self._over()
            self.done(end.value)
            return False

    def _say(self, what, share, now):
        if self._first is None:
            self._first = now, share
        (then, before), left = self._first, None
        if share > before:
            left = (now - then) * (1 - share) / (share - before)
        if now - self._since > PATIENCE:
            self._told = True
            self.tell(what, share, left)

    def _over(self):
        self._running = None
        if self._told:
            self._told = False
            self.tell("", 1.0, 0.0)


def in_page():
    """Whether this is the Python of a page, where something goes on while a drawing is made in slices."""
    return sys.platform == "emscripten" and running_loop() is not None


def running_loop():
    """The event loop that runs here, or None.

    >>> print(running_loop())
    None
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
