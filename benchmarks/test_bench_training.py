"""Training E2's network: member-steps a second, beside the document's class, JAX, PyTorch and a process pool."""

import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

import numpy as np
import pytest
from document import plotted, trained
from others import jax_scan, torch_batched

from nnbook.documents.homework import TWO_TWO_ONE, random_start, three_one_one, two_two_one
from nnlib import SquaredError, plots, python2, train
from nnlib.datasets import duda_hart_stork
from nnlib.show import picture

EPOCHS, STEPS = 300, 20
X, Y = duda_hart_stork()
ROUNDS = {1: 9, 100: 9, 1_000: 7, 10_000: 3}
ONE_CORE = pytest.mark.usefixtures("one_core")


def starts(members):
    return np.random.default_rng(0).uniform(-1, 1, (members, 6))


def shared_orders():
    rng = np.random.default_rng(1)
    return np.array([rng.permutation(STEPS) for _ in range(EPOCHS)])


def own_orders(members):
    """What nnlib draws from a generator a member, as an array (epochs, 20, members)."""
    orders = np.empty((EPOCHS, STEPS, members), np.uint8)
    for member in range(members):
        orders[..., member] = np.random.default_rng(member).permuted(
            np.tile(np.arange(STEPS), (EPOCHS, 1)), axis=1
        )
    return orders


def run(parameters, order):
    return train(
        three_one_one(parameters), X, Y, learning_rate=0.1, loss=SquaredError(), order=order, epochs=EPOCHS
    ).network.parameters


def measure(benchmark, members, work, rounds=None, **info):
    """Median of ``work()``, noted as member-steps a second; returns what it gives."""
    benchmark.extra_info |= {"members": members, "steps": EPOCHS * STEPS * members} | info
    return benchmark.pedantic(work, rounds=rounds or ROUNDS[members], warmup_rounds=1)


@ONE_CORE
@pytest.mark.benchmark(group="training, one order for all")
def test_documents_class(benchmark):
    start, orders = starts(1)[0], shared_orders()
    end, _ = measure(benchmark, 1, lambda: trained(start, orders), rounds=5, what="document's class")
    np.testing.assert_allclose(end, run(start, orders), atol=1e-8)


@ONE_CORE
@pytest.mark.benchmark(group="training, one order for all")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("members", ROUNDS)
def test_one_order_for_all(benchmark, members, dtype):
    parameters = starts(members).astype(dtype)[0 if members == 1 else ...]
    measure(
        benchmark,
        members,
        lambda: run(parameters, np.random.default_rng(1)),
        what="nnlib",
        dtype=dtype,
    )


@ONE_CORE
@pytest.mark.benchmark(group="training, an order a member")
@pytest.mark.parametrize("given", [False, True], ids=["drawing", "orders given"])
@pytest.mark.parametrize("members", [100, 1_000, 10_000])
def test_an_order_a_member(benchmark, members, given):
    parameters, orders = starts(members), list(own_orders(members).swapaxes(1, 2)) if given else None
    measure(
        benchmark,
        members,
        lambda: run(parameters, orders or [np.random.default_rng(member) for member in range(members)]),
        what="nnlib, orders given" if given else "nnlib",
        dtype="float64",
    )


@ONE_CORE
@pytest.mark.benchmark(group="drawing the orders alone")
@pytest.mark.parametrize("members", [100, 1_000, 10_000])
def test_drawing_the_orders_alone(benchmark, members):
    measure(benchmark, members, lambda: own_orders(members), rounds=3, what="NumPy's permuted", dtype="uint8")


@ONE_CORE
@pytest.mark.parametrize("shared", [True, False], ids=["one order for all", "an order a member"])
@pytest.mark.parametrize("members", [1, 100, 1_000, 10_000])
@pytest.mark.parametrize("make", [jax_scan, torch_batched])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_others(benchmark, make, members, shared, dtype):
    """The orders are given, drawn before; so they are to the document's class."""
    name = {"jax_scan": "JAX", "torch_batched": "PyTorch"}[make.__name__]
    pytest.importorskip(name.lower().removeprefix("py"), reason=f"{name} IS MISSING: not compared")
    if dtype == "float32" and not shared:
        pytest.skip("one order for all is enough for float32")
    benchmark.group = "training, one order for all" if shared else "training, an order a member"
    parameters, work = starts(members), make(dtype, shared)
    orders = shared_orders() if shared else own_orders(members)
    start = time.perf_counter()
    end = work(parameters, orders)
    first = time.perf_counter() - start
    info = {"what": name, "dtype": dtype, "first_call": first}
    rounds = 2 if name == "PyTorch" else 3 if members == 10_000 else None
    measure(benchmark, members, lambda: work(parameters, orders), rounds=rounds, **info)
    if dtype == "float64":
        mine = run(parameters, list(orders) if shared else list(orders.swapaxes(1, 2)))
        assert np.median(abs(end - mine)) < 1e-8


def one_single(seed):
    return run(starts(200)[seed], np.random.default_rng(seed))


@pytest.mark.benchmark(group="training, an order a member")
def test_a_process_pool_of_singles(benchmark):
    """On all cores, two processes; their start is not counted."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(one_single, range(4)))
        measure(
            benchmark,
            20,
            lambda: list(pool.map(one_single, range(20))),
            rounds=3,
            what="process pool of singles, 2 processes",
            dtype="float64",
        )


@ONE_CORE
@pytest.mark.benchmark(group="problem 1 as a PNG")
def test_10000_plot_calls(benchmark, tmp_path):
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    def picture():
        plt.figure(figsize=(5, 4), dpi=100)
        rows = TWO_TWO_ONE["a"]
        plotted(rows[:2], rows[2])
        plt.savefig(tmp_path / "points.png")
        plt.close()

    benchmark.extra_info["what"] = "10,000 plot calls, as in the document"
    benchmark.pedantic(picture, rounds=2)


@ONE_CORE
@pytest.mark.benchmark(group="problem 1 as a PNG")
def test_one_image(benchmark):
    def one():
        figure = picture.Picture(5, 4)
        (axes,) = picture.panes(figure, 1)
        plots.decision_region(axes, two_two_one("a"))
        return figure.png()

    benchmark.extra_info["what"] = "one image"
    assert one()
    benchmark.pedantic(one, rounds=15, warmup_rounds=1)


@pytest.mark.benchmark(group="document's seed 1500 to its stop")
def test_the_document_is_rebuilt_right(benchmark):
    """It stops at epoch 149."""
    orders = list(islice(python2.orders(2019, STEPS), 150))
    _, rows = benchmark.pedantic(lambda: trained(random_start(1500), orders), rounds=3)
    benchmark.extra_info["what"] = "document's class, 150 epochs"
    assert [row[2] < 0.005 for row in rows].index(True) == 149
