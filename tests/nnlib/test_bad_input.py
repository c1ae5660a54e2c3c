"""A wrong argument is told by its name, what it was, and what to do."""

import itertools

import numpy as np
import pytest

import nnlib
from nnbook.documents import homework
from nnlib import (
    CrossEntropy,
    HalfSquaredError,
    Identity,
    Network,
    ScaledSigmoid,
    Sigmoid,
    SquaredError,
    Tanh,
    constant,
    datasets,
    finite_differences,
    gradient_below,
    loss_along,
    many_starts,
    normal,
    python2,
    sgd,
    symmetry,
    train,
    uniform,
    variance_scaling,
    wilson_interval,
    zeros,
)

NAN, INF = float("nan"), float("inf")
NET = Network.initialized([3, 2, 1], normal(1), Tanh(), seed=0)
MANY = Network.initialized([3, 2, 1], normal(1), Tanh(), seed=range(4))
X, Y = np.ones((5, 3)), np.ones((5, 1))
GENERATOR = np.random.default_rng(0)


def check(call, error, message):
    with pytest.raises(error, match=message):
        call()


def network(weights=NET.weights, biases=None, activation=None):
    return lambda: Network(weights, biases, activation or Tanh())


def initialized(sizes=(3, 2, 1), initializer=zeros, activation=None, seed=0, **options):
    return lambda: Network.initialized(sizes, initializer, activation or Tanh(), seed=seed, **options)


@pytest.mark.parametrize(
    "call, error, message",
    [
        (network([]), ValueError, r"^weights has no layers: a network needs one weight matrix at least"),
        (
            network([np.ones((2, 3)), np.ones((1, 4))]),
            ValueError,
            r"^weights\[1\] has 4 columns, but the layer before it has 2 units: each unit needs its column",
        ),
        (network([np.ones(3)]), ValueError, r"^weights\[0\] must have shape .*fan_out, fan_in.*, not \(3,\)"),
        (network([np.ones((0, 3))]), ValueError, r"^weights\[0\] must have shape .*, not \(0, 3\)"),
        (
            network([np.ones((4, 2, 3)), np.ones((5, 1, 2))]),
            ValueError,
            r"^weights\[1\] is an ensemble of \(5,\) and weights\[0\] one of \(4,\): all layers need the same",
        ),
        (
            network([np.ones((4, 2, 3)), np.ones((1, 2))]),
            ValueError,
            r"^weights\[1\] is an ensemble of \(\) and weights\[0\] one of \(4,\)",
        ),
        (
            network([np.ones((2, 3)), [[1, NAN]]]),
            ValueError,
            r"^weights\[1\] must be finite, but its entry \(0, 1\) is nan: look for a division by zero",
        ),
        (network([[[-INF]]]), ValueError, r"^weights\[0\] must be finite, but its entry \(0, 0\) is -inf"),
        (
            network([[["1", "2"]]]),
            TypeError,
            r"^weights\[0\] must be an array of numbers, not \[\['1', '2'\]\]$",
        ),
        (network([[[1j]]]), TypeError, r"^weights\[0\] must be an array of numbers, not \[\[1j\]\]$"),
        (
            network([[[1, 2], [3]]]),
            TypeError,
            r"^weights\[0\] must be .* with rows of one length, not \[\[1, 2\], \[",
        ),
        (network(biases=[[0, 0]]), ValueError, r"^biases has 1 layers and weights has 2: give one each"),
        (network(biases=[]), ValueError, r"^biases has 0 layers and weights has 2: give one each"),
        (network(biases=[[0, 0], [0, 0]]), ValueError, r"^biases\[1\] must have shape \(1,\), not \(2,\)"),
        (network(MANY.weights, NET.biases), ValueError, r"^biases\[0\] must have shape \(4, 2\), not \(2,\)"),
        (network(biases=[[0, 0], 0]), ValueError, r"^biases\[1\] must have shape \(1,\), not \(\)"),
        (network(biases=[[0, INF], [0]]), ValueError, r"^biases\[0\] must be finite, .* \(1,\) is inf"),
        (network(activation="tanh"), TypeError, r"^activation must be .* such as Tanh\(\), not 'tanh'"),
        (
            network(activation=Tanh),
            TypeError,
            r"^activation must be .* such as Tanh\(\), not <class .*Tanh'>",
        ),
        (
            network(activation=np.tanh),
            TypeError,
            r"^activation must be .* such as Tanh\(\), not <ufunc 'tanh'>",
        ),
        (
            network(activation=[Tanh()] * 3),
            ValueError,
            r"^activation has 3 entries for 2 layers: give one, or one a layer",
        ),
        (
            lambda: NET.with_parameters([1.0]),
            ValueError,
            r"^parameters must have shape \(\.\.\., 11\), not \(1,\)",
        ),
        (
            lambda: NET.with_parameters(1.0),
            ValueError,
            r"^parameters must have shape \(\.\.\., 11\), not \(\)",
        ),
        (
            lambda: NET.with_parameters([NAN] * 11),
            ValueError,
            r"^parameters must be finite, .* \(0,\) is nan",
        ),
    ],
)
def test_network(call, error, message):
    check(call, error, message)


