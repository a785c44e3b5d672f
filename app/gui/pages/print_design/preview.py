"""The pages of an example, as they will be printed; drawn off the GUI thread, page by page in view."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.text import N_, Message
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.segments import frame
from app.i18n.catalog import fill, tr
from app.services.printing.samples import Preview

LINES = (1, 9, 40)
"""Lines of the example that a person can look at."""
_MM_PER_INCH = 25.4
_TENTHS = 10
_LEAST_DPI, _MOST_DPI = 30, 110
_LATER_MS = 150


class PreviewView(QFrame):
    """Signals: wanted() when other lines or another size are to be drawn."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.lines = LINES[1]
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.wanted)
        self._says = QLabel()
        self._says.setProperty("role", "caption")
        self._sheet = QVBoxLayout()
        self._sheet.setSpacing(GAP_M)
        self.pages: list[QLabel] = []
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(GAP_M, GAP_M, GAP_M, GAP_M)
        around.addLayout(self._sheet)
        around.addStretch(1)
        self._area = QScrollArea()
        self._area.setProperty("role", "page")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inner)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setAccessibleName(tr(N_("预览")))
        choices, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._says, 1)
        for lines in LINES:
            button = QPushButton(fill(Message.of(N_("{lines} 行"), lines=lines)))
            button.setProperty("role", "segment")
            button.setObjectName(f"preview.{lines}")
            button.setCheckable(True)
            button.setChecked(lines == self.lines)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            choices.addButton(button, lines)
        row.addWidget(frame(QFrame(), (choices.button(lines) for lines in LINES)))
        choices.idClicked.connect(self._on_lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(GAP_S)
        column.addLayout(row)
        column.addWidget(self._area, 1)

    def dpi(self, paper_width: int) -> int:
        """Return how finely a paper (its width in tenths of a millimetre) is drawn to fill the room, dot for dot."""
        room = self._area.viewport().width() - 2 * GAP_M - 2
        here = max(_LEAST_DPI, min(_MOST_DPI, int(room * _MM_PER_INCH * _TENTHS / paper_width)))
        return int(here * self.devicePixelRatioF())

    def show_pages(self, preview: Preview) -> None:
        """Show the pages of an example."""
        while len(self.pages) > len(preview.pages):
            label = self.pages.pop()
            self._sheet.removeWidget(label)
            label.hide()
            label.deleteLater()
        while len(self.pages) < len(preview.pages):
            label = QLabel()
            label.setStyleSheet("border: none;")
            self._sheet.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(label)
        for label, png in zip(self.pages, preview.pages, strict=True):
            picture = QPixmap()
            picture.loadFromData(png)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(picture)
        self._says.setText(fill(Message.of(N_("示例，共 {pages} 页"), pages=preview.count)))

    def scroll_page(self, step: int) -> None:
        """Look a screen further down or up."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._later.start()

    def _on_lines(self, lines: int) -> None:
        self.lines = lines
        self.wanted.emit()
