"""Keying a label that cannot be scanned: verified like a scan, kept with its reason, undone like one."""

from functools import cached_property

from PySide6.QtCore import QObject

from app.core.errors import BusinessError
from app.core.text import N_
from app.gui import errors, sounds
from app.gui.commands import Command
from app.gui.editors.document_host import DocumentHost
from app.gui.editors.label_strip import LabelStrip
from app.gui.editors.strip import placed
from app.gui.page import Page
from app.services import documents
from app.services.documents.labelled import Keyed, takes_keyed
from app.services.firm import Firm


class LabelKeying(QObject):
    """Offers to key labels where a document keeps the reason."""

    def __init__(self, firm: Firm, host: DocumentHost, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page

    @cached_property
    def strip(self) -> LabelStrip:
        """The strip in which a label is keyed; made with the first one."""
        return placed(self._page, LabelStrip(self._take))

    def commands(self) -> tuple[Command, ...]:
        """Return the command, where there is a draft of such a document."""
        if not self._host.is_draft or not takes_keyed(self._host.type):
            return ()
        return (Command("label.key", N_("手输标签"), self.start, in_bar=False),)

    def start(self) -> None:
        """Ask for the parts of the label; the goods of the line with the cursor are proposed."""
        form = self._host.form
        if form is None or not form.lines.commit():
            return
        number, lines = form.lines.number, self._host.document.lines
        item = lines[number - 1].item if 0 < number <= len(lines) else ""
        self.strip.open(self._firm.catalogue.item(item).code if item else "")

    def _take(self, keyed: Keyed) -> bool:
        form, draft = self._host.form, self._host.draft
        if form is None or draft is None:
            return True
        try:
            document, number = documents.key_label(self._firm, self._host.document, keyed)
        except BusinessError as problem:
            sounds.bad()
            errors.show(self._page, problem)
            self.strip.focus(_PLACES.get(problem.field, "item"))
            return False
        sounds.good()
        self._page.clear_notice()
        draft.take(document)
        form.lines.point(number)
        return True


_PLACES = {"label_reason": "reason", "serials": "serial"}
"""The part of the strip for a field of the line."""
