"""Populations: the same result however the starts are split, and wherever they run."""

import functools
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.documents.homework import pairs
from nnlib import many_starts, wilson_interval

PAIRS = functools.partial(pairs, own_shuffles=True)


def squares(seeds):
    return {"square": np.square(seeds), "table": np.outer(seeds, [1.0, 2.0])}


def assert_same(result, expected):
    assert list(result) == list(expected)
    for name in expected:
        np.testing.assert_array_equal(result[name], expected[name], err_msg=name)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30, unique=True), st.integers(1, 40))
def test_a_population_is_every_seeds_result_in_the_order_of_the_seeds(seeds, chunk):
    assert_same(many_starts(squares, seeds, chunk=chunk), squares(seeds) | {"seed": seeds})


def test_a_chunk_has_the_size_asked_for_and_the_last_one_the_rest():
    sizes = []
    many_starts(lambda seeds: sizes.append(len(seeds)) or squares(seeds), range(10), chunk=4)
    assert sizes == [4, 4, 2]


@pytest.mark.once
def test_pairs_do_not_depend_on_the_chunk():
    whole = many_starts(PAIRS, range(12))
    for chunk in (1, 5):
        split = many_starts(PAIRS, range(12), chunk=chunk)
        np.testing.assert_array_equal(split["stop"], whole["stop"])
        np.testing.assert_array_equal(split["reaches"], whole["reaches"])
        np.testing.assert_allclose(split["loss"], whole["loss"], rtol=0, atol=1e-10)


def test_no_seeds_are_refused():
    for nothing in ([], range(0), np.array([], int)):
        with pytest.raises(ValueError, match="seeds must name one start at least"):
            many_starts(squares, nothing)


def test_a_seed_that_is_there_twice_is_refused_by_name():
    with pytest.raises(ValueError, match="seeds names 3 twice"):
        many_starts(squares, [5, 3, 4, 3])
    with pytest.raises(ValueError, match="seeds names 99999 twice"):
        many_starts(squares, [*range(100_000), 99_999])  # at once, not after an hour


@pytest.mark.parametrize("seeds", [[0.5], ["1"], [None], [3.0]])
def test_seeds_are_whole_numbers(seeds):
    with pytest.raises(TypeError, match="seeds must be an integer"):
        many_starts(squares, seeds)


def test_bad_seeds_and_chunks_are_refused_before_anything_runs():
    def run(seeds):
        raise AssertionError("ran")

    for seeds in ([0, -1], [0, 0], []):
        with pytest.raises(ValueError):
            many_starts(run, seeds)
    with pytest.raises(ValueError, match="chunk must be 1 or more, not 0"):
        many_starts(run, range(3), chunk=0)
    with pytest.raises(TypeError, match="chunk must be an integer"):
        many_starts(run, range(3), chunk=2.5)


class Inline(Executor):
    """Runs what it is given when it is asked for the result; keeps the futures."""

    def __init__(self):
        self.futures = []

    def submit(self, run, part):
        future = Future()
        future.result = lambda timeout=None: run(part)
        self.futures.append(future)
        return future


def failing(error, at):
    def run(seeds):
        if at in seeds:
            raise error
        return squares(seeds)

    return run


def test_an_executor_that_fails_is_told_with_its_seeds_and_the_rest_is_cancelled():
    executor = Inline()
    with pytest.raises(RuntimeError, match="executor failed on the seeds 4 to 7: OSError: no room") as caught:
        many_starts(failing(OSError("no room"), at=5), range(12), chunk=4, executor=executor)
    assert isinstance(caught.value.__cause__, OSError)
    assert executor.futures[2].cancelled()


def test_an_executor_that_is_shut_down_is_told():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        many_starts(squares, range(3), executor=executor)


def test_without_an_executor_an_error_of_the_run_is_the_runs():
    with pytest.raises(ZeroDivisionError):
        many_starts(failing(ZeroDivisionError(), at=0), range(3))


@pytest.mark.parametrize("spread", [False, True], ids=["here", "executor"])
def test_an_interrupted_population_keeps_what_is_done(spread):
    executor = Inline() if spread else None
    result = many_starts(failing(KeyboardInterrupt(), at=9), range(12), chunk=4, executor=executor)
    assert_same(result, squares(range(8)) | {"seed": range(8)})


def test_a_population_interrupted_before_its_first_chunk_has_nothing_to_keep():
    with pytest.raises(KeyboardInterrupt):
        many_starts(failing(KeyboardInterrupt(), at=0), range(12), chunk=4)


def test_a_progress_bar_counts_the_starts(monkeypatch):
    bars = []

    class Bar:
        def __init__(self, **options):
            self.options, self.counts, self.open = options, [], True
            bars.append(self)

        def update(self, count):
            self.counts.append(count)

        def close(self):
            self.open = False

    monkeypatch.setattr("tqdm.auto.tqdm", Bar)
    many_starts(squares, range(10), chunk=4, progress=True)
    many_starts(failing(KeyboardInterrupt(), at=5), range(10), chunk=4, progress=True)
    assert [bar.options["total"] for bar in bars] == [10, 10]
    assert [bar.counts for bar in bars] == [[4, 4, 2], [4]] and not any(bar.open for bar in bars)


@pytest.mark.parametrize(
    "successes, n, low, high",
    [(2, 3, 0.2077, 0.9385), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)],
)
def test_wilsons_interval_has_its_known_values(successes, n, low, high):
    assert wilson_interval(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_wilsons_interval_holds_the_share_and_stays_within_0_and_1(n, part):
    successes = round(part * n)
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= high <= 1 and low - 1e-12 <= successes / n <= high + 1e-12
    assert wilson_interval(n - successes, n) == pytest.approx((1 - high, 1 - low))


def test_wilsons_ends_are_where_the_share_is_z_deviations_off():
    for end in wilson_interval(37, 120, z=2.5):
        assert abs(37 / 120 - end) == pytest.approx(2.5 * np.sqrt(end * (1 - end) / 120))


@pytest.mark.parametrize("successes, n", [(-1, 3), (4, 3), (np.nan, 3), (0, 0), (0, -2)])
def test_a_share_that_cannot_be_is_refused(successes, n):
    with pytest.raises(ValueError):
        wilson_interval(successes, n)


def test_a_number_of_trials_is_whole():
    with pytest.raises(TypeError, match="n must be an integer"):
        wilson_interval(1, 2.5)


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_wilsons_interval_holds_the_true_share_in_95_of_100_experiments(p):
    counts = np.random.default_rng(0).binomial(100, p, 5000)
    low, high = np.transpose([wilson_interval(k, 100) for k in counts])
    assert 0.93 < ((low <= p) & (p <= high)).mean() < 0.97
