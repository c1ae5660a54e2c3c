"""The laboratory: what it trains is what nnlib trains alone, and every setting can be drawn."""

import asyncio
from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest

from nnbook.laboratory.experiment import DATA, STARTS, UNITS, Experiment, Settings
from nnbook.laboratory.panel import LAYERS, PICTURES, STATIONS, Laboratory, station
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
    assert np.array_equal(experiment.networks.parameters, end) and experiment.losses == losses
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
    "data, start, units", [*zip(cycle(DATA), [*STARTS] * 2, cycle([*UNITS][1:] + [*UNITS]))]
)
def test_every_setting_learns_and_is_drawn(data, start, units):
    figures = {name: Picture(*size) for name, (_, size, _) in PICTURES.items()}
    experiment = Experiment(Settings(data=data, start=start, activation=units, hidden=(3, 2)))
    experiment.advance()
    for name, (draw, _, _) in PICTURES.items():
        assert draw(figures[name], experiment).endswith((".", "units."))


@pytest.mark.parametrize("hidden", LAYERS)
def test_every_network_can_be_looked_at(hidden):
    laboratory = Laboratory(hidden=hidden)
    laboratory.step()
    assert all(words.value.endswith(".") for words in laboratory.words.values())


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
    laboratory._handle_custom_msg({"epoch": 3}, [])
    assert laboratory.experiment.epoch == 3 and laboratory.experiment.settings.seed == 9


def test_a_station_sets_all_controls_and_a_page_knows_to_what():
    laboratory = Laboratory(data="spiral", seed=3)
    for name in STATIONS:
        laboratory.show(name)
        assert laboratory.experiment.settings == station(name)
        presets, lists = laboratory.parts["presets"][name], laboratory.parts["options"]
        assert presets == {
            key: str(value) if key in lists else value for key, value in laboratory.values.items()
        }
    with pytest.raises(ValueError, match="station must be one of"):
        laboratory.show("7 Wide")


def test_the_pictures_are_as_sharp_as_the_screen():
    laboratory = Laboratory()
    laboratory.frames["plane"].density = 2.0
    assert laboratory.figures["others"].frame().shape[:2] == (640, 840)


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
    ],
)
def test_a_setting_that_cannot_be_is_named(wrong, message):
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)


def test_a_setting_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="there is no setting 'colour'"):
        Laboratory().set(colour="red")
