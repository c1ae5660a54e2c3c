"""The laboratory: what it trains is what nnlib trains alone, and every setting can be drawn."""

import asyncio
from dataclasses import replace
from itertools import cycle, product

import numpy as np
import pytest

from nnbook.laboratory import results
from nnbook.laboratory.controls import LAYERS
from nnbook.laboratory.data import DATA, DIGITS, OWN, points
from nnbook.laboratory.experiment import Experiment
from nnbook.laboratory.panel import Laboratory
from nnbook.laboratory.screens import PICTURES
from nnbook.laboratory.settings import BUTTONS, QUESTIONS, STARTS, STATIONS, UNITS, Settings, station
from nnlib import HalfSquaredError, Network, Tanh, sgd, symmetry, uniform
from nnlib.show.picture import Picture


def test_each_member_is_the_single_network_of_its_seed():
    experiment = Experiment(Settings(seed=7))
    experiment.advance(3)
    x, y, _, _ = experiment.points
    for member in (0, 1, 48):
        alone = Network.initialized([2, 4, 2, 1], uniform(-0.5, 0.5), Tanh(), seed=7 + member, bias=0.1)
        options = {"learning_rate": 0.03, "loss": HalfSquaredError("mean"), "batch_size": 10}
        *_, last = sgd(alone, x, y, order=[np.arange(250)] * 3, **options)
        alike = {"rtol": 1e-12, "atol": 0}  # sums of 49 members at once may differ in the last bit
        np.testing.assert_allclose(experiment.networks.parameters[member], last.network.parameters, **alike)


def test_rewind_gives_the_same_run_bit_for_bit_and_a_new_start_another():
    experiment = Experiment(Settings())
    start = experiment.networks.parameters
    experiment.advance(4)
    end, losses = experiment.networks.parameters, experiment.losses
    experiment.rewind()
    assert experiment.epoch == 0 and np.array_equal(experiment.networks.parameters, start)
    experiment.advance(4)
    assert np.array_equal(experiment.networks.parameters, end)
    assert np.array_equal(experiment.losses, losses)
    assert not np.array_equal(experiment.again(seed=1).networks.parameters[0], start[0])
    assert np.array_equal(experiment.again(data_seed=1).networks.parameters, start)
    assert not np.array_equal(experiment.again(data_seed=1).points[0], experiment.points[0])


def test_equal_units_stay_equal_and_one_bit_parts_them():
    equal = Settings(start="all equal", data="XOR", hidden=(2,))
    for one_bit in (False, True):
        experiment = Experiment(replace(equal, one_bit=one_bit))
        experiment.advance(30)
        assert (symmetry.closest(experiment.looked_at, 0) > 0) is np.bool_(one_bit)


@pytest.mark.parametrize(
    "data, start, units", [*zip(cycle(DATA[:-1]), [*STARTS] * 2, cycle([*UNITS][1:] + [*UNITS]))]
)
def test_every_setting_learns_and_is_drawn(data, start, units):
    figures = {name: Picture(*size) for name, (_, _, size, _) in PICTURES.items()}
    experiment = Experiment(Settings(data=data, start=start, activation=units, hidden=(3, 2)))
    experiment.advance()
    for name, (draw, describe, _, _) in PICTURES.items():
        assert draw(figures[name], experiment).endswith((".", "units."))
        assert len(said := describe(experiment)) > 50 and said.endswith(".") and "nan" not in said


@pytest.mark.parametrize("hidden", LAYERS)
def test_every_network_can_be_looked_at(hidden):
    laboratory = Laboratory(hidden=hidden)
    laboratory.step()
    assert all(words.value.endswith(".") for words in laboratory.words.values())


def test_where_all_starts_are_one_no_share_is_told():
    """Chance has no part in these starts, and in one bit of all."""
    same = {
        name for name in STARTS if Experiment(Settings(start=name, hidden=(2,), one_bit=True)).same_starts
    }
    assert same == {"zeros", "all equal", "identity", "1, 2, 3, ..."}
    legend = " Frame: learned. Cross: not."
    assert Laboratory(start="all equal").words["others"].value == "All 48 starts are this one." + legend
    said = "0 of 48 other starts have learned (95% interval 0% to 7%)."
    assert Laboratory().words["others"].value == said + legend


def test_blank_pictures_are_no_failed_load():
    laboratory = Laboratory()
    said = lambda: "Pale: almost one answer everywhere." in laboratory.words["others"].value
    for name in STATIONS:
        laboratory.show(name)
        laboratory.experiment.advance(10)
        laboratory.draw()
        assert said() is (name in ("5 Too small, too large", "6 Deep"))
    laboratory.controls["scale"].value = 10.0
    assert not said()