@pytest.mark.parametrize(
    "call, error, message",
    [
        (initialized(seed=1.5), TypeError, r"^seed must be an integer such as 3, not 1\.5"),
        (initialized(seed=3.0), TypeError, r"^seed must be an integer such as 3, not 3\.0"),
        (initialized(seed="1"), TypeError, r"^seed must be an integer such as 3, not '1'"),
        (initialized(seed="12"), TypeError, r"^seed must be an integer such as 3, not '12'"),
        (initialized(seed=None), TypeError, r"^seed must be an integer such as 3, not None"),
        (initialized(seed=-1), ValueError, r"^seed must be 0 or more, not -1"),
        (initialized(seed=[]), ValueError, r"^seed must name one network at least, not an empty sequence"),
        (initialized(seed=[0, 1.5]), TypeError, r"^seed must be an integer such as 3, not 1\.5"),
        (initialized(seed=[0, -2]), ValueError, r"^seed must be 0 or more, not -2"),
        (initialized(seed=GENERATOR), TypeError, r"^seed must be an integer such as 3, not Generator"),
        (initialized([3]), ValueError, r"^sizes must name two layers at least, such as \[2, 1\], not \[3\]"),
        (initialized([]), ValueError, r"^sizes must name two layers at least, such as \[2, 1\], not \[\]"),
        (initialized([3, 0, 1]), ValueError, r"^sizes must be 1 or more, not 0"),
        (initialized([3, 2.0, 1]), TypeError, r"^sizes must be an integer such as 3, not 2\.0"),
        (initialized(initializer=[zeros]), ValueError, r"^initializer has 1 entries for 2 layers: give one"),
        (initialized(initializer=0.5), TypeError, r"^initializer must be a function such as .*, not 0\.5"),
        (initialized(initializer="zeros"), TypeError, r"^initializer must be a function .*, not 'zeros'"),
        (
            initialized(bias=[0, 0, 0]),
            ValueError,
            r"^bias has 3 entries for 2 layers: give one, or one a layer",
        ),
        (initialized(bias=NAN), ValueError, r"^bias must be finite, but it is nan"),
        (initialized(bias="0"), TypeError, r"^bias must be a number, not '0'"),
        (lambda: constant(NAN), ValueError, r"^c must be finite, but it is nan"),
        (lambda: constant("a"), TypeError, r"^c must be a number, not 'a'"),
        (lambda: uniform(1, 1), ValueError, r"^low must be below high, not 1 and 1"),
        (lambda: uniform(2, -2), ValueError, r"^low must be below high, not 2 and -2"),
        (lambda: uniform(0, INF), ValueError, r"^high must be finite, but it is inf"),
        (lambda: uniform(NAN, 1), ValueError, r"^low must be finite, but it is nan"),
        (lambda: normal(0), ValueError, r"^std must be a finite number above 0, not 0"),
        (lambda: normal(-1), ValueError, r"^std must be a finite number above 0, not -1"),
        (lambda: normal("1"), TypeError, r"^std must be a number, not '1'"),
        (
            lambda: variance_scaling(1, "fan_in", "normal"),
            ValueError,
            r"^fan must be one of 'in', 'out', 'average', not 'fan_in'",
        ),
        (
            lambda: variance_scaling(1, "in", "gauss"),
            ValueError,
            r"^distribution must be one of 'normal', 'uniform', not 'gauss'",
        ),
        (lambda: variance_scaling(-2, "in", "normal"), ValueError, r"^scale must be .* above 0, not -2"),
    ],
)
def test_initialization(call, error, message):
    check(call, error, message)


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: ScaledSigmoid(a=0), ValueError, r"^a must be a finite number above 0, not 0"),
        (lambda: ScaledSigmoid(b=-1), ValueError, r"^b must be a finite number above 0, not -1"),
        (lambda: ScaledSigmoid(b=INF), ValueError, r"^b must be a finite number above 0, not inf"),
        (lambda: ScaledSigmoid("1.716"), TypeError, r"^a must be a number, not '1.716'"),
        (
            lambda: HalfSquaredError(reduction="average"),
            ValueError,
            r"^reduction must be one of 'sum', 'mean', not 'average'",
        ),
        (lambda: gradient_below(0), ValueError, r"^threshold must be a finite number above 0, not 0"),
        (lambda: gradient_below(NAN), ValueError, r"^threshold must be a finite number above 0, not nan"),
        (lambda: gradient_below(None), TypeError, r"^threshold must be a number, not None"),
        (lambda: python2.Random(1.5), TypeError, r"^seed must be an integer such as 3, not 1\.5"),
        (lambda: next(python2.orders("1", 3)), TypeError, r"^seed must be an integer such as 3, not '1'"),
        (lambda: next(python2.orders(0, 0)), ValueError, r"^n must be 1 or more, not 0"),
        (
            lambda: homework.two_two_one("c"),
            ValueError,
            r"^parameters must be one of 'a', 'b', not 'c'",
        ),
        (
            lambda: homework.two_two_one([0.0] * 8),
            ValueError,
            r"^parameters must have shape \(\.\.\., 9\), not \(8,\)",
        ),
        (lambda: homework.random_start(0.5), TypeError, r"^seed must be an integer such as 3, not 0\.5"),
        (
            lambda: loss_along(MANY, 0, [1.0], X, Y, SquaredError()),
            ValueError,
            r"^net must be a single network, not an ensemble of \(4,\): take one member",
        ),
        (lambda: datasets.grid(1, 1), ValueError, r"^low must be below high, not 1 and 1"),
        (lambda: datasets.grid(points=0), ValueError, r"^points must be 1 or more, not 0"),
        (lambda: datasets.grid(points=10.0), TypeError, r"^points must be an integer such as 3, not 10\.0"),
        (
            lambda: finite_differences(NET, X, Y, SquaredError(), step=0),
            ValueError,
            r"^step must be a finite number above 0, not 0",
        ),
    ],
)
def test_the_smaller_functions(call, error, message):
    check(call, error, message)


