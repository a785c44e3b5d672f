"""Bar codes: tidied, checked, made (F01, F57, G07)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.check_digit import check_digit
from app.domain.catalog import barcode
from app.domain.errors import CodesExhausted


@pytest.mark.parametrize(
    "typed",
    [
        "6901234567892",
        "6901234567892\t",
        " 690 1234\u3000567892\r\n",
        "６９０１２３４５６７８９２",
        "\ufeff6901234567892\u200b",
        "690\u00a01234567892\x1d",
    ],
)
def test_a_code_is_stored_without_what_cannot_be_seen(typed: str) -> None:
    assert barcode.normalise(typed) == "6901234567892"


@pytest.mark.parametrize("typed", ["6.9E+12", "6.90123E12", "6.90123e+12", "7E+12", "2001.0", "６.９E+12"])
def test_what_a_spreadsheet_made_of_a_code_is_noticed(typed: str) -> None:
    assert barcode.is_mangled(typed)


@pytest.mark.parametrize("typed", ["6901234567892", "12E5", "A1.0", "1.0", "E+1", "", "0012"])
def test_an_honest_code_is_not_suspected(typed: str) -> None:
    assert not barcode.is_mangled(typed)


@pytest.mark.parametrize("code", ["6901234567892", "96385074", "036000291452", "16901234567899"])
def test_published_codes_are_right(code: str) -> None:
    assert check_digit(code[:-1]) == code[-1]
    assert not barcode.has_wrong_check_digit(code)


@pytest.mark.parametrize("code", ["", "690123456789", "690123456789X", "６９０１２３４５６７８９２"])
def test_what_is_no_ean_is_not_suspected(code: str) -> None:
    assert not barcode.has_wrong_check_digit(code)


def test_only_thirteen_digits_are_worth_a_warning() -> None:
    assert barcode.has_wrong_check_digit("6901234567893")
    assert not barcode.has_wrong_check_digit("A-17")


@given(
    body=st.text("0123456789", min_size=12, max_size=12), place=st.integers(0, 11), other=st.integers(1, 9)
)
def test_one_wrong_digit_is_found(body: str, place: int, other: int) -> None:
    code = body + check_digit(body)
    wrong = str((int(code[place]) + other) % 10)
    assert barcode.has_wrong_check_digit(code[:place] + wrong + code[place + 1 :])


def test_a_hundred_thousand_in_store_codes_are_valid_and_different() -> None:
    codes = [barcode.in_store_code(1, number) for number in range(1, 100_001)]
    assert len(set(codes)) == len(codes)
    assert not any(map(barcode.has_wrong_check_digit, codes))
    assert {len(code) for code in codes} == {13}
    assert {code[:2] for code in codes} == {"29"}
    assert [barcode.in_store_number(code) for code in codes[:3]] == [1, 2, 3]


def test_two_stations_never_make_the_same_code() -> None:
    lowest, highest = barcode.in_store_range(2)
    assert lowest <= barcode.in_store_code(2, 999_999) <= highest
    assert not lowest <= barcode.in_store_code(1, 999_999) <= highest


def test_when_the_numbers_are_used_up_it_says_so() -> None:
    with pytest.raises(CodesExhausted):
        barcode.in_store_code(1, 1_000_000)
