"""Codes run by a rule: start, padded number, check digit."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records.codes import CodeRule, check_digit, following, number_after


def given_after(codes: set[str], rule: CodeRule, start: str) -> str:
    """Return the next code where these are given already."""
    keys = {code.casefold() for code in codes}

    def highest(compared: str, digits: int) -> int:
        numbers = (number_after(compared, key) for key in keys)
        return max((number for number, length in numbers if length == digits), default=0)

    return following(rule, start, highest, lambda code: code.casefold() in keys)


@pytest.mark.parametrize(
    ("known", "rule", "wanted"),
    [
        ((), CodeRule("SP"), "SP00001"),
        (("SP00001", "sp00007"), CodeRule("SP"), "SP00008"),
        (("SP99999",), CodeRule("SP"), "SP100000"),
        (("SP99",), CodeRule("SP", 2), "SP100"),
        (("SP00041",), CodeRule("SP", 3), "SP001"),
        ((), CodeRule("", 6), "000001"),
        ((), CodeRule("SP", 4, check=True), "SP0001" + check_digit("SP0001")),
        (("SP00041",), CodeRule("SP", check=True), "SP00042" + check_digit("SP00042")),
    ],
)
def test_the_next_code(known: tuple[str, ...], rule: CodeRule, wanted: str) -> None:
    assert given_after(set(known), rule, rule.prefix) == wanted


@given(
    st.integers(0, 40),
    st.integers(1, 6),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "SP", "类", "A1"]),
)
def test_no_code_is_given_twice_whatever_the_rule_becomes(
    count: int, digits: int, first: bool, then: bool, prefix: str
) -> None:
    given_codes: set[str] = set()
    for check in (first, then, first):
        rule = CodeRule(prefix, digits, check)
        for _ in range(count):
            code = given_after(given_codes, rule, prefix)
            assert code.casefold() not in {each.casefold() for each in given_codes}
            given_codes.add(code)


@pytest.mark.parametrize(("code", "digit"), [("US037833100", "5"), ("7992739871", "3"), ("AU0000XVGZA", "3")])
def test_the_check_digit_is_that_of_cards_and_securities(code: str, digit: str) -> None:
    assert check_digit(code) == digit


def test_one_wrong_digit_is_found() -> None:
    play = random.Random(1)
    for _ in range(200):
        number = f"SP{play.randrange(100_000):05d}"
        place = play.randrange(2, len(number))
        wrong = number[:place] + str((int(number[place]) + play.randrange(1, 10)) % 10) + number[place + 1 :]
        assert check_digit(wrong) != check_digit(number)
