"""Texts in the reader's language."""

import gettext

import pytest

from nnlib import Network, Tanh, plots
from nnlib.live import Panel
from nnlib.show.controls import slider
from nnlib.show.language import counted, translated, use
from nnlib.show.parts import Progress
from nnlib.show.picture import Picture, panes


class Upper(gettext.NullTranslations):
    def gettext(self, message):
        return message.upper()

    def ngettext(self, one, many, n):
        return (one if n == 1 else many).upper()


@pytest.fixture
def upper():
    use(Upper())
    yield
    use(gettext.NullTranslations())


def test_a_catalogue_speaks_from_when_it_is_used(upper):
    assert translated("a loss") == "A LOSS"
    assert counted("{n} step", "{n} steps", 2) == "{N} STEPS"


def test_nothing_stays_nothing():
    assert translated("") == ""


class Marked(gettext.NullTranslations):
    """Brackets round each text, whose fields stay."""

    def gettext(self, message):
        return f"[{message}]"


@pytest.fixture
def marked():
    use(Marked())
    yield
    use(gettext.NullTranslations())


def panel():
    return Panel(
        lambda figure, epoch: f"Epoch {epoch}.",
        presets={"late": {"epoch": 3}},
        play="epoch",
        epoch=slider("epoch", 1, 0, 3, 1, unit="of 3"),
    )


def test_a_panel_goes_back_to_its_own_values_whatever_the_button_is_called(marked):
    made = panel()
    assert [*made.presets] == [*made.parts["presets"]] == ["[Reset]", "late"]
    for back in (made.reset, lambda: made.show("[Reset]")):
        made.show("late")
        assert made.values == {"epoch": 3}
        back()
        assert made.values == {"epoch": 1}


def test_a_panel_can_be_played_whatever_its_buttons_are_called(marked):
    player = panel().player
    texts = [player.play_button.description, player.step_button.description, player.speed.description]
    assert texts == ["[Play]", "[Step]", "[pictures a second]"]
    player.toggle()
    assert player.control.value == 3 and player.play_button.description == "[Play]"


def test_what_a_panel_says_of_itself_is_translated(marked):
    made = panel()
    assert made.below.titles == ("[Values as a table]",)
    assert made.controls["epoch"].description == "[epoch (of 3)]"
    made.draw = lambda figure, epoch: 1 / 0
    made.refresh()
    assert "<b>[No picture.]</b> ZeroDivisionError" in made.words.value


def test_the_time_left_is_one_template_with_what_is_computed(marked):
    progress = Progress(stop=print)
    progress.tell("starts", 0.25, 12.3)
    assert progress.what.value == "[starts, 12 s left]"
    progress.tell("starts", 0.25, None)
    assert progress.what.value == "starts"


def test_a_drawing_moves_what_it_drew_in_another_language_too(marked):
    (axes,) = panes(Picture(), 1)
    net = Network([[[1.0, -1.0]]], [[0.0]], Tanh())
    for _ in range(2):
        plots.decision_region(axes, net, points=20)
        plots.hidden_lines(axes, net)
    assert [line.get_label() for line in axes.lines] == ["[output is 0]", "[unit 1 is 0]"]
