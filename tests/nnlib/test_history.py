import numpy as np
import pytest

from nnlib import Epoch, Identity, Network, SquaredError, Tanh, normal, train

X, Y = np.random.default_rng(0).normal(size=(6, 2)), np.ones((6, 1))


def run(seed=0, epochs=12, **options):
    net = Network.initialized([2, 3, 1], normal(1), Tanh(), seed=seed)
    return train(net, X, Y, learning_rate=0.1, loss=SquaredError(), order=[range(6)] * epochs, **options)


@pytest.mark.parametrize("seed, shape", [(0, (12,)), (range(5), (12, 5))], ids=["single", "ensemble"])
def test_arrays_are_the_columns_as_plain_arrays_with_one_row_an_epoch(seed, shape):
    history = run(seed)
    arrays = history.arrays()
    assert list(arrays) == ["loss", "accuracy", "mean_gradient"]
    for name, column in arrays.items():
        assert type(column) is np.ndarray and column.shape == shape and column.dtype == np.float64
        np.testing.assert_array_equal(column, getattr(history, name))
        np.testing.assert_array_equal(getattr(history.final, name), column[-1])


def test_arrays_are_not_the_records_own():
    history = run()
    history.arrays()["loss"][:] = 0
    assert (history.loss > 0).all()


def test_numbers_of_a_single_network_are_scalars():
    history = run(until=lambda epoch: epoch.index == 4)
    assert history.stopped_at == 4 and np.shape(history.stopped_at) == ()
    assert float(history.final.loss) == history.loss[4]
    assert np.shape(history.final.loss) == () and not history.diverged


def test_printed_it_is_a_short_table_with_its_first_and_its_last_epoch():
    history = run()
    lines = repr(history).splitlines()
    assert lines[0] == "12 epochs of Network(2-3-1, Tanh())"
    assert lines[1].split() == ["epoch", "loss", "accuracy", "mean", "gradient"]
    assert [int(line.split()[0]) for line in lines[2:]] == [0, 2, 4, 7, 9, 11]
    for line in lines[2:]:
        epoch, *numbers = map(float, line.split())
        expected = [history.arrays()[name][int(epoch)] for name in history.arrays()]
        assert numbers == pytest.approx(expected, rel=1e-3, abs=5e-4)


@pytest.mark.parametrize("epochs", [1, 2, 5, 6, 7])
def test_a_table_of_few_epochs_has_no_row_twice(epochs):
    rows = [int(line.split()[0]) for line in repr(run(epochs=epochs)).splitlines()[2:]]
    assert rows[0] == 0 and rows[-1] == epochs - 1
    assert len(rows) == len(set(rows)) == min(epochs, 6)


def test_the_table_of_an_ensemble_has_medians_over_the_members_that_are_running():
    stops = np.array([0, 1, 99])
    history = run(range(3), epochs=3, until=lambda epoch: stops == epoch.index)
    first, _, *rows = repr(history).splitlines()
    assert first.endswith("ensemble of (3,)): 2 of 3 stopped, 0 diverged; medians")
    assert float(rows[0].split()[1]) == pytest.approx(np.median(history.loss[0]), rel=1e-3)
    assert float(rows[1].split()[1]) == pytest.approx(np.median(history.loss[1, 1:]), rel=1e-3)
    assert float(rows[2].split()[1]) == pytest.approx(history.loss[2, 2], rel=1e-3)


def test_the_table_says_where_a_single_network_stopped():
    assert repr(run(until=lambda e: e.index == 3)).splitlines()[0].endswith("Tanh()), stopped at 3")


@pytest.mark.parametrize("seed, members", [(0, ()), (range(5), (5,))], ids=["single", "ensemble"])
def test_a_run_without_a_finished_epoch_has_empty_arrays_and_can_be_printed(seed, members):
    history = run(seed, epochs=0)
    assert history.epochs == 0 and not history.interrupted
    assert all(column.shape == (0, *members) for column in history.arrays().values())
    assert repr(history).startswith("0 epochs of Network(2-3-1")
    assert "diverged" not in repr(history)
    np.testing.assert_array_equal(history.stopped_at, np.full(members, -1))
    with pytest.raises(ValueError, match="final needs one epoch at least, and this run has finished none"):
        history.final  # noqa: B018


@pytest.mark.parametrize("lost, said", [(5, "0, 1, 2, 3, 4)"), (6, "0, 1, 2, 3, 4, ...)")])
def test_of_the_members_that_diverged_the_first_five_are_named(lost, said):
    net = Network([[[1.0]]], None, Identity()).with_parameters([[1.0]] * lost + [[0.0]])
    rest = {"learning_rate": 2.0, "loss": SquaredError(), "order": [[0] * 100] * 9}
    assert f"{lost} diverged (members {said}" in repr(train(net, [[1.0]], [[0.0]], **rest))


def test_the_record_is_made_an_array_once_for_each_length_and_cannot_be_written_to():
    history = run()
    assert np.shares_memory(history.loss, history.loss) and np.shares_memory(
        history.loss, history.accuracy.base
    )
    with pytest.raises(ValueError, match="read-only"):
        history.loss[0] = 0.0
    before = history.loss
    history.append(history_epoch(history))
    assert len(history.loss) == len(before) + 1


def history_epoch(history):
    return Epoch(history.epochs, 0.5, 0.5, 0.1, history.network, history.running)