SAMPLES = [
    (
        NET,
        np.ones((5, 2)),
        Y,
        ValueError,
        r"^x must have shape \(n, 3\) for this network, not \(5, 2\): one row a",
    ),
    (
        NET,
        np.ones(3),
        Y,
        ValueError,
        r"^x must have shape \(n, 3\) for this network, not \(3,\): one row a sample",
    ),
    (NET, 1.0, Y, ValueError, r"^x must have shape \(n, 3\) for this network, not \(\)"),
    (NET, X[:0], Y[:0], ValueError, r"^x has no samples: a batch needs one at least"),
    (NET, X * NAN, Y, ValueError, r"^x must be finite, but its entry \(0, 0\) is nan: look for"),
    (NET, "data", Y, TypeError, r"^x must be an array of numbers, not 'data'"),
    (NET, [[1, 2, 3], [4]], Y, TypeError, r"^x must be an array of numbers with rows of one length, not"),
    (NET, None, Y, TypeError, r"^x must be an array of numbers, not None"),
    (NET, X, np.ones((5, 2)), ValueError, r"^y must have shape \(n, 1\) for this network, not \(5, 2\)"),
    (NET, X, np.ones(5), ValueError, r"^y must have shape \(n, 1\) for this network, not \(5,\): one row a"),
    (NET, X, Y[:0], ValueError, r"^y has no samples"),
    (NET, X, Y * INF, ValueError, r"^y must be finite, but its entry \(0, 0\) is inf"),
    (NET, X, Y[:4], ValueError, r"^x has 5 samples and y has 4: each row of x needs its row of y"),
    (MANY, np.ones((3, 5, 3)), Y, ValueError, r"^x has leading axes \(3,\) for an ensemble of \(4,\): give"),
    (MANY, X, np.ones((3, 5, 1)), ValueError, r"^y has leading axes \(3,\) for an ensemble of \(4,\): give"),
    (NET, np.ones((3, 5, 3)), Y, ValueError, r"^x has leading axes \(3,\) for an ensemble of \(\): give"),
]


