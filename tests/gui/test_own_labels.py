"""Own labels in the real window: printed from a receipt, scanned where goods come and go, keyed where damaged."""

from collections.abc import Iterator

import pytest

from app.core.numbers import quantity
from app.devices.labels.layout import LabelPrinter
from app.devices.setup import DeviceKind, DeviceSetup
from app.domain.documents.document import Document
from app.domain.scan_orders import ORDERS
from app.gui import devices, sounds
from app.gui.editors.document_editor import DocumentEditor
from app.services import documents, records
from tests.devices.label_printer import LabelPrinterAtWire
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.test_labels import ended, labels_of, read_all, sent

GRAIN, OIL = "五常市金谷粮油", "益海嘉里杭州分公司"
RICE = "6901234567892"


@pytest.fixture
def printer() -> Iterator[LabelPrinterAtWire]:
    made = LabelPrinterAtWire()
    options = LabelPrinter(language=made.language)
    devices.here().use([DeviceSetup("lp", DeviceKind.LABEL_PRINTER, "标签机", made.port, options=options)])
    yield made
    devices.here().end()
    made.close()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(sounds, "good", lambda: told.append("good"))
    monkeypatch.setattr(sounds, "bad", lambda: told.append("bad"))
    return told


@pytest.fixture(autouse=True)
def rice_in_batches(clerk: Clerk) -> None:
    """A new sort of rice that is followed by its batch."""
    values = {
        "code": "10008", "name": "泰国香米", "base_unit": "袋", "base_places": 0, "track_batch": True,
        "track_expiry": True, "purchase": 3_000_000_000, "retail": 4_000_000_000,
    }  # fmt: skip
    clerk.trade.items["10008"] = records.save(clerk.trade.firm, "item", values)[0]


def ordered(clerk: Clerk, supplier: str, count: str = "5") -> Document:
    trade = clerk.trade
    order = trade.document("purchase_order", trade.suppliers[supplier], [("10008", count, "30")])
    return documents.post(trade.firm, order).document


def receive(clerk: Clerk, order: Document) -> DocumentEditor:
    """Begin a receipt by scanning the number of an order."""
    clerk.window.new_document("goods_receipt")
    clerk.keys.settle()
    page = clerk.document
    page.on_scanned(order.number)
    clerk.keys.qtbot.waitUntil(lambda: any(line.source for line in page.document.lines), timeout=5000)
    clerk.keys.settle()
    return page


def told(page: DocumentEditor) -> list[tuple[object, ...]]:
    lines = [line for line in page.document.lines if line.item]
    return [(line.quantity, line.data.get("batch"), line.data.get("expires_on")) for line in lines]


def label_of(clerk: Clerk, order: Document, batch: str, expires: str = "20271231") -> str:
    code = records.load(clerk.trade.firm, "supplier", order.party)["code"]
    return f"10008|{batch}||{order.number}|{code}||{expires}"