@pytest.mark.parametrize("epochs", [0, 31, 32, 63, 200, 255, 1000])
def test_no_label_of_the_epochs_is_cut(epochs):
    laboratory = Laboratory(data=OWN, points=PLACED)
    laboratory.experiment.advance(epochs)
    laboratory.draw()
    axes = laboratory.figures["losses"].axes[0]
    labels = [label for label in axes.get_xticklabels() if axes.get_xlim()[1] >= label.get_position()[0]]
    boxes = [label.get_window_extent() for label in labels]
    assert len(boxes) >= 3 and max(box.x1 for box in boxes) < axes.figure.bbox.x1


@pytest.mark.parametrize(
    "name, scale", [*product(["U(-0.5, 0.5)", "He", "1, 2, 3, ...", "zeros"], [0.001, 100.0])]
)
def test_how_far_units_are_apart_is_written_as_people_do_and_its_mark_is_whole(name, scale):
    laboratory = Laboratory(start=name, scale=scale)
    assert "e+" not in laboratory.words["network"].value and "e-" not in laboratory.words["network"].value
    figure = laboratory.figures["network"]
    figure.frame()
    gauge = figure.axes[1]
    (mark,) = gauge.lines
    around = mark.get_markersize() / 2 * figure.dpi / 72  # in pixels
    (x, _), box = gauge.transData.transform(mark.get_xydata()[0]), gauge.bbox
    assert box.x0 + around <= x <= box.x1 - around
    for label in gauge.get_xticklabels():
        assert 0 <= label.get_window_extent().x0 and label.get_window_extent().x1 <= figure.bbox.x1


def test_every_start_of_the_strip_is_framed_or_crossed():
    laboratory = Laboratory(data="XOR")
    laboratory.experiment.advance(40)
    laboratory.draw()
    lines = {line.get_label(): line.get_xydata() for line in laboratory.figures["others"].axes[0].lines}
    learned = (laboratory.experiment.accuracies[1:] > 0.95).reshape(6, 8)
    assert 0 < learned.sum() < 48 and len(lines["learned"]) == 6 * learned.sum()
    columns, rows = np.floor(lines["not learned"]).astype(int).T
    crossed = np.zeros((6, 8), bool)
    crossed[5 - rows, columns] = True
    assert np.array_equal(crossed, ~learned)


def test_a_network_that_is_lost_is_told_and_stays_to_be_seen():
    laboratory = Laboratory()
    laboratory.experiment.networks.array[:, 3:10] = np.nan
    laboratory.draw()
    assert "7 have diverged" in laboratory.words["others"].value and not laboratory.message.value
    laboratory.experiment.networks.array[...] = np.nan
    laboratory.draw()
    assert "48 have diverged" in laboratory.words["others"].value


def test_what_a_hand_moved_before_python_comes_as_one_experiment():
    laboratory = Laboratory()
    begun, begin = [], laboratory._begin
    laboratory._begin = lambda **settings: begun.append(settings) or begin(**settings)
    place = list(DATA).index("XOR")
    laboratory._handle_custom_msg({"moved": {"data": {"index": place}, "seed": {"value": 9}}}, [])
    assert len(begun) == 1 and laboratory.experiment.settings == Settings(data="XOR", seed=9)
    drawn, said = [], []
    laboratory.observe(lambda change: said.append(change["new"]), "working")
    for frame in laboratory.frames.values():
        frame.observe(lambda change: drawn.append((laboratory.working, laboratory.experiment.epoch)), "value")
    laboratory._handle_custom_msg({"epoch": 3}, [])
    assert laboratory.experiment.epoch == 3 and laboratory.experiment.settings.seed == 9
    # The page keeps what it shows until nothing is said any more, so all pictures must come after that.
    assert said == ["Catching up to epoch 3", ""] and drawn == 4 * [("", 3)]
    laboratory.experiment.points = (laboratory.experiment.points[0][:0], *laboratory.experiment.points[1:])
    laboratory._handle_custom_msg({"epoch": 3}, [])
    assert laboratory.message.value and not laboratory.working


def test_a_station_sets_all_controls_and_a_page_knows_to_what():
    laboratory = Laboratory(data="spiral", seed=3)
    for name in STATIONS:
        laboratory.show(name)
        assert laboratory.experiment.settings == station(name)
        presets, lists = laboratory.parts["presets"][name], laboratory.parts["options"]
        assert presets == {
            key: str(value) if key in lists else value for key, value in laboratory.values.items()
        }
        assert laboratory.question.value == QUESTIONS[name]
    laboratory.controls["look"].value = 5
    assert laboratory.question.value
    assert [*QUESTIONS] == [*STATIONS]
    with pytest.raises(ValueError, match="station must be one of"):
        laboratory.show("7 Wide")


