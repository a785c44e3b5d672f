"""A range of days splits into whole months and days, and nothing is lost or counted twice."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.months import Span, last_day, span_of

DAYS = st.dates(datetime.date(2023, 11, 1), datetime.date(2026, 3, 31))


def every_day(since: str, until: str) -> Iterator[str]:
    day = datetime.date.fromisoformat(since)
    while day.isoformat() <= until:
        yield day.isoformat()
        day += datetime.timedelta(days=1)


def covered(span: Span) -> list[str]:
    found = [day for since, until in span.days for day in every_day(since, until)]
    if span.first:
        found += every_day(f"{span.first}-01", last_day(span.last))
    return sorted(found)


@given(DAYS, DAYS)
def test_months_and_days_are_the_range(one: datetime.date, other: datetime.date) -> None:
    since, until = sorted((one.isoformat(), other.isoformat()))
    assert covered(span_of(since, until)) == [*every_day(since, until)]


@pytest.mark.parametrize(
    ("since", "until", "months", "days"),
    [
        ("2026-01-01", "2026-01-31", ("2026-01", "2026-01"), ()),
        ("2025-12-01", "2026-02-28", ("2025-12", "2026-02"), ()),
        ("2026-01-02", "2026-01-31", ("", ""), (("2026-01-02", "2026-01-31"),)),
        ("2026-01-15", "2026-02-15", ("", ""), (("2026-01-15", "2026-02-15"),)),
        (
            "2025-12-15",
            "2026-02-15",
            ("2026-01", "2026-01"),
            (("2025-12-15", "2025-12-31"), ("2026-02-01", "2026-02-15")),
        ),
    ],
)
def test_examples(since: str, until: str, months: tuple[str, str], days: tuple[tuple[str, str], ...]) -> None:
    span = span_of(since, until)
    assert ((span.first, span.last), span.days) == (months, days)


def test_the_last_month_is_whole_when_nothing_comes_after_it() -> None:
    assert span_of("2026-01-01", "2026-03-10", ends=True) == Span(
        "2026-01-01", "2026-03-10", "2026-01", "2026-03"
    )


@pytest.mark.parametrize(("month", "last"), [("2024-02", "2024-02-29"), ("9999-12", "9999-12-31")])
def test_last_days(month: str, last: str) -> None:
    assert last_day(month) == last
