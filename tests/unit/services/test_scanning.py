"""What a scanned code means: goods, scale labels (GV13), GS1, papers, people, orders; nothing else gets in."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.check_digit import check_digit
from app.core.clock import FixedClock
from app.core.errors import BusinessError
from app.core.numbers import money, price, quantity
from app.domain.documents.document import Document
from app.domain.errors import UnknownReference
from app.domain.records.types.scale_label import IGNORED
from app.domain.scan_orders import ORDERS
from app.i18n.messages import words
from app.services import document_form, documents, founding, records, scanning
from app.services.firm import Firm, Profile
from app.services.scanning import Goods, Paper, Person, UnknownBarcode
from app.services.scanning.errors import (
    NoGoodsHere,
    NoPriceOnLabel,
    NotGoods,
    NothingOnLabel,
    NoWeightUnit,
    PaperNotHere,
    PaymentCodeScanned,
    ScanGarbled,
    ScanMisread,
    ScanTooLong,
    ScanUnclear,
    SerialAgain,
    SharedBarcode,
    UnknownScaleItem,
)

PAYS = "134567890123456789"
BY_AMOUNT = {
    "name": "金额码", "prefix": "21", "item_start": 3, "item_length": 5, "amount_start": 8, "amount_length": 5,
    "check": IGNORED,
}  # fmt: skip
BY_WEIGHT = {
    "name": "重量码", "prefix": "22", "item_start": 3, "item_length": 5, "weight_start": 8, "weight_length": 5,
    "amount_start": None, "amount_length": None,
}  # fmt: skip
BOTH = {
    "name": "十八位", "length": 18, "prefix": "26", "item_start": 3, "item_length": 5, "amount_start": 8,
    "amount_length": 5, "weight_start": 13, "weight_length": 5,
}  # fmt: skip
IN_JIN = {
    "name": "七位编号", "prefix": "20", "item_start": 1, "item_length": 7, "weight_start": 8, "weight_length": 5,
    "weight_unit": "jin", "check": IGNORED, "amount_start": None, "amount_length": None,
}  # fmt: skip


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return founding.create(
        tmp_path / "firm.zhanggui", Profile(name="小店", started_on="2026-11-01"), author="王芳",
        clock=FixedClock("2026-11-22"),
    )  # fmt: skip


def item(firm: Firm, code: str, name: str, unit: str = "kg", **more: Any) -> str:
    values = {"code": code, "name": name, "base_unit": unit, "base_places": 3 if unit == "kg" else 0}
    return records.save(firm, "item", values | {"retail": price("7.00")} | more)[0]


def barred(*codes: str, shared: bool = False, unit: str = "") -> list[dict[str, Any]]:
    return [{"code": code, "unit": unit, "shared": shared} for code in codes]


def rule(firm: Firm, values: dict[str, Any]) -> None:
    records.save(firm, "scale_label", values)


def sold(firm: Firm, *codes: str, type_key: str = "delivery") -> Document:
    document = documents.blank(firm, type_key)
    for code in codes:
        document, _ = documents.scan(firm, document, code)
    return document


# Scale labels: GV13


def test_an_amount_code_gives_the_weight_and_keeps_the_amount_to_the_fen(firm: Firm) -> None:
    uid = item(firm, "00301", "散装瓜子")
    rule(firm, BY_AMOUNT)
    (line,) = sold(firm, "2100301003501").lines
    assert (line.item, line.quantity, line.amount, line.gross) == (
        uid, quantity("0.5"), money("3.50"), money("3.50"),
    )  # fmt: skip


def test_an_amount_that_no_weight_gives_exactly_stays_exact(firm: Firm) -> None:
    item(firm, "301", "散装瓜子", retail=price("9.99"))
    rule(firm, BY_AMOUNT)
    (line,) = sold(firm, "2100301012344").lines
    assert (line.quantity, line.amount) == (quantity("1.235"), money("12.34"))


def test_a_weight_code_gives_the_weight_and_its_check_digit_counts(firm: Firm) -> None:
    item(firm, "1", "苹果")
    rule(firm, BY_WEIGHT | {"prefix": "21"})
    (line,) = sold(firm, "2100001027506").lines
    assert (line.quantity, line.amount) == (quantity("2.75"), money("19.25"))
    with pytest.raises(ScanMisread):
        sold(firm, "2100001027505")


def test_a_code_of_seven_five_and_one_is_read_by_its_whole_number(firm: Firm) -> None:
    item(firm, "2000001", "牛肉", "斤", base_places=3)
    rule(firm, IN_JIN)
    assert sold(firm, "2000001023109").lines[0].quantity == quantity("2.31")
    records_of = firm.books.scale_labels
    records.save(firm, "scale_label", {**records_of[0], "check": "ean"})
    with pytest.raises(ScanMisread):
        sold(firm, "2000001023109")


def test_eighteen_digits_tell_amount_and_weight(firm: Firm) -> None:
    item(firm, "12345", "排骨")
    rule(firm, BOTH)
    body = "26" + "12345" + "02345" + "01234"
    (line,) = sold(firm, body + check_digit(body)).lines
    assert (line.quantity, line.amount) == (quantity("1.234"), money("23.45"))


def test_each_label_is_a_line_of_its_own_and_a_plain_scan_leaves_it(firm: Firm) -> None:
    item(firm, "00301", "散装瓜子", barcodes=barred("6901234567892"))
    rule(firm, BY_AMOUNT)
    lines = sold(firm, "2100301003501", "2100301003501", "6901234567892").lines
    assert [line.quantity for line in lines] == [quantity("0.5"), quantity("0.5"), quantity("1")]
    assert [line.typed_amount for line in lines] == [True, True, False]


def test_a_label_counts_stock_by_its_weight_and_brings_no_amount_to_a_purchase(firm: Firm) -> None:
    item(firm, "00301", "散装瓜子", purchase=price("4"))
    rule(firm, BY_AMOUNT)
    assert sold(firm, "2100301003501", type_key="stock_count").lines[0].quantity == quantity("0.5")
    (line,) = sold(firm, "2100301003501", type_key="goods_receipt").lines
    assert (line.quantity, line.typed_amount, line.amount) == (quantity("0.5"), False, money("2.00"))


def test_real_goods_go_before_a_rule_and_both_ways_it_is_told(firm: Firm) -> None:
    item(firm, "00301", "散装瓜子")
    rule(firm, BY_AMOUNT)
    canned = {"code": "9", "name": "罐头", "base_unit": "罐", "barcodes": barred("2100301003501")}
    told = records.warnings(firm, "item", records.blank(firm, "item") | canned)
    assert any("金额码" in str(dict(each.facts).get("rule")) for each in told)
    uid = records.save(firm, "item", canned)[0]
    assert scanning.meaning(firm, "2100301003501") == Goods(code="2100301003501", item=uid, unit="罐")
    told = records.warnings(firm, "scale_label", records.blank(firm, "scale_label") | BY_AMOUNT)
    assert [dict(each.facts) for each in told if "item" in dict(each.facts)] == [
        {"item": "罐头", "barcode": "2100301003501"}
    ]


def test_what_a_label_cannot_say_is_refused_in_words(firm: Firm) -> None:
    item(firm, "00301", "散装瓜子")
    item(firm, "00302", "袋装米", "袋")
    item(firm, "00303", "无价", retail=None)
    rule(firm, BY_AMOUNT)
    rule(firm, BY_WEIGHT | {"check": IGNORED})
    for code, error in (
        ("2199999003501", UnknownScaleItem),
        ("2100301000001", NothingOnLabel),
        ("2200302012341", NoWeightUnit),
        ("2100303003501", NoPriceOnLabel),
    ):
        with pytest.raises(error) as refused:
            sold(firm, code)
        assert len(words(refused.value)) > 10


def test_a_label_of_pieces_counts_them(firm: Firm) -> None:
    item(firm, "00302", "馒头", "个")
    rule(firm, BY_WEIGHT | {"weight_unit": "pcs", "weight_decimals": 0, "check": IGNORED})
    assert sold(firm, "2200302000121").lines[0].quantity == quantity("12")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_start": None, "amount_length": None}, "weight_start"),
        ({"amount_length": None}, "amount_length"),
        ({"amount_start": 6}, "amount_start"),
        ({"amount_length": 9}, "amount_length"),
        ({"prefix": "2A"}, "prefix"),
        ({"check": "ean", "amount_start": 9}, "amount_length"),
    ],
)
def test_a_rule_that_cannot_be_read_by_is_refused(firm: Firm, change: dict[str, Any], field: str) -> None:
    with pytest.raises(BusinessError) as refused:
        rule(firm, BY_AMOUNT | change)
    assert refused.value.field == field
    assert words(refused.value)


def test_a_rule_out_of_use_reads_nothing(firm: Firm) -> None:
    item(firm, "00301", "散装瓜子")
    rule(firm, BY_AMOUNT | {"is_active": False})
    with pytest.raises(ScanMisread):
        scanning.meaning(firm, "2100301003501")


# Goods, and what GS1 tells of them


def test_a_trade_item_is_found_by_any_of_its_forms(firm: Firm) -> None:
    uid = item(firm, "1", "罐头", "罐", barcodes=barred("6901234567892"))
    for code in (
        "6901234567892",
        "６９０１２３４５６７８９２",
        "]E06901234567892",
        "06901234567892",
        "6901234567892\r\n",
    ):
        assert scanning.goods(firm, code).item == uid, code


def test_a_message_of_gs1_fills_batch_and_days(firm: Firm) -> None:
    item(firm, "1", "药", "盒", barcodes=barred("6901234567892"), track_batch=True, track_expiry=True)
    message = "]C10106901234567892" + "17271231" + "11260101" + "10AB12"
    document = sold(firm, message, message, message.replace("AB12", "AB13"), type_key="goods_receipt")
    assert [(line.quantity, dict(line.data)["batch"]) for line in document.lines] == [
        (quantity("2"), "AB12"), (quantity("1"), "AB13"),
    ]  # fmt: skip
    assert document.lines[0].data["expires_on"] == "2027-12-31"
    assert document.lines[0].data["produced_on"] == "2026-01-01"


def test_batches_of_goods_that_are_not_followed_stay_away(firm: Firm) -> None:
    item(firm, "1", "罐头", "罐", barcodes=barred("6901234567892"))
    (line,) = sold(firm, "]C1010690123456789210AB12", type_key="goods_receipt").lines
    assert "batch" not in line.data


def test_weight_and_count_of_a_message_are_the_quantity(firm: Firm) -> None:
    item(firm, "1", "牛腩", barcodes=barred("6901234567892"))
    item(firm, "2", "罐头", "罐", barcodes=barred("6921168509256"))
    assert sold(firm, "]C101069012345678923103001234").lines[0].quantity == quantity("1.234")
    assert sold(firm, "]C102069211685092563724").lines[0].quantity == quantity("24")


def test_serial_numbers_gather_in_a_line_and_none_comes_twice(firm: Firm) -> None:
    item(firm, "1", "电钻", "台", barcodes=barred("6901234567892"), track_serial=True)
    head = "]C1010690123456789221"
    document = sold(firm, head + "SN1", head + "SN2", type_key="goods_receipt")
    (line,) = document.lines
    assert (line.quantity, line.data["serials"]) == (quantity("2"), "SN1\nSN2")
    with pytest.raises(SerialAgain) as refused:
        documents.scan(firm, document, head + "SN2")
    assert "第 1 行" in words(refused.value)


def test_a_lost_separator_is_told_with_the_goods(firm: Firm) -> None:
    item(firm, "1", "药", "盒", barcodes=barred("6901234567892"))
    assert scanning.goods(firm, "]C1010690123456789210AB1217270630").is_separator_lost


def test_one_code_of_several_goods_is_not_guessed(firm: Firm) -> None:
    item(firm, "1", "红杯", "个", barcodes=barred("6901234567892", shared=True))
    item(firm, "2", "蓝杯", "个", barcodes=barred("6901234567892", shared=True))
    with pytest.raises(SharedBarcode) as refused:
        scanning.meaning(firm, "6901234567892")
    assert "红杯、蓝杯" in words(refused.value)


# Papers, people, orders


def test_a_number_opens_its_document_in_either_case(firm: Firm) -> None:
    item(firm, "1", "罐头", "罐", barcodes=barred("6901234567892"), purchase=price("3"))
    supplier = records.save(firm, "supplier", {"name": "金谷"})[0]
    draft = sold(firm, "6901234567892", type_key="goods_receipt").with_value("party", supplier)
    posted = documents.post(firm, draft).document
    for text in (posted.number, posted.number.lower(), posted.number + "\r"):
        assert scanning.meaning(firm, text) == Paper(posted.uid, "goods_receipt", posted.number)
    with pytest.raises(PaperNotHere) as refused:
        scanning.meaning(firm, posted.number[:-1] + "9")
    assert "同步" in words(refused.value)
    with pytest.raises(NotGoods):
        scanning.goods(firm, posted.number)
    with pytest.raises(NoGoodsHere):
        sold(firm, "6901234567892", type_key="money_received")


def test_staff_are_known_by_their_code(firm: Firm) -> None:
    uid = records.save(firm, "staff", {"code": "YG0007", "name": "小李"})[0]
    assert scanning.meaning(firm, "YG0007") == Person(uid, "staff")


def test_orders_are_digits_that_no_goods_have(firm: Firm) -> None:
    codes = [order.code for order in ORDERS]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 11 and code.isdigit() for code in codes)
    assert scanning.meaning(firm, ORDERS["undo"].code) is ORDERS["undo"]


# What is no code


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("123", UnknownBarcode),
        ("9" * 3000, ScanTooLong),
        ("690\x1b[2J1234567", ScanGarbled),
        ("\x00\x07\x08", ScanGarbled),
        ("", UnknownBarcode),
        ("\r\n", UnknownBarcode),
        ("6901234567891", ScanMisread),
        ("6999999999997", UnknownBarcode),
        ("]C10106901234567892" + "17269931", ScanUnclear),
        (PAYS, PaymentCodeScanned),
    ],
)
def test_what_is_no_code_is_refused_in_words(firm: Firm, code: str, error: type[BusinessError]) -> None:
    with pytest.raises(error) as refused:
        scanning.meaning(firm, code)
    said = words(refused.value)
    assert said.isprintable()
    assert len(said) > 8


def test_a_code_that_pays_is_nowhere_repeated(firm: Firm) -> None:
    with pytest.raises(PaymentCodeScanned) as refused:
        scanning.meaning(firm, PAYS)
    assert PAYS[3:12] not in words(refused.value) + repr(refused.value) + str(refused.value.facts())


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    made = founding.create(
        tmp_path_factory.mktemp("scans") / "firm.zhanggui", Profile(name="小店", started_on="2026-11-01"),
        author="王芳", clock=FixedClock("2026-11-22"),
    )  # fmt: skip
    item(made, "00301", "散装瓜子", barcodes=barred("6901234567892"))
    for each in (BY_AMOUNT, BY_WEIGHT, BOTH, IN_JIN):
        rule(made, each)
    return made


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(r"2[0-9]{12}|26[0-9]{16}", fullmatch=True),
        st.from_regex(r"\](C1|d2|Q3)[0-9]{2,4}[0-9A-Z\x1d]{0,40}", fullmatch=True),
    )
)
def test_every_code_means_something_or_is_refused_in_words(stocked: Firm, code: str) -> None:
    said, line, item_uid = "", None, ""
    try:
        found = scanning.meaning(stocked, code)
        if isinstance(found, Goods):
            document, number = documents.add_goods(stocked, documents.blank(stocked, "delivery"), found)
            line, item_uid = document.lines[number - 1], found.item
    except BusinessError as problem:
        said = words(problem)
    assert said.isprintable()
    assert line is None or line.item == item_uid


# The command line and imports ask the same question


def test_a_document_of_json_may_say_labels_where_it_says_goods(firm: Firm) -> None:
    uid = item(firm, "00301", "散装瓜子", track_batch=True, barcodes=barred("6901234567892"))
    rule(firm, BY_AMOUNT)
    plain = {
        "type": "delivery",
        "lines": [
            {"item": "2100301003501"},
            {"item": "2100301003501", "quantity": "2", "price": "5"},
            {"item": "]C101069012345678923103001234" + "10AB"},
        ],
    }
    labelled, said, message = document_form.from_json(firm, plain).lines
    assert (labelled.item, labelled.quantity, labelled.amount) == (uid, quantity("0.5"), money("3.50"))
    assert (said.quantity, said.price, said.typed_amount) == (quantity("2"), price("5"), False)
    assert (message.quantity, message.data["batch"]) == (quantity("1.234"), "AB")
    with pytest.raises(PaymentCodeScanned):
        document_form.from_json(firm, {"type": "delivery", "lines": [{"item": PAYS}]})
    with pytest.raises(UnknownReference):
        document_form.from_json(firm, {"type": "delivery", "lines": [{"item": "没有这个"}]})