def test_what_a_station_asks_stays_until_another_is_chosen_or_the_data_are_others():
    laboratory = Laboratory()
    laboratory.show("6 Deep")
    laboratory.controls["start"].value = "Glorot"
    laboratory.controls["scale"].value = 1.0
    laboratory.buttons["New data"].click()
    assert laboratory.question.value == QUESTIONS["6 Deep"]
    laboratory.controls["data"].value = "spiral"
    assert laboratory.question.value == ""
    laboratory.show("4 How lucky?")
    assert laboratory.question.value == QUESTIONS["4 How lucky?"]
    moved = {"data": {"index": list(DATA).index("XOR")}, "rate": {"index": 3}}
    before_python = Laboratory()
    before_python._handle_custom_msg({"moved": moved}, [])
    before_python._handle_custom_msg({"asked": 3}, [])
    assert before_python.question.value == QUESTIONS["3 The same again, and another"]


def test_a_page_finds_a_station_by_what_its_button_says_in_any_language(monkeypatch):
    monkeypatch.setitem(BUTTONS, "2 One bit", "2 Ein Bit")
    laboratory = Laboratory()
    texts = [button.description for button in laboratory.children[2].children]
    assert texts == [*laboratory.parts["presets"]] and "2 Ein Bit" in texts
    laboratory.children[2].children[1].click()
    assert laboratory.experiment.settings == station("2 One bit")
    assert [laboratory.parts["buttons"][name] for name in ("Play", "Pause", "Step", "Rewind")] == [
        *laboratory.children[1].children[:4]
    ]


def test_the_pictures_are_as_sharp_as_the_screen():
    laboratory = Laboratory()
    laboratory.frames["plane"].density = 2.0
    assert laboratory.figures["others"].frame().shape[:2] == (640, 840)


def test_while_it_plays_what_costs_much_is_drawn_less_often_and_all_at_its_end():
    laboratory = Laboratory()
    drawn = {name: [] for name in PICTURES}
    for name, frame in laboratory.frames.items():
        frame.observe(lambda change, name=name: drawn[name].append(laboratory.experiment.epoch), "value")
    laboratory.ticks.going = True
    for _ in range(40):
        laboratory.experiment.advance()
        laboratory.draw()
    counts = {name: len(epochs) for name, epochs in drawn.items()}
    assert counts["plane"] == counts["losses"] == 40 > counts["network"] > 0 < counts["others"] < 40
    laboratory.pause()
    assert all(epochs[-1] == 40 for epochs in drawn.values())


def test_it_plays_until_pause_and_goes_on_with_new_settings():
    async def played():
        laboratory = Laboratory()
        laboratory.play()
        await asyncio.sleep(0.5)
        done = laboratory.experiment.epoch
        laboratory.controls["start"].value = "He"  # play goes on, from the new start
        await asyncio.sleep(0.5)
        again = laboratory.experiment.epoch
        laboratory.pause()
        await asyncio.sleep(0.1)
        end = laboratory.experiment.epoch
        await asyncio.sleep(0.2)
        return done, again, end, laboratory.experiment.epoch, laboratory.experiment.settings.start

    done, again, end, later, start = asyncio.run(played())
    assert done > 1 and again > 1 and end == later and start == "He"


PLACED = "p1.5_-2o3_0.4o-1_-1p-4_3"


def test_the_readers_points_are_learned_and_none_is_kept_back():
    experiment = Experiment(Settings(data=OWN, points=PLACED))
    x, y, x_test, y_test = experiment.points
    assert x.tolist() == [[1.5, -2], [3, 0.4], [-1, -1], [-4, 3]] and y[:, 0].tolist() == [1, -1, -1, 1]
    assert x_test is x and y_test is y
    experiment.advance(500)
    assert experiment.accuracy == 1
    laboratory = Laboratory(data=OWN, points=PLACED)
    assert "of your points" in laboratory.words["plane"].value


@pytest.mark.parametrize(
    "written, said",
    [
        ("", "There are no points yet. Set some, purple and orange."),
        ("p1_2p3_4", "All points are purple, so there is nothing to tell apart. Set orange ones too."),
        ("o0_0", "All points are orange, so there is nothing to tell apart. Set purple ones too."),
    ],
)
def test_too_few_points_are_told(written, said):
    laboratory = Laboratory(data=OWN, points=written)
    assert laboratory.words["plane"].value == said
    laboratory.buttons["Step"].click()
    assert laboratory.experiment.epoch == bool(written)
    assert (said in laboratory.message.value) is (not written)
    laboratory.controls["points"].value = PLACED
    assert laboratory.experiment.epoch == 0 and "after 0 epochs" in laboratory.words["plane"].value


