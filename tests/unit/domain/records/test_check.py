"""What is refused in a record, and under which field it is told."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records.check import field_problem, problems, tidy
from app.domain.records.spec import blank
from app.domain.records.types import RECORDS

ITEM = RECORDS["item"]
LABEL = N_("名称")


def _found(values: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    whole = blank(ITEM) | {"name": "苹果"} | tidy(ITEM, values)
    return [(problem.code, problem.field, problem.line) for problem in problems(ITEM, whole)]


def test_a_plain_item_is_fine() -> None:
    assert _found({"name": "苹果 🍎"}) == []


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": " \t\u200b"}, "MISSING_FIELD", "name"),
        ({"name": "长" * 300}, "TOO_LONG", "name"),
        ({"name": "x" * 10_000_000}, "TOO_LONG", "name"),
        ({"name": "半\ud800"}, "WRONG_VALUE", "name"),
        ({"name": 7}, "WRONG_VALUE", "name"),
        ({"code": "6.9E+12"}, "MANGLED_CODE", "code"),
        ({"retail": -1}, "OUT_OF_RANGE", "retail"),
        ({"retail": "3.5"}, "WRONG_VALUE", "retail"),
        ({"retail": 10**17}, "WRONG_VALUE", "retail"),
        ({"retail": 10**5000}, "WRONG_VALUE", "retail"),
        ({"retail": True}, "WRONG_VALUE", "retail"),
        ({"tax_rate": 1_000_001}, "OUT_OF_RANGE", "tax_rate"),
        ({"base_places": 7}, "OUT_OF_RANGE", "base_places"),
        ({"base_places": None}, "MISSING_FIELD", "base_places"),
        ({"weighed": "yes"}, "WRONG_VALUE", "weighed"),
    ],
)
def test_a_wrong_value_is_told_under_its_field(values: dict[str, Any], code: str, field: str) -> None:
    assert _found(values) == [(code, field, 0)]


def test_a_range_is_told_as_people_write_it() -> None:
    problem = field_problem(ITEM.field("tax_rate"), 2_000_000)
    assert problem is not None
    assert (problem.facts()["value"], problem.facts()["least"], problem.facts()["most"]) == ("2", "0", "1")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("day", LABEL, Kind.DATE), "2026-02-29"),
        (Field("day", LABEL, Kind.DATE), "20260228"),
        (Field("choice", LABEL, Kind.CHOICE, choices=(Choice("one", LABEL),)), "two"),
        (Field("link", LABEL, Kind.LINK, link="item"), 5),
    ],
)
def test_dates_choices_and_links_must_be_real(field: Field, value: object) -> None:
    problem = field_problem(field, value)
    assert problem is not None
    assert problem.code == "WRONG_VALUE"


def test_a_date_may_be_bounded() -> None:
    field = Field("day", LABEL, Kind.DATE, least="2026-01-01")
    assert field_problem(field, "2026-01-01") is None
    problem = field_problem(field, "2025-12-31")
    assert problem is not None
    assert problem.code == "OUT_OF_RANGE"


def test_values_are_tidied_by_kind() -> None:
    tidied = tidy(ITEM, {"name": " 苹\t果 ", "code": " Ａ 01 ", "retail": None, "spec": None, "unknown": 1})
    assert tidied == {"name": "苹 果", "code": "A01", "retail": None, "spec": ""}


def test_rows_without_anything_in_them_are_dropped() -> None:
    tidied = tidy(ITEM, {"barcodes": [{"code": ""}, {"code": "１"}, {}]})
    assert tidied == {"barcodes": [{"code": "1", "unit": "", "shared": False}]}


BOX = {"name": "箱", "numerator": 12}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"units": [BOX, {"name": "个", "numerator": 2}]}, ("REPEATED_VALUE", "units.name", 2)),
        ({"units": [BOX, {"name": " 箱", "numerator": 24}]}, ("REPEATED_VALUE", "units.name", 2)),
        ({"units": [{"name": "箱"}]}, ("MISSING_FIELD", "units.numerator", 1)),
        ({"units": [{"name": "箱", "numerator": 0}]}, ("OUT_OF_RANGE", "units.numerator", 1)),
        (
            {"units": [BOX, *({"name": f"u{n}", "numerator": 2} for n in range(3))]},
            ("LIST_TOO_LONG", "units", 0),
        ),
        ({"barcodes": [{"code": "1", "unit": "箱"}]}, ("UNKNOWN_UNIT", "barcodes.unit", 1)),
        ({"barcodes": [{"code": "1"}, {"code": "１"}]}, ("REPEATED_VALUE", "barcodes.code", 2)),
        ({"barcodes": "123"}, ("WRONG_VALUE", "barcodes", 0)),
        ({"barcodes": ["123"]}, ("WRONG_VALUE", "barcodes", 0)),
        ({"barcodes": [{"code": "6.9E+12"}]}, ("MANGLED_CODE", "barcodes.code", 1)),
        ({"limits": [{"warehouse": "w", "least": 5, "most": 4}]}, ("WRONG_VALUE", "limits.most", 1)),
    ],
)
def test_child_lists_are_told_by_row(values: dict[str, Any], found: tuple[str, str, int]) -> None:
    assert _found(values) == [found]


def test_a_bar_code_may_name_the_base_unit_or_a_larger_one() -> None:
    assert (
        _found({"units": [BOX], "barcodes": [{"code": "1", "unit": "个"}, {"code": "2", "unit": "箱"}]}) == []
    )
