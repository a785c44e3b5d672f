"""Numbers are read exactly, or not at all; only what other programs worked out is rounded."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import parse, parse_rounded, plain


@pytest.mark.parametrize(
    "text", ["1.0000000000000000000000000000001", "1." + "0" * 70 + "1", "1e-300", "0.001", "1e17", "x", "-"]
)
def test_a_number_that_does_not_fit_exactly_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse(text, 2)


@given(st.integers(-(10**17) + 1, 10**17 - 1), st.integers(0, 6))
def test_what_is_written_is_read_again(value: int, places: int) -> None:
    assert parse(plain(value, places), places) == value
    assert parse_rounded(plain(value, places), places) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.005", 101), ("-1.005", -101), ("1.0049999", 100), ("2e1", 2000), ("0.333333333333333", 33)],
)
def test_what_other_programs_worked_out_is_rounded(text: str, value: int) -> None:
    assert parse_rounded(text, 2) == value
