"""What makes a step of the slopes, where the rate times the slope is not all.

Plain descent takes rate times slope off each parameter, w <- w - eta dJ/dw, and remembers nothing. An optimizer
remembers the slopes before. *Adam* keeps two means of them, recent ones weighing more, m of the slopes and v of their
squares, and steps by m over the root of v: whatever the slopes' size, a step is about as long as the rate. Both means
start at zero, which 1 - beta^t makes good, after t steps.
"""

from dataclasses import dataclass

import numpy as np

from nnlib.engine.checks import number, positive, shown


@dataclass(frozen=True)
class Adam:
    """Steps of eta m / sqrt(v), from the means m of the slopes and v of their squares (Kingma & Ba 2015).

    beta_1, beta_2: what is kept of m and v at each step, from 0 up to, but not, 1. epsilon: above 0, so that nothing
    is divided by zero. ValueError for others.

    >>> net = Network([[[2.0]]], None, Identity())  # the output 6 should be 5: the slope is 6
    >>> run = {"learning_rate": 0.5, "loss": SquaredError(), "epochs": 1, "batch_size": None}
    >>> train(net, [[3.0]], [[5.0]], optimizer=Adam(), **run).network.weights[0].round(6).tolist()
    [[1.5]]
    """

    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self):
        positive("epsilon", self.epsilon)
        for name in ("beta_1", "beta_2"):
            value = number(name, getattr(self, name))
            if not 0 <= value < 1:
                raise ValueError(f"{name} must be from 0 up to, but not, 1, not {value:g}")

    def step(self, slopes, memory, rate):
        """(step, memory): what is taken off the parameters, and what the next call is given. None before the first."""
        t, m, v = memory or (0, 0.0, 0.0)
        t = t + 1
        m = self.beta_1 * m + (1 - self.beta_1) * slopes
        v = self.beta_2 * v + (1 - self.beta_2) * slopes**2
        return rate * (m / (1 - self.beta_1**t)) / (np.sqrt(v / (1 - self.beta_2**t)) + self.epsilon), (
            t,
            m,
            v,
        )


def optimizer_or_none(name, value):
    """``value``, if it is None or an optimizer.

    >>> optimizer_or_none("optimizer", Adam(beta_1=0.5))
    Adam(beta_1=0.5, beta_2=0.999, epsilon=1e-08)
    """
    if value is not None and not isinstance(value, Adam):
        raise TypeError(
            f"{name} must be None, for plain descent, or an optimizer such as Adam(), not {shown(value)}"
        )
    return value
