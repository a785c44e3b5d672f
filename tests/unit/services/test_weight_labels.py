"""Labels that tell a weight: their bar code is one of the firm's scale codes, and a scan gives back the very load."""

import io
from decimal import Decimal
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.core.errors import BusinessError
from app.core.numbers import Money, Quantity, amount_of, money, plain, price, quantity
from app.core.progress import silent
from app.devices.labels.layout import LabelPrinter
from app.domain.documents.document import Line
from app.domain.labels.errors import (
    NoScaleNumber,
    ScaleCodeInexact,
    ScaleCodeOtherPrice,
    ScaleCodeOverflow,
    ScaleCodeTaken,
    ScaleCodeWithoutPrice,
)
from app.domain.labels.templates import standard
from app.domain.records.types.scale_label import IGNORED
from app.i18n.catalog import fill
from app.i18n.messages import sentence, words
from app.services import documents, records
from app.services.documents.weighing import TooLight
from app.services.labels import making, wanted
from app.services.labels.wanted import Wanted
from tests.builders import Shop, a_shop, line

NOTHING: dict[str, Any] = {
    "weight_start": None,
    "weight_length": None,
    "amount_start": None,
    "amount_length": None,
}
ITEM = NOTHING | {"item_start": 3, "item_length": 5, "prefix": "21"}
SHAPES: dict[str, dict[str, Any]] = {
    "weight 13": ITEM | {"weight_start": 8, "weight_length": 5},
    "weight in g": ITEM | {"weight_start": 8, "weight_length": 5, "weight_unit": "g", "weight_decimals": 0},
    "weight in jin": ITEM | {"weight_start": 8, "weight_length": 5, "weight_unit": "jin", "check": IGNORED},
    "amount 13": ITEM | {"amount_start": 8, "amount_length": 5},
    "amount 13, ignored": ITEM | {"amount_start": 8, "amount_length": 6, "check": IGNORED},
    "amount and weight 18": ITEM | {
        "length": 18, "amount_start": 8, "amount_length": 5, "weight_start": 13, "weight_length": 5,
    },
    "weight and amount 18": ITEM | {
        "length": 18, "weight_start": 8, "weight_length": 5, "amount_start": 13, "amount_length": 5, "check": IGNORED,
    },
    "number with its prefix": NOTHING | {
        "prefix": "10", "item_start": 1, "item_length": 5, "weight_start": 6, "weight_length": 7,
    },
}  # fmt: skip
WEIGHT = standard("weight", "60×40")
PRINTER = LabelPrinter(dpi=203, columns_of_head=1300, has_bars=False)


def a_counter(*rules: dict[str, Any]) -> Shop:
    """Make a shop that sells two goods by weight, one of them by the half kilogram."""
    shop = a_shop(today="2026-11-22")
    values: dict[str, Any] = {"places": 3, "weighed": True}
    shop.knows("散装瓜子", "kg", code="10003", retail=price("14.00"), **values)
    jin = [{"name": "斤", "numerator": 1, "denominator": 2, "for_sale": True}]
    pork = {
        "name": "排骨",
        "code": "10004",
        "base_unit": "kg",
        "base_places": 3,
        "units": jin,
        "weighed": True,
    }
    shop._names["item", "排骨"] = records.save(shop.firm, "item", pork | {"retail": price("39.60")})[0]
    for number, rule in enumerate(rules):
        records.save(shop.firm, "scale_label", {"name": f"规则 {number}"} | rule)
    return shop


def sold(shop: Shop, wares: Line, type_key: str = "delivery", **header: Any) -> tuple[Line, Wanted]:
    """Write a line into a sale; return it with its label."""
    party = "老周" if type_key == "delivery" else "金谷"
    document = documents.settle(shop.firm, shop.writes(type_key, wares, party=party, **header))
    (thing,) = wanted.of_lines(shop.firm, document).read()
    return document.lines[0], thing


def scanned(shop: Shop, code: str) -> Line:
    document, number = documents.scan(shop.firm, documents.blank(shop.firm, "delivery"), code)
    return document.lines[number - 1]


def bar(thing: Wanted) -> str:
    return thing.on(WEIGHT)["bar"]


