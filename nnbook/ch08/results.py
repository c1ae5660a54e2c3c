"""Chapter 8: runs that leave a plateau, eight starts on 200 sets of points, and a bit that grows.

None of them goes through BLAS, whose sums depend on the processor: those are computed where they are read. Losses are
kept in steps of some millionths, distances in thousandths of their logarithm or as 32-bit numbers.
"""

import numpy as np

from nnbook.ch08 import breaking, plateau, rounding
from nnbook.results import restored, shipped, small
from nnlib.losses import MeanSquaredError
from nnlib.symmetry import apart
from nnlib.training import train

SIZES = 10.0 ** np.arange(-12, 0)
RATE, DIRECTIONS, SETS = 0.2, 20, range(200)
LOSS_UNIT, LOG_UNIT = 2e-6, 1e-3
NAMES = [*breaking.ROUTES, "dropout"]


def make():
    """What the file has."""
    run, routes = escape(again=True), np.array(route_ends(again=True), np.float32)
    bits = [rounding.exact_and_nudged(width, again=True) for width in rounding.WIDTHS]
    return {
        "escape_left": run.left_at.astype(np.int16),
        "escape_loss": small(np.moveaxis(run.loss, 0, -1), LOSS_UNIT, np.int16),
        "escape_apart": small(np.log10(np.moveaxis(run.apart, 0, -1)), LOG_UNIT, np.int16),
        "routes": routes,
    } | rounding.small_bits(bits)


def directions():
    """Twenty random directions of length 1 for the nine parameters of the split unit: (20, 9)."""
    drawn = np.random.default_rng(0).normal(size=(DIRECTIONS, 9))
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def escape(again=False):
    """A trained unit, split in two, disturbed by each of ``SIZES`` in each direction: the ``Escape``.

    It is read from a file that was made with the book; ``again`` trains the runs now.
    """
    if again:
        net = plateau.split_unit(plateau.trained_unit())
        return plateau.escape(net, SIZES, directions(), learning_rate=RATE)
    file = shipped("ch08")
    loss = np.moveaxis(restored(file["escape_loss"], LOSS_UNIT), -1, 0)
    far = 10 ** np.moveaxis(restored(file["escape_apart"], LOG_UNIT), -1, 0)
    return plateau.Escape(20 * np.arange(len(loss)), loss, far, file["escape_left"].astype(float))


def route_ends(again=False):
    """For each of ``NAMES`` the loss on each of 200 sets after 1,000 steps, and how far the units are apart.

    Two arrays (8, 200), from the file; ``again`` trains now. With dropout the first 50 steps are made with it.
    """
    if not again:
        return shipped("ch08")["routes"]
    (points, targets), loss = breaking.product(SETS), MeanSquaredError()
    rest = {"learning_rate": 0.3, "loss": loss}
    ends = []
    for name in NAMES:
        net, steps = breaking.four_units(name if name in breaking.ROUTES else "equal", SETS), 1000
        if name == "dropout":
            options = rest | {"steps": 50, "keep": 0.8, "rng": np.random.default_rng(0)}
            net, steps = breaking.with_dropout(net, points, targets, **options), 950
        net = train(net, points, targets, batch_size=None, epochs=steps, **rest).network
        ends.append((net.gradient(points, targets, loss)[0], apart(net, 0)))
    return np.moveaxis(np.array(ends), 1, 0)
