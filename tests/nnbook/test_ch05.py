"""Chapter 5: random search, the seven points of document 004, and the island."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnbook.ch05 import island, lines, panels, results
from nnbook.documents import identical_functions
from nnlib.show import picture

X, Y = identical_functions.seven_points()
HALF = nnlib.HalfSquaredError()


def drawing(size, spread=1.0):
    """A function that draws ``size`` networks at once, or one alone where ``size`` is None."""
    shape = (9,) if size is None else (size, 9)
    return lambda rng: identical_functions.two_h_one(rng.normal(0, spread, shape))


def found(size, draws=3000, seed=5, **changed):
    arguments = {"loss": HALF, "draws": draws, "rng": np.random.default_rng(seed)} | changed
    return nnlib.random_search(drawing(size), X, Y, **arguments)


@pytest.mark.parametrize("size", [None, 1, 7, 999, 1000, 1001, 5000])
def test_what_is_found_does_not_depend_on_how_many_are_drawn_at_once(size):
    expected, ours = found(1000), found(size)
    assert [draw for draw, _ in ours.improvements] == [draw for draw, _ in expected.improvements]
    assert ours.loss == pytest.approx(expected.loss, rel=1e-12)
    assert np.array_equal(ours.network.parameters, expected.network.parameters)


@given(draws=st.integers(1, 60), size=st.integers(1, 80), seed=st.integers(0, 10**6))
def test_a_search_finds_what_a_plain_loop_finds(draws, size, seed):
    rng, best, improvements = np.random.default_rng(seed), np.inf, []
    for draw in range(draws):
        net = identical_functions.two_h_one(rng.normal(size=9))
        loss = float(HALF(net(X), Y))
        if loss < best:
            best, network = loss, net
            improvements.append((draw, loss))
    ours = found(size, draws, seed)
    assert [draw for draw, _ in ours.improvements] == [draw for draw, _ in improvements]
    assert np.allclose(
        [loss for _, loss in ours.improvements], [loss for _, loss in improvements], rtol=1e-12
    )
    assert ours.loss == pytest.approx(best) and ours.network.ensemble == ()
    assert np.array_equal(ours.network.parameters, network.parameters)
    assert float(HALF(ours.network(X), Y)) == pytest.approx(ours.loss)


def test_a_longer_search_begins_like_a_shorter_one():
    short, long = found(1000, 500), found(1000, 5000)
    assert long.improvements[: len(short.improvements)] == short.improvements


def linear(size):
    """1-2-1 linear networks in which size 1 gives 1 - 0.5 x, and 1e300 infinity minus infinity."""
    size = np.reshape(size, (-1, 1, 1))
    first, last = np.repeat(size, 2, axis=1), np.concatenate([size, -size / 2], axis=2)
    return nnlib.Network([first, last], None, nnlib.Identity())


def test_a_draw_whose_loss_is_not_finite_is_never_better():
    sizes = iter([1e300, 2.0, 1e300, 1.0, 1e300, 1e200, 1.5])
    x, y, rng = [[1.0]], [[0.5]], np.random.default_rng(0)
    best = nnlib.random_search(lambda rng: linear(next(sizes)), x, y, loss=HALF, draws=7, rng=rng)
    assert best.improvements == [(1, 1.125), (3, 0.0)] and best.loss == 0
    assert not np.isfinite(HALF(linear(1e300)(x), y)).any()
    with pytest.raises(ValueError, match="no loss of the 3 draws is finite"):
        nnlib.random_search(lambda rng: linear(1e300), x, y, loss=HALF, draws=3, rng=rng)


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"draws": 0}, ValueError, "draws must be 1 or more, not 0"),
        ({"draws": -5}, ValueError, "draws must be 1 or more"),
        ({"draws": 10.0}, TypeError, "draws must be an integer"),
        ({"rng": 0}, TypeError, "rng must be a numpy.random.Generator"),
        ({"rng": None}, TypeError, "rng must be a numpy.random.Generator"),
        ({"loss": "squared"}, TypeError, "loss must be a loss"),
    ],
)
def test_a_search_says_what_is_wrong_with_its_arguments(changed, error, words):
    with pytest.raises(error, match=words):
        found(10, **changed)


def test_a_search_says_what_is_wrong_with_its_data_and_its_networks():
    def searched(make, x=X, y=Y):
        return nnlib.random_search(make, x, y, loss=HALF, draws=10, rng=np.random.default_rng(0))

    with pytest.raises(ValueError, match=r"x must have shape \(n, 2\)"):
        searched(drawing(4), x=X[:, :1])
    with pytest.raises(ValueError, match="x has 7 samples and y has 3"):
        searched(drawing(4), y=Y[:3])
    with pytest.raises(ValueError, match="leading axes"):
        searched(drawing(4), np.stack([X] * 4), np.stack([Y] * 4))
    with pytest.raises(ValueError, match="networks of one kind"):
        searched(lambda rng: identical_functions.two_h_one(np.zeros(3 * rng.integers(1, 5))))
    with pytest.raises(TypeError, match="must return a Network, not None"):
        searched(lambda rng: None)
    with pytest.raises(TypeError, match="must be a function of rng"):
        searched(identical_functions.two_h_one(np.zeros(9)))
    with pytest.raises(ValueError, match="CrossEntropy needs a Sigmoid output"):
        make = lambda rng: nnlib.Network([rng.normal(size=(1, 2))], None, nnlib.Tanh())
        nnlib.random_search(make, X, Y, loss=nnlib.CrossEntropy(), draws=1, rng=np.random.default_rng(0))


def test_e4_the_printed_weights_and_the_normalisation():
    net = identical_functions.two_h_one(np.concatenate(identical_functions.PRINTED))
    assert float(identical_functions.sum_of_squares(net)) == pytest.approx(0.19063465647268418, rel=1e-12)
    alone = identical_functions.document_forward(net, [[3, 3]])[0, 0]
    together = identical_functions.document_forward(net, [[8, 4], [7, 1], [3, 3]])[-1, 0]
    assert (round(float(alone), 3), round(float(together), 3)) == (0.805, 0.611)
    assert net([[3 / 8, 3 / 8]])[0, 0] == pytest.approx(together)  # as in training, where 8 is the largest


def test_e4_searches_of_a_tenth_of_the_documents_size():
    losses = 2 * np.array([identical_functions.document_search(seed, 10000).loss for seed in range(40)])
    assert 0.15 < losses.min() and losses.max() < 0.26
    assert 0.20 < np.median(losses) < 0.24  # at 100,000 draws, in the notebook: 0.186


def test_a_search_improves_as_often_as_records_fall():
    often = np.mean(
        [len(identical_functions.document_search(seed, 1000).improvements) for seed in range(200)]
    )
    expected = (1 / np.arange(1, 1001)).sum()
    assert abs(often - expected) < 3 * np.sqrt(expected / 200)


def test_best_so_far_is_the_running_minimum():
    draws = identical_functions.two_h_one(np.random.default_rng(3).normal(size=(5000, 9)))
    running = np.minimum.accumulate(identical_functions.sum_of_squares(draws))
    found = identical_functions.document_search(3, 5000)
    assert found.improvements[-1][0] > 1000  # not all of them in the first block
    assert np.allclose(identical_functions.best_so_far(found, 5000), running, rtol=1e-12)


def test_e4_descent_beats_the_search_and_equal_units_do_not():
    best = np.array([[found.loss for found in results.searches(draws)] for draws in (3000, 100_000)]) * 2
    free, longer = (identical_functions.sum_of_squares(results.descended(steps)) for steps in (1000, 10_000))
    assert (
        np.median(best[1]) == pytest.approx(0.186, abs=0.006) and 0.13 < best[1].min() < best[1].max() < 0.22
    )
    assert np.median(free) == pytest.approx(0.0196, abs=0.003)
    assert np.median(longer) == pytest.approx(0.0067, abs=0.0002)
    assert (free < best[0]).mean() > 0.95 and longer.max() < best[1].min()
    assert results.descent_sums(equal=True).min() > 0.272
    for steps in results.STOPS:
        assert (nnlib.symmetry.apart(results.descended(steps, equal=True), 0) == 0).all()
    first = [search.loss for search in results.searches(1)]  # where descent begins
    np.testing.assert_allclose(results.descent_sums()[0] / 2, first, rtol=1e-3)


def test_a_step_costs_less_than_three_forward_passes():
    net = identical_functions.two_h_one(np.zeros(9))
    weights, hidden = net.parameters.size, net.weights[1].size
    assert (weights + weights + hidden) / weights < 3  # forward, the slopes, the deltas brought back


def test_tied_units_are_one_unit_with_other_rates():
    history = identical_functions.descents([0, 1], 200, equal=True)
    start = nnlib.symmetry.tied(identical_functions.two_h_one(np.random.default_rng(0).normal(size=9)))
    small, rates = nnlib.symmetry.merged(start)
    for _ in range(200):
        slope = small.gradient(X, Y, HALF)[1].parameters
        small = small.with_parameters(small.parameters - rates * slope)
    assert np.allclose(small(X), history.network(X)[0], atol=1e-12)


def test_tied_leaves_the_network_as_it_was_and_copies_biases_too():
    net = nnlib.Network.initialized(
        [2, 3, 1], nnlib.normal(1), nnlib.Tanh(), seed=range(4), bias=nnlib.normal(1)
    )
    before = net.parameters.copy()
    equal = nnlib.symmetry.tied(net)
    assert np.array_equal(net.parameters, before)
    assert (nnlib.symmetry.apart(equal, 0) == 0).all() and (np.ptp(equal.weights[1], axis=-1) == 0).all()


def test_the_island_needs_three_units():
    x, y = nnlib.datasets.island()
    right = [(panels.island_runs(h, 20)[1000].predict(x) == y).sum(axis=(1, 2)) for h in (1, 2, 3)]
    assert right[0].max() < 20 and right[1].max() == 22 and right[2].max() == 24
    assert (panels.island_runs(3, 20, True)[1000].predict(x) == y).sum(axis=(1, 2)).max() < 20


@given(
    hidden=st.integers(1, 4),
    seed=st.integers(0, 10**6),
    point=st.lists(st.floats(-3, 3), min_size=4, max_size=4),
    far=st.floats(0, 100),
)
def test_d_units_close_no_region_in_d_dimensions(hidden, seed, point, far):
    net = nnlib.Network.initialized(
        [4, hidden, 1], nnlib.normal(1), nnlib.Tanh(), seed=seed, bias=nnlib.normal(1)
    )
    w, v = net.weights[0], net.weights[1][0]
    away = np.linalg.lstsq(w, np.sign(v))[0]  # along it every vote rises
    here, there = net([point, np.array(point) + far * away])[:, 0]
    assert there >= here - 1e-9


def test_two_trained_units_have_a_direction_in_which_nothing_falls():
    two = panels.island_runs(2, 200)[1000]
    directions = lines.never_falls(two)
    for net, u in zip(two.parameters, directions, strict=True):
        along = two.with_parameters(net)(np.outer(np.linspace(-50, 50, 201), u))
        assert np.diff(along[:, 0]).min() > -1e-12
    assert np.allclose(np.linalg.norm(directions, axis=1), 1)


@pytest.mark.parametrize("hidden", [1, 3, 6])
def test_equal_units_say_the_same_along_a_whole_line(hidden):
    net = panels.island_runs(hidden, 200, True)[1000]
    w = net.weights[0][:, 0]
    across = np.stack([-w[:, 1], w[:, 0]], axis=1)[:, None, :]
    here, there = net(np.array([[[0.3, 0.4]]]) + 0 * across), net(0.5 * across + [[0.3, 0.4]])
    assert np.allclose(here, there, rtol=0, atol=1e-12)


def test_a_network_of_three_tanh_units_can_be_written_in_48_ways():
    three = panels.island_runs(3)[1000]
    net = three.with_parameters(three.parameters[2])
    ways, x = lines.writings(net), nnlib.datasets.island()[0]
    assert len(np.unique(ways.parameters, axis=0)) == 48
    assert np.allclose(ways(x), net(x), rtol=0, atol=1e-12)
    assert (ways.parameters == net.parameters).all(axis=1).any()
    rows, v = (
        net.parameters[:9].reshape(3, 3),
        net.weights[1][0],
    )  # Sussmann's condition, so there are no more
    for i, j in [(0, 1), (0, 2), (1, 2)]:
        assert rows[i, 1:].any() and rows[j, 1:].any() and v.all()
        assert (rows[i] != rows[j]).any() and (rows[i] != -rows[j]).any()
    assert (
        len(lines.writings(nnlib.Network([[[1.0]], [[2.0]]], [[0.5], [0.0]], nnlib.Tanh())).parameters) == 2
    )


def test_the_improvements_of_a_search_are_records():
    times, expected, error = lines.records([found.improvements for found in results.searches()], 100_000)
    assert expected == pytest.approx(np.log(100_000) + 0.5772, abs=1e-4)
    assert abs(times - expected) < 3 * error and 0.4 < error < 0.6


def test_numpy_has_no_float_which_the_program_asks_for():
    assert not hasattr(np, "float")


def line(axes, name):
    (found,) = [artist for artist in axes.lines if artist.get_gid() == name]
    return found.get_xydata()


@pytest.mark.parametrize(("seed", "passes"), [(0, 1), (7, 3), (39, 100), (12, 10000)])
def test_the_race_shows_networks_that_have_the_losses_it_shows(seed, passes):
    figure = picture.Picture(5, 6)
    panels.draw_race(figure, seed, passes)
    race, data = figure.axes
    for name in ("random search", "descent", "descent, equal units"):
        outputs = line(data, name)[:, 1]
        cost, losses = line(race, name).T
        rel = 1e-9 if name == "random search" else 1e-3  # the descents' curves are kept in few digits
        assert ((outputs - Y[:, 0]) ** 2).sum() == pytest.approx(losses[-1], rel=rel)
        assert cost[-1] <= passes < cost[-1] + 3
    assert line(race, "improvements")[-1, 1] == pytest.approx(line(race, "random search")[-1, 1])


def test_the_votes_and_the_bias_make_the_output():
    figure = picture.Picture(5, 7.2)
    said = panels.draw_units(figure, hidden=4, seed=3, step=100, start="random")
    assert said.startswith("4 hidden units, step 100")
    net = panels.island_runs(4)[100]
    net = net.with_parameters(net.parameters[3])
    tiles = np.ma.filled(figure.axes[1].images[0].get_array(), np.nan).reshape(2, 42, 3, 42)[:, 1:-1, :, 1:-1]
    total = tiles[1].sum(axis=1) + tiles[0, :, 0] + net.biases[1][0]  # units 1 to 3 above, unit 4 below
    output = net(nnlib.datasets.grid(-4, 4, 40)).reshape(40, 40)
    assert np.allclose(np.tanh(total), output.T)
    assert np.isnan(tiles[0, :, 1:]).all()  # units 5 and 6 are not there


@pytest.mark.parametrize("hidden", range(1, 7))
def test_there_is_a_frame_and_a_number_for_each_unit_and_no_empty_row(hidden):
    figure = picture.Picture(5, 7.2)
    panels.draw_units(figure, hidden=hidden, seed=3, step=100, start="random")
    votes = figure.axes[1]
    corners = line(votes, "frames").reshape(-1, 6, 2)[:, 0]
    assert len(corners) == hidden and corners[:, 1].min() >= votes.get_ylim()[0]
    assert (votes.get_ylim()[0] == 0) == (hidden > 3)
    assert [words.get_text() for words in votes.texts] == [str(k) if k <= hidden else "" for k in range(1, 7)]
    assert not any(spine.get_visible() for spine in votes.spines.values())


def test_three_regions_stand_side_by_side_each_the_best_of_its_size():
    figure = picture.Picture(5.5, 2.3)
    panels.draw_sizes(figure)
    assert [axes.get_title() for axes in figure.axes] == ["17 of 24", "22 of 24", "24 of 24"]
    assert [axes.get_xlabel() for axes in figure.axes] == ["1 unit", "2 units", "3 units"]


def test_one_forward_pass_and_one_step_are_said_in_the_singular():
    panel = panels.search_race(passes=1)
    assert panel.sentence.startswith("After 1 forward pass the best draw of the search (blue) has")
    assert "The search has improved 0 times." in panel.sentence
    assert "has made 0 steps" in panel.sentence
    panel.controls["passes"].value = 3
    assert "has made 1 step and" in panel.sentence


def test_the_experiments_say_what_is_wrong():
    with pytest.raises(ValueError, match=r"parameters must have shape \(..., 3 h\)"):
        identical_functions.two_h_one(np.zeros(8))
    with pytest.raises(ValueError, match=r"not \(\)"):
        identical_functions.two_h_one(0.5)
    with pytest.raises(ValueError, match="one hidden layer, not 2"):
        nnlib.symmetry.tied(nnlib.Network([[[1.0]]] * 3, None, nnlib.Tanh()))
    with pytest.raises(ValueError, match="draws must be 1 or more"):
        identical_functions.best_so_far(found(10), 0)
    with pytest.raises(TypeError, match="seeds must be an integer"):
        identical_functions.descents([0.5], 10)


@pytest.mark.parametrize("seed", range(20))
def test_no_line_that_is_drawn_at_random_is_better_than_the_best_one(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(9, 2)), np.resize([1.0, -1.0, 1.0], 9)[:, None]
    w, b = rng.normal(size=(5000, 2)), rng.normal(size=5000)
    right = (np.sign(x @ w.T + b) == y).sum(axis=0)
    assert max(right.max(), 9 - right.min()) <= lines.best_line(x, y) < 9


def test_a_staircase_has_the_sign_of_every_point_and_nowhere_falls():
    x, y = nnlib.datasets.island()
    for angle in (0.1, 1.0, 2.0):
        along = np.array([np.cos(angle), np.sin(angle)])
        f, K = lines.staircase(x, y, along)
        assert (np.sign(f(x @ along) + f(100 - x @ along) - K) == y[:, 0]).all()
        assert (np.diff(f(np.linspace(-200, 300, 10_001))) >= 0).all()
    with pytest.raises(ValueError, match="different places"):
        lines.staircase(x, y, np.array([1.0, 0.0]))


def test_the_sharpness_of_an_ensemble_is_that_of_its_members():
    net = identical_functions.two_h_one(np.random.default_rng(3).normal(size=(2, 9)))
    both = lines.sharpness(net, X, Y, HALF)
    assert both.shape == (2,)
    for member, sharp in zip(net.parameters, both):
        alone = lines.sharpness(net.with_parameters(member), X, Y, HALF)
        assert alone == pytest.approx(sharp, rel=1e-6)


def test_longer_training_mends_few_and_makes_weights_longer():
    before, after = results.before_the_island(3, 20), results.end_on_the_island(3)
    assert island.grew(before, after).mean() > 0.8 and not island.grew(after, before)[0]
    right = (after.predict(results.island()[0]) == results.island()[1]).all(axis=(1, 2))
    assert island.mended(after, steps=1) == right.sum()
    assert island.mended(after.with_parameters(after.parameters[~right])) <= 2
