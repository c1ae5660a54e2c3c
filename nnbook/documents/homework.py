"""Document 000: a homework by Yubei Xiao (chapters 1 to 4).

It solves two computer exercises of Duda, Hart & Stork (2001), chapter 6: a 2-2-1 network with given weights, and a 3-1-1 network trained from
random and from equal weights. The document prints its results; these functions give them again.
"""

from functools import lru_cache

import numpy as np

from nnlib import python2
from nnlib.activations import ScaledSigmoid
from nnlib.datasets import duda_hart_stork
from nnlib.engine.checks import one_of
from nnlib.initializers import zeros
from nnlib.losses import SquaredError
from nnlib.network import Network
from nnlib.training import gradient_below, train

# Each row is a unit: its bias, then its weights. Two hidden units, then the output.
TWO_TWO_ONE = {
    "a": [[0.5, 0.3, -0.1], [-0.5, -0.4, 1.0], [1.0, -2.0, 0.5]],
    "b": [[-1.0, -0.5, 1.5], [1.0, 1.5, -0.5], [0.5, -1.0, 1.0]],
}


def two_two_one(parameters="a", activation=None):
    """The 2-2-1 network of exercise 1: part "a" or "b", or nine ``parameters`` (..., 9) of your own.

    Each unit's bias comes before its weights. The activation is ``ScaledSigmoid()`` unless given.

    >>> round(float(two_two_one("a")([[0.0, 0.0]])[0, 0]), 6)
    0.166242
    """
    if isinstance(parameters, str):
        parameters = np.ravel(TWO_TWO_ONE[one_of("parameters", parameters, TWO_TWO_ONE)])
    return _blank((2, 2, 1), activation or ScaledSigmoid()).with_parameters(parameters)


def three_one_one(parameters):
    """The 3-1-1 network of exercise 2 from its six ``parameters`` (..., 6), each unit's bias first.

    >>> three_one_one(CONSTANT_START).weights[0].tolist()
    [[0.5, 0.5, 0.5]]
    """
    return _blank((3, 1, 1), ScaledSigmoid()).with_parameters(parameters)


@lru_cache(maxsize=1)
def _blank(sizes, activation):
    return Network.initialized(sizes, zeros, activation, seed=0)


CONSTANT_START = [0.5, 0.5, 0.5, 0.5, -0.5, -0.5]


def random_start(seed):
    """Six parameters U(-1, 1), from Python's random stream as the document drew them.

    >>> random_start(0)[:2]
    [0.6888437030500962, 0.515908805880605]
    """
    stream = python2.Random(seed)
    return [stream.uniform(-1, 1) for _ in range(6)]


def exercise_two(parameters, order=None, keep_networks=False, progress=False):
    """Train the 3-1-1 network from ``parameters`` (..., 6) as the document did; returns the ``History``.

    One sample a step, rate 0.1, until the mean gradient of an epoch is below 0.005. Without an ``order`` the
    shuffles are Python 2's from seed 2019, which give the document's own numbers.

    >>> int(exercise_two(random_start(1500)).stopped_at)
    149
    """
    net, how = three_one_one(parameters), rules_of_exercise_two(order)
    return train(net, *duda_hart_stork(), keep_networks=keep_networks, progress=progress, **how)


def rules_of_exercise_two(order=None):
    """What ``sgd`` and ``train`` must know to do as the document did.

    >>> rules_of_exercise_two()["learning_rate"]
    0.1
    """
    return {
        "learning_rate": 0.1,
        "loss": SquaredError(),
        "order": python2.orders(2019, 20) if order is None else order,
        "until": gradient_below(0.005),
        "epochs": 5000,  # a start that never gets there comes to an end too
    }


def pairs(seeds, own_shuffles, order=None):
    """Random starts by ``seeds``, each beside the constant start on the same shuffles, as ``many_starts`` wants it.

    own_shuffles: whether each pair has shuffles of its own (NumPy's, by its seed) or all have the document's, or
    ``order``, which is given as to ``exercise_two``.
    Returns arrays (len(seeds), 2), random first: "stop", the stopping epoch; "loss" at the stop; "reaches",
    the first epoch with 80% of the samples right, inf where there is none.

    >>> pairs([1500], own_shuffles=False)["stop"].tolist()
    [[149, 298]]
    """
    random = [random_start(seed) for seed in seeds]
    if own_shuffles:
        order = [np.random.default_rng(seed) for _ in range(2) for seed in seeds]
        history = exercise_two(random + [CONSTANT_START] * len(random), order)
    else:
        history = exercise_two([*random, CONSTANT_START], order)

    def paired(numbers):
        both = numbers[: len(random)], numbers[len(random) :]
        return np.stack(np.broadcast_arrays(*both), axis=-1)

    high = history.accuracy > 0.8 - 1e-9
    reaches = np.where(high.any(axis=0), high.argmax(axis=0), np.inf)
    return {
        name: paired(n)
        for name, n in {"stop": history.stopped_at, "loss": history.final.loss, "reaches": reaches}.items()
    }


def on_shuffles(starts, seeds):
    """Train each of ``starts`` (n, 6) on Python 2's shuffles of each of ``seeds``; the ``History`` of all n times seeds.

    A start's runs stand together, in the order of the seeds.

    >>> on_shuffles([random_start(1500), CONSTANT_START], [2019, 2020]).stopped_at[::2].tolist()
    [149, 298]
    """
    streams = zip(*[python2.orders(seed, 20) for seed in seeds])
    orders = (np.tile(order, (len(starts), 1)) for order in streams)
    return exercise_two(np.repeat(starts, len(seeds), axis=0), orders)


def stopping_map(weight_seeds, shuffle_seeds):
    """The stopping epoch for each random start on each of Python 2's shuffles: (weight seeds, shuffle seeds).

    >>> stopping_map([0, 1500], [2019]).ravel().tolist()
    [298, 149]
    """
    history = on_shuffles([random_start(seed) for seed in weight_seeds], shuffle_seeds)
    return history.stopped_at.reshape(len(weight_seeds), len(shuffle_seeds))
