"""Each check takes its solution, tells typical wrong answers apart, and gives a sentence for anything else."""

import importlib
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from nnbook.exercises import EMPTY, RIGHT, Unfit, all_checks, check, number, numbers, one_of, reply, some_of

ANSWERS = {}
for path in sorted(Path(__file__).parent.glob("answers_ch??.py")):
    ANSWERS |= importlib.import_module(path.stem).ANSWERS


class Hostile:
    def __repr__(self):
        raise RuntimeError

    __eq__ = __array__ = __float__ = __len__ = __iter__ = __repr__


JUNK = [
    None,
    "",
    "no such thing",
    "x" * 10_000,
    b"1",
    float("nan"),
    np.inf,
    [],
    [np.nan],
    [[1, 2], [3]],
    [1, "a"],
    {},
    {"a": 1},
    set(),
    True,
    1 + 2j,
    10**400,
    -1,
    Fraction(1, 3),
    np.zeros((3, 0)),
    np.zeros((2, 3, 4)),
    np.array(["a", "b"]),
    np.array([None]),
    object(),
    object,
    len,
    range(3),
    (x for x in "ab"),
    Hostile(),
    [Hostile()],
]


def test_every_check_has_its_answers_here():
    assert list(ANSWERS) == list(all_checks())


@pytest.mark.parametrize("label", ANSWERS)
def test_the_solution_is_right_and_typical_mistakes_get_their_hints(label):
    right, wrong = ANSWERS[label]["right"], ANSWERS[label]["wrong"]
    assert right and [reply(label, answer) for answer in right] == [RIGHT] * len(right)
    hints = [reply(label, answer) for answer, _ in wrong]
    for hint, (_, words) in zip(hints, wrong):
        assert hint.startswith("Not yet. ") and words in hint
        assert hint.rstrip()[-1] in ".?:"
    assert len(set(hints)) >= 2


@pytest.mark.parametrize("label", ANSWERS)
def test_an_untouched_cell_says_where_to_write(label, capsys):
    check(label, ...)
    assert capsys.readouterr().out == f"{EMPTY}\n"


@pytest.mark.parametrize("label", ANSWERS)
def test_anything_at_all_gets_a_sentence(label):
    for junk in JUNK:
        said = reply(label, junk)
        assert re.fullmatch(r"Not yet\. .{10,500}", said), (label, said)


@pytest.mark.parametrize("label", ["ex-no-such", "", None, 3, ["ex-legacy"], Hostile()])
def test_a_label_that_is_not_there_gets_a_sentence_with_those_that_are(label):
    said = reply(label, 1)
    assert said.startswith("No exercise is called") and next(iter(ANSWERS)) in said


def test_numbers_say_which_shape():
    assert numbers([[1, 2], [3, 4]], None, 2).shape == (2, 2)
    with pytest.raises(Unfit, match=r"the shape \(3,\); yours has the shape \(2,\)"):
        numbers([1, 2], 3)
    with pytest.raises(Unfit, match="NaN"):
        numbers([1, np.nan], None)
    with pytest.raises(Unfit, match="infinite"):
        number(-np.inf)


@pytest.mark.parametrize("answer", [3, 3.0, np.float64(3), np.int8(3), np.array(3)])
def test_a_number_is_a_number_of_any_kind(answer):
    assert number(answer) == 3.0 and type(number(answer)) is float


def test_choices_are_read_as_people_write_them():
    assert one_of(" Twos. ", ["zeros", "twos"]) == "twos"
    assert some_of("(a), c", "abc") == some_of(["a", "C"], "abc") == some_of("ac", "abc") == {"a", "c"}
    assert some_of("Dropout, random biases", ["dropout", "random biases", "momentum"]) == {
        "dropout",
        "random biases",
    }
    with pytest.raises(Unfit, match='one of "zeros" and "twos"'):
        one_of("threes", ["zeros", "twos"])
