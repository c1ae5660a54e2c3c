"""What goes through a deep tanh network at its start, as histograms (chapter 9)."""

from functools import lru_cache

import numpy as np

from nnbook.documents import lecture
from nnlib.show import picture
from nnlib.show.language import counted, translated
from nnlib.show.numbers import number

# What is counted, from where to where, and whether its size is counted in powers of ten.
COUNTED = {
    "net": (translated("size of net, powers of ten"), -6, 5, True),
    "output": (translated("output f(net)"), -1, 1, False),
    "slope": (translated("slope f'(net)"), 0, 1, False),
    "gradient": (translated("size of gradient, powers of ten"), -14, 2, True),
}


@lru_cache(maxsize=64)
def counts(scale, depth):
    """The loss, the layers, and histograms (40 bins, the highest is 1) of the first and the last hidden layer."""
    loss, layers = lecture.signals(lecture.deep_tanh(scale, depth))
    histograms = {}
    for name, (_, low, high, size) in COUNTED.items():
        bins = np.linspace(low, high, 41)
        for layer in (0, -1):
            values = np.ravel(layers[layer][name])
            if size:
                values = np.log10(np.maximum(np.abs(values), 1e-300))
            found, _ = np.histogram(np.clip(values, low, high), bins)
            histograms[name, layer] = np.append(found, found[-1]) / found.max()
    return loss, layers, histograms


def draw_signals(figure, scale, depth):
    """Histograms of what goes through a deep tanh network at its start, its first and its last hidden layer."""
    loss, layers, histograms = counts(scale, depth)
    for axes, (name, (label, low, high, _)) in zip(picture.panes(figure, 1, 1, 1, 1), COUNTED.items()):
        for layer, text, style in [
            (0, translated("first layer"), picture.LINES[0]),
            (-1, translated("last layer"), picture.LINES[1]),
        ]:
            steps = histograms[name, layer]
            picture.curve(axes, text, np.linspace(low, high, 41), steps, drawstyle="steps-post", **style)
        picture.settle(axes, xlim=(low, high), ylim=(0, 1.1), xlabel=label, yticks=[])
        if name == "output":
            picture.settle(axes, xticks=[-1, -0.5, 0, 0.5, 1])
    picture.legend(figure.axes[0])
    slopes = [layers[layer]["slope"].mean() for layer in (0, -1)]
    sizes = [np.sqrt((layers[layer]["output"] ** 2).mean()) for layer in (0, -1)]
    network = counted("Scale {scale:g}, {n} hidden layer.", "Scale {scale:g}, {n} hidden layers.", depth)
    sent = translated(
        "Outputs of the first layer (blue) have the size {first}, of the last {last} (orange, dashed); mean "
        "slopes {first_slope} and {last_slope}. Loss at the start {loss}."
    )
    found = dict(zip(("first", "last", "first_slope", "last_slope"), map(number, sizes + slopes)))
    return f"{network.format(scale=scale, n=depth)} {sent.format(loss=number(loss, 3), **found)}"
