"""The book's data sets: the same for everybody.

Each function returns x, of shape (n, d): n samples of d features; those with targets return y as well, of shape
(n, d_out).
"""

from nnlib.datasets.handwriting import digits, one_and_nine
from nnlib.datasets.playground import circle, gaussians, spiral, xor
from nnlib.datasets.small import duda_hart_stork, grid, island

__all__ = [
    "circle",
    "digits",
    "duda_hart_stork",
    "gaussians",
    "grid",
    "island",
    "one_and_nine",
    "spiral",
    "xor",
]
