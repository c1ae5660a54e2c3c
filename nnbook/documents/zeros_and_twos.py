"""Document 002: a blog post by ljp1919, "a test in code of how a network's parameters are initialized" (chapter 6).

It trains a 3-4-1 network for 60,000 steps from weights that are all 0, all 2 and random, and prints the error on
the way and the weights at the end. It asks what equal weights do to the units of a layer.
"""

from itertools import pairwise

import numpy as np

from nnlib.activations import Sigmoid
from nnlib.engine.checks import whole
from nnlib.initializers import zeros
from nnlib.losses import HalfSquaredError
from nnlib.network import Network
from nnlib.show.language import translated
from nnlib.training import progress_bar, sgd

FOUR_SAMPLES = np.array([[0.5, 0.9, 1], [2, 1, 1], [0.3, 0.6, 1], [1.5, 0.9, 0.6]])
FOUR_TARGETS = np.array([[1.0], [3], [2], [0]])
# The book's own: a quarter of the document's plus 0.1, all within the range of a logistic output.
REACHABLE_TARGETS = FOUR_TARGETS / 4 + 0.1


def three_four_one(parameters):
    """The document's network from its 16 ``parameters`` (..., 16): each unit's three weights, then the output's four.

    Logistic units and no biases.

    >>> three_four_one(np.full(16, 2)).weights[1].tolist()
    [[2.0, 2.0, 2.0, 2.0]]
    """
    return Network.initialized([3, 4, 1], zeros, Sigmoid(), seed=0, bias=None).with_parameters(parameters)


def legacy_start(seed):
    """Sixteen weights U(-1, 1) as the document draws them: ``numpy.random.seed(seed)``, then 2 random() - 1.

    It draws the hidden weights as (3, 4), a column a unit, and then the output's as (4, 1).

    >>> legacy_start(1)[:3].round(4).tolist()
    [-0.166, -0.7065, -0.2065]
    """
    stream = np.random.RandomState(whole("seed", seed))
    hidden, output = 2 * stream.random_sample((3, 4)) - 1, 2 * stream.random_sample((4, 1)) - 1
    return np.concatenate([hidden.T.ravel(), output.ravel()])


def four_samples(parameters, steps, targets=FOUR_TARGETS, progress=False):
    """Train on the four samples as the document did; the parameters (len(steps), ..., 16) at the given ``steps``.

    All samples a step, rate 1, half the squared error summed. parameters (..., 16): where to start. steps: whole
    numbers that rise; 0 is before the first update, 60,000 after the document's last. targets: (4, 1), or
    (..., 4, 1) for each member its own. progress: show a bar. ValueError for steps that do not rise.

    >>> path = four_samples(np.zeros(16), [0, 1, 10_000])
    >>> mean_error(path).round(7).tolist()
    [1.25, 1.1344707, 1.0000091]
    """
    steps = [whole("steps", step) for step in steps]
    if not steps or any(now >= later for now, later in pairwise(steps)):
        raise ValueError(f"steps must rise and not be empty, such as [0, 10, 100], not {steps[:5]}")
    net, place = three_four_one(parameters), {step: i for i, step in enumerate(steps)}
    path = np.empty((len(steps), *net.parameters.shape))
    if 0 in place:
        path[0] = net.parameters
    if steps == [0]:
        return path
    options = {"learning_rate": 1, "loss": HalfSquaredError(), "batch_size": None, "epochs": steps[-1]}
    bar = progress_bar(steps[-1], translated("step")) if progress else None
    for epoch in sgd(net, FOUR_SAMPLES, targets, **options):
        if epoch.index + 1 in place:
            path[place[epoch.index + 1]] = epoch.network.parameters
        if bar is not None:
            bar.update()
    if bar is not None:
        bar.close()
    return path


def mean_error(parameters, targets=FOUR_TARGETS):
    """What the document prints as its error: the mean of ``|target - output|`` over the four samples, (...).

    >>> float(mean_error(np.zeros(16)))
    1.25
    """
    return np.abs(targets - three_four_one(parameters)(FOUR_SAMPLES))[..., 0].mean(axis=-1)
