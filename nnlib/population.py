"""Populations: thousands of starts, and how sure a share of them is.

A claim about chance is a claim about a share: of all random starts, how many learn, or stop earlier? Three
starts cannot tell 0.4 from 0.8. Ten thousand tell it to a hundredth, and here they cost seconds, because an
ensemble trains side by side. ``many_starts`` runs the starts in chunks, so that memory does not grow with their
number, in this process or in as many as an executor has.
"""

from collections import Counter

import numpy as np

from nnlib.engine.checks import flag, function, number, positive, several, shown, whole
from nnlib.show.language import translated
from nnlib.training import progress_bar


def many_starts(run, seeds, *, chunk=2000, executor=None, progress=False):
    """The results of ``run`` for all ``seeds``, in their order: a dict of arrays (len(seeds), ...).

    run: a function of a list of seeds that gives a dict of arrays (len(seeds), ...); a seed's result must not
    depend on the others. chunk: how many seeds at once. executor: a ``concurrent.futures.Executor`` to spread
    the chunks over (``run`` is pickled then); dask.distributed's ``client.get_executor()`` takes them to a
    cluster. progress: show a bar. The result has the seeds as "seed"; a run that is interrupted has those done.

    Raises ValueError for no seeds or a seed that is there twice, TypeError or ValueError for a ``run`` that gives
    something else, and RuntimeError where the executor fails.

    >>> result = many_starts(lambda seeds: {"square": np.square(seeds)}, range(5), chunk=2)
    >>> result["square"].tolist()
    [0, 1, 4, 9, 16]
    """
    function("run", run, "of a list of seeds that gives a dict of arrays")
    seeds = [whole("seeds", seed) for seed in several("seeds", seeds)]
    if not seeds:
        raise ValueError("seeds must name one start at least, not an empty sequence")
    if twice := [seed for seed, times in Counter(seeds).items() if times > 1]:
        raise ValueError(
            f"seeds names {twice[0]} twice: the same start counted twice makes a share look surer"
        )
    size = whole("chunk", chunk, least=1)
    chunks = [seeds[i : i + size] for i in range(0, len(seeds), size)]
    if not (executor is None or hasattr(executor, "submit")):
        raise TypeError(f"executor must be a concurrent.futures.Executor or None, not {shown(executor)}")
    wanted = flag("progress", progress)
    pending = [executor.submit(run, part) for part in chunks] if executor else [None] * len(chunks)
    results, bar = [], progress_bar(len(seeds), translated("start")) if wanted else None
    try:
        for part, future in zip(chunks, pending):
            results.append(_arrays(_result(run, part, future), part, results[-1] if results else {}))
            if bar is not None:
                bar.update(len(part))
    except KeyboardInterrupt:
        if not results:
            raise
    finally:
        for future in pending:
            if future is not None:
                future.cancel()  # those that are done do not mind
        if bar is not None:
            bar.close()
    return {name: np.concatenate([result[name] for result in results]) for name in results[0]}


def wilson_interval(successes, n, z=1.96):
    """The interval (low, high) in which a share lies, 95 times in 100 for z = 1.96 (Wilson 1927).

    ``successes`` of ``n`` independent trials. Unlike share +- z sd it stays within 0 and 1, and says something
    for 0 of 3. ValueError unless 0 <= successes <= n, n is 1 to 2^53 and z is above 0.

    >>> [round(float(end), 2) for end in wilson_interval(2, 3)]
    [0.21, 0.94]
    """
    successes, n, z = number("successes", successes), whole("n", n, least=1, most=2**53), positive("z", z)
    if not 0 <= successes <= n:
        raise ValueError(f"successes must lie between 0 and n = {n}, not {successes:g}")
    share, weight = successes / n, z**2 / n
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * np.sqrt(share * (1 - share) / n + weight / (4 * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)  # rounding may pass them by a hair


def _arrays(result, part, before):
    """What ``run`` gave for the seeds in ``part`` as arrays, with the seeds, if it is like the arrays ``before``."""
    if not isinstance(result, dict):
        raise TypeError(f"run must give a dict of arrays with an entry for each seed, not {shown(result)}")
    arrays = {}
    for name, value in (result | {"seed": part}).items():
        try:
            array = arrays[name] = np.asarray(value)
        except ValueError:
            raise ValueError(f"run must give arrays, but its {name!r} is {shown(value)}") from None
        if array.shape[:1] != (len(part),) or (before and np.shape(before.get(name))[1:] != array.shape[1:]):
            raise ValueError(
                f"run must give an entry for each of {len(part)} seeds, of one shape for all, "
                f"but its {name!r} has shape {array.shape}"
            )
    return arrays


def _result(run, part, future):
    if future is None:
        return run(part)
    try:
        return future.result()
    except Exception as error:
        raise RuntimeError(
            f"the executor failed on the seeds {part[0]} to {part[-1]}: {type(error).__name__}: {error}. "
            "Run these without an executor to see whether the fault is in the run"
        ) from error
