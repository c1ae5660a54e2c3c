"""Populations spread over processes and machines, and how much memory they take."""

import functools
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import pytest
from test_population import PAIRS, assert_same

from nnlib import many_starts


def test_a_process_pool_gives_what_one_process_gives():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        spread = many_starts(PAIRS, range(40), chunk=10, executor=executor)
    assert_same(spread, many_starts(PAIRS, range(40), chunk=10))


def logged_pairs(seeds, log):
    """``pairs``, and a line in the file ``log``: the process and its first seed."""
    with open(log, "a") as file:
        file.write(f"{os.getpid()} {seeds[0]}\n")
    time.sleep(0.2)
    return PAIRS(seeds)


# The connections of a worker that was killed may complain when Python clears them away.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_cluster_that_loses_a_worker_gives_what_one_process_gives(tmp_path):
    distributed = pytest.importorskip("distributed")
    log = tmp_path / "log"
    log.touch()

    def started():
        return [tuple(map(int, line.split())) for line in log.read_text().splitlines()]

    def kill_one_in_the_middle():
        while len(started()) < 4:
            time.sleep(0.01)
        os.kill(started()[-1][0], signal.SIGKILL)
        return started()[-1][0]

    quiet = {"silence_logs": 50, "dashboard_address": None}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as cluster,
        distributed.Client(cluster) as client,
        ThreadPoolExecutor(1) as aside,
    ):
        killed = aside.submit(kill_one_in_the_middle)
        run = functools.partial(logged_pairs, log=log)
        spread = many_starts(run, range(200), chunk=20, executor=client.get_executor())
    runs = started()
    assert killed.result() in {process for process, _ in runs}
    assert len({process for process, _ in runs}) == 3  # two workers, and the one that replaced the dead one
    assert len(runs) > 10 == len({seed for _, seed in runs})  # what the dead one had was done again
    assert_same(spread, many_starts(PAIRS, range(200), chunk=20))


def dying(seeds):
    os._exit(1)


def test_a_worker_that_dies_is_told():
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor,
        pytest.raises(RuntimeError, match="executor failed on the seeds 0 to 2") as caught,
    ):
        many_starts(dying, range(3), executor=executor)
    assert isinstance(caught.value.__cause__, BrokenProcessPool)


FEW_EPOCHS = """
import resource, sys
import numpy as np
from nnlib import SquaredError, datasets, many_starts, train
from nnbook.documents import homework

x, y = datasets.duda_hart_stork()

def run(seeds):
    starts = np.random.default_rng(seeds).uniform(-1, 1, (len(seeds), 6))
    order = [np.random.default_rng(seed) for seed in seeds]
    history = train(homework.three_one_one(starts), x, y, learning_rate=0.1, loss=SquaredError(), order=order, epochs=5)
    return {"loss": history.final.loss}

result = many_starts(run, range(100_000), chunk=int(sys.argv[1]))
assert result["loss"].shape == (100_000,)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("chunk", ["2000", "100000"])
def test_a_hundred_thousand_starts_need_less_than_a_gibibyte(chunk):
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", FEW_EPOCHS, chunk], capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 2**30