def test_labels_printed_from_a_receipt_sell_their_batch(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    order = ordered(clerk, GRAIN, "2")
    page = receive(clerk, order)
    page.on_scanned(label_of(clerk, order, "B7"))
    clerk.keys.press("F9")
    assert page.state is documents.State.POSTED, page.banner.text
    clerk.keys.press("Ctrl+B")
    labels = labels_of(clerk)
    assert labels.kind.value() == "batch"
    facts = labels.things.things.wanted[0].facts
    assert (facts["supplier"], facts["order"]) == (GRAIN, order.number)
    clerk.keys.press("Return")
    assert ended(clerk, labels) == "“标签机”已打好 2 张标签"
    sent(printer, 2)
    texts = {text for label in printer.labels for text in read_all([label])}
    assert any(label_of(clerk, order, "B7") in text for text in texts)
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    clerk.keys.scan(label_of(clerk, order, "B7"))
    assert told(clerk.document) == [(quantity("1"), "B7", "2027-12-31")]
    assert clerk.document.banner.text == f"标签对得上：B7  {order.number}"


def test_a_label_fills_the_line_that_waits_and_a_scan_takes_it_back(clerk: Clerk, heard: list[str]) -> None:
    order = ordered(clerk, GRAIN)
    page = receive(clerk, order)
    assert told(page) == [(quantity("5"), None, None)]
    before = page.document
    heard.clear()
    page.on_scanned(label_of(clerk, order, "B7"))
    assert told(page) == [(quantity("5"), "B7", "2027-12-31")]
    page.on_scanned(label_of(clerk, order, "B8"))
    assert told(page) == [(quantity("4"), "B7", "2027-12-31"), (quantity("1"), "B8", "2027-12-31")]
    for _ in range(2):
        page.on_scanned(ORDERS["undo"].code)
    assert page.document == before
    clerk.keys.press("Ctrl+Y")
    assert told(page) == [(quantity("5"), "B7", "2027-12-31")]
    assert heard == ["good"] * 4


def test_a_label_of_another_supplier_order_or_day_adds_nothing_and_says_why(
    clerk: Clerk, heard: list[str]
) -> None:
    ours, second, theirs = ordered(clerk, GRAIN), ordered(clerk, GRAIN), ordered(clerk, OIL)
    page = receive(clerk, ours)
    before = page.document
    heard.clear()
    page.on_scanned(label_of(clerk, theirs, "B7"))
    assert page.banner.text.startswith(f"“泰国香米”的标签是“{OIL}”的货，这张单据是“{GRAIN}”的。")
    page.on_scanned(label_of(clerk, second, "B7"))
    assert page.banner.text.startswith(
        f"“泰国香米”的标签属于 {second.number}，这张单据是按 {ours.number} 开的。"
    )
    page.on_scanned(label_of(clerk, ours, "B7", "20261121"))
    assert page.banner.text.startswith("“泰国香米 B7”的有效期到 2026-11-21，已经过期。")
    assert page.document == before
    assert heard == ["bad"] * 3


def test_a_damaged_label_is_keyed_by_keys_alone_with_its_reason(clerk: Clerk) -> None:
    order = ordered(clerk, GRAIN)
    page = receive(clerk, order)
    assert page.form is not None
    page.scanner.stop()  # these fingers are quicker than a person's
    page.form.lines.stand(1, "quantity")
    clerk.keys.press("Ctrl+Shift+T")
    strip = page.keying.strip
    assert (strip.lines["item"].text(), strip.lines["batch"].hasFocus()) == ("10008", True)
    clerk.keys.enter("B7", "", ordered(clerk, OIL).number, "标签淋湿了")
    assert f"的标签是“{OIL}”的货" in page.banner.text
    assert strip.isVisible()
    assert told(page) == [(quantity("5"), None, None)]
    strip.focus("order")
    clerk.keys.enter(order.number)
    assert strip.lines["reason"].text() == "标签淋湿了"
    clerk.keys.press("Return")
    assert not strip.isVisible()
    assert told(page) == [(quantity("5"), "B7", None)]
    assert page.document.lines[0].data["label_reason"] == "标签淋湿了"
    clerk.keys.press("Ctrl+Z")
    assert told(page) == [(quantity("5"), None, None)]


def test_without_a_reason_nothing_is_keyed(clerk: Clerk) -> None:
    page = receive(clerk, ordered(clerk, GRAIN))
    clerk.keys.press("Ctrl+Shift+T")
    page.keying.strip.focus("item")
    clerk.keys.enter("10008", "B7", "", "", "")
    assert "手输标签的原因" in page.banner.text
    assert page.keying.strip.lines["reason"].hasFocus()
    clerk.keys.press("Esc")
    assert not page.keying.strip.isVisible()
    assert told(page) == [(quantity("5"), None, None)]


def test_documents_that_keep_no_reason_offer_no_keying(clerk: Clerk) -> None:
    clerk.window.new_document("transfer")
    clerk.keys.settle()
    assert "label.key" not in {command.key for command in clerk.document.commands()}
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    assert "label.key" in {command.key for command in clerk.document.commands()}