@pytest.mark.parametrize(
    "use",
    [
        lambda net, x, y: net.gradient(x, y, SquaredError()),
        lambda net, x, y: sgd(net, x, y, learning_rate=0.1, loss=SquaredError(), order=[[0]]),
        lambda net, x, y: train(net, x, y, learning_rate=0.1, loss=SquaredError(), order=[[0]]),
        lambda net, x, y: finite_differences(net, x, y, SquaredError()),
    ],
    ids=["gradient", "sgd", "train", "finite_differences"],
)
@pytest.mark.parametrize("net, x, y, error, message", SAMPLES)
def test_samples(use, net, x, y, error, message):
    check(lambda: use(net, x, y), error, message)


@pytest.mark.parametrize("use", [Network.__call__, Network.forward, Network.predict])
@pytest.mark.parametrize("net, x, y, error, message", SAMPLES[:8])
def test_inputs(use, net, x, y, error, message):
    check(lambda: use(net, x), error, message)


@pytest.mark.parametrize(
    "loss, y, error, message",
    [
        ("squared", 1, TypeError, r"^loss must be a loss such as SquaredError\(\), not 'squared'"),
        (SquaredError, 1, TypeError, r"^loss must be a loss such as SquaredError\(\), not <class"),
        (None, 1, TypeError, r"^loss must be a loss such as SquaredError\(\), not None"),
        (
            CrossEntropy(),
            1,
            ValueError,
            r"^CrossEntropy needs a Sigmoid output, not Tanh\(\): make the last activation Sigmoid\(\), or take the loss Sq",
        ),
    ],
)
def test_losses(loss, y, error, message):
    check(lambda: NET.gradient(X, Y * y, loss), error, message)
    check(lambda: sgd(NET, X, Y * y, learning_rate=0.1, loss=loss, order=[[0]]), error, message)


@pytest.mark.parametrize("y, held", [([[0.0], [1.1]], r"0\.0 to 1\.1"), ([[-1.0], [1.0]], r"-1\.0 to 1\.0")])
def test_targets_of_cross_entropy(y, held):
    net = Network.initialized([3, 1], zeros, Sigmoid(), seed=0)
    message = rf"^y must lie between 0 and 1 for CrossEntropy, but holds {held}"
    check(lambda: net.gradient(X[:2], y, CrossEntropy()), ValueError, message)


def test_cross_entropy_looks_at_the_last_activation_alone():
    net = Network.initialized([3, 2, 1], normal(1), [Sigmoid(), Identity()], seed=0)
    check(lambda: net.gradient(X, Y, CrossEntropy()), ValueError, r"^CrossEntropy needs .*, not Identity\(\)")
    Network.initialized([3, 2, 1], normal(1), [Tanh(), Sigmoid()], seed=0).gradient(X, Y, CrossEntropy())


def rate(value):
    return {"learning_rate": value, "order": [[0]]}


def order(value, net=NET):
    return {"order": value, "net": net}


