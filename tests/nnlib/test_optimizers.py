"""Adam and rates of one's own, against loops by hand; and members that stop take their memory along."""

import numpy as np
import pytest

from nnlib import Adam, Network, SquaredError, Tanh, normal, sgd, train

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(12, 3)), RNG.choice([-1.0, 1.0], size=(12, 2))
ORDERS = [np.random.default_rng(seed).permutation(12) for seed in range(4)]
LOSS = SquaredError()
RUN = {"loss": LOSS, "order": ORDERS, "batch_size": 5}


def network(seed=0, **options):
    return Network.initialized([3, 4, 2], normal(0.7), Tanh(), seed=seed, **options)


def adam_by_hand(net, rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    """Kingma & Ba 2015, algorithm 1, on nothing but ``net.gradient``."""
    m = v = t = 0
    for order in ORDERS:
        for at in range(0, 12, 5):
            batch = order[at : at + 5]
            g, t = net.gradient(X[batch], Y[batch], LOSS)[1].parameters, t + 1
            m, v = beta_1 * m + (1 - beta_1) * g, beta_2 * v + (1 - beta_2) * g**2
            m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
            net = net.with_parameters(net.parameters - rate * m_hat / (np.sqrt(v_hat) + epsilon))
    return net


@pytest.mark.parametrize("options", [{}, {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3}], ids=str)
def test_adam_is_the_papers_algorithm(options):
    history = train(network(), X, Y, learning_rate=0.05, optimizer=Adam(**options), **RUN)
    expected = adam_by_hand(network(), 0.05, **options)
    np.testing.assert_allclose(history.network.parameters, expected.parameters, rtol=1e-9, atol=1e-12)


def test_an_ensemble_under_adam_is_single_runs_also_when_members_stop():
    options = RUN | {"order": ORDERS * 10, "learning_rate": 0.05, "optimizer": Adam()}
    options["until"] = lambda epoch: epoch.loss < 1.2
    together = train(network(range(6)), X, Y, **options)
    stops = together.stopped_at
    assert len(set(stops.tolist())) > 2 and (stops < 0).any()
    for seed in range(6):
        alone = train(network(seed), X, Y, **options)
        assert alone.stopped_at == stops[seed]
        np.testing.assert_allclose(
            together.network.parameters[seed], alone.network.parameters, rtol=1e-9, atol=1e-12
        )


def test_equal_units_stay_equal_under_adam():
    twins = network()
    for array in (twins.weights[0], twins.biases[0], twins.weights[1].T):
        array[1] = array[0]
    moved = train(twins, X, Y, learning_rate=0.05, optimizer=Adam(), **RUN).network
    assert (moved.weights[0][1] == moved.weights[0][0]).all() and (moved.weights[0] != twins.weights[0]).all()


@pytest.mark.parametrize("optimizer", [None, Adam()], ids=["plain", "Adam"])
def test_a_rate_for_each_member_is_as_many_single_runs(optimizer):
    rates = [0.01, 0.03, 0.1]
    column = np.array(rates)[:, None]
    together = train(network([0, 0, 5]), X, Y, learning_rate=column, optimizer=optimizer, **RUN)
    for seed, rate, found in zip([0, 0, 5], rates, together.network.parameters):
        alone = train(network(seed), X, Y, learning_rate=rate, optimizer=optimizer, **RUN)
        np.testing.assert_allclose(found, alone.network.parameters, rtol=1e-9, atol=1e-12)


def test_a_rate_for_each_member_goes_with_the_members_that_go_on():
    rates = np.array([1e6, 0.01, 0.1])[:, None]  # the first diverges
    together = train(
        network([0, 1, 2], exact=False), X, Y, learning_rate=rates, **RUN | {"order": ORDERS * 40}
    )
    assert not np.isfinite(together.loss[-1][0]) or together.loss[-1][0] > 0
    for seed, rate in [(1, 0.01), (2, 0.1)]:
        alone = train(network(seed, exact=False), X, Y, learning_rate=rate, **RUN | {"order": ORDERS * 40})
        np.testing.assert_allclose(together.network.parameters[seed], alone.network.parameters, rtol=1e-7)


def test_a_rate_for_each_parameter_moves_each_by_its_own():
    net = network()
    rates = np.geomspace(1e-3, 1, len(net.parameters))
    moved = next(sgd(net, X, Y, learning_rate=rates, loss=LOSS, batch_size=None)).network
    slopes = net.gradient(X, Y, LOSS)[1].parameters
    np.testing.assert_allclose(moved.parameters, net.parameters - rates * slopes, rtol=1e-12)


@pytest.mark.parametrize(
    "options, words",
    [
        ({"learning_rate": [0.1, 0.1]}, r"learning_rate has shape \(2,\)"),
        ({"learning_rate": [-0.1]}, "learning_rate must be above 0"),
        ({"learning_rate": [np.nan]}, "learning_rate must be finite"),
        ({"learning_rate": 0.1, "optimizer": "adam"}, r"optimizer must be None.*such as Adam\(\)"),
        ({"learning_rate": 0.1, "optimizer": Adam}, r"such as Adam\(\)"),
    ],
)
def test_bad_rates_and_optimizers_are_told(options, words):
    with pytest.raises((TypeError, ValueError), match=words):
        sgd(network(), X, Y, loss=LOSS, batch_size=None, **options)


@pytest.mark.parametrize("options", [{"beta_1": 1}, {"beta_2": -0.1}, {"epsilon": 0}], ids=str)
def test_adam_asks_for_shares_below_one(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        Adam(**options)
