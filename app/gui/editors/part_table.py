"""A child list of a record on the screen: its name and a small grid with one empty row to begin in."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.text import N_
from app.domain.records.spec import Part, blank_row
from app.gui import theme
from app.gui.editors.line_grid import LineGrid
from app.gui.models.part_model import PartModel
from app.gui.models.titles import Titles
from app.i18n.catalog import tr
from app.i18n.messages import sentence
from app.services import modules
from app.services.firm import Firm

_MOST_SHOWN = 5
_HEADER = 40


class PartTable(QFrame):
    """Holds the rows of one part. Signals: changed(), left(step)."""

    changed = Signal()
    left = Signal(int)

    def __init__(
        self, part: Part, firm: Firm, titles: Titles, *, of: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.part = part
        self._rows: list[dict[str, Any]] = []
        self._model = PartModel(
            part,
            title_of=titles.of,
            is_on=lambda key: modules.is_on(firm, f"field:{of}.{part.key}.{key}"),
            parent=self,
        )
        self._model.hint = tr(N_("输入以新增一行"))
        self.grid = LineGrid(self._model, firm, titles, self)
        caption = QLabel(tr(part.label))
        caption.setProperty("role", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self.grid)
        self._model.typed.connect(self._on_typed)
        self.grid.deleted.connect(self._on_deleted)
        self.grid.left.connect(self.left)
        titles.arrived.connect(self._model.repaint)
        self._fit()

    def set_rows(self, rows: Iterable[dict[str, Any]]) -> None:
        """Show rows."""
        self._rows = [dict(row) for row in rows]
        self._show()

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as they stand."""
        return [dict(row) for row in self._rows]

    def commit(self) -> bool:
        """Read what is being typed; False when it cannot be read."""
        return self.grid.close_editor()

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the cells that problems are about; their fields are named ``part.field``."""
        marks = {}
        for problem in problems:
            part, _, key = problem.field.partition(".")
            if part == self.part.key:
                marks[problem.line, key] = sentence(problem)
        self._model.set_marks(marks)

    def _on_typed(self, number: int, key: str, value: object) -> None:
        if number > len(self._rows):
            self._rows.append(blank_row(self.part))
        self._rows[number - 1] = {**self._rows[number - 1], key: value}
        self._model.set_marks({})
        self._show()
        self.changed.emit()

    def _on_deleted(self, number: int) -> None:
        del self._rows[number - 1]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._model.show([dict(row) for row in self._rows])
        self._fit()

    def _fit(self) -> None:
        rows = min(len(self._rows) + 1, _MOST_SHOWN)
        measures = theme.current().measures
        bar = self.grid.horizontalScrollBar().sizeHint().height()
        self.grid.setFixedHeight(rows * measures.row + measures.px(_HEADER) + bar)
