"""Numbers in letters go both ways; what is none is 0."""

import pytest

from app.core.letters import lettered, number_of


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_a_number_is_written_and_read(number: int, letters: str) -> None:
    assert lettered(number) == letters
    assert number_of(letters) == number_of(letters.lower()) == number


@pytest.mark.parametrize("letters", ["", "A1", "1", "é", "A B", "Ａ"])
def test_what_is_no_number_in_letters_is_nothing(letters: str) -> None:
    assert number_of(letters) == 0
