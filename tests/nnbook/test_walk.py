"""A hand that wanders over a chapter's panels: after 300 actions they show what new panels show for the same values.

The hand does not wait: an action may come while a picture is being drawn in slices. Chapters 7 to 9 draw many pictures
that take long, so there most are dropped on the way, and what is compared is what stands at the end.
"""

import asyncio
import inspect
import random
from html import unescape
from importlib import import_module

import pytest

from nnlib.live import Panel

ACTIONS, SEED = 300, 11
CHAPTERS = [f"ch{number:02}" for number in range(1, 14)]


def panels_of(chapter):
    """New panels of a chapter, by their functions."""
    module = import_module(f"nnbook.{chapter}.panels")
    own = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
    made = {f: f() for f in own if list(inspect.signature(f).parameters) == ["values"]}
    assert made and all(isinstance(panel, Panel) for panel in made.values())
    return made


def act(panel, hand):
    """Do something that a hand can do."""
    name = hand.choice([*panel.controls] * 5 + ["a preset", "the screen", "the table"])
    if name == "a preset":
        panel.show(hand.choice(list(panel.presets)))
    elif name == "the screen":
        panel.image.density = hand.choice([0.5, 1.0])
    elif name == "the table":
        panel.below.selected_index = hand.choice([None, 0])
    else:
        control = panel.controls[name]
        if hasattr(control, "min"):
            place = hand.randint(0, round((control.max - control.min) / control.step))
            control.value = type(control.value)(control.min + place * control.step)
        else:
            control.index = hand.randrange(len(control.options))


@pytest.mark.once
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_wandering_hand_leaves_the_picture_of_its_last_values(chapter):
    hand, made = random.Random(SEED), panels_of(chapter)

    async def wander():
        for _ in range(ACTIONS):
            act(hand.choice(list(made.values())), hand)
            await asyncio.sleep(hand.choice([0, 0, 0.001, 0.005]))
        while any(panel._work._running or panel._work._waiting for panel in made.values()):
            await asyncio.sleep(0.01)

    asyncio.run(wander())
    for make, panel in made.items():
        new = make(**panel.values)
        new.image.density = panel.image.density
        new.below.selected_index = panel.below.selected_index
        told = f"seed {SEED}, {new.name}: {panel.values}"
        assert panel.sentence == new.sentence and panel.sentence in unescape(panel.words.value), told
        assert panel.image.value == new.image.value and panel.table.value == new.table.value, told
