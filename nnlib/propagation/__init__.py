"""How far a signal reaches: the mean-field picture of a wide network at its start.

Let weights be drawn with variance weight_variance / fan_in and biases with bias_variance. In a wide layer the sums net
are then normal with one variance q, the *length*, whatever the layer heard, and q goes from layer to layer by a map, the
``length_map``. So does the correlation c of two inputs' sums: the ``correlation_map``. Where a small difference grows
from layer to layer, chi > 1, the network is chaotic; where it shrinks, ordered; in between lies the critical line, on
which signals and gradients reach furthest (Poole et al. 2016, Schoenholz et al. 2017).

The picture is right of means over networks. How far a single network of finite width is from it, chapter 11 measures.
Every function raises ValueError for variances below 0, and where there is no fixed point; TypeError for an activation
that is none.
"""

from nnlib.propagation.correlations import (
    correlation_fixed_point,
    correlation_map,
    correlation_slope,
    depth_scale,
    predicted,
)
from nnlib.propagation.lengths import chi, critical_weight_variance, length_fixed_point, length_map
from nnlib.propagation.means import POINTS, WEIGHTS

__all__ = [
    "POINTS",
    "WEIGHTS",
    "chi",
    "correlation_fixed_point",
    "correlation_map",
    "correlation_slope",
    "critical_weight_variance",
    "depth_scale",
    "length_fixed_point",
    "length_map",
    "predicted",
]
