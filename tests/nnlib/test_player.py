"""A control that plays: in order, none left out, no queue, and a hand that pauses it."""

import asyncio
import time

import pytest

from nnlib import live
from nnlib.show import controls
from nnlib.show.player import Player


def panel(draw=None, **epoch):
    """A panel that plays, quickly, and the epochs that it has drawn."""
    drawn = []

    def draw_epoch(figure, seed, epoch):
        drawn.append(epoch)
        return f"Epoch {epoch} of seed {seed}."

    sliders = {"seed": controls.slider("seed", 0, 0, 9, 1)}
    sliders["epoch"] = epoch.get("epoch", controls.slider("epochs done", 0, 0, 12, 1))
    made = live.Panel(draw(drawn) if draw else draw_epoch, play="epoch", **sliders)
    made.player.speed.value = 50
    return made, drawn


async def over(player):
    """Wait until it plays no more."""
    for _ in range(1000):
        if not player.playing:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it plays on and on")


def test_it_shows_every_value_once_in_order_and_ends_at_the_last():
    made, drawn = panel()

    async def watch():
        made.player.play()
        assert made.player.play_button.description == "Pause"
        await over(made.player)

    asyncio.run(watch())
    assert drawn == list(range(13)) and made.sentence == "Epoch 12 of seed 0."
    assert made.player.play_button.description == "Play"


def test_played_again_at_the_end_it_begins_with_the_first():
    made, drawn = panel()
    made.controls["epoch"].value = 12
    drawn.clear()

    async def watch():
        made.player.play()
        await over(made.player)

    asyncio.run(watch())
    assert drawn == list(range(13))


def test_a_list_plays_by_its_entries():
    made, drawn = panel(epoch=controls.steps("steps done", [0, 1, 10, 100], value=1))
    made.player.play()
    assert drawn == [1, 10, 100] and made.controls["epoch"].value == 100


def test_a_drawing_slower_than_the_tick_leaves_nothing_out_and_no_queue():
    """A tick is 20 ms, a drawing takes 100 in steps; a tick that did not wait would begin it anew and anew."""

    def draw(drawn):
        def slowly(figure, seed, epoch):
            for k in range(10):
                yield "Waiting", k / 10
                time.sleep(0.01)
            drawn.append(epoch)
            return f"Epoch {epoch}."

        return slowly

    made, drawn = panel(draw)

    async def watch():
        made.player.play()
        await over(made.player)
        while made._work.busy:
            await asyncio.sleep(0.01)

    asyncio.run(watch())
    assert drawn == list(range(13)) and made.sentence == "Epoch 12."


@pytest.mark.parametrize(
    "hand",
    [
        lambda made: setattr(made.controls["epoch"], "value", 3),
        lambda made: made.show("Reset"),
        lambda made: made.player.play_button.click(),
        lambda made: made.player.step_button.click(),
    ],
)
def test_a_hand_pauses_it_and_the_control_stays_where_the_hand_left_it(hand):
    made, drawn = panel(epoch=controls.slider("epochs done", 0, 0, 1000, 1))

    async def watch():
        made.player.play()
        while made.controls["epoch"].value < 5:
            await asyncio.sleep(0.01)
        hand(made)
        left = made.controls["epoch"].value
        assert not made.player.playing and made.player.play_button.description == "Play"
        await asyncio.sleep(0.2)
        assert made.controls["epoch"].value == left

    asyncio.run(watch())
    assert drawn[-1] == made.controls["epoch"].value


def test_another_control_moves_and_it_plays_on():
    made, _ = panel()

    async def watch():
        made.player.play()
        await asyncio.sleep(0.05)
        made.controls["seed"].value = 7
        await over(made.player)

    asyncio.run(watch())
    assert made.sentence == "Epoch 12 of seed 7."


def test_paused_and_played_at_once_it_is_no_quicker_than_before():
    made, _ = panel(epoch=controls.slider("epochs done", 0, 0, 1000, 1))
    ticks = []
    made.controls["epoch"].observe(lambda change: ticks.append(change.new), "value")

    async def watch():
        for _ in range(20):
            made.player.play()
            made.player.pause()
        made.player.play()
        await asyncio.sleep(0.3)
        made.player.pause()

    asyncio.run(watch())
    assert ticks == list(range(1, len(ticks) + 1)) and len(ticks) <= 20


def test_step_moves_by_one_and_no_further_than_the_last():
    made, drawn = panel()
    for _ in range(20):
        made.player.step_button.click()
    assert drawn == list(range(13)) and made.controls["epoch"].value == 12


def test_a_control_that_there_is_not_cannot_play():
    with pytest.raises(ValueError, match=r"play must be one of 'seed', not 'epoch'"):
        live.Panel(lambda figure, seed: "", play="epoch", seed=controls.slider("seed", 0, 0, 9, 1))


def test_a_page_is_told_which_widgets_play_and_others_are_as_before():
    made, _ = panel()
    player = made.player
    assert made.parts["play"] == {
        "control": made.controls["epoch"],
        "play": player.play_button,
        "step": player.step_button,
        "speed": player.speed,
    }
    other = live.Panel(lambda figure, seed: "", seed=controls.slider("seed", 0, 0, 9, 1))
    assert other.player is None and "play" not in other.parts


@pytest.mark.parametrize(("last", "speed"), [(3, 1), (12, 2), (93, 10), (400, 50), (5000, 50)])
def test_all_values_take_some_ten_seconds(last, speed):
    player = Player(controls.slider("epochs done", 0, 0, last, 1))
    assert player.speed.value == speed


def test_an_error_leaves_no_player_that_seems_to_play():
    made, _ = panel()

    def fail(change):
        raise RuntimeError("no picture")

    async def watch():
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        made.controls["epoch"].observe(fail, "value")
        made.player.play()
        await over(made.player)

    asyncio.run(watch())
    assert made.player.play_button.description == "Play"
