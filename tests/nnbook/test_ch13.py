"""Chapter 13's sentences: each has its place, its verdict and its evidence, and the evidence is measured again."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from nnbook.ch13 import bench, cut, evidence, measured, panels, results
from nnbook.ch13.sentences import SENTENCES, VERDICTS, sentence
from nnlib import ReLU, Sigmoid, Tanh

ROOT = Path(__file__).parents[2]
CELLS = json.loads((ROOT / "notebooks" / "13_what_the_books_say.ipynb").read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
each = pytest.mark.parametrize("said", SENTENCES, ids=lambda said: said.key)


def test_most_are_wrong_and_some_that_sound_wrong_are_right():
    verdicts = [said.verdict for said in SENTENCES]
    assert len({said.key for said in SENTENCES}) == len(SENTENCES) == 26
    assert [verdicts.count(verdict) for verdict in VERDICTS] == [6, 15, 5]


@each
def test_what_is_shipped_is_what_is_measured_again(said):
    again = evidence.measure(said.key, shipped_failures())
    assert again.shape == results.found(said.key).shape == (len(said.rows), 2)
    # Where training decides by a threshold, or a count does, another processor may be one off.
    np.testing.assert_allclose(again, results.found(said.key), rtol=0.03, atol=1e-3 if said.log else 0.02)


def shipped_failures():
    return np.array([results.failed(bias) for bias in results.BIASES])


def test_one_set_of_small_networks_fails_as_often_again():
    assert abs(int(measured.failures(0.0, sets=1)[0]) - int(results.failed(0.0)[0])) <= 2


def test_small_networks_fail_as_often_as_those_of_another_program():
    for bias, elsewhere in ((0.0, 0.124), (0.1, 0.016)):
        spread = 3 * np.sqrt(elsewhere * (1 - elsewhere) * 2 / 500)
        assert abs(results.failed(bias).sum() / 500 - elsewhere) < spread


@each
def test_a_sentence_stands_in_the_chapter_with_its_place_and_in_the_table_with_its_verdict(said):
    number = SENTENCES.index(said) + 1
    part = PROSE.split(f"**{number}. ")[1]
    assert said.url.startswith("https://") and said.url in part.split("\n\n**")[0].split("\n\n")[0]
    rows = re.findall(rf"^\| {number} \| (.+) \| (.+) \| (.+) \| .+ \|$", PROSE, re.MULTILINE)
    assert rows == [(said.claim, said.source, said.verdict)]
    assert len(said.claim) < 140
    verdict = re.search(rf"\*(Both|All five|{number} is)? ?([Tt]rue when|[Tt]rue|[Ff]alse)\b", part)
    assert verdict[2].lower() == said.verdict


@each
def test_the_reason_says_numbers_that_were_found(said):
    reason = said.reason(*results.found(said.key).T)
    assert 40 < len(reason) < 240 and "nan" not in reason and "{" not in reason
    assert all(said.written(number) for number in results.found(said.key)[:, 1])


def test_the_bench_hides_the_evidence_until_there_is_a_verdict():
    panel = panels.referee()
    texts = {text.get_gid(): text for text in panel.figure.axes[0].texts}
    for number, said in enumerate(SENTENCES, 1):
        panel.show("Reset")
        panel.controls["sentence"].value = said.key
        assert said.claim.replace("-1", "\u22121") in panel.sentence and texts["row 0"].get_text() == ""
        assert all(not texts[f"{name} {row}"].get_text() for name in ("says", "found") for row in range(4))
        for verdict in VERDICTS:
            panel.controls["verdict"].value = verdict
            assert panel.sentence.startswith(f"Sentence {number}. ")
            assert ("We agree" in panel.sentence) == (verdict == said.verdict)
            assert f": {said.verdict}. " in panel.sentence
            shown = [texts[f"found {row}"].get_text() for row in range(4)]
            assert [bool(text) for text in shown] == [row < len(said.rows) for row in range(4)]


def test_a_text_of_the_bench_stays_in_its_picture():
    panel = panels.referee(verdict="false")
    for said in SENTENCES:
        panel.controls["sentence"].value = said.key
        box = panel.figure.bbox
        renderer = panel.figure.canvas.get_renderer()
        spans = {
            text.get_gid(): text.get_window_extent(renderer)
            for text in panel.figure.axes[0].texts
            if text.get_text()
        }
        assert all(span.x1 <= box.x1 and span.y0 >= box.y0 for span in spans.values()), said.key
        assert spans["claim"].y0 >= spans["source"].y1 - 2 and spans["source"].y0 >= spans["row 0"].y1 - 2


def test_the_formula_of_a_cut_is_what_is_left_of_numbers_that_are_cut():
    x = np.random.default_rng(1).normal(size=500_000)
    for c in (0.5, 1.0, 2.0, 3.0):
        assert abs(x[abs(x) < c].var() / cut.variance_left(c) - 1) < 0.02
    assert abs(cut.variance_left(2) - 0.87962566103423978**2) < 1e-12  # the constant that Keras divides by
    with pytest.raises(ValueError, match="cut must be"):
        cut.variance_left(0)


def test_selu_keeps_variance_one_and_has_its_slope():
    f, net = measured.Selu(), np.linspace(-4, 4, 50)
    np.testing.assert_allclose(f.derivative(net), (f(net + 1e-6) - f(net - 1e-6)) / 2e-6, rtol=1e-5)
    x = np.random.default_rng(0).normal(size=1_000_000)
    assert abs(f(x).mean()) < 0.005 and abs(f(x).var() - 1) < 0.01


def test_numbers_of_the_study():
    assert abs(measured.variances(measured.Selu(), 3 / 4)[-1] - 0.03) < 0.015
    np.testing.assert_allclose(measured.variances(Tanh(), depth=10)[-1], 0.0489, rtol=0.15)
    assert measured.from_zeros(Sigmoid()) == 1.0 and measured.from_zeros(ReLU()) < 0.6
    _, never = measured.awake(1.0, seeds=range(5))
    assert abs(never.mean() - 0.107) < 0.03
    np.testing.assert_allclose(measured.born_dead(4, 20, 2000)[[4, 9, 19]], [0.115, 0.338, 0.652], atol=0.04)


def test_zero_waits_for_ever_and_each_factor_of_ten_costs_about_the_same():
    needed = [measured.steps_for_or(10.0**-k) for k in (4, 8, 12, 16)]
    assert np.ptp(np.diff(needed)) < 5 and measured.steps_for_or(0.0) == np.inf


def test_bars_are_as_long_as_their_numbers():
    assert bench.lengths([1, 10, 100, np.inf, 0], True).round(2).tolist() == [0.1, 0.55, 1, 1.1, 0]
    assert bench.lengths([[2, np.nan], [-4, 1]], False).tolist()[1] == [1, 0.25]


def test_a_reader_can_report_another_sentence():
    (template,) = re.findall(r"issues/new\?template=([\w.]+)\)", PROSE)
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / template).read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    fields = {field["id"]: field for field in form["body"]}
    assert ["sentence", "place", "verdict"] == [
        name for name, field in fields.items() if field.get("validations", {}).get("required")
    ]
    assert all(field["attributes"]["label"] for field in fields.values())


def test_an_unknown_sentence_is_refused_by_name():
    with pytest.raises(ValueError, match="key must be one of 'neurons', .* not 'none'"):
        sentence("none")
