"""What is shipped is what is computed: a part of each file is made again, by the same program.

Computers agree in nearly all digits, not in all: exp and tanh may differ in the last bit, and where a run decides by a
threshold, one of many may decide otherwise. So counts are compared in their share of equal ones. The same processor
gives all, another one or a page's Python most; a wrong file, or an old one after a change of the mathematics, few.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import results
from nnbook.ch03 import results as ch03
from nnbook.ch04 import results as ch04
from nnbook.ch05 import results as ch05
from nnbook.ch06 import results as ch06
from nnbook.ch08 import results as ch08
from nnbook.ch08 import rounding
from nnbook.ch09 import results as ch09
from nnbook.ch09 import xor
from nnbook.documents.homework import CONSTANT_START, random_start, stopping_map
from nnbook.documents.identical_functions import document_search, sum_of_squares, two_h_one
from nnbook.laboratory import results as laboratory


def check(shipped, made, at_least=0.98):
    """Fail unless nearly all numbers are equal, and say what the share means."""
    assert shipped.shape == made.shape and shipped.dtype == made.dtype
    equal = np.mean(shipped == made)
    assert equal >= at_least, (
        f"{equal:.1%} of the numbers are those of the file. If the mathematics has changed, the file is old: type "
        "`make results`; if not, it is a wrong file, or this processor computes exp or tanh very differently"
    )


@pytest.mark.parametrize("own_shuffles", [False, True])
def test_ten_thousand_pairs_are_those_trained_again(own_shuffles):
    some = slice(17, None, 97)  # over the whole range
    again = ch04.trained(ch04.START_SEEDS[some], own_shuffles)
    for name, numbers in ch04.small(again).items():
        file = results.shipped("ch04")[f"{ch04.DESIGNS[own_shuffles]}_{name}"]
        assert file.shape == (2, 10_000)
        check(file[:, some], numbers)
    read = {name: numbers[some] for name, numbers in ch04.all_pairs(own_shuffles).items()}
    for name in ("seed", "stop", "reaches"):
        assert np.mean(read[name] == again[name]) > 0.98
    np.testing.assert_allclose(read["loss"], again["loss"], atol=0.001)
    lower, lower_again = (np.sign(np.diff(each["loss"], axis=1)) for each in (read, again))
    assert np.mean(lower == lower_again) > 0.98


def test_the_epochs_of_every_range_are_those_counted_again():
    some = slice(3, None, 160)
    starts = np.stack([xor.xor_starts(range(2000)[some], r) for r in ch09.RANGES])
    assert ch09.chances().shape == (11, 2000)
    check(ch09.chances()[:, some], xor.epochs_needed(starts).astype(np.int16))


def test_five_thousand_epochs_of_batch_descent_are_those_trained_again():
    starts = [random_start(7), CONSTANT_START]
    again = ch03.batch_descent(starts, ch03.MOMENTS[:1])
    np.testing.assert_allclose(ch03.batch_networks().parameters[:1, [7, -1]], again, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", laboratory.PLAYGROUND)
def test_the_playgrounds_starts_are_those_trained_again(name):
    some = slice(5, None, 50)
    assert laboratory.right(name).shape == (4, 1000)
    again = laboratory.right(name, again=True, starts=laboratory.STARTS[some], epochs=[50, 100])
    check(laboratory.right(name)[:2, some], again.astype(np.uint8), 0.9)


def test_the_playgrounds_failures_are_near_those_counted_elsewhere():
    """Shares of 1,000 other starts (500 for ReLU), counted by other code from the Playground's source."""
    elsewhere = {"circle, tanh": 0.069, "XOR, tanh": 0.162, "circle, ReLU": 0.040, "XOR, ReLU": 0.280}
    for name, share in elsewhere.items():
        spread = np.sqrt(share * (1 - share) * (1 / 1000 + 1 / (500 if "ReLU" in name else 1000)))
        assert abs(laboratory.failed(name, 100) / 1000 - share) < 3 * spread


@pytest.mark.parametrize("hidden, equal", [(1, True), (3, False), (6, True)])
def test_the_networks_on_the_island_are_those_trained_again(hidden, equal):
    again = ch05.trained_on_the_island(hidden, ch05.SHOWN, equal)[ch05.STEPS[-1]]
    shipped = ch05.end_on_the_island(hidden, equal)
    assert shipped.sizes == again.sizes
    np.testing.assert_allclose(shipped.parameters, again.parameters, rtol=1e-6, atol=1e-9)


