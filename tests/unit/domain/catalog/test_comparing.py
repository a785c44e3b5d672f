"""Tidying keeps what people meant; comparing forgets width, case and blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import comparing


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  农夫山泉\t 矿泉水\r\n", "农夫山泉 矿泉水"),
        ("螺丝（Ｍ８）", "螺丝（Ｍ８）"),
        ("\ufeff可乐\u200b", "可乐"),
        ("👨\u200d👩\u200d👧牌", "👨\u200d👩\u200d👧牌"),
        ("a\u202egpj", "agpj"),
    ],
)
def test_a_name_keeps_its_width_and_loses_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert comparing.one_line(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert comparing.lines(" 一\r\n二\r三\x00 ") == "一\n二\n三"


@pytest.mark.parametrize(("one", "other"), [("ab 01", "ＡＢ０１"), ("Sp-1", "sp-1"), ("㎡", "m2")])
def test_codes_that_differ_by_width_case_or_blanks_are_one(one: str, other: str) -> None:
    assert comparing.key(one) == comparing.key(other)


def test_codes_that_differ_by_a_zero_are_two() -> None:
    assert comparing.key("001") != comparing.key("01")


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    for tidy in (comparing.one_line, comparing.lines, comparing.code, comparing.key):
        once = tidy(text)
        assert tidy(once) == once
