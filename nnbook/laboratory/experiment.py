"""One experiment of the laboratory: networks that learn side by side from the same points, under the same settings.

They are one ensemble. The first member has the start that the reader names, the others have the next forty-eight, to tell
whether what is seen was luck. One of them all is looked at. For its curve the weights of all are kept now and then, in
half the precision: so a start that is looked at late has a curve too.
"""

from dataclasses import replace
from itertools import repeat

import numpy as np

from nnbook.laboratory.data import lacking, points
from nnbook.laboratory.settings import OTHERS, networks
from nnlib.losses import HalfSquaredError
from nnlib.training import sgd

LEARNED = 0.95
LOSS = HalfSquaredError("mean")
KEPT = 256  # moments of which the weights are kept


class Experiment:
    """Settings, and how far its networks have learned: ``advance`` goes on, ``rewind`` goes back to the same start.

    ``others``: how many other starts learn beside the first.

    ``same_starts``: whether chance has no part in the start. ``epoch``: how many are done. ``networks``: the ensemble as
    it is. ``accuracy``, ``accuracies``: the share of the test points on the side of their colour, of the network that is
    looked at and of all members.

    >>> from nnbook.laboratory.settings import Settings
    >>> experiment = Experiment(Settings(data="two clouds"))
    >>> experiment.advance(3)
    >>> experiment.epoch, int((experiment.accuracies > LEARNED).sum())
    (3, 49)
    """

    def __init__(self, settings, others=OTHERS):
        self.settings, self.others, self.points = settings, others, points(settings)
        self.rewind()

    def rewind(self):
        """Go back to the same first weights, bit for bit."""
        seeds = range(self.settings.seed, self.settings.seed + 1 + self.others)
        self.networks, self.epoch = networks(self.settings, seeds), 0
        start = self.networks.array
        self.same_starts = bool((start == start[:, :1]).all())
        self._every, self._kept, self._known = 1, {}, {}  # weights by epoch; losses by member and epoch
        x, y, _, _ = self.points
        batch = max(1, min(self.settings.batch, len(x)))
        options = {"learning_rate": self.settings.rate, "loss": LOSS, "batch_size": batch}
        if len(x):
            self._epochs = sgd(self.networks, x, y, order=repeat(np.arange(len(x))), **options)
        self._keep()

    def again(self, **changes):
        """Another experiment with some settings changed.

        >>> from nnbook.laboratory.settings import Settings
        >>> Experiment(Settings()).again(seed=5).settings.seed
        5
        """
        return Experiment(replace(self.settings, **changes))

    def look_at(self, member):
        """Look at another member; all stay where they are."""
        self.settings = replace(self.settings, look=member)

    def advance(self, epochs=1):
        """Learn on for some epochs; ValueError without points."""
        if not len(self.points[0]):
            raise ValueError(lacking(self.points[1]))
        for _ in range(epochs):
            self.networks = next(self._epochs).network
            self.epoch += 1
            self._keep()

    @property
    def lacking(self):
        """What the points lack, in words."""
        return lacking(self.points[1])

    @property
    def accuracy(self):
        return float(self._right(self.looked_at))

    @property
    def accuracies(self):
        return self._right(self.networks)

    def _right(self, network):
        _, _, x, y = self.points
        return (network.predict(x) == y).mean(axis=(-2, -1)) if len(x) else np.zeros(network.ensemble)

    @property
    def losses(self):
        """Of the network looked at, a row (epoch, training loss, test loss) for each moment that is kept, and for now."""
        known = self._known.setdefault(self.settings.look, {})
        moments = self._kept | {self.epoch: self.networks.array}
        for epoch in moments.keys() - known.keys():
            known[epoch] = self._loss(_halved(moments[epoch]))
        return np.array([(epoch, *known[epoch]) for epoch in moments])

    @property
    def lost(self):
        """Which members have diverged: their weights are no numbers any more."""
        return ~np.isfinite(self.networks.parameters).all(axis=-1)

    @property
    def for_pictures(self):
        """The ensemble in half the precision, which no eye sees and which is drawn in half the time."""
        return self.networks.with_array(_halved(self.networks.array), self.networks.ensemble)

    @property
    def for_the_plane(self):
        """The network that is looked at, the same way."""
        return self._member(_halved(self.networks.array))

    @property
    def looked_at(self):
        """The network that is looked at, alone."""
        return self._member(self.networks.array)

    def _member(self, array):
        """The member that is looked at, of such an array (P, S) of all parameters."""
        look = self.settings.look
        return self.networks.with_array(array[:, look : look + 1].copy(), ())

    def _loss(self, array):
        x, y, x_test, y_test = self.points
        if not len(x):
            return np.nan, np.nan
        net = self._member(array)
        return float(LOSS(net(x), y)), float(LOSS(net(x_test), y_test))

    def _keep(self):
        """Keep the weights as they are; of too many moments every second one."""
        if self.epoch % self._every == 0:
            self._kept[self.epoch] = _halved(self.networks.array)
        if len(self._kept) > KEPT:
            self._every *= 2
            self._kept = {epoch: kept for epoch, kept in self._kept.items() if epoch % self._every == 0}


@np.errstate(over="ignore")  # weights of a run that is being lost
def _halved(array):
    return array.astype(np.float32)
