"""Own labels from paper to line: printed from an order or a receipt, scanned on receipts, returns and sales (F61)."""

import io
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from app.core.errors import BusinessError
from app.core.numbers import price, quantity
from app.devices.labels.layout import LabelPrinter
from app.domain.documents.document import Document
from app.domain.errors import MissingField
from app.domain.labels.errors import BatchNotHere, LabelOtherOrder, LabelOtherSupplier, NotOnOrder
from app.domain.posting.errors import Expired
from app.domain.settings import EXPIRED
from app.i18n.messages import sentence, words
from app.services import documents, records, scanning, settings
from app.services.documents.labelled import Keyed
from app.services.labels import making, templates, wanted
from app.services.labels.wanted import Wanted
from app.services.scanning import UnknownBarcode
from app.services.scanning.errors import ScanUnclear, SerialAgain
from tests.builders import Shop, a_shop, line

MILK = "6921168509256"
DATED = {"produced_on": "2026-11-20", "expires_on": "2026-12-20"}


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-11-22")
    tracked: dict[str, Any] = {"track_batch": True, "track_expiry": True}
    shop.knows(
        "鲜奶",
        "瓶",
        places=0,
        retail=price("5"),
        barcodes=[{"code": MILK, "unit": "", "shared": False}],
        **tracked,
    )
    shop.knows("豆浆", "瓶", places=0, code="DJ-1", track_batch=True, retail=price("3"))
    shop.knows("电钻", "台", places=0, code="DZ-1", track_serial=True, retail=price("300"))
    for name in ("奶站", "豆坊"):
        shop.supplier(name)
    return shop


def ordered(shop: Shop, *wares: Any, of: str = "奶站") -> Document:
    return shop.posts(shop.writes("purchase_order", *wares, party=of))


def received(shop: Shop, *orders: Document) -> Document:
    """Begin a receipt, drawn from orders."""
    return documents.draw(shop.firm, "goods_receipt", [each.uid for each in orders])


def printed(shop: Shop, document: Document, number: int = 1) -> str:
    """Print the batch label of a line, and read its QR code off the paper."""
    thing = wanted.of_lines(shop.firm, document).read()[number - 1]
    return qr_on_paper(shop, thing)


def qr_on_paper(shop: Shop, thing: Wanted, variant: str = "60×40") -> str:
    printer = LabelPrinter(dpi=203, columns_of_head=1300, has_bars=False)
    made = making.preview(shop.firm, templates.template(shop.firm, "batch", variant), thing, 1, printer)
    picture = Image.open(io.BytesIO(made.png()))
    around = Image.new("L", (picture.width + 40, picture.height + 40), 255)
    around.paste(picture, (20, 20))
    (code,) = (
        each.text for each in zxingcpp.read_barcodes(around) if each.format == zxingcpp.BarcodeFormat.QRCode
    )
    return code


def scanned(shop: Shop, document: Document, *codes: str) -> Document:
    for code in codes:
        document, _ = documents.scan(shop.firm, document, code)
    return document


def refused(shop: Shop, document: Document, code: str) -> BusinessError:
    with pytest.raises(BusinessError) as problem:
        documents.scan(shop.firm, document, code)
    assert len(words(problem.value)) > len(sentence(problem.value))
    return problem.value


def told(document: Document) -> list[tuple[Any, ...]]:
    keys = ("batch", "expires_on", "serials")
    return [(each.quantity, *(each.data.get(key) or "" for key in keys)) for each in document.lines]


# What stands on the label


