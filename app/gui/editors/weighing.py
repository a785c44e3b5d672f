"""The scale beside a document: its weight shows live in the foot, and a key puts it into the line with the cursor.

The scale says whether a load may be taken, services how many of the line's unit it is; nothing is reckoned here.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.core.errors import Problem
from app.gui import devices, errors
from app.gui.commands import Command
from app.gui.editors.document_host import DocumentHost
from app.gui.page import Page
from app.gui.scale_watch import ScaleWatch
from app.services import documents
from app.services.firm import Firm


class Weighing(QObject):
    """Joins the scale of this computer, if there is one, to a document."""

    def __init__(self, firm: Firm, host: DocumentHost, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._watch = ScaleWatch(page, self._wants, self._say)
        self.start, self.stop, self.show_weight = self._watch.start, self._watch.stop, self._watch.show

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that take a weight and tell the scale something, where one is set up."""
        return self._watch.commands(self.take)

    def _wants(self) -> bool:
        form = self._host.form
        return form is not None and self._host.is_draft and form.has_quantities

    def _say(self, text: str) -> None:
        if self._host.form is not None:
            self._host.form.foot.show_weight(text)

    def take(self) -> None:
        """Put the load on the scale into the quantity of the line with the cursor, or say why not."""
        form, scale = self._host.form, devices.here().scale
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
