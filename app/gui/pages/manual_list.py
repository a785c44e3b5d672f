"""The list beside a page of the manual: its contents, or what a search found."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.gui import theme
from app.i18n.catalog import tr
from app.services.help import Section, Topic

_KEY = Qt.ItemDataRole.UserRole
_HEAD_PX, _ROW_PX = 34, 30


class ManualList(QListWidget):
    """Signals: passed(key) while the arrow keys walk, taken(key) on Enter or a click."""

    passed = Signal(str)
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "contents")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._take)

    def fit(self, width: int) -> int:
        """Be as wide as told at base size; return that in pixels of the theme."""
        wide = theme.current().measures.px(width)
        self.setFixedWidth(wide)
        return wide

    @property
    def keys(self) -> list[str]:
        """The keys of the pages that stand in it."""
        found = [self.item(row).data(_KEY) for row in range(self.count())]
        return [key for key in found if key]

    @property
    def chosen(self) -> str:
        """The key of the page under the cursor."""
        row = self.currentRow()
        return str(self.item(row).data(_KEY) or "") if row >= 0 else ""

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the contents."""
        with QSignalBlocker(self):
            self.clear()
            for section in sections:
                self._add_head(tr(section.label))
                for topic in section.topics:
                    self._add(topic)

    def show_found(self, found: Sequence[Topic], nothing: str) -> None:
        """Show what was found, the first under the cursor, or one line that says that there is nothing."""
        with QSignalBlocker(self):
            self.clear()
            for topic in found:
                self._add(topic)
            if found:
                self.setCurrentRow(0)
            else:
                self._add_head(nothing)

    def mark(self, key: str) -> None:
        """Put the cursor on a page without saying so."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.item(row).data(_KEY) == key:
                    self.setCurrentRow(row)
                    return
            self.setCurrentRow(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; what is a letter goes nowhere."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self._take()
        else:
            super().keyPressEvent(event)

    def _add_head(self, text: str) -> None:
        item = QListWidgetItem(text, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(theme.colour("ink3"))
        item.setFont(theme.font(theme.current().measures.small))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        item.setSizeHint(_size(_HEAD_PX))

    def _add(self, topic: Topic) -> None:
        item = QListWidgetItem(topic.title, self)
        item.setData(_KEY, topic.key)
        item.setSizeHint(_size(_ROW_PX))

    def _on_current(self) -> None:
        if self.chosen:
            self.passed.emit(self.chosen)

    def _take(self) -> None:
        if self.chosen:
            self.taken.emit(self.chosen)


def _size(height: int) -> QSize:
    return QSize(0, theme.current().measures.px(height))