def read_from_paper(shop: Shop, thing: Wanted) -> set[str]:
    made = making.preview(shop.firm, WEIGHT, thing, 1, PRINTER)
    picture = Image.open(io.BytesIO(made.png()))
    around = Image.new("L", (picture.width + 40, picture.height + 40), 255)
    around.paste(picture, (20, 20))
    return {code.text for code in zxingcpp.read_barcodes(around)}


@pytest.fixture(scope="module")
def counters() -> dict[str, Shop]:
    return {name: a_counter(rule) for name, rule in SHAPES.items()}


# Written, printed, scanned: the same load


@pytest.mark.parametrize("shape", SHAPES)
@given(grams=st.integers(1, 99_999), of=st.sampled_from(("kg", "斤")))
def test_every_weight_comes_back_as_it_was_or_is_refused_in_words(
    counters: dict[str, Shop], shape: str, grams: int, of: str
) -> None:
    shop, is_jin = counters[shape], of == "斤"
    weight = quantity(plain(grams * (2 if is_jin else 1), 3))
    at = "19.80" if is_jin else "14"
    before, thing = sold(shop, line("排骨" if is_jin else "散装瓜子", plain(weight, 6), of, at=at))
    refusal = thing.coded.refusal if thing.coded is not None else None
    if refusal is not None:
        assert isinstance(refusal, ScaleCodeOverflow)
        assert "最多写到" in words(refusal)
        return
    code = bar(thing)
    after = scanned(shop, code)
    assert after.item == before.item
    if SHAPES[shape].get("weight_start"):
        assert after.base_quantity == before.base_quantity
    else:  # an amount says the weight within what the amount is exact to
        assert amount_of(price("39.60") if is_jin else price("14"), after.base_quantity) == before.amount
    assert after.amount == before.amount
    assert thing.facts["amount"] == f"￥{plain(before.amount, 2, least=2)}"


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_printed_is_what_a_scanner_reads(counters: dict[str, Shop], shape: str) -> None:
    shop = counters[shape]
    _, thing = sold(shop, line("散装瓜子", "2.356", at="14"))
    assert read_from_paper(shop, thing) == {bar(thing)}
    assert (thing.facts["weight"], thing.facts["unit_price"], thing.facts["amount"]) == (
        "2.356kg", "￥14.00/kg", "￥32.98",
    )  # fmt: skip


def test_a_rule_that_tells_more_goes_first() -> None:
    amount, weight = SHAPES["amount 13"] | {"prefix": "22"}, SHAPES["weight 13"] | {"prefix": "23"}
    both = SHAPES["amount and weight 18"] | {"prefix": "24"}
    loose = line("散装瓜子", "2.356", at="14")
    assert bar(sold(a_counter(amount, weight, both), loose)[1]).startswith("2410003")
    assert bar(sold(a_counter(amount, weight), loose)[1]).startswith("2310003")
    heavy = line("散装瓜子", "123.456", at="14")  # six digits: only the amount has room for it
    with pytest.raises(ScaleCodeOverflow):
        bar(sold(a_counter(amount, weight), heavy)[1])
    wide = amount | {"amount_length": 5, "amount_decimals": 1}
    assert bar(sold(a_counter(wide, weight), line("散装瓜子", "123.5", at="14"))[1]).startswith("2210003")


def test_the_last_price_of_a_line_stands_on_the_label_and_in_the_code() -> None:
    shop = a_counter(SHAPES["amount and weight 18"])
    before, thing = sold(shop, line("散装瓜子", "2.356", at="12.80", off="0.05"))
    after = scanned(shop, bar(thing))
    assert (before.amount, after.amount, after.quantity) == (
        money("28.65"),
        money("28.65"),
        quantity("2.356"),
    )
    assert thing.facts["amount"] == "￥28.65"


def test_goods_that_come_in_get_the_price_they_are_sold_at(counters: dict[str, Shop]) -> None:
    shop = counters["amount and weight 18"]
    _, thing = sold(shop, line("散装瓜子", "2.356", at="9.80"), "goods_receipt")
    assert (thing.facts["unit_price"], thing.facts["amount"]) == ("￥14.00/kg", "￥32.98")
    assert scanned(shop, bar(thing)).amount == money("32.98")


# What no code can tell


