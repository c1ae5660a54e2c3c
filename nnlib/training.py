"""Gradient descent, one sample at a time, a few, or all.

The gradient points where the loss rises fastest; a step goes the other way: w <- w - eta dJ/dw, with
the learning rate eta. *Stochastic* gradient descent (Robbins & Monro 1951) takes the gradient of one
sample, steps, and goes on to the next; *mini-batch* descent averages a few samples, *batch* descent
all of them. An epoch is one pass over the data. The order of the samples is an argument, not a hidden
random stream: two runs that differ in their first weights alone can be given the same order, and then
what differs in their ends is the weights' doing.

``sgd`` is the loop, one epoch at a time; ``train`` runs it to an end and keeps the record.
"""

from typing import Any, NamedTuple

import numpy as np

from nnlib.engine.checks import flag, function, positive, whole
from nnlib.engine.network_checks import an_epoch, met, network, rates
from nnlib.engine.ordering import drawing, generators
from nnlib.engine.stepping import Moves, Steps
from nnlib.history import History
from nnlib.network import Network
from nnlib.optimizers import optimizer_or_none
from nnlib.show.language import translated


class DivergedError(ArithmeticError):
    """The loss of a single network is no longer a finite number. ``history`` holds the epochs before.

    >>> net = Network([[[1.0]]], None, Identity())
    >>> try:
    ...     train(net, [[9.0]], [[0.0]], learning_rate=9, loss=SquaredError(), order=[[0]] * 200)
    ... except DivergedError as error:
    ...     print(error.history.epochs, error.history.loss[0])
    49 81.0
    """

    history = None


class Epoch(NamedTuple):
    """What one epoch did. The numbers are arrays of the ensemble's shape, () for a single network.

    >>> net = Network([[[1.0]]], None, Identity())
    >>> epochs = sgd(net, [[1.0]], [[0.0]], learning_rate=0.25, loss=SquaredError(), order=[[0]] * 3)
    >>> [(epoch.index, float(epoch.loss)) for epoch in epochs]
    [(0, 1.0), (1, 0.25), (2, 0.0625)]
    """

    index: int
    loss: Any  # mean over the steps of the batch's loss before its update
    accuracy: Any  # share of samples whose outputs had the right signs before their update
    mean_gradient: Any  # |average over the steps of the signed gradient|, mean over the parameters
    network: Network  # as trained so far, with arrays of its own
    running: Any = True  # which members go on; the numbers of the others are NaN from the next epoch on


def gradient_below(threshold):
    """A stopping rule: the epoch's mean gradient is below ``threshold``.

    >>> gradient_below(0.005)(Epoch(0, 1.0, 0.5, 0.004, None))
    True
    """
    threshold = positive("threshold", threshold)
    return lambda epoch: an_epoch("epoch", epoch).mean_gradient < threshold


def sgd(net, x, y, *, learning_rate, loss, order=None, batch_size=1, epochs=None, optimizer=None, until=None):
    """Stochastic gradient descent, as a generator of ``Epoch``: one for each index array of ``order``.

    net: a network or an ensemble, which is not changed. x (..., n, d), y (..., n, d_out). learning_rate: a number, or
    an array that fits ``net.parameters`` (..., P): (P,) is a rate for each parameter, (S, 1) one for each member. order: index
    arrays, one an epoch, of shape (n,), or (S, n) for an order of its own for each of S members; or a
    ``numpy.random.Generator`` to draw permutations from without end; or a sequence of them, one a member.
    batch_size: samples a step; None is all of them, in which case ``order`` may be left out. epochs: how many at
    most; None is as many as ``order`` has. optimizer: None for w <- w - eta dJ/dw, or ``Adam()``. until: a network is
    trained no more when ``until(epoch)`` is true, such as ``gradient_below(0.005)``.

    Raises ValueError or TypeError for data, a rate or an order that do not fit, and DivergedError when
    a single network's loss is not finite. An ensemble goes on; its lost members' numbers are NaN.

    >>> x, y = datasets.duda_hart_stork()
    >>> net = Network.initialized([3, 1, 1], constant(0.5), ScaledSigmoid(), seed=0)
    >>> first = next(sgd(net, x, y, learning_rate=0.1, loss=SquaredError(), order=[range(20)]))
    >>> first.index, round(float(first.accuracy), 2)
    (0, 0.65)
    """
    x, y = network("net", net).check_data(x, y, loss)
    move = Moves(rates("learning_rate", learning_rate, net), optimizer_or_none("optimizer", optimizer))
    if batch_size is not None:
        batch_size = whole("batch_size", batch_size, least=1)
    if epochs is not None:
        epochs = whole("epochs", epochs, least=1)
    if until is not None:
        function("until", until, "of an Epoch such as gradient_below(0.005)")
    draw = drawing(order, x.shape[-2], net.ensemble, batch_size)
    return _epochs(net, net.inputs(x), net.targets(y), move, loss, draw, batch_size, epochs, until)