def test_two_orders_are_counted_again():
    assert ch04.on_orders().shape == (3, 60, 3, 2)
    for kind, place in ((0, 20), (1, 49)):
        again = np.array(ch04.on_order(place, list(ch04.FIRST_STARTS)[kind]))
        assert np.abs(ch04.on_orders()[kind, place] - again).max() <= 2


def test_four_starts_of_each_large_range_take_as_long_again():
    assert ch09.with_patience().shape == (3, 300)
    check(ch09.with_patience()[:, :4], ch09.with_patience(again=True, starts=range(4)), 0.8)


@pytest.mark.parametrize("rate, at_least", [(0.3, 0.98), (1.0, 0.55)])  # at rate 1 the last bit decides
def test_two_rows_of_each_map_are_those_of_the_same_starts_again(rate, at_least):
    some = [20, 71]
    again = xor.epochs_needed(xor.square_of_starts(*ch09.SQUARE)[some], rate, 500).astype(np.int16)
    check(ch09.map_of_starts(rate)[some], again, at_least)


def test_the_steps_from_the_larger_scales_are_those_counted_again():
    for name, row in zip(ch09.CLASSES, ch09.steps_by_scale()):
        assert [ch09.steps_needed(scale, name) for scale in ch09.SMALL_SCALES[4:]] == row[4:].tolist()


def test_the_losses_of_three_scales_are_those_trained_again():
    some, file = [4, 16, 24], results.shipped("ch09")
    for name, made in ch09.losses_of(ch09.POWERS[some]).items():
        assert np.isclose(file[name][some], made, rtol=1e-3, atol=1).mean() > 0.98  # thousandths, counts
    losses, means, learned = ch09.losses_by_scale()
    assert losses.shape == (29, 40, 100) and means.shape == learned.shape == (29, 200)
    assert abs(losses[:20, :, 20].mean(axis=1) - means[:20, 39]).max() < 0.02  # after 400 steps


def test_the_first_map_of_the_panel_is_the_one_trained_again():
    check(results.shipped("ch09")["first_map"], xor.weight_slice(*ch09.FIRST_MAP).astype(np.int16))


def test_some_stops_of_the_map_are_those_of_the_same_starts_again():
    again = stopping_map(ch04.MAP_STARTS[5:99:31], ch04.MAP_ORDERS[::20]).astype(np.uint16)
    assert ch04.stops_by_order().shape == (100, 100)
    check(ch04.stops_by_order()[5:99:31, ::20], again)


def test_random_starts_with_targets_within_reach_are_those_trained_again(monkeypatch):
    monkeypatch.setitem(ch06.RANDOM_STEPS, "reachable", [0, 1000])
    again, some = ch06.random_errors("reachable", range(0, 300, 30)), slice(0, None, 30)
    np.testing.assert_allclose(results.shipped("ch06")["random_reachable"][:2, some], again, rtol=1e-6)


def test_some_escapes_are_those_made_again():
    run, some = ch08.escape(), [2, 11]
    net = ch08.plateau.split_unit(ch08.plateau.trained_unit())
    again = ch08.plateau.escape(net, ch08.SIZES[some], ch08.directions()[::7], learning_rate=ch08.RATE)
    check(run.left_at[some, ::7], again.left_at, 0.8)  # at the smallest sizes the last bits may decide
    np.testing.assert_array_equal(run.steps, again.steps)
    near = again.steps < 1000
    np.testing.assert_allclose(run.loss[near][:, some, ::7], again.loss[near], rtol=0, atol=1e-5)
    np.testing.assert_allclose(run.apart[near][:, some, ::7], again.apart[near], rtol=0.01)


@pytest.mark.parametrize("name, some", [("random biases", [3, 180]), ("dropout", range(200))])
def test_routes_are_those_trained_again(monkeypatch, name, some):
    shipped = ch08.route_ends()[:, ch08.NAMES.index(name), list(some)]
    assert ch08.route_ends().shape == (2, 8, 200)
    monkeypatch.setattr(ch08, "NAMES", [name])
    monkeypatch.setattr(ch08, "SETS", some)  # the masks of dropout come from one stream for all sets
    again = ch08.route_ends(again=True)[:, 0]
    assert np.isclose(shipped, again, rtol=1e-3, atol=1e-6).mean() > 0.95


def test_exact_sums_are_those_trained_again():
    width = 9
    for read, again in zip(rounding.exact_and_nudged(width), rounding.exact_and_nudged(width, again=True)):
        np.testing.assert_array_equal(read.steps, again.steps)
        np.testing.assert_allclose(read.loss[:100], again.loss[:100], rtol=0, atol=1e-5)
        assert ((read.apart == 0) == (again.apart == 0)).mean() > 0.98
        np.testing.assert_allclose(read.apart[:1], again.apart[:1], rtol=1e-6)


