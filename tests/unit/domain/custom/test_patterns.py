"""Patterns are taken only if they are sure to end."""

import pytest

from app.domain.custom import patterns
from tests.timing import processor_s


@pytest.mark.parametrize(
    "pattern", [r"1\d{10}", r"[A-Z]{2}-\d+", "(?:甲|乙)\\d{1,3}", "ab?c*", r"[\]a]+", ""]
)
def test_usual_ones_are_taken(pattern: str) -> None:
    assert patterns.problem(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "(a+)+b",
        "(a|a)*b",
        "(?:a*)*",
        r"(a)\1",
        "(?=a)b",
        "a*a*a*a*b",
        "a?" * 9 + "a" * 9,
        "a{500}",
        "a++",
        "[b",
    ],
)
def test_what_could_run_away_is_not(pattern: str) -> None:
    assert patterns.problem(pattern) is not None


def test_the_worst_that_is_taken_ends_soon() -> None:
    pattern = "a*a*a*b"
    assert patterns.problem(pattern) is None
    took_s = processor_s(lambda: patterns.fits(pattern, "a" * patterns.LOOKED_AT))
    assert took_s < 5


def test_it_is_about_the_whole_text() -> None:
    assert patterns.fits(r"1\d{10}", "13800000000")
    assert not patterns.fits(r"1\d{10}", "138000000001")
    assert not patterns.fits("a*", "a" * 201)
