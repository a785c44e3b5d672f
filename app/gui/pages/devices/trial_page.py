"""The test page of a receipt printer or customer display from 设备: printed, its end told, and what it showed set."""

import uuid
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.text import N_, Message
from app.gui import devices
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.printers.printer import NotReady, Sent
    from app.devices.setup import DeviceSetup
    from app.devices.transports.transport import Unplugged

_PRINTER: Final = "receipt_printer"
_DISPLAY: Final = "display"


class TrialPage(QObject):
    """Tries one device at a time. Signals: changed(DeviceSetup) when a person said what was wrong with the paper."""

    changed = Signal(object)

    def __init__(self, firm: Firm, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._devices = devices.here()
        self._devices.printed.connect(self._on_printed)
        self._on_way: dict[str, DeviceSetup] = {}

    def commands(self, setup: "DeviceSetup | None") -> tuple[Command, ...]:
        """Return what tries a device, where it is one that is told something."""
        if setup is None or not setup.is_on:
            return ()
        if setup.kind == _PRINTER:
            return (Command("devices.test", N_("打测试页"), partial(self._print, setup), button=True),)
        if setup.kind == _DISPLAY:
            return (Command("devices.test", N_("试着显示"), partial(self._show, setup), button=True),)
        return ()

    def _print(self, setup: "DeviceSetup") -> None:
        """F10: note that the drawer opens, where it may, make the page and send it."""
        Write(self._page, partial(_noted, self._firm, setup)).then(partial(self._on_noted, setup)).run()

    def _on_noted(self, setup: "DeviceSetup", changes: Changes) -> None:
        verb = partial(_page_of, setup, opens_drawer=bool(changes.kinds))
        Read(self._page, verb).then(partial(self._send, setup)).run()

    def _show(self, setup: "DeviceSetup") -> None:
        from app.devices.displays import customer_display as display  # noqa: PLC0415 - there is a display

        if setup.protocol in display.LINES:
            figures = ((display.Lamp.PAID, "100.00"), (display.Lamp.CHANGE, "12.34"))
            self._send(setup, display.INITIALISE + display.figures(setup.protocol, *figures))

    def _send(self, setup: "DeviceSetup", data: bytes) -> None:
        name = f"trial/{uuid.uuid4().hex}"
        self._on_way[name] = setup
        if self._devices.write(setup.key, name, data):
            says = Message.of(N_("正在试“{name}”…"), name=setup.name)
            self._page.show_notice(Notice(fill(says), "calm"))
        else:
            del self._on_way[name]

    def _on_printed(self, name: str, result: "Sent | NotReady | Unplugged") -> None:
        from app.devices.printers.printer import Sent  # noqa: PLC0415 - there is a printer
        from app.services.printing.slip_queue import REASONS, reason_of  # noqa: PLC0415 - see above

        setup = self._on_way.pop(name, None)
        if setup is None:
            return
        if not isinstance(result, Sent):
            says = Message.of(
                N_("“{name}”：{reason}"), name=setup.name, reason=Message.of(REASONS[reason_of(result)])
            )
            self._page.show_notice(Notice(fill(says), "bad"))
        elif setup.kind == _DISPLAY:
            self._page.show_notice(Notice(tr(N_("显示屏上应该是找零 12.34；没有亮，看波特率对不对")), "calm"))
        else:
            self._page.show_notice(self._asked(setup))

    def _asked(self, setup: "DeviceSetup") -> Notice:
        """Ask what is on the paper: each answer sets the printer."""
        from app.gui.pages.devices import printer_kinds as kinds  # noqa: PLC0415 - loaded by the page

        says = N_("“{name}”的测试页出来了。照纸上说的：")
        answers = tuple(
            Command(f"devices.trial.{answer.key}", answer.label, partial(self.changed.emit, other))
            for answer in kinds.ANSWERS
            if (other := answer.apply(setup)) != setup
        )
        first, *others = answers
        return Notice(fill(Message.of(says, name=setup.name)), "calm", first, tuple(others))


def _noted(firm: Firm, setup: "DeviceSetup") -> Changes:
    """Note that the test page opens the drawer; nothing where there is none, or where the firm does not let it."""
    from app.devices.printers.profile import PrinterProfile  # noqa: PLC0415 - there is a printer
    from app.services.printing import drawer  # noqa: PLC0415 - see above

    has_drawer = isinstance(setup.options, PrinterProfile) and setup.options.drawer_pin > 0
    return (
        drawer.open_for(firm, tr(N_("打印机测试页"))) if has_drawer and drawer.may_open(firm) else Changes()
    )


def _page_of(setup: "DeviceSetup", *, opens_drawer: bool) -> bytes:
    from app.devices.printers.profile import PrinterProfile  # noqa: PLC0415 - there is a printer
    from app.services.printing import test_page  # noqa: PLC0415 - see above

    profile = setup.options if isinstance(setup.options, PrinterProfile) else PrinterProfile()
    return test_page.page(setup.name, profile, opens_drawer=opens_drawer)