def refused(shop: Shop, wares: Line) -> BusinessError:
    thing = sold(shop, wares)[1]
    with pytest.raises(BusinessError) as problem:
        making.ready(shop.firm, WEIGHT, [(thing, 1)], PRINTER, silent)
    with pytest.raises(type(problem.value)):
        making.preview(shop.firm, WEIGHT, thing, 1, PRINTER)
    return problem.value


def test_too_much_for_its_digits_is_refused_with_the_most(counters: dict[str, Shop]) -> None:
    problem = refused(counters["weight 13"], line("散装瓜子", "100", at="14"))
    assert isinstance(problem, ScaleCodeOverflow)
    assert sentence(problem) == "“散装瓜子”的重量是 100kg，秤码规则“规则 0”最多写到 99.999 千克。"
    problem = refused(counters["amount 13"], line("散装瓜子", "80.5", at="14"))
    assert sentence(problem) == "“散装瓜子”的金额是 1127.00，秤码规则“规则 0”最多写到 999.99 元。"


def test_what_is_finer_than_the_rule_is_refused_not_rounded() -> None:
    shop = a_counter(SHAPES["weight 13"] | {"weight_decimals": 2})
    problem = refused(shop, line("散装瓜子", "2.356", at="14"))
    assert isinstance(problem, ScaleCodeInexact)
    assert sentence(problem) == (
        "“散装瓜子”的重量是 2.356kg，秤码规则“规则 0”只写到 0.01 千克，扫回来会是另一个数。"
    )
    shop = a_counter(SHAPES["amount 13"] | {"amount_decimals": 1})
    assert isinstance(refused(shop, line("散装瓜子", "2.356", at="14")), ScaleCodeInexact)


def test_goods_without_a_number_for_the_scale_are_told() -> None:
    shop = a_counter(SHAPES["weight 13"])
    shop.knows("散装花生", "kg", code="HS-01", places=3, weighed=True, retail=price("9"))
    shop.knows("散装核桃", "kg", code="100055", places=3, weighed=True, retail=price("9"))
    for name in ("散装花生", "散装核桃"):
        problem = refused(shop, line(name, "1.5", at="9"))
        assert isinstance(problem, NoScaleNumber)
        assert sentence(problem) == f"“{name}”没有能写进秤码的编号：规则“规则 0”要 5 位以内的数字。"
    uid = shop.item("散装花生")
    values = records.load(shop.firm, "item", uid)
    records.save(shop.firm, "item", values | {"barcodes": [{"code": "88", "unit": "", "shared": False}]})
    thing = sold(shop, line("散装花生", "1.5", at="9"))[1]
    assert bar(thing).startswith("2100088")
    shop = a_counter(SHAPES["number with its prefix"])
    shop.knows("散装花生", "kg", code="20001", places=3, weighed=True, retail=price("9"))
    problem = refused(shop, line("散装花生", "1.5", at="9"))
    assert "要 5 位、以 10 开头的数字" in sentence(problem)


def test_a_code_that_would_be_read_as_something_else_is_not_printed(counters: dict[str, Shop]) -> None:
    shop = a_counter(SHAPES["weight 13"])
    code = bar(sold(shop, line("散装瓜子", "2.356", at="14"))[1])
    shop.knows("罐头", "罐", barcodes=[{"code": code, "unit": "", "shared": False}])
    problem = refused(shop, line("散装瓜子", "2.356", at="14"))
    assert isinstance(problem, ScaleCodeTaken)
    assert code in sentence(problem)
    assert bar(sold(shop, line("散装瓜子", "2.357", at="14"))[1]) != code
    # A rule that says more of the prefix would take the code, and count pieces.
    pieces = {"prefix": "211", "weight_unit": "pcs", "weight_decimals": 0}
    shop = a_counter(SHAPES["weight 13"], SHAPES["weight 13"] | pieces)
    assert isinstance(refused(shop, line("散装瓜子", "2.356", at="14")), ScaleCodeTaken)