@pytest.mark.parametrize(
    "options, error, message",
    [
        (rate(-0.1), ValueError, r"^learning_rate must be a finite number above 0, not -0\.1"),
        (rate(0), ValueError, r"^learning_rate must be a finite number above 0, not 0"),
        (rate(NAN), ValueError, r"^learning_rate must be a finite number above 0, not nan"),
        (rate(INF), ValueError, r"^learning_rate must be a finite number above 0, not inf"),
        (rate("0.1"), TypeError, r"^learning_rate must be a number, not '0\.1'"),
        (rate("fast"), TypeError, r"^learning_rate must be a number, not 'fast'"),
        (rate(None), TypeError, r"^learning_rate must be a number, not None"),
        (rate([0.1, 0.2]), ValueError, r"^learning_rate has shape \(2,\) and the network.s parameters"),
        ({"batch_size": 0, "order": [[0]]}, ValueError, r"^batch_size must be 1 or more, not 0"),
        ({"batch_size": -3, "order": [[0]]}, ValueError, r"^batch_size must be 1 or more, not -3"),
        (
            {"batch_size": 2.0, "order": [[0]]},
            TypeError,
            r"^batch_size must be an integer such as 3, not 2\.0",
        ),
        (order([[0, 1, 5]]), ValueError, r"^order, epoch 0, names sample 5, but there are samples 0 to 4"),
        (order([[0, -1]]), ValueError, r"^order, epoch 0, names sample -1, but there are samples 0 to 4"),
        (
            order([[0], [1], [99]]),
            ValueError,
            r"^order, epoch 2, names sample 99, but there are samples 0 to 4",
        ),
        (order([[[0], [1], [2], [7]]], MANY), ValueError, r"^order, epoch 0, names sample 7, but"),
        (
            order([[0.0, 1.0]]),
            ValueError,
            r"^order, epoch 0, must be n whole numbers.*, not float64 of shape \(2,\)",
        ),
        (
            order([[True, False]]),
            ValueError,
            r"^order, epoch 0, must be n whole numbers.*, not bool of shape",
        ),
        (order([[0], []]), ValueError, r"^order, epoch 1, must be .* n above 0, not float64 of shape \(0,\)"),
        (
            order([np.empty(0, int)]),
            ValueError,
            r"^order, epoch 0, must be .* n above 0, not int\d+ of shape \(0,\)",
        ),
        (order([0, 1, 2]), ValueError, r"^order, epoch 0, .* of shape \(\): order is a list of such arrays"),
        (
            order(np.arange(5)),
            ValueError,
            r"^order, epoch 0, .* of shape \(\): order is a list of such arrays",
        ),
        (order("random"), ValueError, r"^order, epoch 0, must be n whole numbers.*, not <U1 of shape \(\)"),
        (
            order([[[0, 1]]]),
            ValueError,
            r"^order, epoch 0, must be n whole numbers, with.*int\d+ of shape \(1, 2\)",
        ),
        (
            order([[[0, 1]] * 3], MANY),
            ValueError,
            r"^order, epoch 0, must be n whole numbers, or an array \(4, n\), .* not int\d+ of shape \(3, 2\)",
        ),
        (order(7), TypeError, r"^order must be index arrays, or a numpy\.random\.Generator, not 7"),
        (order(None), TypeError, r"^order must be index arrays, or a numpy\.random\.Generator, not None"),
        (
            order([GENERATOR] * 3, MANY),
            ValueError,
            r"^order has 3 generators in a list of 3 for an ensemble of \(4,\): give one a member, or a Generator",
        ),
        (
            order([GENERATOR]),
            ValueError,
            r"^order has 1 generators in a list of 1 for an ensemble of \(\): give",
        ),
        (
            order([GENERATOR, 1, 2, 3], MANY),
            ValueError,
            r"^order has 1 generators in a list of 4 for an ensemble",
        ),
    ],
)
def test_sgd_and_train(options, error, message):
    options = {"net": NET, "x": X, "y": Y, "learning_rate": 0.1, "loss": SquaredError()} | options
    check(lambda: list(itertools.islice(sgd(**options), 9)), error, message)
    check(lambda: train(**options, epochs=9), error, message)