@given(st.lists(st.integers(-32768, 32767), min_size=1), st.sampled_from([1.0, 0.001]))
def test_changes_give_the_numbers_back_even_where_they_overflow(whole, unit):
    numbers = np.array([whole, whole[::-1]]) * unit
    kept = results.small(numbers, unit, np.int16)
    assert kept.dtype == np.int16
    np.testing.assert_allclose(results.restored(kept, unit), numbers, rtol=1e-12)


def test_two_losses_that_round_to_one_keep_their_order():
    loss = np.array([[1.00001, 1.0], [1.0, 1.00001], [1.0, 1.0], [2.0, 1.0]])
    numbers = ch04.small({"stop": loss, "loss": loss, "reaches": np.array([[np.inf, 3.0]] * 4)})
    np.testing.assert_array_equal(np.sign(np.diff(numbers["loss"].astype(int), axis=0)), [[-1, 1, 0, -1]])
    assert numbers["reaches"][0].tolist() == [ch04.NEVER] * 4


def test_three_searches_are_those_made_again():
    short, found = ch05.searches(2000), ch05.searches()
    assert len(short) == len(found) == 40
    for seed in (0, 21, 39):
        again = document_search(seed, 100_000)
        assert [draw for draw, _ in again.improvements] == [draw for draw, _ in found[seed].improvements]
        losses = [loss for _, loss in again.improvements]
        np.testing.assert_allclose([loss for _, loss in found[seed].improvements], losses, rtol=1e-9)
        np.testing.assert_allclose(found[seed].loss, again.loss, rtol=1e-9)
        np.testing.assert_array_equal(found[seed].network.parameters, again.network.parameters)
        few = document_search(seed, 2000)
        assert len(short[seed].improvements) == len(few.improvements)
        np.testing.assert_array_equal(short[seed].network.parameters, few.network.parameters)


@pytest.mark.parametrize("equal", [False, True])
def test_the_descents_are_those_trained_again(equal):
    again = two_h_one(ch05.raced(equal, 1000))
    sums = sum_of_squares(again)
    np.testing.assert_allclose(ch05.descent_sums(equal)[: len(sums)], sums, rtol=2e-4)
    for steps in (0, 1, 100, 1000):
        kept, place = ch05.descended(steps, equal), list(ch05.MOMENTS).index(steps)
        np.testing.assert_allclose(kept.parameters, again.parameters[place], rtol=1e-5, atol=1e-5)
    with pytest.raises(ValueError, match="steps must be one of 0, 1, 3, .* not 2"):
        ch05.descended(2)


@pytest.mark.parametrize("hidden, equal", [(1, False), (3, True)])
def test_the_points_right_are_those_counted_again(hidden, equal):
    # A few of those that cannot learn the island swing to and fro, and the last bit decides where they are at the end.
    check(ch05.points_right(hidden, equal), ch05.points_right(hidden, equal, again=True), at_least=0.85)


def test_the_first_thousand_steps_are_those_trained_again():
    again = ch06.trained(steps=1000)
    np.testing.assert_allclose(ch06.weights()[: len(again)], again, rtol=0, atol=1e-6)


def test_the_files_are_small_and_their_arrays_cannot_be_changed():
    assert sum(results.file_of(chapter).stat().st_size for chapter in results.CHAPTERS) < 2_000_000
    for chapter in results.CHAPTERS:
        for array in results.shipped(chapter).values():
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0


def test_a_missing_file_says_how_to_make_it(monkeypatch, tmp_path):
    monkeypatch.setattr(results, "file_of", lambda chapter: tmp_path / "results.npz")
    with pytest.raises(FileNotFoundError, match="make results"):
        results.shipped.__wrapped__("ch04")


def test_a_chapter_without_results_is_named():
    with pytest.raises(ValueError, match="ch01"):
        results.shipped("ch01")


def test_each_file_is_what_its_program_makes(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(results, "file_of", lambda chapter: tmp_path / f"{chapter}.npz")
    few = {"START_SEEDS": [0, 1500], "ORDERS": [2019], "ON_EACH": 2, "MAP_STARTS": [0], "MAP_ORDERS": [2019]}
    for name, numbers in few.items():
        monkeypatch.setattr(ch04, name, numbers)
    results.make(["ch04"])
    with np.load(tmp_path / "ch04.npz") as arrays:
        assert set(arrays) == set(results.shipped.__wrapped__("ch04")) and arrays["lucky_stop"].tolist() == [
            [298, 149],
            [298, 298],
        ]
    assert "ch04" in capsys.readouterr().out
