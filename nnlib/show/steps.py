"""Results that take long, step by step: a generator that yields what it computes and the share that is done.

A drawing that needs such a result says ``yield from result.steps(...)``, so that its panel can tell how far it is;
a cell of a notebook calls it like any function.
"""

import functools
import inspect


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

    >>> @in_steps(most=8)
    ... def square(x):
    ...     yield "a square", 0.5
    ...     return x * x
    >>> square(3), list(square.steps(3)), list(square.steps(4))
    (9, [], [('a square', 0.5)])
    """

    def decorate(generator):
        known, signature = {}, inspect.signature(generator)

        @functools.wraps(generator)
        def steps(*values, **named):
            bound = signature.bind(*values, **named)
            bound.apply_defaults()
            key = (*bound.args, *bound.kwargs.items()) if most else None
            if key not in known:
                result = yield from generator(*values, **named)
                if not most:
                    return result
                known[key] = result
                while len(known) > most:
                    del known[next(iter(known))]
            return known[key]

        @functools.wraps(generator)
        def through(*values, **named):
            return finish(steps(*values, **named))

        through.steps = steps
        return through

    return decorate