def _epochs(net, x, y, move, loss, draw, batch_size, epochs, until):
    """Epoch after epoch; members that diverge, or for which ``until(epoch)`` is true, are computed no more."""
    everyone = net.array.copy()  # (P, S): each member as it is now, or as it was when it left
    members = np.arange(everyone.shape[1])
    working, index, rooms = net.with_array(everyone.copy(), members.shape), 0, {}
    while members.size and index != epochs and (order := draw(members)) is not None:
        if order.shape not in rooms:
            own = [data if data.shape[-1] == 1 else data[..., members] for data in (x, y)]
            rooms[order.shape] = Steps(working, *own, order.shape, move, loss, batch_size)
        measures = rooms[order.shape].epoch(order)
        everyone[:, members] = working.array
        running = np.zeros(everyone.shape[1], bool)
        running[members] = np.isfinite(measures[0])
        if not net.ensemble and not running[0]:
            raise DivergedError(
                f"the run diverged: in epoch {index} the loss is no longer finite. "
                f"A learning_rate below {np.max(move.rate):g} or smaller first weights may mend it"
            )
        numbers = [np.full(running.shape, np.nan, measure.dtype) for measure in measures]
        for number, measure in zip(numbers, measures):
            number[members] = np.where(running[members], measure, np.nan)
        shaped = [each.reshape(net.ensemble)[()] for each in (*numbers, running)]
        epoch = Epoch(index, *shaped[:3], net.with_array(everyone.copy(), net.ensemble), shaped[3])
        if until is not None:
            running &= ~np.ravel(met(until, epoch))
            epoch = epoch._replace(running=running.reshape(net.ensemble)[()])
        yield epoch
        if running.sum() < members.size:
            move.keep(running[members])
            members = np.flatnonzero(running)
            working, rooms = net.with_array(everyone[:, members], members.shape), {}
        index += 1


def train(
    net,
    x,
    y,
    *,
    learning_rate,
    loss,
    order=None,
    batch_size=1,
    epochs=None,
    optimizer=None,
    until=None,
    keep_networks=False,
    progress=False,
):
    """Run ``sgd`` to its end and return the ``History``.

    The end is after ``epochs`` epochs, when ``until(epoch)`` is true (see ``gradient_below``), or when a
    finite ``order`` is used up. Members of an ensemble stop each at its own epoch and keep the weights
    that they have then. keep_networks: keep the network of every epoch too. progress: show a bar. A run
    that is interrupted (Ctrl-C, or the stop button) returns what it has. A DivergedError carries the
    epochs before it as its ``history``.

    >>> x, y = datasets.duda_hart_stork()
    >>> net = Network.initialized([3, 1, 1], uniform(-1, 1), ScaledSigmoid(), seed=range(5))
    >>> history = train(net, x, y, learning_rate=0.1, loss=SquaredError(), order=python2.orders(2019, 20), epochs=3)
    >>> history.loss.shape
    (3, 5)
    """
    endless = generators(order) or not isinstance(order, list | tuple | np.ndarray)
    if epochs is None and until is None and endless:
        raise ValueError("epochs and until are both None: such a run has no end, so give one")
    how = {"batch_size": batch_size, "epochs": epochs, "optimizer": optimizer, "until": until}
    steps = sgd(net, x, y, learning_rate=learning_rate, loss=loss, order=order, **how)
    history = History(net, keep_networks)
    bar = progress_bar(epochs, translated("epoch")) if flag("progress", progress) else None
    try:
        for epoch in steps:
            history.append(epoch)
            if bar is not None:
                bar.update()
    except DivergedError as error:
        error.history = history
        raise
    except KeyboardInterrupt:
        history.interrupted = True
    finally:
        if bar is not None:
            bar.close()
    return history


def progress_bar(total, unit):
    """A bar that counts to ``total`` and estimates the time left.

    >>> with progress_bar(3, "epoch") as bar:
    ...     bar.update() or bar.n
    1
    """
    from tqdm.auto import tqdm  # computing needs NumPy alone; a bar needs tqdm

    return tqdm(total=total, unit=unit, leave=False)
