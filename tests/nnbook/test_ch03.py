"""Chapter 3's panels say what is asked, what was done, and that a run has stopped."""

import numpy as np
import pytest

from nnbook.ch03 import panels, planes
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
    assert said[0] == "Seed 2, before the first epoch: 7 of the 20 samples are on their right side."
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
