"""The scale beside a document: its weight shows live in the foot, and a key puts it into the line with the cursor.

The scale says whether a load may be taken, services how many of the line's unit it is; nothing is reckoned here.
"""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.core.errors import Problem
from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.gui import device_words, devices, errors
from app.gui.commands import Command
from app.gui.editors.document_form import DocumentForm
from app.gui.page import Page
from app.gui.scale_orders import ScaleOrders
from app.i18n.catalog import fill
from app.services import documents
from app.services.firm import Firm


class Host(Protocol):
    """What weighing needs of the page it belongs to."""

    form: DocumentForm | None

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""


class Weighing(QObject):
    """Joins the scale of this computer, if there is one, to a document."""

    def __init__(self, firm: Firm, host: Host, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._devices = devices.here()
        self._orders = ScaleOrders(page)
        self._fade = QTimer(self, singleShot=True, interval=device_words.SILENT_MS)
        self._fade.timeout.connect(self.show_weight)
        self._is_on = False
        self._had = self._known()

    def start(self) -> None:
        """Listen to the scale while the page is in sight."""
        if not self._is_on:
            self._is_on = True
            self._devices.told.connect(self.show_weight)
            self._devices.changed.connect(self._on_changed)
            self._on_changed()

    def stop(self) -> None:
        """Listen no more."""
        if self._is_on:
            self._is_on = False
            self._devices.told.disconnect(self.show_weight)
            self._devices.changed.disconnect(self._on_changed)

    def _on_changed(self) -> None:
        had, self._had = self._had, self._known()
        if had != self._had:
            self._page.commands_changed.emit()
        self.show_weight()

    def _known(self) -> tuple[str, ...]:
        """Return what the commands depend on."""
        return self._devices.scale_key, *(f"{each.key} {each.protocol}" for each in self._devices.scales)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that take a weight and tell the scale something, where one is set up."""
        if self._devices.scale is None:
            return ()
        take = Command("line.weigh", N_("取重量"), self.take)
        return take, *self._orders.commands(self._devices.scale_key)

    def show_weight(self) -> None:
        """Show what lies on the scale while the document is a draft with quantities."""
        form, scale = self._host.form, self._devices.scale
        if form is None or not self._page.isVisible():
            return
        if scale is None or not self._host.is_draft or not form.has_quantities:
            form.foot.show_weight("")
            return
        text, is_at_rest = device_words.weight_of(scale)
        if not text:
            form.foot.show_weight(fill(Message.of(N_("{scale}：没有读数"), scale=scale.name)))
            return
        self._fade.start()
        says = N_("{scale}：{weight} {rest}")
        rest = Message.of(device_words.rest_of(is_at_rest=is_at_rest))
        form.foot.show_weight(fill(Message.of(says, scale=scale.name, weight=text, rest=rest)))

    def take(self) -> None:
        """Put the load on the scale into the quantity of the line with the cursor, or say why not."""
        form, scale = self._host.form, self._devices.scale
        if form is None or scale is None or not self._host.is_draft or not form.lines.commit():
            return
        number, now = form.lines.number, devices.now_ms()
        try:
            documents.must_be_weighed(self._firm, self._host.document, number)
            quantity = documents.weighed(self._firm, self._host.document, number, scale.look(now))
        except Problem as problem:
            QApplication.beep()
            errors.show(self._page, problem)
            return
        scale.take(now)
        self._page.clear_notice()
        form.lines.put_quantity(number, quantity)
