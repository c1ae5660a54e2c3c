"""Long work: it tells how far it is, hears the hand, ends when it is told to, and leaves no queue."""

import asyncio
import threading
import time

import ipywidgets
import pytest

from nnlib import live
from nnlib.show import controls, steps, work


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Each word of long work is a slice of its own, and is told at once."""
    monkeypatch.setattr(work, "SLICE", -1.0)
    monkeypatch.setattr(work, "PATIENCE", -1.0)
    monkeypatch.setattr(work, "REST", 0.0)


class Slow(live.Panel):
    """A panel whose drawing takes ten slices, and fails at 7; ``ends`` says how each drawing ended."""

    def __init__(self):
        self.ends, quick = [], True

        def draw(figure, n):
            try:
                for k in range(0 if quick else 10):
                    yield f"counting to {n} < 100", k / 10
                    if k == 5 and n == 7:
                        raise ValueError("7 < 8")
            except GeneratorExit:
                self.ends.append(f"{n} closed")
                raise
            self.ends.append(f"{n} done")
            return f"It is {n}."

        sliders = {"n": controls.slider("n", 0, 0, 99, 1)}
        super().__init__(draw, presets={"fifty": {"n": 50}}, **sliders)
        quick = False
        self.ends.clear()

    def move(self, n):
        self.controls["n"].value = n

    @property
    def busy(self):
        """Whether work is shown; each sign of it says the same."""
        signs = {
            self.progress.layout.visibility == "visible",
            bool(self.working),
            "nn-old" in self.image._dom_classes,
        }
        assert len(signs) == 1
        return signs.pop()


def rest():
    time.sleep(0.005)


async def slices(count):
    for _ in range(count):
        await asyncio.sleep(0)


def played(actions):
    """Run a coroutine function of a new panel, and then until nothing happens any more; the panel."""

    async def play():
        panel = Slow()
        await actions(panel)
        await asyncio.sleep(0.05)  # longer than a rest after a frame
        while panel.busy:
            await slices(1)
        return panel

    return asyncio.run(play())


def test_work_says_what_it_is_and_how_far_and_dims_the_picture():
    async def actions(panel):
        panel.move(3)
        assert panel.busy and panel.working == "counting to 3 < 100" and panel.sentence == "It is 0."
        await slices(4)
        assert panel.progress.bar.value > 0
        assert panel.progress.what.value.startswith("counting to 3 &lt; 100, ")
        assert panel.progress.what.value.endswith(" s left")

    panel = played(actions)
    assert not panel.busy and panel.sentence == "It is 3." and panel.ends == ["3 done"]


def test_the_newest_value_wins_and_older_work_is_closed():
    async def actions(panel):
        for n in range(1, 6):
            panel.move(n)
            assert len(panel.ends) == n - 1  # at once
            await slices(2)

    panel = played(actions)
    assert panel.ends == ["1 closed", "2 closed", "3 closed", "4 closed", "5 done"]
    assert panel.sentence == "It is 5." and "It is 5." in panel.words.value


def test_a_hand_that_does_not_rest_sees_that_work_goes_on(monkeypatch):
    """Patience begins with the first value that is not drawn, not with the newest."""
    monkeypatch.setattr(work, "PATIENCE", 0.05)

    async def actions(panel):
        for n in range(1, 30):
            panel.move(n)
            rest()
            await slices(2)
        assert panel.busy

    assert played(actions).ends[-1] == "29 done"


def test_stop_ends_the_work_and_says_that_the_picture_is_an_earlier_one():
    async def actions(panel):
        panel.move(3)
        await slices(2)
        button(panel, "Stop").click()
        assert not panel.busy and panel.ends == ["3 closed"]
        await slices(20)

    panel = played(actions)
    assert panel.ends == ["3 closed"] and panel.sentence == "It is 0."
    assert "Stopped: the picture is an earlier one." in panel.words.value
    panel.move(4)
    assert panel.sentence == "It is 4." and "It is 4." in panel.words.value
    panel.stop()
    assert "It is 4." in panel.words.value  # nothing ran


def test_an_error_in_the_middle_is_shown_and_the_next_value_clears_it():
    async def actions(panel):
        panel.move(7)
        await slices(30)
        assert not panel.busy and 'role="alert"' in panel.words.value
        assert "ValueError: 7 &lt; 8" in panel.words.value
        panel.move(8)

    panel = played(actions)
    assert panel.sentence == "It is 8." and "alert" not in panel.words.value


def test_a_preset_during_work_takes_its_place():
    async def actions(panel):
        panel.move(3)
        await slices(2)
        button(panel, "fifty").click()

    assert played(actions).ends == ["3 closed", "50 done"]


def test_two_panels_work_at_once():
    ended = []

    async def play():
        one, other = Slow(), Slow()
        one.move(1)
        other.move(2)
        assert one.busy and other.busy
        one.ends = other.ends = ended
        while one.busy or other.busy:
            await slices(1)
        return one.sentence, other.sentence

    assert asyncio.run(play()) == ("It is 1.", "It is 2.") and ended == ["1 done", "2 done"]


def test_without_a_loop_work_runs_through():
    panel = Slow()
    panel.move(3)
    assert panel.sentence == "It is 3." and panel.ends == ["3 done"] and not panel.busy


def test_threads_draw_one_after_the_other():
    """JupyterLab moves sliders in one thread and runs cells in another."""
    panel, inside, most = Slow(), [], []

    def draw(figure, n):
        for _ in range(3):
            inside.append(n)
            most.append(len(inside))
            time.sleep(0.001)
            inside.pop()
            yield "drawing", 0.5
        return f"It is {n}."

    panel.draw = draw

    async def moves(values):
        for n in values:
            panel.move(n)
            await asyncio.sleep(0.001)
        for _ in range(1000):
            if panel.sentence != f"It is {panel.controls['n'].value}.":
                await asyncio.sleep(0.01)

    threads = [threading.Thread(target=asyncio.run, args=[moves(range(k, 90, 2))]) for k in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}
    assert panel.sentence == f"It is {panel.controls['n'].value}." and not panel.busy


def test_in_a_page_the_first_picture_is_drawn_in_slices_and_the_saved_one_stays(monkeypatch):
    """The cell that makes the panel ends at once, and what a hand has moved meanwhile is drawn and nothing else."""
    monkeypatch.setattr(live, "in_page", lambda: True)
    drawn = []

    def draw(figure, n):
        for k in range(10):
            yield "counting", k / 10
        drawn.append(n)
        return f"It is {n}."

    async def play():
        panel = live.Panel(draw, n=controls.slider("n", 0, 0, 99, 1))
        assert panel.working == "counting" and not panel.image.value and not panel.words.value
        assert "image/png" not in panel._repr_mimebundle_()
        await slices(3)
        panel._move(panel, {"moved": {"n": {"value": 4}}}, [])
        while panel.working:
            await slices(1)
        return panel

    panel = asyncio.run(play())
    assert drawn == [4] and panel.sentence == "It is 4." and "It is 4." in panel.words.value
    assert panel.image.value and "image/png" in panel._repr_mimebundle_()


def test_a_result_is_remembered_by_its_arguments():
    runs = []

    @steps.in_steps(most=2)
    def double(x, times=2):
        runs.append(x)
        yield "doubling", 0.5
        return times * x

    assert double(3) == 6 and double(3, times=2) == 6 and double(x=3) == 6 and runs == [3]
    assert [double(x) for x in (4, 5, 3)] == [8, 10, 6] and runs == [3, 4, 5, 3]  # the oldest was forgotten
    assert double.__name__ == "double" and list(double.steps(3)) == []


def counting(most=2, stop=3):
    """A function that counts to three in steps, and the numbers that it has come to."""
    seen = []

    @steps.in_steps(most=most)
    def count(name):
        for k in range(3):
            seen.append(f"{name}{k}")
            if k == stop:
                raise ValueError(name)
            yield name, k / 3
        return name.upper()

    return count, seen


def test_a_result_that_is_asked_for_again_goes_on_where_it_was_left():
    count, seen = counting()
    first = count.steps("a")
    next(first), next(first)
    first.close()  # a hand has moved
    assert count("a") == "A" and seen == ["a0", "a1", "a2"]


def test_two_that_ask_for_one_result_share_the_work():
    count, seen = counting()
    one, other = count.steps("a"), count.steps("a")
    assert [next(each) for each in (one, other, one)] == [("a", 0), ("a", 1 / 3), ("a", 2 / 3)]
    assert steps.finish(other) == steps.finish(one) == "A" and seen == ["a0", "a1", "a2"]


def test_of_results_that_were_left_the_oldest_is_forgotten():
    count, seen = counting(most=1)
    a, b = count.steps("a"), count.steps("b")
    next(a), next(b)
    assert steps.finish(a) == "A" and steps.finish(b) == "B" and len(seen) == 6  # both had theirs in hand
    next(count.steps("c")), next(count.steps("d"))
    assert count("c") == "C" and seen.count("c0") == 2


def test_work_that_failed_begins_anew():
    count, seen = counting(stop=1)
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            count("a")
    assert seen == ["a0", "a1"] * 2


def button(panel, text):
    def inside(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from inside(child)

    (found,) = [w for w in inside(panel) if isinstance(w, ipywidgets.Button) and w.description == text]
    return found
