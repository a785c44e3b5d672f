"""A layout that puts widgets side by side and goes on in the next row when the width is used up.

A widget that says how narrow it may become (`NARROWEST`, a property) takes what is left of a row before it begins one.
One without a caption says how much lower it stands beside those that have one (`DROP`); alone it stands at the top.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

NARROWEST: Final = "narrowest"
DROP: Final = "drop"


class FlowLayout(QLayout):
    """Rows of widgets in their preferred widths, with equal gaps; lower ones stand at the top or in the middle."""

    def __init__(
        self, parent: QWidget | None = None, *, across: int, down: int, in_middle: bool = False
    ) -> None:
        super().__init__(parent)
        self._in_middle = in_middle
        self._items: list[QLayoutItem] = []
        self._across = across
        self._down = down
        self._heights: dict[int, int] = {}
        """By width, while nothing changes: Qt asks some 25 times a layout."""
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_trial=True)
        return self._heights[width]

    def invalidate(self) -> None:
        super().invalidate()
        self._heights.clear()

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        left, top, height = rect.left(), rect.top(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            room = rect.right() + 1 - left
            if left > rect.left() and hint.width() > room and not 0 < _asked(item, NARROWEST) <= room:
                self._place(row, height, is_trial=is_trial)
                left, top, height, row = rect.left(), top + height + self._down, 0, []
            width = min(hint.width(), rect.right() + 1 - left)
            drop = _asked(item, DROP) if row else 0
            row.append((item, QRect(QPoint(left, top + drop), QSize(width, hint.height()))))
            left += hint.width() + self._across
            height = max(height, drop + hint.height())
        self._place(row, height, is_trial=is_trial)
        return top + height - rect.top()

    def _place(self, row: Sequence[tuple[QLayoutItem, QRect]], height: int, *, is_trial: bool) -> None:
        for item, rect in () if is_trial else row:
            item.setGeometry(rect.translated(0, (height - rect.height()) // 2 if self._in_middle else 0))


def _asked(item: QLayoutItem, what: str) -> int:
    """Return what a widget asks for in pixels; 0 where it does not."""
    widget = item.widget()
    return int(widget.property(what) or 0) if widget is not None else 0
