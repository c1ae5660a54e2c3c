"""What makes the laboratory play: a tick learns some epochs and draws, and the next one comes when its time has come.

That is when a sixtieth of a second is over, or later where learning and drawing take longer, with a rest in which the
hand is heard. After a tick that took long, because the strip was drawn in it, the next one comes sooner.
"""

import asyncio

TICK, REST = 1 / 60, 0.002  # seconds from tick to tick at least; and between two


class Ticks:
    """Calls ``tick`` again and again until ``stop``, or until it gives False. ``going``: whether it does.

    >>> ticks = Ticks(lambda: print("tick"))  # None ends it too
    >>> async def one(): ticks.start()
    >>> asyncio.run(one()), ticks.going
    tick
    (None, False)
    """

    def __init__(self, tick):
        self.tick, self.going, self._later = tick, False, None

    def start(self):
        """Tick now, and from now on; nothing new if it goes already."""
        if not self.going:
            self.going, self._due = True, asyncio.get_running_loop().time()
            self._next()

    def stop(self):
        """No more ticks; whether there would have been."""
        was, self.going = self.going, False
        if self._later:
            self._later.cancel()
        return was

    def _next(self):
        more = False
        try:
            if self.tick() and self.going:
                loop = asyncio.get_running_loop()
                self._due = max(
                    self._due + TICK, loop.time() - TICK
                )  # one late tick is made up for, not many
                # A page's loop takes no time that has passed, and it may pass between two lines.
                self._later = loop.call_later(max(self._due - loop.time(), REST), self._next)
                more = True
        finally:
            self.going = more  # whatever went wrong, *Play* can be pressed again