def test_two_goods_with_one_number_are_never_mixed_up() -> None:
    shop = a_counter(SHAPES["weight 13"])
    shop.knows("散装花生", "kg", code="0301", places=3, weighed=True, retail=price("9"))
    assert isinstance(refused(shop, line("散装花生", "1.5", at="9")), NoScaleNumber)  # 00301 finds nobody
    shop.knows("散装核桃", "kg", code="301", places=3, weighed=True, retail=price("9"))
    shop.knows("散装榛子", "kg", code="00301", places=3, weighed=True, retail=price("9"))
    assert isinstance(refused(shop, line("散装核桃", "1.5", at="9")), ScaleCodeTaken)
    assert scanned(shop, bar(sold(shop, line("散装榛子", "1.5", at="9"))[1])).item == shop.item("散装榛子")


def test_an_amount_alone_tells_the_weight_at_the_retail_price_only(counters: dict[str, Shop]) -> None:
    problem = refused(counters["amount 13"], line("散装瓜子", "2.356", at="12"))
    assert isinstance(problem, ScaleCodeOtherPrice)
    assert "2.356kg 卖 28.27 元" in sentence(problem)
    shop = a_counter(SHAPES["amount 13"])
    shop.knows("散装花生", "kg", code="88", places=3, weighed=True)
    assert isinstance(refused(shop, line("散装花生", "1.5")), ScaleCodeWithoutPrice)


# A firm without a rule


def test_without_a_rule_there_is_no_code_that_lies(counters: dict[str, Shop]) -> None:
    pieces = SHAPES["weight 13"] | {"weight_unit": "pcs", "weight_decimals": 0}
    for shop in (a_counter(), a_counter(pieces)):
        thing = sold(shop, line("散装瓜子", "2.356", at="14"))[1]
        assert read_from_paper(shop, thing) == set()
        says = thing.says(WEIGHT)
        assert says is not None
        assert fill(says).startswith("没有写重量的秤码规则，标签上不印条码：印商品的编码，扫了只算 1kg。")
        ready = making.ready(shop.firm, WEIGHT, [(thing, 2)], PRINTER, silent)
        assert (ready.labels, ready.told) == (2, (says,))
        # As a label of the goods it says no weight, and its code is theirs.
        assert thing.on(standard("item"))["bar"] == "10003"
        assert thing.says(standard("item")) is None


def test_one_unit_is_one_unit_by_the_code_of_the_goods() -> None:
    shop = a_counter()
    before, thing = sold(shop, line("散装瓜子", "1", at="14"))
    assert read_from_paper(shop, thing) == {"10003"}
    after = scanned(shop, "10003")
    assert (after.base_quantity, after.amount) == (before.base_quantity, before.amount)
    says = thing.says(WEIGHT)
    assert says is not None
    assert "正好 1kg" in fill(says)


# From the scale


def test_a_load_gets_a_label_at_the_retail_price(counters: dict[str, Shop]) -> None:
    shop = counters["amount and weight 18"]
    seeds, pork, rice = (shop.item(name) for name in ("散装瓜子", "排骨", "袋装米"))
    things = wanted.of_items(shop.firm, [seeds, pork, rice]).read()
    assert [thing.weighs for thing in things] == [seeds, pork, ""]
    weighed = wanted.weigh(
        shop.firm, things[0], Decimal("0.5005")
    )  # the item has three decimals of a kilogram
    assert (weighed.facts["weight"], weighed.facts["amount"], weighed.count) == ("0.501kg", "￥7.01", 1)
    assert scanned(shop, bar(weighed)).quantity == quantity("0.501")
    by_jin = wanted.weigh(shop.firm, things[1], Decimal("1.2345"))
    assert (by_jin.facts["weight"], by_jin.facts["unit_price"]) == ("2.47斤", "￥19.80/斤")
    assert scanned(shop, bar(by_jin)).base_quantity == quantity("1.235")
    assert by_jin.weighs == pork
    with pytest.raises(TooLight):
        wanted.weigh(shop.firm, things[0], Decimal("0.0004"))


def test_amounts_of_no_money_are_no_amounts() -> None:
    shop = a_counter(SHAPES["amount and weight 18"])
    shop.knows("散装花生", "kg", code="88", places=3, weighed=True)
    before, thing = sold(shop, line("散装花生", "1.5"))
    after = scanned(shop, bar(thing))
    assert (before.amount, after.amount, after.quantity) == (Money(0), Money(0), Quantity(1_500_000))
    assert thing.facts["amount"] == ""
