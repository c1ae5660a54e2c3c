"""How fast runs leave the line between two halves of a unit, beside what the Hessian says (chapter 8)."""

import numpy as np


def fitted(sizes, steps):
    """(slope, off): how many steps more a start takes that is nearer by a factor of e, and how far off that line is at most.

    sizes: how far the starts are off. steps: those until they leave, as many numbers. The line is the best straight one.

    >>> slope, off = fitted(np.exp([-1.0, -2, -3]), [150, 250, 350])
    >>> round(float(slope), 6), bool(off < 1e-9)
    (100.0, True)
    """
    nearer = np.log(1 / np.asarray(sizes))
    slope, constant = np.polyfit(nearer, steps, 1)
    return slope, np.abs(slope * nearer + constant - steps).max()


def beside_the_law(run, first, steps_per_e, since=800, near=1e-3):
    """Which runs of a ``plateau.Escape`` are still ``near`` at step ``since`` or later, (...), and by what share their distance is
    then off the law's, at most. ``first`` (...): the distance to begin with; it grows e-fold in ``steps_per_e`` steps.

    >>> from types import SimpleNamespace
    >>> steps = np.array([0, 800, 1000])
    >>> run = SimpleNamespace(steps=steps, apart=np.array([[1e-9, 1.0], [3e-6, 1.0], [2.2e-5, 1.0]]))
    >>> inside, off = beside_the_law(run, [1e-9, 1.0], 100)
    >>> inside.tolist(), round(float(off), 3)
    ([True, False], 0.006)
    """
    steps = np.reshape(run.steps, (-1, *[1] * np.ndim(first)))
    late = (steps >= since) & (run.apart < near)
    grown = first * np.exp(steps / steps_per_e)
    return late.any(axis=0), np.abs(run.apart / grown - 1)[late].max()
