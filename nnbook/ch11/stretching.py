"""What the panel of chapter 11's singular values draws: how many directions of a small change survive the layers."""

from functools import lru_cache

import numpy as np

from nnbook.ch11.ring import ACTIVATIONS, KINDS, UNITS, network
from nnlib.network import Network
from nnlib.show import picture
from nnlib.show.language import counted, translated
from nnlib.show.numbers import number
from nnlib.signals import jacobian

LOWEST = -12  # power of ten; what is smaller is drawn there


@lru_cache(maxsize=256)
def stretched(kind, activation, gain, depth, size):
    """The singular values (64,) of the Jacobian of the outputs along the inputs, the largest first."""
    x = np.random.default_rng(0).normal(size=(1, 64))
    x *= np.sqrt(size / (x**2).mean())
    whole = network(kind, activation, gain, 64, 0, 50)
    net = Network(whole.weights[:depth], None, ACTIVATIONS[activation], exact=False)
    return np.linalg.svd(jacobian(net, x)[0], compute_uv=False)


def draw_values(figure, activation, gain, depth, inputs):
    """The 64 factors by which a network stretches the directions of a small change of its input, largest first."""
    (axes,) = picture.panes(figure, 1)
    found, told = np.arange(1, 65), {}
    for (kind, name), style in zip(KINDS.items(), picture.LINES):
        values = stretched(kind, activation, gain, depth, float(inputs))
        shown = np.maximum(np.log10(np.maximum(values, 1e-300)), LOWEST)
        picture.curve(axes, kind, found, shown, label=name, marker="o", markersize=3, **style)
        told[kind.lower()] = number(values[0]), number(values[-1]), (values < 1e-3 * values[0]).mean()
    marks = list(range(LOWEST, 4, 3))
    picture.settle(axes, xlim=(0, 65), ylim=(LOWEST - 0.3, 3.3))
    picture.settle(axes, xlabel=translated("direction"), ylabel=translated("stretched by"))
    picture.settle(axes, yticks=marks, yticklabels=[f"$10^{{{power}}}$" for power in marks])
    picture.legend(axes)
    settings = counted(
        "{depth} layer of {units} units, gain {gain:.2f}, inputs of mean square {inputs}.",
        "{depth} layers of {units} units, gain {gain:.2f}, inputs of mean square {inputs}.",
        depth,
    ).format(depth=depth, units=UNITS[activation], gain=gain, inputs=inputs)
    # Of each kind the largest, the smallest, and the share of small ones.
    values = translated(
        "Singular values: Gaussian from {gaussian[0]} down to {gaussian[1]}, {gaussian[2]:.0%} of them below a "
        "thousandth of the largest; orthogonal from {orthogonal[0]} down to {orthogonal[1]}, {orthogonal[2]:.0%}."
    ).format(**told)
    return f"{settings} {values}"
