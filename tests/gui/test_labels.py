"""Labels in the real window, by keys alone: from lists, documents and reports to an emulated printer, and scanned."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from app.devices.labels.layout import LabelPrinter
from app.devices.setup import DeviceKind, DeviceSetup
from app.gui import devices
from app.gui.pages.devices.page import DevicesPage
from app.gui.pages.labels.page import PDF, PDF_A4, LabelsPage
from app.gui.pages.report_page import ReportPage
from app.services import documents
from app.services.labels import templates
from tests.devices.label_printer import LabelPrinterAtWire, read
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.trading import Trade
from tests.unit.formats.pdf_text import sizes_mm

RICE, OIL, BOLTS = "6901234567892", "6922334455667", "6933663167435"


@pytest.fixture(autouse=True)
def no_devices() -> Iterator[None]:
    yield
    devices.here().end()


@pytest.fixture
def printer() -> Iterator[LabelPrinterAtWire]:
    made = LabelPrinterAtWire()
    yield made
    made.close()


def use(printer: LabelPrinterAtWire, **how: object) -> None:
    options = LabelPrinter(language=printer.language, **how)  # type: ignore[arg-type]
    setup = DeviceSetup("lp", DeviceKind.LABEL_PRINTER, "标签机", printer.port, options=options)
    devices.here().use([setup])


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)
    clerk.keys.settle()


def labels_of(clerk: Clerk) -> LabelsPage:
    page = clerk.window.work.current
    assert isinstance(page, LabelsPage), page
    until(clerk, lambda: page.picture.has_picture)
    return page


def ended(clerk: Clerk, page: LabelsPage) -> str:
    until(clerk, lambda: not page._is_printing and bool(page.banner.text))
    return page.banner.text


def read_all(labels: list[Image.Image]) -> list[str]:
    return ["".join(read(label)) for label in labels]


def choose_items(clerk: Clerk, count: int) -> LabelsPage:
    """Select the first items of the list, and ask for labels."""
    clerk.go("sp")
    clerk.list.card.view.stand_on(0)
    clerk.keys.press(*["Shift+Down"] * (count - 1))
    clerk.keys.press("Ctrl+B")
    return labels_of(clerk)


def sent(printer: LabelPrinterAtWire, count: int) -> list[str]:
    end = time.monotonic() + 5
    while len(printer.labels) < count and time.monotonic() < end:
        time.sleep(0.02)
    return read_all(printer.labels)


@pytest.mark.parametrize("language", ["tspl", "zpl"])
@pytest.mark.parametrize("has_bars", [False, True])
def test_items_of_a_list_get_labels_that_scan(clerk: Clerk, language: str, *, has_bars: bool) -> None:
    printer = LabelPrinterAtWire(language=language)
    use(printer, has_bars=has_bars)
    page = choose_items(clerk, 2)
    assert [each.title for each, _ in page.things.things.pairs] == [
        "五常大米 5kg 5kg/袋",
        "金龙鱼调和油 5L 5L/桶",
    ]
    clerk.keys.type("3")
    clerk.keys.press("Return")  # reads the number and goes on to the next
    assert (page.things.things.counts, page.things.row) == ([3, 1], 1)
    clerk.keys.press("Return")
    assert ended(clerk, page) == "“标签机”已打好 4 张标签"
    assert sent(printer, 4) == [RICE, RICE, RICE, OIL]
    clerk.keys.press("Esc", "Esc")
    assert clerk.list.subject.key == "item"
    printer.close()


def test_goods_that_came_in_get_as_many_labels_as_came(
    clerk: Clerk, trade: Trade, printer: LabelPrinterAtWire
) -> None:
    use(printer)
    supplier = next(iter(trade.suppliers.values()))
    order = trade.document("purchase_order", supplier, [("10001", "5", "21.40"), ("10004", "2", "28.90")])
    trade.post(order)
    clerk.go("cgrkd")
    clerk.keys.press("F2", "F7", "Shift+Down", "Return")
    until(clerk, lambda: len([line for line in clerk.document.document.lines if line.item]) == 2)
    clerk.keys.press("F9")
    assert clerk.document.state is documents.State.POSTED, clerk.document.banner.text
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert page.things.things.counts == [5, 2]
    clerk.keys.press("F6")
    assert page.things.things.counts == [1, 1]
    clerk.keys.press("F6", "Down", "Space", "Return")
    assert ended(clerk, page) == "“标签机”已打好 5 张标签"
    assert sent(printer, 5) == [RICE] * 5
    clerk.keys.press("Space", "Up")
    clerk.keys.type("0")
    clerk.keys.press("Return", "F10")
    assert ended(clerk, page) == "“标签机”已打好 2 张标签"
    assert sent(printer, 7) == [RICE] * 5 + [BOLTS] * 2


def test_a_printer_that_is_off_is_told_and_tried_again(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    printer.condition.has_paper = False
    page = choose_items(clerk, 1)
    clerk.keys.press("Return")
    assert ended(clerk, page).startswith("“标签机”打印机缺纸。已送出 0 张，还有 1 张没有打")
    assert printer.labels == []
    printer.close()
    page.clear_notice()
    clerk.keys.press("Return")
    assert ended(clerk, page).startswith("“标签机”连不上打印机。")
    printer.condition.has_paper = True
    printer.switch_on_again()
    clerk.keys.press("Return")
    assert ended(clerk, page) == "“标签机”已打好 1 张标签"
    assert sent(printer, 1) == [RICE]


def test_what_was_not_taken_goes_on_and_nothing_comes_twice(
    clerk: Clerk, printer: LabelPrinterAtWire
) -> None:
    use(printer)
    page = choose_items(clerk, 1)
    clerk.keys.type("45")
    clerk.keys.press("Return")
    printer.condition.hangs_up_after = 20
    clerk.keys.press("F10")
    assert "前面 0 张已送出，接下来的 20 张可能没有打全" in ended(clerk, page)
    buttons = {
        button.text(): button for button in page.banner.findChildren(QPushButton) if button.isVisible()
    }
    assert {"再打这几张", "打全了，接着打"} <= set(buttons)
    buttons["打全了，接着打"].setFocus()
    clerk.keys.press("Space")
    assert ended(clerk, page) == "“标签机”已打好 45 张标签"
    assert sent(printer, 45) == [RICE] * 45


def test_many_labels_can_be_stopped_and_gone_on_with(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    printer.condition.busy_s = 0.3
    page = choose_items(clerk, 1)
    clerk.keys.type("60")
    clerk.keys.press("Return", "F10")
    until(clerk, lambda: page.run is not None and page.run.is_on)
    assert not clerk.window.work.close_page(page)
    clerk.keys.press("Esc")
    assert ended(clerk, page) == "停下了：已送出 20 张，还有 40 张没有打"
    printer.condition.busy_s = 0
    clerk.keys.press("F10")
    assert ended(clerk, page) == "“标签机”已打好 60 张标签"
    assert len(sent(printer, 60)) == 60
    assert "打印 F10" in [button.text() for button in page.findChildren(QPushButton)]


def test_a_printer_that_does_not_answer_is_not_believed(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    printer.condition.answers = False
    page = choose_items(clerk, 1)
    clerk.keys.press("Return")
    assert ended(clerk, page) == "1 张标签已送到“标签机”；打印机没有回答打好没有，请看一眼"


def test_a_printer_that_is_removed_meanwhile_ends_the_run(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    printer.condition.busy_s = 60
    page = choose_items(clerk, 1)
    clerk.keys.press("Return")
    until(clerk, lambda: page.run is not None and page.run.is_on and bool(printer.labels))
    devices.here().use([])
    assert "连不上打印机" in ended(clerk, page)
    assert page.printer.value() == PDF


@pytest.mark.parametrize(("choice", "pages"), [(PDF, 7), (PDF_A4, 1)])
def test_without_a_printer_labels_become_a_pdf(clerk: Clerk, papers: Path, choice: str, pages: int) -> None:
    page = choose_items(clerk, 7)
    assert page.printer.value() == PDF
    page.printer.setFocus()
    if choice == PDF_A4:
        clerk.keys.press("Down")
    assert page.printer.value() == choice
    clerk.keys.press("Return")
    says = ended(clerk, page)
    assert says.startswith("7 张标签已存为 ")
    (path,) = papers.glob("*.pdf")
    assert len(sizes_mm(path)) == pages


def test_what_cannot_be_printed_is_said_before_anything_is_sent(
    clerk: Clerk, printer: LabelPrinterAtWire
) -> None:
    use(printer)
    firm = clerk.trade.firm
    templates.save(firm, templates.template(firm, "item", "40×30").with_value("bars", "ean13"))
    clerk.go("sp")
    clerk.list.card.view.stand_on(2)  # loose seeds have no bar code
    clerk.keys.press("Ctrl+B")
    page = clerk.window.work.current
    assert isinstance(page, LabelsPage)
    until(clerk, lambda: bool(page.picture.says.text()))
    assert page.picture.says.text().startswith("“散装瓜子 散称”的码“10003”不能用EAN-13")
    clerk.keys.press("Return")
    assert ended(clerk, page).startswith("“散装瓜子 散称”的码“10003”不能用EAN-13")
    assert printer.labels == []
    clerk.keys.press("Space", "Return")
    assert ended(clerk, page) == "没有要打的标签：张数都是 0"
    clerk.keys.type("99999")
    clerk.keys.press("Return")
    assert page.banner.text == "张数写 0 到 9999 的整数"


def test_a_label_wider_than_the_head_is_refused(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer, columns_of_head=240)
    clerk.go("sp")
    clerk.keys.press("Ctrl+B")
    page = clerk.window.work.current
    assert isinstance(page, LabelsPage)
    until(clerk, lambda: "打印机只能打 30 毫米宽" in page.picture.says.text())
    page.variant.setFocus()
    clerk.keys.press("Down", "Down")
    assert page.variant.value() == "30×20"
    clerk.keys.press("Return")
    assert ended(clerk, page) == "“标签机”已打好 1 张标签"


def test_a_record_a_warehouse_a_report_and_a_document_have_labels(
    clerk: Clerk, printer: LabelPrinterAtWire
) -> None:
    use(printer)
    clerk.go("sp")
    clerk.keys.press("Return", "Ctrl+B")
    assert labels_of(clerk).things.things.whole == 1
    clerk.go("ck")
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert (page.kind.value(), page.things.things.whole) == ("place", 1)
    clerk.keys.press("Return")
    assert ended(clerk, page) == "“标签机”已打好 1 张标签"
    clerk.window.open_report("stock_on_hand")
    clerk.keys.settle()
    report = clerk.window.work.current
    assert isinstance(report, ReportPage)
    until(clerk, lambda: report.card.view.rows.rowCount() > 0)
    report.card.view.stand_on(0)
    clerk.keys.press("Shift+Down", "Ctrl+B")
    assert labels_of(clerk).things.things.whole == 2
    clerk.go("xsckd")
    clerk.list.card.view.stand_on(1)
    clerk.keys.press("Ctrl+Shift+B")
    page = labels_of(clerk)
    assert page.kind.value() == "document"
    clerk.keys.type("3")
    clerk.keys.press("Return", "Return")
    assert ended(clerk, page) == "“标签机”已打好 3 张标签"
    number = page.things.things.wanted[0].facts["number"]
    assert set(sent(printer, 4)[1:]) == {number}


def test_a_draft_with_a_weight_gets_a_weight_label(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    trade = clerk.trade
    draft = trade.document("delivery", next(iter(trade.customers.values())), [("10003", "2.356", "14")])
    documents.save_draft(trade.firm, draft)
    clerk.window.open_document(draft.uid)
    clerk.keys.settle()
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert (page.kind.value(), page.things.things.counts) == ("weight", [1])
    assert page.things.things.wanted[0].facts["amount"] == "￥32.98"


def test_the_line_in_front_can_be_labelled_alone(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    trade = clerk.trade
    lines = [("10001", "2", "26.80"), ("10004", "3", "36.27"), ("10002", "1", "58.80")]
    draft = trade.document("delivery", next(iter(trade.customers.values())), lines)
    documents.save_draft(trade.firm, draft)
    clerk.window.open_document(draft.uid)
    clerk.keys.settle()
    form = clerk.document.form
    assert form is not None
    form.lines.stand(2)
    clerk.keys.press("Ctrl+B")
    page = labels_of(clerk)
    assert page.things.row == 1
    clerk.keys.press("F3")
    assert ended(clerk, page) == "“标签机”已打好 3 张标签"
    assert sent(printer, 3) == [BOLTS] * 3


def test_nothing_to_label_is_said(clerk: Clerk) -> None:
    clerk.go("xsckd")
    clerk.keys.press("F2", "Ctrl+B")
    assert clerk.document.banner.text == "这里还没有可以打标签的东西：先选几行，或者先填商品"


def test_what_was_chosen_last_is_there_the_next_time(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    use(printer)
    page = choose_items(clerk, 1)
    page.kind.setFocus()
    clerk.keys.press("Down", "Tab")
    assert page.kind.value() == "shelf"
    clerk.keys.press("Down", "Return")
    ended(clerk, page)
    clerk.keys.press("Esc", "Esc", "Ctrl+B")
    page = labels_of(clerk)
    assert (page.kind.value(), page.variant.value(), page.printer.value()) == ("shelf", "60×40", "lp")


def test_a_label_printer_is_added_by_keys(clerk: Clerk, printer: LabelPrinterAtWire) -> None:
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    clerk.keys.press("F2")
    assert page.form is not None
    while page.form.value("kind") != DeviceKind.LABEL_PRINTER:
        if not page.form.editor("kind").hasFocus():
            page.form.focus("kind")
        clerk.keys.press("Down")
        clerk.keys.settle()
    page.form.focus("name")
    clerk.keys.enter("佳博")
    page.form.focus("port")
    clerk.keys.enter(printer.port, "", "")
    assert page.form.editor("head").hasFocus()
    clerk.keys.enter("72")
    clerk.keys.press("F8")
    (setup,) = devices.here().setups
    assert setup.options == LabelPrinter(columns_of_head=576)
    labels = choose_items(clerk, 1)
    clerk.keys.press("Return")
    assert ended(clerk, labels) == "“佳博”已打好 1 张标签"
