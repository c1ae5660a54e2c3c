"""Chapter 3: its panels say what is asked, what was done, and that a run has stopped; and what its text says of the runs."""

import numpy as np
import pytest

from nnbook.ch03 import panels, planes, rebuilt, results, valleys
from nnbook.documents import homework


@pytest.mark.parametrize(
    ("start", "asked", "said"),
    [
        ("random", 400, "The random start of seed 0 stopped after 299 epochs."),
        ("random", 299, "The random start of seed 0 stopped after 299 epochs."),
        ("random", 298, "The random start of seed 0 has done 298 epochs."),
        ("random", 1, "The random start of seed 0 has done 1 epoch."),
        ("constant", 400, "The constant start stopped after 299 epochs."),
    ],
)
def test_the_paths_say_when_a_run_has_stopped(start, asked, said):
    assert panels.weight_paths(start=start, epoch=asked).sentence.startswith(said)


def test_the_documents_seeds_can_be_chosen_and_stop_where_it_says():
    panel = panels.seed_race()
    for seed, stop in [(6875673, 221), (0, 298), (1500, 149)]:
        panel.show(f"seed {seed}")
        assert panel.sentence.startswith(f"Seed {seed} stops at epoch {stop}, ")
        assert panels.seed_race(seed=seed).sentence == panel.sentence


def test_while_a_run_goes_on_its_end_is_not_told():
    panel = panels.seed_race(seed=2)
    said = {}
    for epoch in (0, 1, 60, 200, 400):
        panel.controls["epoch"].value = epoch
        said[epoch] = panel.sentence
    assert said[0] == "Seed 2, before the first epoch: 7 of the 20 samples are sorted correctly."
    assert "after 1 epoch:" in said[1] and "after 60 epochs:" in said[60]
    assert "stops at" not in said[60] and "149" not in said[60]
    assert "stopped at epoch 149:" in said[200] and "16 of the 20" in said[200]
    assert said[400].startswith("Seed 2 stops at epoch 149, earlier than the constant start (298).")


def test_the_losses_and_the_answers_are_those_of_the_run_alone():
    history, paths = panels.starts()
    member = panels.SEEDS.index(1500)
    alone = homework.exercise_two(homework.random_start(1500), keep_networks=True)
    np.testing.assert_allclose(history.loss[:150, member], alone.loss, rtol=1e-12)
    np.testing.assert_allclose(paths[60, member], alone.networks[59].parameters, rtol=1e-12)
    assert panels.epochs_done(member, 60) == (60, False) and panels.epochs_done(member, 400) == (150, True)
    panel = panels.seed_race(seed=1500, epoch=60)
    answers = [line for line in panel.figure.axes[1].lines if line.get_gid() == "target +"]
    shown = answers[0].get_ydata()
    outputs = alone.networks[59]([*homework.duda_hart_stork()[0]])[:10, 0]
    np.testing.assert_allclose(shown, outputs, rtol=1e-12)


def test_no_line_in_the_plane_parts_xor_and_one_parts_or():
    corners = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    assert planes.samples_right(corners, [[-1], [1], [1], [-1]]).max() == 3
    assert planes.samples_right(corners, [[-1], [1], [1], [1]]).max() == 4


def test_random_planes_never_have_more_samples_right_than_the_planes_through_three():
    x, y = homework.duda_hart_stork()
    best = planes.samples_right(x, y).max()
    drawn = np.random.default_rng(0).normal(size=(20_000, 4))
    right = (np.sign(drawn @ np.column_stack([np.ones(20), x]).T) == np.sign(y[:, 0])).sum(axis=1)
    assert right.max() <= best == 16


def test_the_panel_has_the_seeds_of_the_chapter_and_of_the_document():
    history, _ = panels.starts()
    assert panels.SEEDS[:200] == [*range(200)] and history.stopped_at[200:202].tolist() == [149, 221]


def test_the_loss_over_all_samples_jumps_too_and_most_samples_find_their_side_in_ten_epochs():
    x, y = homework.duda_hart_stork()
    history, paths = panels.starts()
    over_all = homework.SquaredError()(homework.three_one_one(paths[101:149, :200])(x), y)
    jumps = [abs(np.diff(each, axis=0)).mean() for each in (over_all, history.loss[100:148, :200])]
    assert jumps[0] > jumps[1] / 2
    early = homework.three_one_one(paths[10, :200])(x)[..., 0]
    assert np.median(((early >= 0) == (y[:, 0] >= 0)).sum(axis=1)) >= 14


def test_trained_on_without_a_stop_a_run_goes_on_as_it_began():
    start = [homework.random_start(1500)]
    stopped, on = homework.exercise_two(start), valleys.trained_on(start, epochs=200)
    np.testing.assert_array_equal(on.loss[:150], stopped.loss)
    assert on.epochs == 200
    other = valleys.trained_on(start, np.sign(homework.duda_hart_stork()[1]), epochs=3)
    assert (other.loss != on.loss[:3]).any()


class _Squared:
    """A network that sends the square of what another sends, so that its output can fall and rise."""

    def __init__(self, net):
        self.net, self.weights, self.biases = net, net.weights, net.biases

    def __call__(self, x):
        return self.net(x) ** 2


def test_the_output_of_one_hidden_unit_only_rises_or_only_falls():
    net = homework.three_one_one(np.random.default_rng(1).uniform(-3, 3, (50, 6)))
    assert valleys.rises_or_falls(net).all() and not valleys.rises_or_falls(_Squared(net)).all()


def test_the_homeworks_order_is_the_only_one_of_sixty_and_begins_anew_for_each_run():
    starts = [homework.random_start(seed) for seed in (6875673, 0, 1500)]
    assert rebuilt.seeds_that_fit(starts, [221, 298, 149], range(2010, 2025)) == [2019]
    first, *rest = rebuilt.going_on(starts)
    assert first == 221 and rest[0] != 298 and rest[1] != 149


def test_with_eleven_labels_of_a_class_all_runs_stop_at_one_epoch_that_is_none_of_the_homeworks():
    stops = rebuilt.with_eleven_labels([homework.random_start(seed) for seed in (0, 1500)])
    assert stops[0] == stops[1] and stops[0] not in (-1, 149, 221, 298)


def test_the_largest_group_of_batch_descent_is_overtaken_late_and_none_of_the_runs_has_ended():
    x, y = homework.duda_hart_stork()
    loss, nets = homework.SquaredError(), results.batch_networks()
    early, late = nets.parameters[0], nets.parameters[-1]
    wrong = [(homework.three_one_one(each)(x)[..., 0] >= 0) != (y[:, 0] >= 0) for each in (early, late)]
    second = wrong[0][:, 10]
    assert np.array_equal(second, wrong[1][:, 10]) and second.sum() > 40
    ends = loss(homework.three_one_one(late)(x), y)
    assert len(np.unique(wrong[1][ends > ends[second].max()], axis=0)) == 2
    options = {"learning_rate": 0.1, "loss": loss, "batch_size": None, "epochs": 2}
    losses = homework.train(homework.three_one_one(late), x, y, **options).loss
    assert (losses[1] < losses[0]).all()
