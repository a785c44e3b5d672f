"""Weighed goods get labels with a scale code in the real window: off the scale, off a line; and scanned again."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel

from app.core.numbers import money, quantity
from app.devices.labels.layout import LabelPrinter
from app.devices.setup import DeviceKind, DeviceSetup
from app.gui import devices
from app.gui.pages.labels.page import LabelsPage
from app.services import documents, records
from tests.devices.label_printer import LabelPrinterAtWire
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.speaking import SpeakingScale
from tests.gui.test_labels import ended, labels_of, sent

BOTH = {
    "name": "金额重量码", "length": 18, "prefix": "26", "item_start": 3, "item_length": 5, "amount_start": 8,
    "amount_length": 5, "weight_start": 13, "weight_length": 5,
}  # fmt: skip
BY_WEIGHT = {
    "name": "重量码", "prefix": "22", "item_start": 3, "item_length": 5, "weight_start": 8, "weight_length": 5,
    "amount_start": None, "amount_length": None,
}  # fmt: skip
SEEDS = 2
"""The row of the goods that are sold by weight."""


@pytest.fixture
def scale() -> Iterator[SpeakingScale]:
    made = SpeakingScale("yaohua_ww13")
    made.plug()
    yield made
    devices.here().end()
    made.close()


@pytest.fixture
def printer() -> Iterator[LabelPrinterAtWire]:
    made = LabelPrinterAtWire()
    yield made
    devices.here().end()
    made.close()


def setups(printer: LabelPrinterAtWire, scale: SpeakingScale | None = None) -> list[DeviceSetup]:
    options = LabelPrinter(language=printer.language)
    made = [DeviceSetup("lp", DeviceKind.LABEL_PRINTER, "标签机", printer.port, options=options)]
    if scale is not None:
        made.append(DeviceSetup("a", DeviceKind.SCALE, "台秤", scale.port, protocol="yaohua_ww13"))
    return made


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)
    clerk.keys.settle()


def weight_on(page: LabelsPage) -> str:
    label = page.findChild(QLabel, "weight")
    assert isinstance(label, QLabel)
    return label.text()


def seeds(clerk: Clerk) -> LabelsPage:
    """Ask for a label of the goods that are sold by weight."""
    clerk.go("sp")
    clerk.list.card.view.stand_on(SEEDS)
    clerk.keys.press("Ctrl+B")
    return labels_of(clerk)


def test_bags_are_weighed_and_labelled_by_two_keys_and_sold_by_scanning(
    clerk: Clerk, printer: LabelPrinterAtWire, scale: SpeakingScale
) -> None:
    devices.here().use(setups(printer, scale))
    records.save(clerk.trade.firm, "scale_label", BOTH)
    page = seeds(clerk)
    assert page.kind.value() == "item"
    loads = (("0.500", "0.500kg", "￥7.00"), ("1.235", "1.235kg", "￥17.29"))
    for number, (weight, _, amount) in enumerate(loads, 1):
        scale.scale.weight = weight
        until(clerk, lambda weight=weight: weight_on(page) == f"台秤：{weight} kg 稳定")  # type: ignore[misc]
        clerk.keys.press("F12")
        (thing,) = page.things.things.wanted
        assert (page.kind.value(), thing.facts["amount"]) == ("weight", amount)
        clerk.keys.press("Return")
        assert ended(clerk, page) == "“标签机”已打好 1 张标签"
        page.clear_notice()
        assert len(sent(printer, number)) == number
        scale.scale.weight = "0.000"
        until(clerk, lambda: weight_on(page) == "台秤：0.000 kg 稳定")
    codes = sent(printer, 2)
    assert [code[:7] for code in codes] == ["2610003", "2610003"]
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    for code in codes:
        clerk.document.on_scanned(code)
    lines = [line for line in clerk.document.document.lines if line.item]
    assert [(line.quantity, line.amount) for line in lines] == [
        (quantity("0.5"), money("7")), (quantity("1.235"), money("17.29")),
    ]  # fmt: skip


def test_a_load_that_was_taken_or_moves_is_refused_and_other_goods_are_not_weighed(
    clerk: Clerk, printer: LabelPrinterAtWire, scale: SpeakingScale
) -> None:
    devices.here().use(setups(printer, scale))
    records.save(clerk.trade.firm, "scale_label", BY_WEIGHT)
    page = seeds(clerk)
    scale.scale.weight = "0.500"
    until(clerk, lambda: "0.500 kg 稳定" in weight_on(page))
    clerk.keys.press("F12", "F12")
    assert page.banner.text.startswith("“台秤”上的这一份已经取过了。")
    clerk.keys.press("Esc", "Esc")
    clerk.list.card.view.stand_on(SEEDS - 1)
    clerk.keys.press("Shift+Down", "Ctrl+B")
    page = labels_of(clerk)
    assert [bool(thing.weighs) for thing in page.things.things.wanted] == [False, True]
    clerk.keys.press("F12")
    assert page.banner.text.startswith("“金龙鱼调和油 5L 5L/桶”的单位是“桶”，不是重量单位。")


def test_goods_that_are_counted_offer_no_scale(
    clerk: Clerk, printer: LabelPrinterAtWire, scale: SpeakingScale
) -> None:
    devices.here().use(setups(printer, scale))
    clerk.go("sp")
    clerk.list.card.view.stand_on(0)
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert "line.weigh" not in {command.key for command in page.commands()}
    assert weight_on(page) == ""


def test_a_weighed_line_is_labelled_and_its_label_scans_back(
    clerk: Clerk, printer: LabelPrinterAtWire
) -> None:
    devices.here().use(setups(printer))
    trade = clerk.trade
    records.save(trade.firm, "scale_label", BY_WEIGHT)
    draft = trade.document("delivery", next(iter(trade.customers.values())), [("10003", "2.356", "14")])
    documents.save_draft(trade.firm, draft)
    clerk.window.open_document(draft.uid)
    clerk.keys.settle()
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    clerk.keys.press("Return")
    assert ended(clerk, page) == "“标签机”已打好 1 张标签"
    (code,) = sent(printer, 1)
    assert code.startswith("221000302356")
    line = documents.scan(trade.firm, documents.blank(trade.firm, "delivery"), code)[0].lines[0]
    assert (line.quantity, line.amount) == (quantity("2.356"), money("32.98"))


def test_without_a_rule_the_label_says_why_it_has_no_code(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    devices.here().use(setups(printer))
    trade = clerk.trade
    draft = trade.document("delivery", next(iter(trade.customers.values())), [("10003", "2.356", "14")])
    documents.save_draft(trade.firm, draft)
    clerk.window.open_document(draft.uid)
    clerk.keys.settle()
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert "没有写重量的秤码规则，标签上不印条码" in page.picture.says.text()
    clerk.keys.press("Return")
    said = ended(clerk, page)
    assert said.startswith("“标签机”已打好 1 张标签；没有写重量的秤码规则")
    assert sent(printer, 1) == [""]


def test_what_no_code_can_tell_is_said_before_anything_is_sent(
    clerk: Clerk, printer: LabelPrinterAtWire
) -> None:
    devices.here().use(setups(printer))
    trade = clerk.trade
    records.save(trade.firm, "scale_label", BY_WEIGHT)
    lines = [("10003", "2.356", "14"), ("10003", "120.5", "14")]
    draft = trade.document("delivery", next(iter(trade.customers.values())), lines)
    documents.save_draft(trade.firm, draft)
    clerk.window.open_document(draft.uid)
    clerk.keys.settle()
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    clerk.keys.press("F10")
    assert ended(clerk, page).startswith("“散装瓜子”的重量是 120.5kg，秤码规则“重量码”最多写到 99.999 千克。")
    assert printer.labels == []
    page.clear_notice()
    clerk.keys.press("Down", "Space", "F10")
    assert ended(clerk, page) == "“标签机”已打好 1 张标签"
