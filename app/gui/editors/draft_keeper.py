"""Keeps a draft: saved a moment after each change, at once when asked, never when there is nothing to miss."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.domain.documents.document import Document
from app.gui.editors import line_edits

_PAUSE_MS = 1500
"""After the last change; short enough that a fallen plug costs one line, long enough not to write at every key."""


class DraftKeeper(QObject):
    """Asks `document` for the draft as it stands (None when it is no draft) and hands it to `save`."""

    def __init__(
        self,
        document: Callable[[], Document | None],
        save: Callable[[Document], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._save = save
        self._is_known = False
        self.is_dirty = False
        """Something was changed that is not saved."""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)

    def touch(self) -> None:
        """Something changed."""
        self.is_dirty = True
        self._pause.start()

    def hold(self) -> None:
        """Save nothing for now: the draft is being posted."""
        self._pause.stop()

    def settle(self) -> None:
        """What is stored is what is shown."""
        self._pause.stop()
        self.is_dirty = False
        self._is_known = True

    def save(self) -> None:
        """Save now, unless there is nothing and never was."""
        self._pause.stop()
        document = self._document()
        if document is not None and (self._is_known or not line_edits.is_empty(document)):
            self.settle()
            self._save(line_edits.compact(document))
