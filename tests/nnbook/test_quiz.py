import pytest

from nnbook.quiz import quiz


@pytest.mark.parametrize("chapter", [99, "01_forward_pass", None])
def test_an_unknown_quiz_is_refused_by_name(chapter):
    with pytest.raises(ValueError, match=f"chapter must be one of 1, 2, .* not {chapter!r}"):
        quiz(chapter)
