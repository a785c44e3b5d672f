"""What stands where nothing is: a quiet picture, one line that says what to do next, and the button for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui import icons
from app.gui.commands import Command
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.buttons import CommandButton


class EmptyState(QFrame):
    """Fills the place of an empty table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self._picture = QLabel()
        self._says = QLabel()
        self._says.setProperty("role", "section")
        self._advises = QLabel()
        self._advises.setProperty("role", "caption")
        self._advises.setWordWrap(True)
        self._button: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP_S)
        self._column.addStretch(2)
        for label in (self._picture, self._says, self._advises):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(label)
        self._column.addSpacing(GAP_M)
        self._column.addStretch(3)

    def say(
        self, says: str, advises: str = "", command: Command | None = None, icon: str = "document"
    ) -> None:
        """Say what is missing and what to do about it."""
        self._picture.setPixmap(icons.pixmap(icon, "ink3", 40, width="1.2"))
        self._says.setText(says)
        self._advises.setText(advises)
        self._advises.setVisible(bool(advises))
        if self._button is not None:
            if self._button.hasFocus():
                self.setFocus()
            self._column.removeWidget(self._button)
            self._button.hide()  # until it is gone it would be given the keys of what is hidden next
            self._button.deleteLater()
            self._button = None
        if command is not None:
            self._button = CommandButton(command)
            self._column.insertWidget(
                self._column.count() - 1, self._button, alignment=Qt.AlignmentFlag.AlignHCenter
            )