def test_points_that_cannot_be_read_are_told_and_the_rest_stays():
    laboratory = Laboratory(data=OWN, points=PLACED)
    laboratory.controls["points"].value = PLACED + "x"
    assert "not &#x27;x&#x27;" in laboratory.message.value
    assert laboratory.experiment.settings.points == PLACED
    laboratory.controls["points"].value = f"  {PLACED} p0_0 "
    assert len(laboratory.experiment.points[0]) == 5 and not laboratory.message.value


def test_only_the_readers_points_have_a_field_for_them():
    laboratory = Laboratory()
    seen = lambda: [laboratory.controls[name].layout.display for name in ("points", "noise")]
    assert seen() == ["none", ""]
    laboratory.controls["data"].value = OWN
    assert seen() == ["", "none"]


def test_digits_are_halved_and_learned_as_in_the_study():
    x, y, x_test, y_test = points(Settings(data=DIGITS))
    assert x.shape == x_test.shape == (181, 2) and {*y[:, 0], *y_test[:, 0]} == {1, -1}
    moved, _, _, _ = points(Settings(data=DIGITS, noise=0.5))
    assert np.abs(moved - x).max() > 1
    right = results._right(Settings(data=DIGITS), range(60), [50])
    assert abs(right.mean() / 181 - 0.906) < 0.02  # the study's; from start to start it varies by 0.017


def test_a_start_of_the_strip_comes_into_the_large_pictures_where_it_is():
    laboratory = Laboratory(seed=3)
    for _ in range(4):
        laboratory.step()
    before = laboratory.experiment.networks
    laboratory.controls["look"].value = 30
    experiment = laboratory.experiment
    assert experiment.epoch == 4 and experiment.networks is before
    assert np.array_equal(experiment.looked_at.parameters, before.parameters[30])
    assert laboratory.words["plane"].value.startswith("Start 30 of the strip: ")
    alone = Experiment(Settings(seed=33), others=0)
    alone.advance(4)
    np.testing.assert_allclose(experiment.losses, alone.losses, rtol=1e-5)
    laboratory.buttons["Rewind"].click()
    assert experiment.epoch == 0 and experiment.settings.look == 30
    laboratory.show("1 All equal")
    assert laboratory.controls["look"].value == 0


def test_a_long_run_keeps_the_weights_of_some_moments_only():
    experiment = Experiment(Settings(data=OWN, points=PLACED))
    experiment.advance(1001)
    epochs = experiment.losses[:, 0]
    assert len(epochs) <= 258 and epochs[0] == 0 and epochs[-1] == 1001 and set(np.diff(epochs)) <= {1, 4}


@pytest.mark.parametrize(
    "name, place, colour", [("plane", (3, -2), "#3B1F6B"), ("others", (1.5, 5), "#0072B2")]
)
def test_a_page_knows_where_a_click_falls(name, place, colour):
    laboratory = Laboratory(data=OWN, points="p3_-2o0_0", look=2)  # the second small picture is marked
    pixels = laboratory.figures[name].frame()[..., :3].astype(int)
    area = laboratory.parts["areas"][name]
    (left, top, right, bottom), (first, highest, last, lowest) = area["box"], area["limits"]
    across = left + (right - left) * (place[0] - first) / (last - first)
    down = top + (bottom - top) * (place[1] - highest) / (lowest - highest)
    row, column = round(down * len(pixels)), round(across * pixels.shape[1])
    near = pixels[row - 2 : row + 3, column - 2 : column + 3]
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    assert np.abs(near - wanted).max(axis=2).min() < 12


@pytest.mark.parametrize("units", UNITS)
def test_what_is_far_too_large_is_drawn_and_no_error(units):
    """The last unit's tanh keeps all of it finite."""
    laboratory = Laboratory(start="He", scale=100.0, activation=units, rate=10.0, hidden=(8, 8))
    for _ in range(3):
        laboratory.buttons["Step"].click()
    assert laboratory.experiment.epoch == 3 and not laboratory.message.value


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"data": "moons"}, "data must be one of"),
        ({"start": "Xavier"}, "start must be one of"),
        ({"scale": 0.0}, "scale must be"),
        ({"rate": -1.0}, "rate must be"),
        ({"batch": 0}, "batch must be 1 or more"),
        ({"hidden": ()}, "hidden must name one to four layers"),
        ({"hidden": (9,)}, "hidden must name one to four layers"),
        ({"points": "p7_0"}, "points must lie from -6 to 6, not at 7"),
        ({"points": "p1_1" * 201}, "points must be 200 at most, not 201"),
        ({"look": 49}, "look must be 48 or less"),
    ],
)
def test_a_setting_that_cannot_be_is_named(wrong, message):
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)


def test_a_setting_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="there is no setting 'colour'"):
        Laboratory().set(colour="red")