def test_a_receipt_drawn_from_an_order_says_order_and_supplier_on_its_labels(shop: Shop) -> None:
    order = ordered(shop, line("鲜奶", 6, at="3"), line("豆浆", 2, at="2"))
    receipt = received(shop, order)
    receipt = receipt.with_line(
        1, replace(receipt.lines[0], data={**receipt.lines[0].data, "batch": "B7", **DATED})
    )
    milk, _ = wanted.of_lines(shop.firm, receipt).read()
    code = records.load(shop.firm, "supplier", order.party)["code"]
    assert (milk.facts["supplier"], milk.facts["order"]) == ("奶站", order.number)
    for variant in templates.variants(shop.firm, "batch"):
        assert qr_on_paper(shop, milk, variant) == f"{MILK}|B7||{order.number}|{code}|20261120|20261220"


def test_each_piece_has_a_label_with_its_own_serial_number(shop: Shop) -> None:
    receipt = shop.writes("goods_receipt", line("电钻", 3, at="200", serials="SN1\nSN2\nSN3"), party="奶站")
    things = wanted.of_lines(shop.firm, receipt).read()
    assert [(thing.facts["serial"], thing.count) for thing in things] == [("SN1", 1), ("SN2", 1), ("SN3", 1)]
    assert printed(shop, receipt, 2).startswith("DZ-1||SN2||")


# On a receipt


def test_a_label_of_one_supplier_on_goods_of_another_is_refused_with_both_names(shop: Shop) -> None:
    theirs = printed(shop, ordered(shop, line("豆浆", 5, at="2"), of="豆坊"))
    ours = received(shop, ordered(shop, line("豆浆", 5, at="2"), of="奶站"))
    problem = refused(shop, ours, theirs)
    assert isinstance(problem, LabelOtherSupplier)
    assert sentence(problem) == "“豆浆”的标签是“豆坊”的货，这张单据是“奶站”的。"
    fresh = shop.writes("goods_receipt", party="奶站")
    assert isinstance(refused(shop, fresh, theirs), LabelOtherSupplier)
    back = shop.writes("purchase_return", party="奶站")
    assert isinstance(refused(shop, back, theirs), LabelOtherSupplier)


def test_a_label_of_another_order_is_refused_with_both_numbers(shop: Shop) -> None:
    first, second = (ordered(shop, line("豆浆", 5, at="2")) for _ in range(2))
    label = printed(shop, first)
    problem = refused(shop, received(shop, second), label)
    assert isinstance(problem, LabelOtherOrder)
    assert sentence(problem) == f"“豆浆”的标签属于 {first.number}，这张单据是按 {second.number} 开的。"
    for receipt in (received(shop, first), received(shop, second, first)):
        assert len(scanned(shop, receipt, label).lines) == len(receipt.lines)
    gone = label.replace(first.number, "CD-B-20251231-0099")  # an order of another computer
    assert isinstance(refused(shop, received(shop, first), gone), LabelOtherOrder)


def test_goods_that_do_not_stand_in_the_order_of_their_label_are_refused(shop: Shop) -> None:
    order = ordered(shop, line("豆浆", 5, at="2"))
    label = printed(shop, order).replace("DJ-1", "DZ-1")
    problem = refused(shop, received(shop, order), label)
    assert isinstance(problem, NotOnOrder)
    assert sentence(problem) == f"{order.number} 里没有“电钻”。"


def test_batch_and_days_fill_the_line_that_waits_and_its_quantity_stays(shop: Shop) -> None:
    order = ordered(shop, line("鲜奶", 6, at="3"))
    label = printed(shop, order).replace(f"{MILK}|||", f"{MILK}|B7||") + "|20261120|20261220"
    document = scanned(shop, received(shop, order), label, label)
    assert told(document) == [(quantity("6"), "B7", "2026-12-20", "")]
    document = scanned(shop, document, label.replace("B7", "B8"))
    assert told(document) == [
        (quantity("5"), "B7", "2026-12-20", ""),
        (quantity("1"), "B8", "2026-12-20", ""),
    ]
    assert [each.source for each in document.lines] == [order.uid] * 2
    posted = documents.post(shop.firm, document).document
    assert posted.number


