"""Receipt printers and customer displays in the window: added by keys, tried, set as the paper says, seen selling."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.numbers import money
from app.devices.displays import customer_display as display
from app.devices.displays.customer_display import Lamp, led, vfd
from app.devices.printers import escpos as commands
from app.devices.printers.profile import ROLL_58, PrinterProfile
from app.devices.setup import DeviceKind, DeviceSetup, read_setups
from app.gui import devices, preferences
from app.gui.pages.devices import kinds, printer_kinds
from app.gui.pages.devices.page import DevicesPage
from app.services import records, settings
from tests.devices.decoders import escpos
from tests.devices.emulators import Wire
from tests.devices.receipt_printer import ReceiptPrinter
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.test_slips import no_devices as no_devices  # noqa: PLC0414
from tests.gui.test_slips import openings, printer, run, until

__all__ = ["printer"]


def page_of(clerk: Clerk) -> DevicesPage:
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    return page


def choose_kind(clerk: Clerk, kind: DeviceKind) -> DevicesPage:
    """Begin a new device of a kind by keys."""
    page = page_of(clerk)
    clerk.keys.press("F2")
    for _ in kinds.FORMS:
        assert page.form is not None
        if page.form.value("kind") == kind:
            return page
        page.form.editor("kind").setFocus()
        clerk.keys.press("Down", "Return")
        clerk.keys.settle()
    raise AssertionError(kind)


# The form


def test_a_network_printer_is_added_by_keys(clerk: Clerk) -> None:
    page = choose_kind(clerk, DeviceKind.RECEIPT_PRINTER)
    assert page.form is not None
    page.form.editor("name").setFocus()
    clerk.keys.enter("柜台小票机")
    page.form.editor("port").setFocus()
    clerk.keys.enter("192.168.1.9")
    assert not page.form.editor("baud").isVisible(), "a network printer has no baud rate"
    page.form.editor("columns").setFocus()
    clerk.keys.press("Up", "Return")
    assert page.form.value("columns") == "32"
    assert page.form.value("has_cutter") is False, "the narrow ones have none as a rule"
    clerk.keys.press("F8")
    assert page.form is None, page.banner.text
    (kept,) = read_setups(preferences.devices_path())
    assert (kept.kind, kept.name, kept.port) == ("receipt_printer", "柜台小票机", "tcp://192.168.1.9")
    assert kept.options == ROLL_58


def test_a_serial_printer_is_asked_for_its_line(clerk: Clerk) -> None:
    page = choose_kind(clerk, DeviceKind.RECEIPT_PRINTER)
    assert page.form is not None
    for port, has_line in (("COM3", True), ("file:///dev/usb/lp0", False), ("/dev/ttyUSB0", True)):
        page.form.editor("port").setFocus()
        clerk.keys.press("Ctrl+A")
        clerk.keys.enter(port)
        assert page.form.editor("baud").isVisible() is has_line, port


@pytest.mark.parametrize(
    ("typed", "port"),
    [
        ("192.168.1.9", "tcp://192.168.1.9"),
        ("192.168.1.9:9101", "tcp://192.168.1.9:9101"),
        ("/dev/usb/lp1", "file:///dev/usb/lp1"),
        ("spooler://EPSON TM", "spooler://EPSON TM"),
        ("COM3", "COM3"),
    ],
)
def test_a_port_is_understood_as_it_is_typed(typed: str, port: str) -> None:
    assert printer_kinds.port_typed(typed) == port


def test_what_a_form_does_not_ask_stays() -> None:
    before = DeviceSetup(
        "k", DeviceKind.RECEIPT_PRINTER, "老", "tcp://1.2.3.4", options=PrinterProfile(feed_lines=7)
    )
    values = kinds.values_of(before, DeviceKind.RECEIPT_PRINTER)
    assert kinds.setup_from(values, before, ()) == before


# The test page


def answer(page: DevicesPage, label: str) -> None:
    """Press the button of the notice that says so."""
    button = next(each for each in page.banner.findChildren(QPushButton) if each.text().startswith(label))
    button.click()


def test_the_test_page_is_printed_and_sets_the_printer(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    page = page_of(clerk)
    assert ("F10", "打测试页") in clerk.window.keys.shown
    clerk.keys.press("F10")
    until(clerk, lambda: "测试页出来了" in page.banner.text)
    assert any("cut" in event for event in printer.paper.events)
    assert openings(clerk) == [("", "打印机测试页")]
    answer(page, "字是乱码")
    (setup,) = devices.here().setups
    assert isinstance(setup.options, PrinterProfile)
    assert not setup.options.has_chinese
    assert read_setups(preferences.devices_path()) == [setup]
    clerk.keys.press("F10")
    until(clerk, lambda: "测试页出来了" in page.banner.text)
    answer(page, "最长的一条是 32")
    (setup,) = devices.here().setups
    assert isinstance(setup.options, PrinterProfile)
    assert (setup.options.columns, setup.options.dots) == (32, 384)


def test_a_test_page_that_does_not_come_out_says_why(clerk: Clerk, printer: ReceiptPrinter) -> None:
    settings.save(clerk.trade.firm, {"drawer": "refuse"})
    printer.condition.has_paper = False
    run(printer.port)
    page = page_of(clerk)
    clerk.keys.press("F10")
    until(clerk, lambda: page.banner.text == "“柜台小票机”：打印机缺纸")
    printer.condition.has_paper = True
    clerk.keys.press("F10")
    until(clerk, lambda: "测试页出来了" in page.banner.text)
    assert commands.drawer(2) not in printer.received, "the firm does not let it"
    assert openings(clerk) == []
    assert escpos.decode([bytes(printer.received)]).text_lines


# The customer's view


class Pole:
    """A customer display on a wire: keeps what it is told, connection by connection."""

    def __init__(self) -> None:
        self.wire = Wire.over_tcp()
        self.told: list[bytes] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                self.wire.wait_open(0.1)
            except OSError:
                continue
            data = b""
            while piece := self.wire.read(0.3):
                data += piece
            self.told += [data] if data else []
            self.wire.unplug()

    def close(self) -> None:
        self._is_over.set()
        self._thread.join(3)
        self.wire.close()


@pytest.fixture
def pole() -> Iterator[Pole]:
    made = Pole()
    yield made
    devices.here().end()
    made.close()


def stand(pole: Pole, protocol: str) -> None:
    devices.here().use([DeviceSetup("d", DeviceKind.DISPLAY, "客显", pole.wire.port, protocol=protocol)])


def sell(clerk: Clerk, *, paid: str) -> None:
    """Sell two bags of rice for cash by keys."""
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lz", "10001", "2")
    editor = clerk.document
    assert editor.draft is not None
    cash = next(hit.uid for hit in records.search(clerk.trade.firm, "account", "现金"))
    editor.draft.edit(editor.document.with_value("account", cash).with_value("paid", money(paid)))
    clerk.keys.settle()


@pytest.mark.parametrize(
    ("protocol", "price", "total", "change"),
    [
        (display.LED8N, led(Lamp.PRICE, "26.80"), led(Lamp.TOTAL, "53.60"), led(Lamp.CHANGE, "46.40")),
        (
            display.VFD,
            vfd("PRICE          26.80", "TOTAL          53.60"),
            vfd("PRICE          26.80", "TOTAL          53.60"),
            vfd("PAID          100.00", "CHANGE         46.40"),
        ),
    ],
)
def test_the_customer_sees_price_total_and_change(
    clerk: Clerk, pole: Pole, protocol: str, price: bytes, total: bytes, change: bytes
) -> None:
    stand(pole, protocol)
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lz", "10001", "2")
    until(clerk, lambda: price in pole.told)
    until(clerk, lambda: pole.told[-1] == total)
    editor = clerk.document
    assert editor.draft is not None
    cash = next(hit.uid for hit in records.search(clerk.trade.firm, "account", "现金"))
    editor.draft.edit(editor.document.with_value("account", cash).with_value("paid", money("100")))
    clerk.keys.press("F9")
    assert editor.document.number, editor.banner.text
    until(clerk, lambda: pole.told[-1] == change)


def test_a_sale_that_is_left_goes_from_the_display(clerk: Clerk, pole: Pole) -> None:
    stand(pole, display.LED8N)
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lz", "10001", "2")
    until(clerk, lambda: bool(pole.told) and pole.told[-1] == led(Lamp.TOTAL, "53.60"))
    clerk.keys.press("Ctrl+1")
    until(clerk, lambda: pole.told[-1] == display.blank(display.LED8N))


def test_a_dead_display_matters_to_nobody(clerk: Clerk) -> None:
    dead = DeviceSetup("d", DeviceKind.DISPLAY, "客显", "socket://127.0.0.1:1", protocol=display.VFD)
    devices.here().use([dead])
    sell(clerk, paid="53.60")
    clerk.keys.press("F9")
    assert clerk.document.document.number
    assert clerk.document.banner.text.startswith("已过账")
    page = page_of(clerk)
    clerk.keys.press("F10")
    until(clerk, lambda: page.banner.text == "“客显”：连不上打印机")


def test_a_display_is_tried_and_its_line_follows_its_sort(clerk: Clerk, pole: Pole) -> None:
    page = choose_kind(clerk, DeviceKind.DISPLAY)
    assert page.form is not None
    assert (page.form.value("protocol"), page.form.value("baud")) == (display.LED8N, 2400)
    page.form.editor("protocol").setFocus()
    clerk.keys.press("Down", "Return")
    assert (page.form.value("protocol"), page.form.value("baud")) == (display.VFD, 9600)
    page.form.editor("name").setFocus()
    clerk.keys.enter("客显")
    page.form.editor("port").setFocus()
    clerk.keys.enter(pole.wire.port)
    clerk.keys.press("F8")
    assert page.form is None, page.banner.text
    clerk.keys.press("F10")
    until(clerk, lambda: "12.34" in page.banner.text)
    shown = vfd("PAID          100.00", "CHANGE         12.34")
    until(clerk, lambda: pole.told[-1:] == [display.INITIALISE + shown])
