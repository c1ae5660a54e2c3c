"""E1 and E2, the two problems of the document, to the last digit that is known."""

import itertools
import random

import numpy as np
import pytest

from nnbook.documents import homework
from nnlib import Network, ScaledSigmoid, SquaredError, constant, datasets, gradient_below, python2, train

A = Network([[[0.3, -0.1], [-0.4, 1.0]], [[-2.0, 0.5]]], [[0.5, -0.5], [1.0]], ScaledSigmoid())
B = Network([[[-0.5, 1.5], [1.5, -0.5]], [[-1.0, 1.0]]], [[-1.0, 1.0], [0.5]], ScaledSigmoid())

# Start (a seed of Python's random, or the constant start), its weights as the document prints them,
# the epoch at which it stops, the loss of epoch 0 and at the stop.
RUNS = {
    6875673: (
        [0.9982055994401462, 0.2126774398275122, -0.8786620626084363, -0.4325124707588217]
        + [0.5186560335298704, -0.7963187458696399],
        221,
        3.138308940919894,
        1.9319652070156164,
    ),
    0: (
        [0.6888437030500962, 0.515908805880605, -0.15885683833831, -0.4821664994140733]
        + [0.02254944273721704, -0.19013172509917142],
        298,
        3.0712910790231684,
        2.143494463986566,
    ),
    1500: (
        [-0.3793387404607793, 0.6229944142121933, -0.3224004941284364, -0.3494584654638493]
        + [0.5356593179104086, 0.8961368778300058],
        149,
        2.9983032195527324,
        1.9591886858923648,
    ),
    "constant": ([0.5] * 4 + [-0.5] * 2, 298, 3.2683911256059597, 2.1466049191974137),
}
X, Y = datasets.duda_hart_stork()


def run(start, order, **options):
    """Until the rule is met; a run that never meets it ends all the same."""
    net = Network.initialized([3, 1, 1], constant(0), ScaledSigmoid(), seed=0).with_parameters(start)
    options |= {"learning_rate": 0.1, "loss": SquaredError(), "until": gradient_below(0.005), "epochs": 600}
    return train(net, X, Y, order=order, **options)


def python3_orders(seed, n):
    stream, order = random.Random(seed), list(range(n))
    while True:
        stream.shuffle(order)
        yield list(order)


@pytest.mark.parametrize("net, plus, minus", [(A, 5866, 4134), (B, 6615, 3385)], ids=["a", "b"])
def test_e1_the_grid_is_divided_as_the_document_says_and_no_point_lies_on_the_boundary(net, plus, minus):
    output = net(datasets.grid())
    assert ((output > 0).sum(), (output < 0).sum(), (output == 0).sum()) == (plus, minus, 0)
    assert (net.predict(datasets.grid()) == 1).sum() == plus


@pytest.mark.parametrize(
    "net, point, output",
    [
        (A, [0.0, 0.0], 0.16624221750587198),
        (A, [-5.0, -5.0], 0.4791140881947047),
        (B, [0.0, 0.0], 0.8387740574378888),
    ],
)
def test_e1_outputs(net, point, output):
    assert net([point])[0, 0] == pytest.approx(output, rel=1e-13)


def test_e1_the_networks_are_at_hand_by_their_letters():
    np.testing.assert_array_equal(homework.two_two_one("a").parameters, A.parameters)
    np.testing.assert_array_equal(homework.two_two_one("b").parameters, B.parameters)
    assert homework.two_two_one().activations == A.activations


def test_e1_network_b_is_symmetric_about_the_falling_diagonal_and_a_is_not():
    x = datasets.grid()
    np.testing.assert_allclose(B(x), B(-x[:, ::-1]), rtol=1e-12, atol=1e-13)
    assert abs(A(x) - A(-x[:, ::-1])).max() > 0.1


def test_e1_the_two_famous_functions_with_the_same_constants_are_not_the_same():
    document, lecun = ScaledSigmoid(1.716, 2 / 3), ScaledSigmoid(1.7159, 4 / 3)
    assert document == ScaledSigmoid()
    assert document.derivative(0.0) == pytest.approx(0.572, abs=1e-12)
    assert lecun.derivative(0.0) == pytest.approx(1.1439, abs=5e-5)
    assert document(1.0) == pytest.approx(0.5517, abs=5e-5)
    assert lecun(1.0) == pytest.approx(1.0, abs=5e-5)
    assert lecun(1.0) == pytest.approx(1.7159 * np.tanh(2 / 3), rel=1e-14)


