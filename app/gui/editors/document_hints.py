"""What looks odd about a draft, shown at its line and below the lines; F3 says that it is right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.core.errors import BusinessError, Problem
from app.domain.documents.document import Document
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.document_work import DocumentWork
from app.i18n.messages import sentence

_MOST: Final = 3
"""Sentences below the lines; more would push the sums away."""
_NOT_TYPED_YET: Final = "MISSING_FIELD"


class DocumentHints(QObject):
    """Takes what `work` found. Signals: changed() when there is something else to accept."""

    changed = Signal()

    def __init__(self, work: DocumentWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._form: DocumentForm | None = None
        self.odd: Sequence[BusinessError] = ()
        """What looks odd about lines, and may be accepted as right."""
        work.warned.connect(self._on_warned)

    def show_in(self, form: DocumentForm) -> None:
        """Show what is found in this form from now on."""
        self._form = form

    def clear(self) -> None:
        """Forget and show nothing: the document is no draft any more."""
        self._show([], [])

    def accept(self, document: Document) -> None:
        """Take the hint of the line under the cursor for right, else the first one; it is not given again."""
        if self.odd and self._form is not None:
            here = self._form.lines.number
            self._work.accept(document, next((each for each in self.odd if each.line == here), self.odd[0]))

    def _on_warned(self, problems: Sequence[Problem], hints: Sequence[BusinessError]) -> None:
        """Show what would be refused because of the goods, then what looks odd; what nobody typed yet is neither."""
        if self._form is not None and not self._form.lines.is_read_only:
            self._show([each for each in problems if each.line and each.code != _NOT_TYPED_YET], hints)

    def _show(self, refused: Sequence[Problem], hints: Sequence[BusinessError]) -> None:
        if self._form is None:
            return
        self._form.lines.hint(hints)
        self._form.foot.show_warnings([sentence(each) for each in (*refused, *hints)][:_MOST])
        odd = tuple(each for each in hints if each.line)
        if [sentence(each) for each in odd] != [sentence(each) for each in self.odd]:
            self.odd = odd
            self.changed.emit()
