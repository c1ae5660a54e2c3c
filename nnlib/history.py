"""The record of a run: what each epoch did, and where the run ended.

A learning curve is the loss against the epoch. It is the first thing to look at after a run, and the
accuracy and the mean gradient beside it tell what the loss alone hides. Arrays are indexed
(epoch, member...); a single network has no member axes. After its end a member's entries are NaN, and
so are those of a member whose loss is no longer finite.
"""

from typing import Any, NamedTuple

import numpy as np

from nnlib.engine.checks import flag
from nnlib.engine.network_checks import an_epoch, network


class Measures(NamedTuple):
    """Loss, accuracy and mean gradient, each an array; ``training.Epoch`` says what they are.

    >>> Measures(0.5, 0.9, 0.01).accuracy
    0.9
    """

    loss: Any
    accuracy: Any
    mean_gradient: Any


class History:
    """Filled by ``train``. Printed, it is a short table; ``plot`` draws it; ``arrays`` hands it on.

    network: the network at its end, each member of an ensemble as it was when it stopped.
    networks: the network after each epoch, if ``train`` was told to keep them, else None.
    interrupted: whether somebody stopped the run before its end.

    >>> x, y = datasets.duda_hart_stork()
    >>> net = Network.initialized([3, 1, 1], constant(0.5), ScaledSigmoid(), seed=0)
    >>> train(net, x, y, learning_rate=0.1, loss=SquaredError(), order=python2.orders(2019, 20), epochs=2)
    2 epochs of Network(3-1-1, ScaledSigmoid(a=1.716, b=0.6666666666666666))
    epoch      loss  accuracy  mean gradient
        0     3.061     0.500         0.1201
        1     3.088     0.550         0.1076
    """

    def __init__(self, net, keep_networks=False):
        self.network = network("net", net)
        self.networks = [] if flag("keep_networks", keep_networks) else None
        self.running = np.full(net.ensemble, True)
        self.interrupted = False
        self._stopped_at = np.full(net.ensemble, -1)
        self._epochs, self._arrays = [], {}

    def append(self, epoch):
        """Take in one ``Epoch``."""
        an_epoch("epoch", epoch)
        self._epochs.append((epoch.loss, epoch.accuracy, epoch.mean_gradient))
        stopped = self.running & ~epoch.running & np.isfinite(epoch.loss)
        self._stopped_at = np.where(stopped, epoch.index, self._stopped_at)
        self.network, self.running = epoch.network, epoch.running
        if self.networks is not None:
            self.networks.append(self.network)

    @property
    def epochs(self):
        """The number of epochs done."""
        return len(self._epochs)

    @property
    def stopped_at(self):
        """The epoch at which each member met the stopping rule, -1 where it did not."""
        return self._stopped_at[()]

    @property
    def loss(self):
        """(epochs, ...): the mean loss before the updates."""
        return self._columns()["loss"]

    @property
    def accuracy(self):
        """(epochs, ...): the share of right signs before the updates."""
        return self._columns()["accuracy"]

    @property
    def mean_gradient(self):
        """(epochs, ...): the mean absolute value of the epoch's average signed gradient."""
        return self._columns()["mean_gradient"]

    @property
    def final(self):
        """The ``Measures`` of each member's last epoch; ValueError before the first."""
        if not self.epochs:
            raise ValueError("final needs one epoch at least, and this run has finished none")
        last = np.where(self._stopped_at < 0, self.epochs - 1, self._stopped_at)[None]
        return Measures(*(np.take_along_axis(a, last, axis=0)[0] for a in self._columns().values()))

    @property
    def diverged(self):
        """Which members' loss was no longer finite at their end: booleans (...)."""
        return np.isnan(self.final.loss)

    def arrays(self):
        """The record as a dict of plain arrays (epochs, ...): loss, accuracy, mean_gradient."""
        return {name: column.copy() for name, column in self._columns().items()}

    def _columns(self):
        """The record as arrays that cannot be written to, made once for each length."""
        if not self._arrays or len(self._arrays["loss"]) != self.epochs:
            columns = np.array(self._epochs).reshape((-1, 3) + self.running.shape)
            columns.flags.writeable = False
            self._arrays = {name: columns[:, i] for i, name in enumerate(Measures._fields)}
        return self._arrays

    def plot(self, figure=None):
        """Draw loss and accuracy against the epoch, on ``figure`` or a new one; returns it."""
        from nnlib import plots  # drawing needs matplotlib, computing does not

        return plots.learning_curves(self, figure=figure)

    def _named(self, diverged):
        """How many members diverged, and which."""
        first = ", ".join(str(member) for member in np.flatnonzero(diverged)[:5])
        more = ", ..." if diverged.sum() > 5 else ""
        return f"{diverged.sum()} diverged{f' (members {first}{more})' if first else ''}"

    def __repr__(self):
        lines = [f"{self.epochs} epochs of {self.network}"]
        members = self.running.size
        if members > 1:
            lines[0] += f": {(self._stopped_at >= 0).sum()} of {members} stopped"
            lines[0] += f", {self._named(self.diverged)}; medians" if self.epochs else ""
        elif self._stopped_at.max() >= 0:
            lines[0] += f", stopped at {self._stopped_at.max()}"
        lines[0] += ", interrupted" if self.interrupted else ""
        lines.append("epoch      loss  accuracy  mean gradient")
        for epoch in np.unique(np.linspace(0, self.epochs - 1, min(6, self.epochs)).round().astype(int)):
            numbers = [a[~np.isnan(a)] for a in (column[epoch] for column in self._columns().values())]
            loss, accuracy, slope = (np.median(a) if a.size else np.nan for a in numbers)
            lines.append(f"{epoch:5d}  {loss:8.4g}  {accuracy:8.3f}  {slope:13.4g}")
        return "\n".join(lines)