@pytest.mark.parametrize(
    "options, error, message",
    [
        (
            {"order": GENERATOR},
            ValueError,
            r"^epochs and until are both None: such a run has no end, so give one",
        ),
        ({"order": [GENERATOR] * 4, "net": MANY}, ValueError, r"^epochs and until are both None"),
        ({"order": python2.orders(0, 5)}, ValueError, r"^epochs and until are both None"),
        ({"batch_size": None}, ValueError, r"^epochs and until are both None"),
        ({"order": [[0]], "epochs": 0}, ValueError, r"^epochs must be 1 or more, not 0"),
        ({"order": [[0]], "epochs": 2.5}, TypeError, r"^epochs must be an integer such as 3, not 2\.5"),
        ({"order": [[0]], "epochs": "9"}, TypeError, r"^epochs must be an integer such as 3, not '9'"),
        (
            {"order": [[0]], "until": 0.005},
            TypeError,
            r"^until must be .* such as gradient_below.*, not 0\.005",
        ),
    ],
)
def test_the_end_of_a_run(options, error, message):
    class NoPatience(SquaredError):  # so that a run without end is a failure and not a wait
        def at_output(self, *arguments):
            raise AssertionError("this run should not have begun")

    options = {"net": NET, "x": X, "y": Y, "learning_rate": 0.1, "loss": NoPatience()} | options
    check(lambda: train(**options), error, message)


def test_sgd_looks_at_its_arguments_when_it_is_called_and_not_at_the_first_epoch():
    check(
        lambda: sgd(NET, X, Y, learning_rate=-1, loss=SquaredError(), order=[[0]]),
        ValueError,
        "learning_rate",
    )


def test_a_bad_order_after_good_epochs_leaves_the_network_passed_in_alone():
    before = NET.parameters
    check(
        lambda: train(NET, X, Y, learning_rate=0.1, loss=SquaredError(), order=[[0], [1], [5]]),
        ValueError,
        "5",
    )
    np.testing.assert_array_equal(NET.parameters, before)


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: Network(5, None, Tanh()), "weights"),
        (lambda: Network([[[1.0]]], 5, Tanh()), "biases"),
        (lambda: Network.initialized(5, zeros, Tanh(), seed=0), "sizes"),
        (lambda: Network.initialized([2, 1], zeros, Tanh(), seed=0, bias=np.array([1.0, 2.0])), "bias"),
        (lambda: constant([1, 2]), "c"),
        (lambda: uniform([1, 2], 3), "low"),
        (lambda: datasets.grid("a", 1), "low"),
    ],
)
def test_one_thing_where_several_are_asked_for_and_the_other_way_round(call, name):
    check(call, TypeError, f"^{name} must be ")


def shaped(*shape):
    return lambda rng, fan_out, fan_in: np.ones(shape)


