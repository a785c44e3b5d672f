import datetime

import pytest

from app.core.kinds import Kind
from app.core.text import Label
from app.i18n.show import decimals_of, show, show_plain

CHOICES = (("cash", Label("现结")), ("month", Label("月结")))


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (123_450, Kind.MONEY, "1,234.50"),
        (-5, Kind.MONEY, "-0.05"),
        (0, Kind.MONEY, "0.00"),
        (12_500_000, Kind.PRICE, "12.50"),
        (37_500, Kind.PRICE, "0.0375"),
        (2_350_000, Kind.QUANTITY, "2.35"),
        (1_200_000_000, Kind.QUANTITY, "1,200"),
        (130_000, Kind.RATE, "13%"),
        (95_500, Kind.RATE, "9.55%"),
        (1_234, Kind.INTEGER, "1,234"),
        ("2026-11-22", Kind.DATE, "2026-11-22"),
        (True, Kind.BOOL, "是"),
        (False, Kind.BOOL, "否"),
        ("month", Kind.CHOICE, "月结"),
        ("barter", Kind.CHOICE, "barter"),
        ("00123", Kind.CODE, "00123"),
        ("主仓库", Kind.LINK, "主仓库"),
        ("***", Kind.MONEY, "***"),
        (0, Kind.INSTANT, ""),
    ],
)
def test_each_kind_is_shown_in_its_own_way(value: object, kind: Kind, shown: str) -> None:
    assert show(value, kind, CHOICES) == shown


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_shown_as_nothing(kind: Kind) -> None:
    assert show(None, kind) == ""
    assert show_plain(None, kind) == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_shown(kind: Kind) -> None:
    assert show(1, kind)


def test_an_instant_is_shown_in_local_time() -> None:
    local = datetime.datetime(2026, 11, 22, 9, 30, 59).astimezone()
    assert show(int(local.timestamp()) * 1000, Kind.INSTANT) == "2026-11-22 09:30"


def test_other_programs_get_numbers_without_separators() -> None:
    assert show_plain(123_456_750, Kind.MONEY) == "1234567.50"
    assert show_plain(130_000, Kind.RATE) == "13%"
    assert show_plain(True, Kind.BOOL) == "是"


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ([260_000, 249_000], Kind.RATE, ["26.0%", "24.9%"]),
        ([260_000, None, 0], Kind.RATE, ["26%", "", "0%"]),
        ([81_169_100, 4_300_000], Kind.PRICE, ["81.1691", "4.3000"]),
        ([2_000_000, 0], Kind.PRICE, ["2.00", "0.00"]),
        ([2_350_000, 3_000_000], Kind.QUANTITY, ["2.35", "3"]),
        (["***", 249_000], Kind.RATE, ["***", "24.9%"]),
        ([], Kind.PRICE, []),
    ],
)
def test_figures_of_a_column_have_the_same_decimals(
    values: list[object], kind: Kind, shown: list[str]
) -> None:
    decimals = decimals_of(values, kind)
    assert [show(value, kind, (), decimals) for value in values] == shown
