from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import LIMIT, Money, divide, money
from app.domain.documents.amount_in_words import amount_in_words

EXAMPLES = [
    ("0.00", "人民币零元整"),
    ("0.07", "人民币柒分"),
    ("0.70", "人民币柒角整"),
    ("0.77", "人民币柒角柒分"),
    ("1.00", "人民币壹元整"),
    ("10", "人民币壹拾元整"),
    ("20.05", "人民币贰拾元零伍分"),
    ("101", "人民币壹佰零壹元整"),
    ("110", "人民币壹佰壹拾元整"),
    ("1001", "人民币壹仟零壹元整"),
    ("1010", "人民币壹仟零壹拾元整"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
    ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("10005", "人民币壹万零伍元整"),
    ("10050.30", "人民币壹万零伍拾元叁角整"),
    ("10500", "人民币壹万零伍佰元整"),
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("100000.05", "人民币壹拾万元零伍分"),
    ("100001", "人民币壹拾万零壹元整"),
    ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
    ("1000100", "人民币壹佰万零壹佰元整"),
    ("1010000.10", "人民币壹佰零壹万元壹角整"),
    ("20000001", "人民币贰仟万零壹元整"),
    ("100010000", "人民币壹亿零壹万元整"),
    ("100000001", "人民币壹亿零壹元整"),
    ("1020304050.67", "人民币壹拾亿贰仟零叁拾万肆仟零伍拾元陆角柒分"),
    ("999999999999.99", "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("1000100000000", "人民币壹万零壹亿元整"),
    ("-350", "人民币负叁佰伍拾元整"),
    ("-0.50", "人民币负伍角整"),
]

DIGITS = {character: digit for digit, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(("amount", "words"), EXAMPLES)
def test_amounts_are_written_as_on_a_cheque(amount: str, words: str) -> None:
    assert amount_in_words(money(amount)) == words


@pytest.mark.parametrize(
    ("thousandths", "words"), [(12_345_675, "人民币壹万贰仟叁佰肆拾伍元陆角捌分"), (4, "人民币零元整")]
)
def test_an_amount_is_rounded_to_fen_before_it_is_written(thousandths: int, words: str) -> None:
    assert amount_in_words(Money(divide(thousandths, 10))) == words


@given(st.integers(min_value=0, max_value=LIMIT - 1))
def test_the_words_say_the_amount_again(fen: int) -> None:
    words = amount_in_words(Money(fen)).removeprefix("人民币").removesuffix("整")
    assert _read(words) == fen
    assert "零零" not in words


def _read(words: str) -> int:
    """Read the words back, knowing nothing of how they were made."""
    yuan, point, rest = words.partition("元")
    if not point:
        yuan, rest = "", words
    fen = 0
    for character, following in pairwise(rest):
        if following in "角分":
            fen += DIGITS[character] * (10 if following == "角" else 1)
    return _number(yuan) * 100 + fen


def _number(words: str) -> int:
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if name in words:
            high, _, low = words.rpartition(name)
            return _number(high) * unit + _number(low)
    total, digit = 0, 0
    for character in words:
        if character in UNITS:
            total += digit * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