def test_serial_numbers_gather_in_the_line_that_waits_and_none_comes_twice(shop: Shop) -> None:
    order = ordered(shop, line("电钻", 2, at="200"))
    label = printed(shop, order)
    labels = [label.replace("DZ-1||", f"DZ-1||SN{number}") for number in range(1, 4)]
    document = scanned(shop, received(shop, order), *labels[:2])
    assert told(document) == [(quantity("2"), "", "", "SN1\nSN2")]
    assert isinstance(refused(shop, document, labels[0]), SerialAgain)
    assert told(scanned(shop, document, labels[2])) == [(quantity("3"), "", "", "SN1\nSN2\nSN3")]


def test_the_first_label_says_whose_goods_they_are(shop: Shop) -> None:
    label = printed(shop, ordered(shop, line("豆浆", 5, at="2"), of="豆坊"))
    document = scanned(shop, documents.blank(shop.firm, "goods_receipt"), label)
    assert document.party == shop.supplier("豆坊")
    other = printed(shop, ordered(shop, line("豆浆", 5, at="2"), of="奶站"))
    assert isinstance(refused(shop, document, other), LabelOtherSupplier)


def test_a_supplier_that_was_merged_is_the_one_it_became(shop: Shop) -> None:
    label = printed(shop, ordered(shop, line("豆浆", 5, at="2"), of="豆坊"))
    records.merge(shop.firm, "supplier", shop.supplier("豆坊"), shop.supplier("奶站"))
    document = shop.writes("goods_receipt", party="奶站")
    assert len(scanned(shop, document, label).lines) == 1


# On a sale


def in_stock(shop: Shop, **data: str) -> str:
    """Receive milk, and return its label."""
    receipt = shop.writes("goods_receipt", line("鲜奶", 6, at="3", **data), party="奶站")
    return printed(shop, shop.posts(receipt))


def test_a_label_of_a_receipt_sells_its_batch_with_its_days(shop: Shop) -> None:
    label = in_stock(shop, batch="B7", **DATED)
    assert told(scanned(shop, documents.blank(shop.firm, "delivery"), label, label)) == [
        (quantity("2"), "B7", "2026-12-20", "")
    ]
    bare = label.split("|")[0] + "|B7"  # a label that says no days: those with which the batch came
    assert told(scanned(shop, documents.blank(shop.firm, "delivery"), bare))[0][2] == "2026-12-20"


def test_a_batch_that_never_came_is_not_sold(shop: Shop) -> None:
    label = in_stock(shop, batch="B7", **DATED)
    problem = refused(shop, documents.blank(shop.firm, "delivery"), label.replace("B7", "B9"))
    assert isinstance(problem, BatchNotHere)
    assert sentence(problem) == "账上没有“鲜奶”的批号 B9。"
    assert scanned(shop, shop.writes("stock_count"), label.replace("B7", "B9")).lines[0].data["batch"] == "B9"


@pytest.mark.parametrize("type_key", ["delivery", "goods_receipt"])
def test_what_is_expired_is_refused_told_or_let_be_as_the_firm_says(shop: Shop, type_key: str) -> None:
    label = in_stock(shop, batch="B7", produced_on="2026-11-01", expires_on="2026-11-22")
    document = replace(documents.blank(shop.firm, type_key), party=shop.supplier("奶站"))
    assert scanned(shop, document, label).lines  # its last day is today
    late = replace(document, business_date="2026-11-23")
    problem = refused(shop, late, label)
    assert isinstance(problem, Expired)
    assert sentence(problem) == "“鲜奶 B7”的有效期到 2026-11-22，已经过期。"
    settings.save(shop.firm, {EXPIRED.key: "warn"})
    told_of = scanned(shop, late, label)
    assert [hint.code for hint in documents.hints(shop.firm, told_of) if hint.code == "EXPIRED"] == [
        "EXPIRED"
    ]
    assert "EXPIRED" not in {each.code for each in documents.check(shop.firm, told_of)}
    settings.save(shop.firm, {EXPIRED.key: "allow"})
    assert "EXPIRED" not in {hint.code for hint in documents.hints(shop.firm, told_of)}


