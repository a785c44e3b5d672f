"""20b: a long day at a counter with a scanner, a scale and a printer, all emulated: nothing dies, nothing grows."""

import dataclasses
import itertools
import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.devices.printers import escpos
from app.devices.printers.profile import ROLL_80
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.worker import State
from app.domain.printing.jobs import JobState
from app.domain.settings import SLIP_ALL, SLIP_WHEN
from app.gui import devices
from app.gui.main_window import MainWindow
from app.services import documents, settings
from app.services.firm import Firm
from app.services.printing import slip_queue
from tests.bench import screen, trade
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads import painting
from tests.bench.workloads.posting import Seller
from tests.bench.workloads.running import MEGABYTE, look_at_all, resident
from tests.devices.emulators import Wire
from tests.devices.receipt_printer import ReceiptPrinter
from tests.gui.speaking import SpeakingScale

_SCANS = 5000
_A_SALE = 8
_PATIENCE_S = 60.0


def soak(setting: Setting) -> Iterator[Result]:
    """5,000 codes of a serial scanner in sales of eight goods, beside a scale that never rests; a slip of each."""
    scans = _SCANS // 25 if setting.is_quick else _SCANS
    screen.start(setting.disk / "home")
    firm = setting.copy(setting.opening("fifo"), "counter")
    settings.save(firm, {SLIP_WHEN.key: SLIP_ALL})
    gun, scale, printer = Wire.over_tcp(), SpeakingScale(), ReceiptPrinter()
    window = painting.window_of(firm)
    day = _Day(firm, window, gun)
    try:
        scale.plug()
        devices.here().use(
            (
                DeviceSetup("gun", DeviceKind.SCANNER, "gun", gun.port),
                DeviceSetup("scale", DeviceKind.SCALE, "scale", scale.port, protocol="st_gs_text"),
                DeviceSetup("till", DeviceKind.RECEIPT_PRINTER, "till", printer.port, options=ROLL_80),
            )
        )
        gun.wait_open()
        _until(lambda: _is_open("gun"))
        day.trade(scans // 2, scale)  # what is kept for good is loaded
        _until(lambda: not _waiting(firm))
        slips = _taken_off(printer)
        before = resident(firm)
        day.trade(scans, scale)
        _until(lambda: not _waiting(firm))
        slips += _taken_off(printer)
        grown = max((resident(firm) - before) / MEGABYTE, 0.0)
        lost = day.sales - slips
        yield Result(20, f"soak at a counter, {scans:,} scans, growth", grown, unit="MiB", goal=5.0)
        yield Result(20, f"soak at a counter, {day.sales:,} sales, slips amiss", abs(lost), unit="", goal=0)
    finally:
        devices.here().end()
        for each in (gun, scale, printer):
            each.close()
        screen.close(window, firm.close)


class _Day:
    """Sells what the scanner reads, sale after sale."""

    def __init__(self, firm: Firm, window: MainWindow, gun: Wire) -> None:
        self._window = window
        self._gun = gun
        self._seller = Seller(firm).stock_up()
        look_at_all(self._seller)
        self._firm = firm
        self._grams = itertools.count(1)
        self.sales = 0

    def trade(self, scans: int, scale: SpeakingScale) -> None:
        """Scan so many codes, and post every eight."""
        for _ in range(scans // _A_SALE):
            scale.scale.weight = f"{next(self._grams) % 9000 / 1000:.3f}"
            self._sell()

    def _sell(self) -> None:
        seller = self._seller
        draft = documents.settle(self._firm, dataclasses.replace(seller.sales(1)[0], lines=()))
        page = painting.document_in(self._window, partial(self._window.new_document, "delivery", draft))
        for number, uid in enumerate(seller.trader.random.sample(seller.items, _A_SALE), 1):
            code = trade.barcode(seller.trader.records.items.index(uid))
            self._gun.write(f"{code}\r".encode())
            _until(lambda: sum(bool(line.item) for line in page.document.lines) == number)  # noqa: B023
        QTest.keyClick(painting.focused(), Qt.Key.Key_F9)
        _until(lambda: page.state is documents.State.POSTED)
        self.sales += 1
        screen.rest()
        self._window.close_page(page)
        screen.rest()


def _taken_off(printer: ReceiptPrinter) -> int:
    """Take the paper out, which is no memory of the program's; return how many slips are on it."""
    slips = bytes(printer.received).count(escpos.START)
    printer.received.clear()
    return slips


def _is_open(key: str) -> bool:
    status = devices.here().standings[key].status
    return status is not None and status.state is State.OPEN


def _waiting(firm: Firm) -> bool:
    return any(job.state in {JobState.WAITING, JobState.SENDING} for job in slip_queue.newest(firm))


def _until(is_so: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "never came"
        QTest.qWait(1)
