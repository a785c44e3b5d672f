"""How far a seller may go (G05): the least price, the cost, the most that may be taken off, on every way in."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.core.errors import BusinessError
from app.core.numbers import money, price, rate
from app.domain.documents.document import Document, Line
from app.i18n.messages import sentence
from app.services import documents, records, settings
from tests.builders import MAIN, Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    """Apples that cost 5.00, go for 10.00, and for 8.00 at the least; a box of ten for 75.00 at the least."""
    shop = a_shop()
    shop.knows("苹果", retail=price("10"), lowest=price("8"), units={"箱": 10})
    box = {**records.load(shop.firm, "item", shop.item("苹果"))["units"][0], "lowest": price("75")}
    records.save(shop.firm, "item", {"uid": shop.item("苹果"), "units": [box]})
    shop.opens_with("苹果", 1000, total="5000.00", business_date="2026-02-01")
    return shop


def sale(shop: Shop, *lines: Line, type_key: str = "delivery", **head: Any) -> Document:
    return shop.writes(type_key, *lines, party="客户", **head)


def said(problems: Any) -> list[str]:
    """Return what is said of limits, with the lines."""
    return [
        f"{each.line} {each.code}"
        for each in problems
        if each.code in {"BELOW_LOWEST", "BELOW_COST", "DISCOUNT_TOO_HIGH"}
    ]


def test_a_line_and_the_whole_together_are_over_the_cap(shop: Shop) -> None:
    """5 % off the line is fine; 1 % off the whole on top is 5.95 % and over 5 %."""
    settings.save(shop.firm, {"discount_cap": rate("5%")})
    off_the_line = sale(shop, line("苹果", 100, at="10", off="5%"))
    assert said(documents.check(shop.firm, off_the_line)) == []
    (problem,) = documents.check(shop.firm, off_the_line.with_value("discount", money("9.50")))
    assert (problem.code, problem.line, problem.field) == ("DISCOUNT_TOO_HIGH", 1, "discount")
    assert (problem.discount, problem.most) == ("5.95%", "5%")  # type: ignore[attr-defined]  # a DiscountTooHigh
    rounded_off = off_the_line.with_value("rounding", money("0.99"))
    assert said(documents.check(shop.firm, rounded_off)) == []
    assert said(documents.check(shop.firm, off_the_line.with_value("rounding", money("9.50")))) != []


def test_a_discount_that_is_only_rounded_is_not_over_the_cap(shop: Shop) -> None:
    settings.save(shop.firm, {"discount_cap": rate("5%"), "below_lowest": "allow"})
    assert said(documents.check(shop.firm, sale(shop, line("苹果", 1, at="33.33"), discount="1.67"))) == []
    assert said(documents.check(shop.firm, sale(shop, line("苹果", 1, at="33.33"), discount="1.69"))) != []


def test_a_typed_amount_is_a_discount_too(shop: Shop) -> None:
    settings.save(shop.firm, {"discount_cap": rate("5%")})
    typed = line("苹果", 100, at="10", total="949.00")
    assert said(documents.check(shop.firm, sale(shop, typed))) == ["1 DISCOUNT_TOO_HIGH"]


def test_whoever_sells_may_have_a_cap_of_his_own(shop: Shop) -> None:
    settings.save(shop.firm, {"discount_cap": rate("5%")})
    boss, _ = records.save(shop.firm, "staff", {"name": "老板", "discount_cap": rate("30%")})
    trainee, _ = records.save(shop.firm, "staff", {"name": "学徒", "discount_cap": 0})
    written = sale(shop, line("苹果", 1, at="10", off="10%"))
    assert said(documents.check(shop.firm, written.with_value("staff", boss))) == []
    assert said(documents.check(shop.firm, written)) == ["1 DISCOUNT_TOO_HIGH"]
    small = sale(shop, line("苹果", 1, at="10", off="1%"))
    assert said(documents.check(shop.firm, small.with_value("staff", trainee))) == ["1 DISCOUNT_TOO_HIGH"]


@pytest.mark.parametrize(
    ("given", "discount", "is_low"),
    [
        (line("苹果", 1, at="8"), "0", False),
        (line("苹果", 1, at="7.99"), "0", True),
        (line("苹果", 10, at="8"), "0.01", True),
        (line("苹果", 1, "箱", at="75"), "0", False),  # a box has a least price of its own
        (line("苹果", 1, "箱", at="74.99"), "0", True),
        (line("苹果", 1, at="10", off="21%"), "0", True),
        (line("苹果", 1, gift=True), "0", False),
    ],
)
def test_the_least_price_is_that_of_the_unit(shop: Shop, given: Line, discount: str, is_low: bool) -> None:
    settings.save(shop.firm, {"below_lowest": "refuse", "below_cost": "allow"})
    written = sale(shop, given, line("苹果", 0), discount=discount)
    written = Document(**{**_fields(written), "lines": written.lines[:1]})
    assert said(documents.check(shop.firm, written)) == (["1 BELOW_LOWEST"] if is_low else [])


def _fields(document: Document) -> dict[str, Any]:
    return {key: getattr(document, key) for key in Document.__dataclass_fields__}


def test_what_goes_under_cost_is_told_without_the_cost(shop: Shop) -> None:
    settings.save(shop.firm, {"below_lowest": "allow"})
    posted = documents.post(shop.firm, sale(shop, line("苹果", 1, at="4.99"), line("苹果", 1, at="5")))
    assert said(posted.warnings) == ["1 BELOW_COST"]
    assert "低于限价" in sentence(posted.warnings[0])
    assert "5" not in sentence(posted.warnings[0]).replace("SP", "")
    settings.save(shop.firm, {"below_cost": "refuse"})
    with pytest.raises(BusinessError) as problem:
        documents.post(shop.firm, sale(shop, line("苹果", 1, at="4.99")))
    assert problem.value.code == "BELOW_COST"


def test_the_owner_may_not_care(shop: Shop) -> None:
    settings.save(shop.firm, {"below_lowest": "allow", "below_cost": "allow"})
    posted = documents.post(shop.firm, sale(shop, line("苹果", 1, at="1")))
    assert said(posted.warnings) == []


def test_an_order_is_held_to_the_same_and_delivered_as_agreed(shop: Shop) -> None:
    low = sale(shop, line("苹果", 2, at="7"), type_key="sales_order")
    order = documents.post(shop.firm, low)
    assert said(order.warnings) == ["1 BELOW_LOWEST"]
    settings.save(shop.firm, {"below_lowest": "refuse"})
    assert said(documents.check(shop.firm, low)) == ["1 BELOW_LOWEST"]
    drawn = documents.draw(shop.firm, "delivery", [order.document.uid])
    assert said(documents.check(shop.firm, drawn)) == []
    lowered = drawn.with_line(1, drawn.lines[0].with_value("price", price("6.90")))
    assert said(documents.check(shop.firm, lowered)) == ["1 BELOW_LOWEST"]


def test_the_command_line_is_held_to_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = a_shop(path=tmp_path / "firm.zhanggui")
    shop.knows("苹果", code="A1", lowest=price("8"))
    shop.opens_with("苹果", 10, total="50.00", business_date="2026-02-01")
    customer = shop.customer("客户")
    settings.save(shop.firm, {"below_lowest": "refuse"})
    shop.firm.close()
    plain = {
        "type": "delivery",
        "party": customer,
        "warehouse": MAIN,
        "business_date": "2026-03-02",
        "lines": [{"item": "A1", "quantity": "1", "price": "7"}],
    }
    (tmp_path / "sale.json").write_text(json.dumps(plain), encoding="utf-8")
    status = main(["post", str(tmp_path / "sale.json"), "--firm", str(tmp_path / "firm.zhanggui"), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 1
    assert (answer["code"], answer["line"], answer["field"]) == ("BELOW_LOWEST", 1, "price")
