"""A network: layers of units, each adding up what the layer before it sends.

Layer l has a weight matrix W (a row is a unit, a column one of its inputs) and a bias b for each unit; its
output is f(W h + b), where h is what the layer before it sends. The formulas of a layer, forward and back, are in
``nnlib.layer``; how all weights and biases lie in one array is in ``nnlib.engine.parameters``.

Leading axes are an ensemble: weights of shape (S, fan_out, fan_in) are S networks side by side.
"""

from itertools import pairwise

import numpy as np

from nnlib.activations import Activation
from nnlib.engine.checks import LARGEST, flag, number, real_array, several, shown, whole
from nnlib.engine.network_checks import drawn, layers, one_a_layer, pairs, samples
from nnlib.engine.parameters import Parameters, members_last
from nnlib.layer import Passes
from nnlib.losses import Loss


class Network(Parameters):
    """Weights, biases and activations; see ``initialized`` to have the weights drawn.

    weights: one array (..., fan_out, fan_in) a layer. biases: one array (..., fan_out) a layer, or
    None for a network without biases. activation: one for all layers, or one a layer. The arrays are
    copied; float32 is kept, all else becomes float64. ``exact=True`` adds products in an order that
    gives equal units equal outputs to the last bit; ``exact=False`` uses BLAS (``numpy.matmul``),
    which is faster from widths of about 100 on and does not promise that.

    Raises ValueError for no layers, shapes that do not chain or entries that are not finite.

    >>> net = Network([[[0.3, -0.1], [-0.4, 1.0]], [[-2.0, 0.5]]], [[0.5, -0.5], [1.0]], ScaledSigmoid())
    >>> net
    Network(2-2-1, ScaledSigmoid(a=1.716, b=0.6666666666666666))
    >>> round(float(net([[0.0, 0.0]])[0, 0]), 6)
    0.166242
    """

    def __init__(self, weights, biases, activation, exact=True):
        weights, biases = layers(weights, biases)
        ensemble, has_bias = weights[0].shape[:-2], biases is not None
        units = [np.insert(w, 0, b, axis=-1) for w, b in zip(weights, biases)] if has_bias else weights
        members = int(np.prod(ensemble))
        shapes = [u.shape[-2:] for u in units]
        array = np.concatenate([members_last(u, members).reshape(-1, members) for u in units])
        super().__init__(array, shapes, has_bias, ensemble)
        self.activations = one_a_layer("activation", activation, len(shapes))
        for f in self.activations:
            if not isinstance(f, Activation):
                raise TypeError(f"activation must be an activation such as Tanh(), not {shown(f)}")
        self.exact = flag("exact", exact)

    @classmethod
    def initialized(cls, sizes, initializer, activation, *, seed, bias=0.0, exact=True):
        """A network with weights drawn by ``initializer``, or an ensemble if ``seed`` is a sequence.

        sizes: units per layer from the inputs on, e.g. [3, 1, 1]. initializer: one, or one a layer.
        bias: a number, an initializer (called with the layer's fan_out and fan_in, its first column
        taken), one of these a layer, or None for no biases. seed: an int, or ints; a member depends on
        its own seed alone, and its weights do not depend on ``bias``.

        >>> Network.initialized([3, 4, 1], lecun_normal, Tanh(), seed=range(100))
        Network(3-4-1, Tanh(), ensemble of (100,))
        """
        sizes = [whole("sizes", size, least=1) for size in several("sizes", sizes)]
        shapes = [(fan_out, fan_in) for fan_in, fan_out in pairwise(sizes)]
        if not shapes:
            raise ValueError(f"sizes must name two layers at least, such as [2, 1], not {sizes}")
        single = isinstance(seed, str) or not np.iterable(seed)
        seeds = [seed] if single else several("seed", seed)
        if len(seeds) * sum(fan_out * fan_in for fan_out, fan_in in shapes) > LARGEST:
            raise ValueError(
                f"sizes and seed ask for more than {LARGEST} weights: {shown(sizes)}, {len(seeds)} seeds"
            )
        initializers = one_a_layer("initializer", initializer, len(shapes))
        for make in initializers:
            if not callable(make):
                raise TypeError(f"initializer must be a function such as constant(0.5), not {shown(make)}")
        rules = one_a_layer("bias", 0.0 if bias is None else bias, len(shapes))

        def draw(seed):
            for_weights, for_biases = np.random.default_rng(whole("seed", seed)).spawn(2)
            weights = [drawn("initializer", make, for_weights, *s) for make, s in zip(initializers, shapes)]
            biases = [
                drawn("bias", rule, for_biases, *s)[:, 0]
                if callable(rule)
                else np.full(s[0], number("bias", rule))
                for rule, s in zip(rules, shapes)
            ]
            return weights, biases

        members = [draw(one) for one in seeds]
        if not members:
            raise ValueError("seed must name one network at least, not an empty sequence")
        weights, biases = ([np.stack(layer) for layer in zip(*arrays)] for arrays in zip(*members))
        if single:
            weights, biases = [w[0] for w in weights], [b[0] for b in biases]
        return cls(weights, None if bias is None else biases, activation, exact)

    @property
    def sizes(self):
        """Units per layer, from the inputs to the outputs."""
        return [self.shapes[0][1] - self.has_bias] + [units for units, _ in self.shapes]

    def __repr__(self):
        kinds = dict.fromkeys(map(repr, self.activations))
        many = f", ensemble of {self.ensemble}" if self.ensemble else ""
        return f"Network({'-'.join(map(str, self.sizes))}, {', '.join(kinds)}{many})"

    def with_parameters(self, parameters):
        """A network like this one whose ``parameters`` are the given vector(s), of shape (..., P).

        >>> net = Network([[[0.0, 0.0]]], [[0.0]], Identity()).with_parameters([0.5, 1.0, -1.0])
        >>> net.biases[0].tolist(), net.weights[0].tolist()
        ([0.5], [[1.0, -1.0]])
        """
        parameters = real_array("parameters", parameters)
        if parameters.ndim == 0 or parameters.shape[-1] != len(self.array) or 0 in parameters.shape:
            raise ValueError(f"parameters must have shape (..., {len(self.array)}), not {parameters.shape}")
        ensemble = parameters.shape[:-1]
        columns = parameters.reshape(-1, len(self.array)).T
        return self.with_array(np.ascontiguousarray(columns), ensemble)

    def with_array(self, array, ensemble):
        """A network like this one whose parameters are the array (P, S) itself, neither copied nor checked."""
        net = object.__new__(Network)
        Parameters.__init__(net, array, self.shapes, self.has_bias, ensemble)
        net.activations, net.exact = self.activations, self.exact
        return net

    def copy(self):
        """The same network with an array of its own."""
        return self.with_array(self.array.copy(), self.ensemble)

    def __call__(self, x):
        """The output (..., n, d_out) for x of shape (..., n, d)."""
        return self.forward(x)[-1]

    @np.errstate(over="ignore", invalid="ignore")  # what is too large becomes inf, and the loss tells it
    def forward(self, x):
        """[x, h1, ..., output]: what every layer sends on, each of shape (..., n, units)."""
        x = samples("x", x, self.sizes[0], self.array.dtype)
        if not self.ensemble and x.ndim > 2:  # one network, many sets of samples: one long set
            rows = self.forward(x.reshape(-1, x.shape[-1]))
            return [h.reshape(*x.shape[:-1], h.shape[-1]) for h in rows]
        passes = Passes(self, x.shape[-2])
        passes.forward(self.inputs(x))
        sent = [np.moveaxis(layer.o, -1, 0) for layer in passes.layers]
        return [x] + [o.reshape(*self.ensemble, *o.shape[1:]) for o in sent]

    def predict(self, x):
        """The class of each sample, +1 or -1: the sign of the output, 0 counted as +1."""
        return np.where(self(x) >= 0, 1, -1)

    @np.errstate(over="ignore", invalid="ignore")
    def gradient(self, x, y, loss):
        """(loss, gradients) on the batch x (n, d), y (n, d_out), or with the ensemble's axes before n.

        The loss has the ensemble's shape; ``gradients.weights`` and ``gradients.biases`` are shaped like
        the network's own. ValueError for data or a loss that do not fit the network.

        >>> net = Network([[[2.0]]], None, Identity())
        >>> loss, gradients = net.gradient([[3.0]], [[5.0]], SquaredError())  # (6 - 5)^2, 2 (6 - 5) 3
        >>> float(loss), gradients.weights[0].tolist()
        (1.0, [[6.0]])
        """
        x, y = self.check_data(x, y, loss)
        n, outputs = y.shape[-2:]
        passes, x, y, scale = Passes(self, n), self.inputs(x), self.targets(y), loss.scale(n, outputs)
        output = passes.forward(x)
        passes.backward(y, loss, scale)
        value = scale * loss.terms(passes.layers[-1].net, output, y).sum((0, 1))
        gradients = Parameters(passes.slopes, self.shapes, self.has_bias, self.ensemble)
        return value.reshape(self.ensemble)[()], gradients

    def check_data(self, x, y, loss):
        """x and y as arrays of the network's dtype; an error where they, or the loss, do not fit."""
        x, y = pairs(x, y, self)
        if not isinstance(loss, Loss):
            raise TypeError(f"loss must be a loss such as SquaredError(), not {shown(loss)}")
        loss.check(self.activations[-1], y)
        return x, y

    def inputs(self, x):
        """Samples x (..., n, d) as what the first layer hears, (n, has_bias + d, S or 1): a leading 1 for its biases."""
        return np.insert(self.targets(x), [0] * self.has_bias, 1, axis=1)

    def targets(self, y):
        """Targets y (..., n, d_out) as (n, d_out, S or 1)."""
        if y.ndim > 2:
            y = np.broadcast_to(y, self.ensemble + y.shape[-2:])
        return members_last(y, self.array.shape[1] if y.ndim > 2 else 1)
