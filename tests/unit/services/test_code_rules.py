"""A rule is a setting; window, quick create and import give codes by it, and no code stands twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.domain.errors import DuplicateKey, OutOfRange
from app.domain.records.codes import check_digit
from app.services import code_rules, founding, imports, proof, records
from app.services.firm import Firm, Profile


@pytest.fixture
def firm() -> Iterator[Firm]:
    made = founding.create(":memory:", Profile(name="小店"), clock=FixedClock("2026-11-22"))
    yield made
    made.close()


def made(firm: Firm, name: str, **values: object) -> str:
    """Make an item and return its code."""
    uid = records.save(firm, "item", {"name": name, **values})[0]
    return str(records.load(firm, "item", uid)["code"])


def test_who_says_nothing_gets_what_was_always_given(firm: Firm) -> None:
    assert made(firm, "米") == "SP00001"
    assert code_rules.preview(firm, "item") == "SP00002"


def test_prefix_digits_and_check_digit(firm: Firm) -> None:
    code_rules.save(firm, "item", {"prefix": "ｘ y", "digits": 3, "check": True})
    assert made(firm, "米") == "xy001" + check_digit("xy001")
    assert made(firm, "面") == "xy002" + check_digit("xy002")
    assert code_rules.save(firm, "item", {"digits": 3}).kinds == frozenset()
    assert proof.verify(firm).ok


def test_a_rule_is_of_one_type_alone(firm: Firm) -> None:
    code_rules.save(firm, "customer", {"prefix": "C"})
    uid = records.save(firm, "supplier", {"name": "甲"})[0]
    assert records.load(firm, "supplier", uid)["code"] == "GYS00001"
    uid = records.save(firm, "customer", {"name": "乙"})[0]
    assert records.load(firm, "customer", uid)["code"] == "C00001"


@pytest.mark.parametrize("digits", [0, 11])
def test_a_rule_that_cannot_run_is_refused(firm: Firm, digits: int) -> None:
    with pytest.raises(OutOfRange) as refused:
        code_rules.save(firm, "item", {"digits": digits})
    assert refused.value.field == "digits"
    assert code_rules.rule(firm, "item").digits == 5


def test_a_category_gives_its_prefix_also_to_those_below(firm: Firm) -> None:
    food = records.save(firm, "category", {"name": "食品", "item_prefix": "SPIN"})[0]
    oil = records.save(firm, "category", {"name": "粮油", "parent": food})[0]
    drink = records.save(firm, "category", {"name": "饮料", "parent": food, "item_prefix": "YL"})[0]
    assert made(firm, "米", category=oil) == "SPIN00001"
    assert made(firm, "可乐", category=drink) == "YL00001"
    assert made(firm, "饼干", category=food) == "SPIN00002"
    assert made(firm, "盒子") == "SP00001"


@pytest.mark.parametrize("typed", ["sp00001", "ＳＰ００００１", " SP 00001 ", "Sp00001\u200b"])
def test_a_code_by_hand_is_compared_without_case_width_and_blanks(firm: Firm, typed: str) -> None:
    made(firm, "米")
    with pytest.raises(DuplicateKey) as refused:
        records.save(firm, "item", {"name": "面", "code": typed})
    assert refused.value.field == "code"


def test_a_number_that_was_typed_already_is_passed_over(firm: Firm) -> None:
    code_rules.save(firm, "item", {"check": True})
    taken = "SP00001" + check_digit("SP00001")
    made(firm, "面", code=taken.lower())
    assert made(firm, "米") == "SP00002" + check_digit("SP00002")


def test_an_import_gives_codes_by_the_same_rule(firm: Firm, tmp_path: Path) -> None:
    code_rules.save(firm, "item", {"prefix": "DR", "digits": 4})
    records.save(firm, "category", {"name": "粮油", "item_prefix": "LY"})
    made(firm, "旧货")
    path = tmp_path / "商品.csv"
    path.write_text("品名,单位,分类,零售价\n米,袋,粮油,2\n面,袋,粮油,3\n盒子,个,,4\n", encoding="utf-8-sig")
    assert imports.run(firm, path).is_done
    found = {row[1]: row[0] for row in records.listing(firm, "item").rows}
    assert found == {"旧货": "DR0001", "米": "LY0001", "面": "LY0002", "盒子": "DR0002"}
    assert proof.verify(firm).ok


def test_a_prefix_with_the_signs_of_a_pattern(firm: Firm) -> None:
    code_rules.save(firm, "item", {"prefix": "[*?"})
    assert [made(firm, name) for name in "甲乙丙"] == ["[*?00001", "[*?00002", "[*?00003"]
