"""Slips from the window: sales by keyboard, the printer off and on, the drawer, two windows, a program that dies."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from app.core.numbers import money
from app.devices.printers import escpos as commands
from app.devices.printers.chinese import columns
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.transports.opening import open_port
from app.domain.printing.errors import DrawerClosed
from app.domain.printing.jobs import Job, JobState
from app.gui import devices
from app.gui.main_window import MainWindow
from app.gui.pages.slips_page import SlipsPage
from app.gui.slip_printing import SlipPrinting
from app.services import proof, records, reports, settings
from app.services.firm import Firm
from app.services.printing import drawer, slip_queue
from tests.devices.decoders import escpos
from tests.devices.receipt_printer import ReceiptPrinter, SerialPrinter
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

TILL = "till"
PULSE = commands.drawer(2)


@pytest.fixture(autouse=True)
def no_devices() -> Iterator[None]:
    yield
    devices.here().end()


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    made = ReceiptPrinter()
    yield made
    made.close()


def run(port: str, profile: PrinterProfile = ROLL_80, *others: DeviceSetup) -> None:
    till = DeviceSetup(TILL, DeviceKind.RECEIPT_PRINTER, "柜台小票机", port, options=profile)
    devices.here().use([till, *others])


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)


def sell(clerk: Clerk, *, cash: str = "", account: str = "现金") -> str:
    """Sell two bags of rice by keys; return the number of the sale."""
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lz", "10001", "2")
    if cash:
        editor = clerk.document
        uid = next(hit.uid for hit in records.search(clerk.trade.firm, "account", account))
        assert editor.draft is not None
        editor.draft.edit(editor.document.with_value("account", uid).with_value("paid", money(cash)))
    clerk.keys.press("F9")
    assert clerk.document.document.number, clerk.document.banner.text
    return clerk.document.document.number


def slips_of(printer: ReceiptPrinter) -> list[str]:
    """Return the text of each slip that has come out whole."""
    parts = bytes(printer.received).split(commands.START)[1:]
    papers = [escpos.decode([part]) for part in parts]
    return ["\n".join(paper.text_lines) for paper in papers if any("cut" in event for event in paper.events)]


def jobs(clerk: Clerk) -> list[tuple[JobState, int, str]]:
    return [(job.state, job.tries, job.reason) for job in slip_queue.newest(clerk.trade.firm)]


def openings(clerk: Clerk) -> list[tuple[object, object]]:
    """Return number and reason of every opening of the drawer, as the report tells."""
    table = reports.run(clerk.trade.firm, "drawer_log", {})
    return [(row[3], row[4]) for row in table.rows]


def later(clerk: Clerk, seconds: int = 60) -> None:
    """Let time go by for the queue."""
    clerk.trade.clock._now_ms += seconds * 1000
    clerk.window.slips.look()


# From posting to paper


@pytest.mark.parametrize("profile", [ROLL_58, ROLL_80], ids=["58", "80"])
@pytest.mark.parametrize("make", [ReceiptPrinter, SerialPrinter], ids=["tcp", "serial"])
def test_a_cash_sale_prints_once_and_opens_the_drawer(
    clerk: Clerk, make: type[ReceiptPrinter] | type[SerialPrinter], profile: PrinterProfile
) -> None:
    printer = make()
    try:
        run(printer.port, profile)
        number = sell(clerk, cash="53.60")
        until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
        received = bytes(printer.received)
        assert received.count(PULSE) == 1
        lines = escpos.decode([received]).text_lines
        assert any(number in each for each in lines)
        assert max(map(columns, lines)) == profile.columns
        later(clerk)
        clerk.keys.settle()
        assert bytes(printer.received) == received
        assert clerk.window.keys.slips == ""
        assert openings(clerk) == [(number, "")]
        assert proof.verify(clerk.trade.firm).ok
    finally:
        devices.here().end()
        printer.close()


def test_a_printer_that_is_off_holds_no_sale_up_and_prints_once_when_it_is_on(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    run(printer.port)
    printer.close()
    number = sell(clerk, cash="53.60")
    assert clerk.document.banner.text.startswith("已过账")
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：连不上打印机")
    sell(clerk, cash="53.60")
    until(clerk, lambda: clerk.window.keys.slips == "2 张小票还没打印：连不上打印机")
    printer.switch_on_again()
    later(clerk)
    until(clerk, lambda: [state for state, _, _ in jobs(clerk)] == [JobState.PRINTED, JobState.PRINTED])
    papers = slips_of(printer)
    assert [number in text for text in papers] == [True, False]
    assert not any("补打" in text for text in papers)
    until(clerk, lambda: clerk.window.keys.slips == "")


def test_a_printer_that_hangs_holds_no_sale_up_and_gets_nothing_more(
    clerk: Clerk, printer: ReceiptPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def hangs(*_: object) -> object:
        let_go.wait(60)
        return open_port(printer.port)

    monkeypatch.setattr("app.devices.desk.open_port", hangs)
    try:
        run(printer.port)
        numbers = [sell(clerk, cash="53.60") for _ in range(2)]
        until(clerk, lambda: bool(clerk.window.slips._on_way))
        later(clerk, 10)
        until(clerk, lambda: clerk.window.keys.slips == "2 张小票还没打印：打印机没有反应")
        later(clerk, 600)
        clerk.keys.settle()
        assert sorted(tries for _, tries, _ in jobs(clerk)) == [0, 1]
    finally:
        let_go.set()
    until(clerk, lambda: [state for state, _, _ in jobs(clerk)] == [JobState.PRINTED] * 2)
    assert [number in text for number, text in zip(numbers, slips_of(printer), strict=True)] == [True, True]
    assert not any("补打" in text for text in slips_of(printer))


def test_without_paper_it_is_said_given_up_and_printed_later(clerk: Clerk, printer: ReceiptPrinter) -> None:
    printer.condition.has_paper = False
    run(printer.port)
    number = sell(clerk, cash="53.60")
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：打印机缺纸")
    clerk.go("xp")
    page = clerk.window.work.current
    assert isinstance(page, SlipsPage)
    assert [page.card.view.rows.text_at(0, place) for place in (2, 3, 4, 6)] == [
        number, "等着打", "打印机缺纸", "柜台小票机",
    ]  # fmt: skip
    assert ("F11", "马上再试") in clerk.window.keys.shown
    clerk.keys.press("Ctrl+Del")
    until(clerk, lambda: clerk.window.keys.slips == "")
    assert page.card.view.rows.text_at(0, 3) == "没有打"
    printer.condition.has_paper = True
    clerk.keys.press("F11")
    until(clerk, lambda: jobs(clerk)[0] == (JobState.PRINTED, 1, ""))
    assert [("补打" in text) for text in slips_of(printer)] == [False]
    clerk.keys.press("Return")
    assert clerk.document.document.number == number


def test_trying_now_does_not_wait(clerk: Clerk, printer: ReceiptPrinter) -> None:
    printer.condition.cover_is_open = True
    run(printer.port)
    sell(clerk, cash="53.60")
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：打印机的盖子开着")
    printer.condition.cover_is_open = False
    clerk.go("xp")
    clerk.keys.press("F11")
    until(clerk, lambda: jobs(clerk)[0][0] is JobState.PRINTED)
    assert len(slips_of(printer)) == 1


def test_who_pays_later_gets_a_slip_when_asked_for_and_marked_the_second_time(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    run(printer.port)
    number = sell(clerk)
    assert jobs(clerk) == []
    clerk.keys.press("F11")
    assert clerk.document.banner.text == "小票已交给“柜台小票机”"
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
    clerk.keys.press("F11")
    until(clerk, lambda: [state for state, _, _ in jobs(clerk)] == [JobState.PRINTED] * 2)
    papers = slips_of(printer)
    assert [number in text for text in papers] == [True, True]
    assert ["补打" in text for text in papers] == [False, True]
    assert PULSE not in printer.received


def test_the_firm_says_which_sales_print_by_themselves(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    settings.save(clerk.trade.firm, {"slip_when": "all"})
    sell(clerk)
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
    settings.save(clerk.trade.firm, {"slip_when": "never"})
    sell(clerk, cash="53.60")
    until(clerk, lambda: printer.received.count(PULSE) == 1)
    clerk.keys.settle()
    assert len(jobs(clerk)) == 1, "the drawer opened without a slip"
    run(printer.port, replace(ROLL_80, prints_by_itself=False, drawer_pin=0))
    settings.save(clerk.trade.firm, {"slip_when": "paid"})
    sell(clerk, cash="53.60")
    clerk.keys.settle()
    assert len(jobs(clerk)) == 1, "this computer prints when it is asked to"
    assert printer.received.count(PULSE) == 1


# The drawer


def test_who_pays_by_telephone_opens_no_drawer(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    records.save(clerk.trade.firm, "account", {"name": "微信收款", "kind": "wechat"})
    sell(clerk, cash="53.60", account="微信收款")
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
    assert b"\x1bp" not in printer.received
    assert openings(clerk) == []


@pytest.mark.parametrize("pin", [2, 5])
def test_the_drawer_opens_without_a_sale_for_a_reason_that_is_kept(
    clerk: Clerk, printer: ReceiptPrinter, pin: int
) -> None:
    run(printer.port, replace(ROLL_80, drawer_pin=pin))
    clerk.go("xsckd")
    clerk.keys.press("F2", "Ctrl+O")
    clerk.keys.press("Return")
    assert clerk.document.question.isVisible(), "no reason is none"
    clerk.keys.enter("换零钱")
    until(clerk, lambda: bytes(printer.received) == commands.drawer(pin))
    assert openings(clerk) == [("", "换零钱")]
    assert proof.verify(clerk.trade.firm).ok


def test_a_drawer_that_stays_shut_is_told_of(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    printer.close()
    clerk.go("xsckd")
    clerk.keys.press("F2", "Ctrl+O")
    clerk.keys.enter("换零钱")
    until(clerk, lambda: clerk.document.banner.text == "钱箱没有打开：连不上打印机")
    assert openings(clerk) == [("", "换零钱")]


def test_a_firm_may_forbid_it(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    settings.save(clerk.trade.firm, {"drawer": "refuse"})
    clerk.go("xsckd")
    clerk.keys.press("F2", "Ctrl+O")
    assert not clerk.document.question.isVisible()
    with pytest.raises(DrawerClosed):
        drawer.open_for(clerk.trade.firm, "换零钱")
    assert printer.received == b""


# Nothing twice


def test_two_windows_of_a_firm_print_once_and_the_other_goes_on(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    run(printer.port)
    other = SlipPrinting(clerk.trade.firm)
    assert (clerk.window.slips._leads(), other._leads()) == (True, False)
    sell(clerk, cash="53.60")
    other.look()
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
    clerk.window.slips.finish()
    sell(clerk, cash="53.60")
    other.look()
    until(clerk, lambda: [state for state, _, _ in jobs(clerk)] == [JobState.PRINTED] * 2)
    assert ["补打" in text for text in slips_of(printer)] == [False, False]
    other.finish()
    other.deleteLater()


def test_what_was_on_its_way_when_the_program_died_comes_out_with_the_mark(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    firm = clerk.trade.firm
    number = sell(clerk, cash="53.60")
    job = slip_queue.add(firm, clerk.document.document.uid, TILL)
    assert slip_queue.begun(firm, job, ROLL_80) is not None
    run(printer.port)
    until(clerk, lambda: jobs(clerk)[0][0] is JobState.WAITING)
    later(clerk)
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 2, "")])
    (paper,) = slips_of(printer)
    assert number in paper
    assert "补打" in paper
    assert PULSE not in printer.received


def test_the_program_ends_behind_the_slip_that_is_being_printed(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    run(printer.port)
    sell(clerk, cash="53.60")
    clerk.window.slips.finish()
    clerk.keys.settle()
    assert jobs(clerk) == [(JobState.PRINTED, 1, "")]


def test_a_printer_that_is_set_anew_while_it_prints_still_tells_its_end(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    printer.condition.answers = False  # half a second until it is taken for silent
    run(printer.port)
    sell(clerk, cash="53.60")
    until(clerk, lambda: bool(clerk.window.slips._on_way))
    run(printer.port, replace(ROLL_80, feed_lines=6))
    until(clerk, lambda: jobs(clerk) == [(JobState.UNKNOWN, 1, "unconfirmed")])
    later(clerk)
    clerk.keys.settle()
    assert len(slips_of(printer)) == 1


def test_a_window_that_is_made_anew_goes_on_with_the_slips(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    sell(clerk, cash="53.60")
    until(clerk, lambda: bool(clerk.window.slips._on_way))
    window = MainWindow(clerk.trade.firm, proves=False, slips=clerk.window.slips)
    clerk.keys.qtbot.addWidget(window)
    until(clerk, lambda: jobs(clerk) == [(JobState.PRINTED, 1, "")])
    window.slips.setParent(clerk.window)


def test_who_practises_prints_nothing(clerk: Clerk, printer: ReceiptPrinter) -> None:
    run(printer.port)
    practice = SlipPrinting(clerk.trade.firm, is_real=False)
    assert practice.printer is None
    assert practice.unasked == ""
    assert not practice.has_drawer


def test_a_printer_that_was_removed_leaves_its_slips_to_be_seen(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    printer.condition.has_paper = False
    run(printer.port)
    sell(clerk, cash="53.60")
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：打印机缺纸")
    devices.here().use([])
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：没有这台打印机")
    printer.condition.has_paper = True
    another = DeviceSetup("new", DeviceKind.RECEIPT_PRINTER, "新的", printer.port, options=ROLL_80)
    devices.here().use([another])
    clerk.go("xp")
    clerk.keys.press("F11")
    until(clerk, lambda: jobs(clerk)[0][0] is JobState.PRINTED)
    assert len(slips_of(printer)) == 1


def test_without_a_printer_nothing_tells_of_slips(clerk: Clerk) -> None:
    sell(clerk, cash="53.60")
    keys = dict(clerk.window.keys.shown)
    assert "F11" not in keys
    assert clerk.window.keys.slips == ""
    assert jobs(clerk) == []


def test_slips_that_cannot_be_printed_here_do_not_keep_the_program_busy(
    clerk: Clerk, printer: ReceiptPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(clerk, cash="53.60")
    slip_queue.add(clerk.trade.firm, clerk.document.document.uid, "a printer that is gone")
    looks: list[float] = []
    real = slip_queue.unfinished

    def counted(firm: Firm) -> list[Job]:
        looks.append(time.monotonic())
        return real(firm)

    monkeypatch.setattr(slip_queue, "unfinished", counted)
    run(printer.port)
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：没有这台打印机")
    looks.clear()
    clerk.keys.qtbot.wait(1_000)
    assert len(looks) < 5


def test_another_firm_in_the_window_lets_the_slip_on_its_way_end(
    clerk: Clerk, printer: ReceiptPrinter
) -> None:
    printer.condition.answers = False  # it takes half a second
    run(printer.port)
    sell(clerk, cash="53.60")
    slips = clerk.window.slips
    until(clerk, lambda: bool(slips._on_way))
    slips.retire()
    until(clerk, lambda: jobs(clerk) == [(JobState.UNKNOWN, 1, "unconfirmed")])
    again = SlipPrinting(clerk.trade.firm)
    until(clerk, again._leads)
    again.finish()
    again.deleteLater()
