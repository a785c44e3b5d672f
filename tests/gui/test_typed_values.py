"""Numbers and days as people type them."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import LIMIT, divide, grouped, plain
from app.gui.input.arithmetic import NotANumber, TooLarge, TooManyDecimals, read_number, read_rate
from app.gui.input.dates import NotADay, read_date, read_instant

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12.5", 1250),
        ("1,234.50", 123450),
        ("3*24", 7200),
        ("12.5+3", 1550),
        ("100/3", 3333),
        ("200×95%", 19000),
        ("１２。５", 1250),
        ("（1＋2）＊3", 900),
        ("-5", -500),
        ("−5", -500),
        ("10-2-3", 500),
        ("2+3*4", 1400),
        ("¥12", 1200),
        ("￥1，000", 100000),
        (".5", 50),
        ("0.005*1", 1),
        ("-0.005*1", -1),
    ],
)
def test_reads_numbers_and_sums(text: str, fen: int) -> None:
    assert read_number(text, 2) == fen


@pytest.mark.parametrize(
    "text", ["", "a", "1..2", "1+", "*3", "(1", "1)", "1/0", "2**3", "1e5", "1 000 x", "0x1", "9" * 30]
)
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        read_number(text, 2)


def test_a_plain_number_is_not_rounded() -> None:
    with pytest.raises(TooManyDecimals):
        read_number("12.345", 2)


def test_too_large() -> None:
    with pytest.raises(TooLarge):
        read_number("9" * 17, 2)


@pytest.mark.parametrize(
    ("text", "rate"), [("13", 130_000), ("13%", 130_000), ("0.5", 5_000), ("10+3", 130_000)]
)
def test_rates_are_per_cent(text: str, rate: int) -> None:
    assert read_rate(text, 6) == rate


@given(st.integers(-LIMIT + 1, LIMIT - 1), st.sampled_from([0, 2, 6]))
def test_what_is_shown_is_read_back(value: int, places: int) -> None:
    assert read_number(plain(value, places), places) == value
    assert read_number(grouped(value, places), places) == value


numbers = st.decimals(-10_000, 10_000, places=4)


@given(numbers, numbers, numbers)
def test_sums_are_exact(first: object, second: object, third: object) -> None:
    exact = Fraction(str(first)) + Fraction(str(second)) * Fraction(str(third))
    scaled = exact * 10**6
    assert read_number(f"{first}+{second}*{third}", 6) == divide(scaled.numerator, scaled.denominator)


@given(st.text(max_size=90))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        value = read_number(text, 2)
    except NotANumber:
        return
    assert abs(value) < LIMIT


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1122", "2026-11-22"),
        ("122", "2026-01-22"),
        ("5", "2026-11-05"),
        ("30", "2026-11-30"),
        ("11-2", "2026-11-02"),
        ("11/2", "2026-11-02"),
        ("11.2", "2026-11-02"),
        ("2025-3-1", "2025-03-01"),
        ("20250301", "2025-03-01"),
        ("250301", "2025-03-01"),
        ("25-3-1", "2025-03-01"),
        ("2025年3月1日", "2025-03-01"),
        ("３月１号", "2026-03-01"),
        ("+1", "2026-11-23"),
        ("-1", "2026-11-21"),
        ("今天", "2026-11-22"),
        ("昨天", "2026-11-21"),
        ("后天", "2026-11-24"),
    ],
)
def test_reads_days(text: str, day: str) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "x", "1301", "0230", "2026-11-31", "1-2-3-4", "12345", "٣", "--", "+99999"]
)
def test_refuses_what_is_no_day(text: str) -> None:
    with pytest.raises(NotADay):
        read_date(text, TODAY)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%y%m%d", "%Y/%m/%d"):
        assert read_date(day.strftime(form), TODAY) == day.isoformat()


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    try:
        day = read_date(text, TODAY)
    except NotADay:
        return
    assert datetime.date.fromisoformat(day).isoformat() == day


def test_reads_moments() -> None:
    morning = datetime.datetime.fromisoformat("2026-11-22T09:30").astimezone()
    assert read_instant("9:30", TODAY) == int(morning.timestamp()) * 1000
    assert read_instant("1122 09:30", "2026-12-01") == read_instant("9:30", TODAY)


@pytest.mark.parametrize("text", ["", "25:00", "9", "1122"])
def test_refuses_what_is_no_moment(text: str) -> None:
    with pytest.raises(NotADay):
        read_instant(text, TODAY)
