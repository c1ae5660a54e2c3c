"""Results that take long, step by step: a generator that yields what it computes and the share that is done.

A drawing that needs such a result says ``yield from result.steps(...)``, so that its panel can tell how far it is;
a cell of a notebook calls it like any function.
"""

import functools
import inspect
import threading


def finish(work):
    """Run a generator to its end; what it returns.

    >>> def half():
    ...     yield "half", 0.5
    ...     return 42
    >>> finish(half())
    42
    """
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def in_steps(most=0):
    """Make a function of a generator; it remembers its last ``most`` results by their arguments.

    Called, it runs through; its ``steps`` is the generator, for panels: it yields nothing where the result is known.
    What is remembered goes on where it was left: a hand that moves meanwhile, or a second panel, does not begin it anew.

    >>> @in_steps(most=8)
    ... def square(x):
    ...     yield "a square", 0.5
    ...     return x * x
    >>> square(3), list(square.steps(3)), list(square.steps(4))
    (9, [], [('a square', 0.5)])
    """

    def decorate(generator):
        known, begun, signature = {}, {}, inspect.signature(generator)
        lock = threading.RLock()  # JupyterLab moves sliders in one thread and runs cells in another

        @functools.wraps(generator)
        def steps(*values, **named):
            if not most:
                return (yield from generator(*values, **named))
            bound = signature.bind(*values, **named)
            bound.apply_defaults()
            key = (*bound.args, *bound.kwargs.items())
            work = None
            while True:
                with lock:
                    if key in known:
                        return known[key]
                    if work is None or work.gi_frame is None:  # none yet, or ended by another and forgotten
                        work = begun.setdefault(key, generator(*values, **named))
                        shorten(begun)
                    try:
                        step = next(work)
                    except BaseException as end:
                        begun.pop(key, None)
                        if not isinstance(end, StopIteration):
                            raise
                        known[key] = end.value
                        shorten(known)
                        return end.value
                yield step

        def shorten(kept):
            while len(kept) > most:
                del kept[next(iter(kept))]

        @functools.wraps(generator)
        def through(*values, **named):
            return finish(steps(*values, **named))

        through.steps = steps
        return through

    return decorate
