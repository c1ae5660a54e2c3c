"""What makes the laboratory play: no clock and no error leaves it with *Play* pressed and nothing that moves."""

import asyncio

import pytest

from nnbook.laboratory.ticks import Ticks


class PageLoop(asyncio.SelectorEventLoop):
    """As a page's: it takes no time that has passed. Its clock jumps by more than a rest, each time it is read."""

    jumped = 0.0

    def time(self):
        self.jumped += 0.05
        return super().time() + self.jumped

    def call_at(self, when, callback, *arguments, context=None):
        return self.call_later(when - self.time(), callback, *arguments, context=context)

    def call_later(self, delay, callback, *arguments, context=None):
        if delay < 0:
            raise ValueError("Can't schedule in the past")
        return super().call_at(super().time() + self.jumped + delay, callback, *arguments, context=context)


def test_a_clock_that_jumps_does_not_end_the_ticks():
    ticked = []
    ticks = Ticks(lambda: ticked.append(len(ticked)) or len(ticked) < 20)

    async def played():
        ticks.start()
        while ticks.going:
            await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=PageLoop) as runner:
        runner.run(played())
    assert ticked == [*range(20)]


def test_an_error_ends_the_ticks_and_they_can_be_started_again():
    ticked = []

    def tick():
        ticked.append(None)
        if len(ticked) == 1:
            raise MemoryError("no room")

    async def played():
        ticks = Ticks(tick)
        with pytest.raises(MemoryError):
            ticks.start()
        assert not ticks.going
        ticks.start()

    asyncio.run(played())
    assert len(ticked) == 2


def test_pause_and_play_at_once_do_not_tick_twice_as_often():
    ticked = []

    async def played():
        ticks = Ticks(lambda: ticked.append(None) or len(ticked) < 50)
        ticks.start()
        for _ in range(3):
            ticks.stop()
            ticks.start()
        waiting = [each for each in asyncio.get_running_loop()._scheduled if not each.cancelled()]
        ticks.stop()
        return len(waiting)

    assert asyncio.run(played()) == 1