@pytest.mark.parametrize(
    "call, error, message",
    [
        (
            initialized(initializer=shaped(3, 2)),
            ValueError,
            r"^initializer must give .* shape \(2, 3\).*, but .* \(3, 2\)$",
        ),
        (
            initialized(initializer=lambda *_: [[1.0]]),
            ValueError,
            r"^initializer must give .*, but .* gave \[\[1\.0\]\]$",
        ),
        (
            initialized(initializer=lambda *_: None),
            ValueError,
            r"^initializer must give .*, but .* gave None$",
        ),
        (
            initialized(initializer=normal),
            TypeError,
            r"^initializer must be a function of .* such as normal\(0\.1\), not <f",
        ),
        (
            initialized(initializer=variance_scaling),
            TypeError,
            r"^initializer must be a function .*: scale must be",
        ),
        (
            initialized(bias=shaped(2, 3, 1)),
            ValueError,
            r"^bias must give .* shape \(2, 3\).*, but .* \(2, 3, 1\)$",
        ),
        (initialized(bias=uniform), TypeError, r"^bias must be a function of rng, fan_out and fan_in"),
        (initialized([10**6, 10**6]), ValueError, r"^sizes and seed ask for more than 100000000 weights"),
        (initialized(seed=range(10**12)), ValueError, r"^seed must have 100000000 entries at most"),
        (initialized(exact="no"), TypeError, r"^exact must be True or False, not 'no'"),
        (lambda: nnlib.he_normal(GENERATOR, 2, 0), ValueError, r"^fan_in must be 1 or more, not 0"),
        (
            lambda: nnlib.he_normal(GENERATOR, 2.0, 3),
            TypeError,
            r"^fan_out must be an integer such as 3, not 2\.0",
        ),
        (
            lambda: nnlib.he_normal(0, 2, 3),
            TypeError,
            r"^rng must be a numpy\.random\.Generator such as .*, not 0",
        ),
        (
            lambda: zeros(None, 10**6, 10**6),
            ValueError,
            r"^fan_out times fan_in must be 100000000 at most, not 1000000",
        ),
        (lambda: datasets.grid(points=10**9), ValueError, r"^points must be 10000 or less, not 1000000000"),
        (lambda: constant(10**400), ValueError, r"^c must be finite, but it is 1000"),
        (lambda: constant(1e300), ValueError, r"^c must lie between -1e\+100 and 1e\+100, but it is 1e\+300"),
        (lambda: normal(1e300), ValueError, r"^std must lie between 1e-100 and 1e\+100, but it is 1e\+300"),
        (lambda: wilson_interval("2", 3), TypeError, r"^successes must be a number, not '2'"),
        (lambda: wilson_interval(2, 3, z="2"), TypeError, r"^z must be a number, not '2'"),
        (
            lambda: sgd([NET], X, Y, learning_rate=1, loss=SquaredError()),
            TypeError,
            r"^net must be a Network such as",
        ),
        (lambda: symmetry.units("net", 0), TypeError, r"^net must be a Network such as .*, not 'net'"),
        (lambda: symmetry.units(NET, 10**12), ValueError, r"^layer must be 1 or less, not 1000000000000"),
        (lambda: symmetry.apart(NET, -1), ValueError, r"^layer must be 0 or more, not -1"),
        (
            lambda: symmetry.letters(MANY),
            ValueError,
            r"^net must be a single network, not an ensemble of \(4,\)",
        ),
        (lambda: symmetry.swapped(NET, 0, 0, 2), ValueError, r"^j must be 1 or less, not 2"),
        (
            lambda: loss_along(NET, 11, [1.0], X, Y, SquaredError()),
            ValueError,
            r"^which must be 10 or less, not 11",
        ),
        (
            lambda: SquaredError()([[1.0], [2.0]], [1.0, 2.0]),
            ValueError,
            r"^y must have shape \(2, 1\) like the output",
        ),
        (
            lambda: CrossEntropy()([[1.5]], [[1]]),
            ValueError,
            r"^output must lie between 0 and 1 for CrossEntropy",
        ),
        (lambda: Tanh()("3"), TypeError, r"^net must be an array of numbers, not '3'"),
        (
            lambda: python2.Random(0).shuffle((1, 2)),
            TypeError,
            r"^items must be a list, to be shuffled in place",
        ),
        (lambda: many_starts(lambda seeds: None, [1]), TypeError, r"^run must give a dict of arrays"),
        (
            lambda: many_starts(lambda seeds: {"a": 1}, [1]),
            ValueError,
            r"^run must give an entry for each of 1 seeds",
        ),
    ],
)
def test_what_a_fuzz_found(call, error, message):
    check(call, error, message)


@pytest.mark.parametrize("verdict", [None, 1, "yes", np.array([True, False])], ids=str)
def test_a_stopping_rule_says_true_or_false(verdict):
    run = {"learning_rate": 0.1, "loss": SquaredError(), "order": [[0]], "until": lambda epoch: verdict}
    check(
        lambda: train(NET, X, Y, **run),
        TypeError,
        r"^until must return True or False, for all or for each member",
    )


def test_what_is_too_large_for_a_float_is_inf_without_a_warning():
    assert NET.gradient(X, 1e300 * Y, SquaredError())[0] == np.inf
    assert SquaredError()([[1e300]], [[0.0]]) == np.inf
    assert Tanh().slope(1e300) == -np.inf
    doubling = Network([[[2.0]], [[2.0]]], None, Identity())
    assert doubling([[1e308]]) == np.inf