def test_expired_goods_are_not_posted_however_they_were_typed_and_may_go_back(shop: Shop) -> None:
    in_stock(shop, batch="B7", produced_on="2026-11-01", expires_on="2026-11-22")
    wares = line("鲜奶", 1, at="5", batch="B7", expires_on="2026-11-22")
    sale = replace(shop.writes("delivery", wares, party="老周"), business_date="2026-11-23")
    (problem,) = [each for each in documents.check(shop.firm, sale) if isinstance(each, Expired)]
    assert (problem.line, problem.field) == (1, "expires_on")
    back = replace(shop.writes("purchase_return", wares, party="奶站"), business_date="2026-11-23")
    assert not [each for each in documents.check(shop.firm, back) if isinstance(each, Expired)]


def test_goods_that_come_back_are_those_of_the_sale_that_is_returned(shop: Shop) -> None:
    in_stock(shop, batch="B7", **DATED)
    wares = line("豆浆", 2, at="3", batch="D1")
    shop.posts(shop.writes("goods_receipt", line("豆浆", 9, at="2", batch="D1"), party="豆坊"))
    first, second = (shop.posts(shop.writes("delivery", wares, party="老周")) for _ in range(2))
    label = printed(shop, first)
    assert label == f"DJ-1|D1||{first.number}"
    back = documents.draw(shop.firm, "sales_return", [second.uid])
    assert isinstance(refused(shop, back, label), LabelOtherOrder)
    assert told(scanned(shop, documents.draw(shop.firm, "sales_return", [first.uid]), label))[0][1] == "D1"


# What cannot be read


@pytest.mark.parametrize(
    ("code", "error"), [("NOBODY|B1", UnknownBarcode), ("|B1", ScanUnclear), (f"{MILK}|B|S|O|G|20261399", ScanUnclear)]
)  # fmt: skip
def test_what_is_no_label_of_ours_is_refused_in_words(
    shop: Shop, code: str, error: type[BusinessError]
) -> None:
    with pytest.raises(error) as refused_:
        scanning.meaning(shop.firm, code)
    assert len(words(refused_.value)) > 8


def test_a_damaged_label_is_keyed_with_a_reason_that_stays(shop: Shop) -> None:
    order = ordered(shop, line("豆浆", 5, at="2"), of="豆坊")
    keyed = Keyed(item="dj-1", batch="B7", order=order.number.lower(), reason="标签淋湿了")
    document, number = documents.key_label(shop.firm, received(shop, order), keyed)
    assert (number, dict(document.lines[0].data)["label_reason"]) == (1, "标签淋湿了")
    assert told(document) == [(quantity("5"), "B7", "", "")]
    document, _ = documents.key_label(shop.firm, document, replace(keyed, reason="没有标签"))
    assert document.lines[0].data["label_reason"] == "标签淋湿了; 没有标签"
    posted = documents.post(shop.firm, document).document
    kept = documents.view(shop.firm, posted.uid).document
    assert kept.lines[0].data["label_reason"] == "标签淋湿了; 没有标签"


def test_a_keyed_label_is_verified_like_any_other(shop: Shop) -> None:
    theirs = ordered(shop, line("豆浆", 5, at="2"), of="豆坊")
    ours = received(shop, ordered(shop, line("豆浆", 5, at="2"), of="奶站"))
    keyed = Keyed(item="DJ-1", batch="B7", order=theirs.number, reason="标签破了")
    with pytest.raises(LabelOtherSupplier):
        documents.key_label(shop.firm, ours, keyed)
    for missing, field in ((replace(keyed, reason=" "), "label_reason"), (replace(keyed, item=""), "item")):
        with pytest.raises(MissingField) as problem:
            documents.key_label(shop.firm, ours, missing)
        assert problem.value.field == field