def test_e1_the_grid_leaves_out_its_upper_edge_and_runs_through_x2_first():
    x = datasets.grid()
    i = np.arange(100)
    np.testing.assert_allclose(x[:100], np.stack([np.full(100, -5), -5 + 0.1 * i], 1), atol=1e-13)
    np.testing.assert_allclose(x[::100, 0], -5 + 0.1 * i, atol=1e-13)
    assert x.shape == (10000, 2)


def test_e2_the_data_are_the_documents_with_ten_samples_in_each_class():
    assert X.shape == (20, 3) and Y.shape == (20, 1)
    np.testing.assert_array_equal(Y[:, 0], [1.716] * 10 + [-1.716] * 10)
    # sums over the numbers printed in the document: each class, and one that tells the rows apart
    np.testing.assert_allclose(X[:10].sum(0), [5.66, 15.56, 5.01], rtol=1e-12)
    np.testing.assert_allclose(X[10:].sum(0), [-3.319, 16.02, 0.41], rtol=1e-12)
    np.testing.assert_allclose(np.arange(1, 21) @ X**2, [236.816831, 664.8525, 829.5984], rtol=1e-12)


@pytest.mark.parametrize("seed", [6875673, 0, 1500])
def test_e2_python_2s_stream_draws_the_weights_that_the_document_prints(seed):
    stream = python2.Random(seed)
    assert [stream.uniform(-1, 1) for _ in range(6)] == RUNS[seed][0]
    assert list(homework.random_start(seed)) == RUNS[seed][0]


@pytest.mark.parametrize("name", RUNS)
def test_e2_each_run_stops_where_the_document_says(name):
    start, stop, first_loss, last_loss = RUNS[name]
    history = run(start, python2.orders(2019, 20))
    assert history.stopped_at == stop and history.epochs == stop + 1
    assert history.loss[0] == pytest.approx(first_loss, rel=1e-10)
    assert history.final.loss == history.loss[-1] == pytest.approx(last_loss, rel=1e-10)
    assert history.final.accuracy == pytest.approx(0.8)
    assert history.mean_gradient[-1] < 0.005 <= history.mean_gradient[:-1].min()


@pytest.mark.parametrize("seed, stop", [(6875673, 221), (0, 298), (1500, 149)])
def test_e2_the_books_own_functions_give_the_same_runs(seed, stop):
    starts = [homework.random_start(seed), homework.CONSTANT_START]
    history = homework.exercise_two(starts, keep_networks=True)
    np.testing.assert_array_equal(history.stopped_at, [stop, 298])
    np.testing.assert_allclose(history.final.loss, [RUNS[seed][3], RUNS["constant"][3]], rtol=1e-10)
    assert len(history.networks) == history.epochs == 299


def test_e2_the_four_runs_are_one_ensemble():
    history = run([start for start, *_ in RUNS.values()], python2.orders(2019, 20))
    np.testing.assert_array_equal(history.stopped_at, [221, 298, 149, 298])
    np.testing.assert_allclose(history.loss[0], [first for *_, first, _ in RUNS.values()], rtol=1e-10)
    np.testing.assert_allclose(history.final.loss, [last for *_, last in RUNS.values()], rtol=1e-10)
    np.testing.assert_allclose(history.final.accuracy, 0.8)


def test_e2_the_stopping_rule_measures_how_far_the_weights_moved():
    history = run(RUNS[1500][0], python2.orders(2019, 20), keep_networks=True)
    weights = np.array([RUNS[1500][0]] + [net.parameters for net in history.networks])
    moved = abs(np.diff(weights, axis=0)).mean(1)
    np.testing.assert_allclose(moved / (0.1 * 20), history.mean_gradient, rtol=1e-9)


def test_e2_with_python_3s_shuffle_the_runs_would_stop_elsewhere():
    history = run([start for start, *_ in RUNS.values()], python3_orders(2019, 20))
    np.testing.assert_array_equal(history.stopped_at, [152, 392, 125, 125])


def test_e2_the_two_shuffles_differ_from_the_first_epoch_on():
    for old, new in itertools.islice(zip(python2.orders(2019, 20), python3_orders(2019, 20)), 3):
        assert sorted(old) == sorted(new) == list(range(20)) and list(old) != new


def test_e2_one_start_on_several_shuffles_is_each_run_of_its_own():
    starts, seeds = [homework.random_start(1500), homework.CONSTANT_START], [2019, 7]
    together = homework.on_shuffles(starts, seeds).stopped_at.tolist()
    alone = [homework.exercise_two(start, python2.orders(seed, 20)) for start in starts for seed in seeds]
    assert together == [int(run.stopped_at) for run in alone] and together[::2] == [149, 298]
