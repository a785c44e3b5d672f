"""What the customer sees while a sale is typed: the line just entered, the total, and at the end paid and change.

A display is told one thing at a time: while it has not ended, only the newest waits. One that is dead, or has no room
for a figure, matters to nobody.
"""

import uuid
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.numbers import MONEY_PLACES, PRICE_PLACES, Money, plain
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import CHANGE
from app.domain.documents.types import TYPES
from app.domain.posting.engine import CASH_FIELDS
from app.gui import devices
from app.gui.navigation import Desk
from app.gui.page import Page

if TYPE_CHECKING:
    from app.devices.displays.customer_display import Lamp
    from app.devices.setup import DeviceSetup

_DISPLAY: Final = "display"
_TOTAL_AFTER_MS: Final = 1_500
"""A display of one figure shows the price of a line for so long, then the total."""


class Host(Protocol):
    """What the customer's view needs of the page of a document."""

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""


class CustomerView(QObject):
    """Joins the customer display of this computer, if there is one, to a sale."""

    def __init__(self, desk: Desk, host: Host, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._host = host
        self._devices = devices.here()
        self._before: Document | None = None
        self._on_way = ""
        """The name of what the display has been given and has not ended."""
        self._next: bytes | None = None
        self._is_on = False
        self._total = QTimer(self, singleShot=True, interval=_TOTAL_AFTER_MS)
        self._total.timeout.connect(self._show_total)

    def start(self) -> None:
        """Show the sale while its page is in sight."""
        if not self._is_on:
            self._is_on = True
            self._devices.printed.connect(self._on_printed)
            self.show_draft()

    def stop(self) -> None:
        """Show no more of it; what was paid and the change stay until the next sale."""
        if self._is_on:
            self._is_on = False
            self._devices.printed.disconnect(self._on_printed)
            self._total.stop()
            self._on_way, self._next = "", None
            if self._sale() is not None:
                self._blank()  # behind what is on its way: nobody waits for it any more
                self._on_way = ""

    def show_draft(self) -> None:
        """Show the line that was entered, or what else changed."""
        sale = self._sale()
        if sale is None or not self._is_on:
            return
        before, self._before = self._before, sale
        if before is not None and sale == before:
            return
        if not sale.total and not any(line.item for line in sale.lines):
            if before is not None:
                self._blank()
            return
        from app.devices.displays.customer_display import Lamp  # noqa: PLC0415 - there is a display

        line = _entered(before, sale)
        paid = _paid(sale)
        total = (Lamp.TOTAL, _money(sale.total))
        if line is not None and line.price is not None:
            self._show((total, (Lamp.PRICE, plain(line.price, PRICE_PLACES, least=MONEY_PLACES))), total)
        elif before is not None and paid and paid != _paid(before) and paid != sale.total:
            self._show((total, (Lamp.PAID, _money(paid))), total)
        else:
            self._show((total,), total)

    def show_posted(self, sale: Document) -> None:
        """Show what was paid and the change; without money the total."""
        if not TYPES[sale.type].sales or self._display() is None:
            return
        from app.devices.displays.customer_display import Lamp  # noqa: PLC0415 - there is a display

        self._total.stop()
        self._before = None
        change = sale.header.get(CHANGE.key) or Money(0)
        paid = Money(_paid(sale) + change)  # the books have what stayed, the customer gave more
        total = (Lamp.TOTAL, _money(sale.total))
        if change:
            self._show(((Lamp.PAID, _money(paid)), (Lamp.CHANGE, _money(change))))
        else:
            self._show((total, (Lamp.PAID, _money(paid))) if paid else (total,))

    def _sale(self) -> Document | None:
        """Return the sale that is being typed, where a display is to show it."""
        if self._display() is None or not self._host.is_draft:
            return None
        document = self._host.document
        return document if TYPES[document.type].sales else None

    def _display(self) -> "DeviceSetup | None":
        """Return the display that customers look at; none of them is to see what is only practised."""
        is_real = self._desk.slips is not None and self._desk.slips.is_real
        return self._devices.first(_DISPLAY) if is_real else None

    def _show_total(self) -> None:
        from app.devices.displays.customer_display import Lamp  # noqa: PLC0415 - there is a display

        sale = self._sale()
        if sale is not None:
            self._show(((Lamp.TOTAL, _money(sale.total)),))

    def _show(self, figures: "tuple[tuple[Lamp, str], ...]", later: "tuple[Lamp, str] | None" = None) -> None:
        """Show figures, the newest last; a display with room for one alone shows `later` soon."""
        from app.devices.displays import customer_display as display  # noqa: PLC0415 - there is a display

        setup = self._display()
        if setup is None or setup.protocol not in display.LINES:
            return
        shown = figures if setup.protocol == display.LED8N or later is None else (*figures[1:], figures[0])
        try:
            data = display.figures(setup.protocol, *shown)
        except display.CannotShow:
            data = display.blank(setup.protocol)  # an old figure would be a wrong one
        self._put(data)
        if setup.protocol == display.LED8N and later is not None and figures[-1] != later:
            self._total.start()
        else:
            self._total.stop()

    def _blank(self) -> None:
        from app.devices.displays import customer_display as display  # noqa: PLC0415 - there is a display

        setup = self._display()
        if setup is not None:
            self._total.stop()
            self._put(display.blank(setup.protocol))

    def _put(self, data: bytes) -> None:
        """Hand bytes over, or let them wait for what is on its way; what waited before is old."""
        setup = self._display()
        if self._on_way:
            self._next = data
        elif setup is not None:
            self._on_way, self._next = f"display/{uuid.uuid4().hex}", None
            if not self._devices.write(setup.key, self._on_way, data):
                self._on_way = ""

    def _on_printed(self, name: str, _result: object) -> None:
        if name == self._on_way:
            self._on_way = ""
            if self._next is not None:
                self._put(self._next)


def _entered(before: Document | None, sale: Document) -> Line | None:
    """Return the line that is other than before; the last one when several are, none when none is."""
    old = before.lines if before is not None else ()
    new = [
        line
        for place, line in enumerate(sale.lines)
        if line.item and line.quantity and (place >= len(old) or old[place] != line)
    ]
    return new[-1] if new else None


def _paid(sale: Document) -> Money:
    return Money(sum(sale.header.get(key) or 0 for _, key in CASH_FIELDS))


def _money(amount: int) -> str:
    return plain(amount, MONEY_PLACES, least=MONEY_PLACES)
