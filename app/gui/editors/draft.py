"""The document under a person's hands, and the way it came to be: every step can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.documents.document import Document

_MOST_STEPS = 200


def _nothing_follows(_before: Document, after: Document) -> Document:
    return after


class Draft(QObject):
    """Holds one frozen document after the other. `settle` completes each one before it is shown.

    `follow` adds to a step what follows of it: it is given the document before and after.

    Signals: changed() whenever there is another document; typed() besides when a person made it, so that it is worth
    saving.
    """

    changed = Signal()
    typed = Signal()

    def __init__(
        self,
        document: Document,
        settle: Callable[[Document], Document],
        parent: QObject | None = None,
        *,
        follow: Callable[[Document, Document], Document] = _nothing_follows,
    ) -> None:
        super().__init__(parent)
        self._settle = settle
        self._follow = follow
        self._steps = [settle(document)]
        self._at = 0

    @property
    def document(self) -> Document:
        """The document as it stands, settled."""
        return self._steps[self._at]

    def edit(self, document: Document) -> None:
        """Take what a person did as one step."""
        self.take(self._settle(document))

    def take(self, settled: Document) -> None:
        """Take as one step what is settled already, as a scan is."""
        settled = self._follow(self.document, settled)
        if settled == self.document:
            return
        self._steps = [*self._steps[: self._at + 1], settled][-_MOST_STEPS:]
        self._at = len(self._steps) - 1
        self._tell()

    def amend(self, document: Document) -> None:
        """Take what the program adds to the step just made, so that both are taken back together."""
        settled = self._follow(self.document, self._settle(document))
        if settled != self.document:
            self._steps = [*self._steps[: self._at], settled]
            self._tell()

    def restart(self, document: Document) -> None:
        """Begin anew with another document; nothing before it can be brought back."""
        self._steps = [self._settle(document)]
        self._at = 0
        self.changed.emit()

    def show(self, document: Document) -> None:
        """Begin anew with a document that is settled already, such as a posted one."""
        self._steps = [document]
        self._at = 0
        self.changed.emit()

    def undo(self) -> bool:
        """Go back one step."""
        if not self._at:
            return False
        self._at -= 1
        self._tell()
        return True

    def redo(self) -> bool:
        """Go forward again."""
        if self._at + 1 >= len(self._steps):
            return False
        self._at += 1
        self._tell()
        return True

    def _tell(self) -> None:
        self.changed.emit()
        self.typed.emit()
