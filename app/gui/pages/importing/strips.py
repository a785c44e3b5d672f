"""Two lines of the import page: which file and what it would do; and what the chosen column of it holds."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.field import Choice
from app.core.text import N_, Label, Message
from app.gui.theme import GAP_S
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.status_badge import StatusBadge
from app.i18n.catalog import fill, tr
from app.services.imports import Outcome

_COUNTS: Final[tuple[tuple[Label, str, str], ...]] = (
    (N_("新增 {count}"), "new", "good"),
    (N_("变更 {count}"), "changed", "warn"),
    (N_("不变 {count}"), "unchanged", "quiet"),
    (N_("错误 {count} 行"), "error_rows", "bad"),
    (N_("要原因 {count} 行"), "asking_rows", "bad"),
    (N_("有原因 {count} 行"), "excused_rows", "warn"),
    (N_("没采用 {count}"), "unused", "warn"),
    (N_("提醒 {count}"), "warnings", "warn"),
)


class OutcomeStrip(QWidget):
    """The file and sheet, and how many rows become what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = QLabel()
        self._file.setProperty("role", "strong")
        self._counts = [StatusBadge() for _ in _COUNTS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_S)
        row.addWidget(self._file)
        for badge in self._counts:
            row.addWidget(badge)
        row.addStretch(1)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what a file would do; a count of nothing is not shown."""
        self._file.setText(f"{outcome.brought.file} · {outcome.brought.sheet}")
        counts = outcome.counts()
        counts["error_rows"] = outcome.rows_left_out - counts["asking_rows"]
        for badge, (label, key, tone) in zip(self._counts, _COUNTS, strict=True):
            badge.say(fill(Message.of(label, count=counts[key])) if counts[key] else "", tone)


class ColumnStrip(QWidget):
    """Asks what a column holds. Signals: chosen(field)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        holds = QLabel(tr(N_("这一列是")))
        holds.setProperty("role", "caption")
        self.field = ChoiceField((), may_be_empty=False)
        self.field.changed.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_S)
        row.addWidget(holds)
        row.addWidget(self.field)
        row.addStretch(1)

    def show_field(self, choices: Sequence[Choice], field: str) -> None:
        """Offer what a column may hold, and show what it is taken for now."""
        self.field.clear()
        self.field.offer(choices)
        self.field.set_value(field)

    def _on_changed(self) -> None:
        self.chosen.emit(str(self.field.value() or ""))
