"""The other side of what is painted: the least window that shows the same, in a process and with looks of its own.

``python -m tests.bench.bare_window KIND FIRM [SIZE]`` answers each line of its input, the name of an act, with the
milliseconds of each time it was done. The looks of the program are not in force here: they would slow it down.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from app.services.firm import Firm
from tests.bench import screen, trade
from tests.bench.firms import opened
from tests.bench.measuring import quiet_memory

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SCANNED = (
    "SELECT i.code, i.name, i.spec, b.code, i.base_unit, i.retail, i.tax_rate, i.brand FROM item_barcode b"
    " JOIN item i ON i.id = b.item_id WHERE b.code_key = ?"
)
_LISTED = (
    "SELECT i.code, i.name, i.spec, i.brand, i.base_unit, c.name, i.purchase, i.retail, i.wholesale, b.code"
    " FROM item i LEFT JOIN category c ON c.id = i.category_id"
    " LEFT JOIN item_barcode b ON b.item_id = i.id AND b.position = 0 WHERE i.is_active = 1 ORDER BY i.code"
)
_MICRO = 1_000_000
TYPED = "蒙"
"""What a list is filtered for."""
LINES = 300
"""Of the cart that is scanned into."""


class Beside:
    """A bare window in a process of its own; `act` lets it do something and returns the milliseconds."""

    def __init__(self, kind: str, path: Path, *more: object) -> None:
        command = [sys.executable, "-m", "tests.bench.bare_window", kind, str(path), *map(str, more)]
        surroundings = os.environ | {"PYTHONPATH": str(Path.cwd())}
        self._child = subprocess.Popen(
            command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def act(self, name: str) -> list[float]:
        """Let it act."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(f"{name}\n")
        self._child.stdin.flush()
        taken: list[float] = json.loads(self._child.stdout.readline())
        return taken

    def close(self) -> None:
        """End it."""
        with self._child:
            assert self._child.stdin is not None
            self._child.stdin.close()


class Rows(QAbstractTableModel):
    """Rows of texts and figures, the least that a model can be."""

    def __init__(self, rows: Sequence[Sequence[Any]], columns: int) -> None:
        super().__init__()
        self.rows = [*rows]
        self._columns = columns

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        return None

    def put(self, rows: Sequence[Sequence[Any]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = [*rows]
        self.endResetModel()

    def add(self, row: Sequence[Any]) -> None:
        """Add a row."""
        self.beginInsertRows(_NOWHERE, len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()


class Bare(QWidget):
    """A line to type into, a table, a sentence below."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.line, self.table, self.says = QLineEdit(), QTableView(), QLabel()
        self.table.setModel(model)
        self.table.verticalHeader().hide()
        column = QVBoxLayout(self)
        for part in (self.line, self.table, self.says):
            column.addWidget(part)

    def painted_ms(self, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> float:
        """Act, and wait until the table is painted."""
        return screen.painted_ms(self.table.viewport(), act, until)


class Cart:
    """Scans into a cart of many lines: one look-up, one row, the sum."""

    def __init__(self, firm: Firm, size: int) -> None:
        self._connection = firm.database.connection()
        self._codes = [trade.barcode(number) for number in range(LINES + size)]
        self._rows = Rows([], 11)
        self._window = Bare(self._rows)
        self._total = 0
        self._window.line.returnPressed.connect(self._take)
        screen.show(self._window)
        self._window.line.setFocus()

    def _take(self) -> None:
        found = self._connection.execute(_SCANNED, (self._window.line.text(),)).fetchone()
        self._window.line.clear()
        code, name, spec, barcode, unit, retail, tax, brand = found
        row = (len(self._rows.rows) + 1, code, name, spec, barcode, unit, 1, retail / _MICRO, retail / _MICRO)
        self._total += retail
        self._rows.add((*row, tax / _MICRO, brand))
        self._window.table.scrollToBottom()
        self._window.says.setText(f"{self._total / _MICRO:,.2f}")

    def scan(self) -> list[float]:
        """Fill the cart, then scan."""
        self._rows.put([])
        for code in self._codes[:LINES]:
            self._window.line.setText(code)
            self._take()
        screen.rest()
        return [
            self._window.painted_ms(lambda code=code: screen.scan(self._window.line, code))  # type: ignore[misc]
            for code in self._codes[LINES:]
        ]


class Settled:
    """Posts a sale of five lines by hand at F9, and shows an empty cart and the number."""

    def __init__(self, firm: Firm, size: int) -> None:
        from tests.bench.workloads.posting import Seller

        self._seller = Seller(firm)
        self._size = size
        self._rows = Rows([], 11)
        self._window = Bare(self._rows)
        QShortcut(QKeySequence("F9"), self._window).activated.connect(self._post)
        screen.show(self._window)
        self._window.line.setFocus()

    def _post(self) -> None:
        self._seller.raw.post(self._sale)
        self._rows.put([])
        self._window.says.setText(f"已过账 {self._sale.uid}")

    def settle(self) -> list[float]:
        """Post one sale after the other."""
        taken = []
        for sale in self._seller.raw_sales(self._size):
            self._sale = sale
            self._rows.put([(n, *line, "", "", "") for n, line in enumerate(sale.lines, 1)])
            screen.rest()
            press = lambda: QTest.keyClick(self._window.line, Qt.Key.Key_F9)  # noqa: E731
            taken.append(self._window.painted_ms(press, lambda: not self._rows.rows))
            screen.rest()
        return taken


class Listed:
    """A list sorted and filtered by Qt's proxy model."""

    def __init__(self, firm: Firm, size: int) -> None:
        self._connection = firm.database.connection()
        self._window = self._opened()
        screen.show(self._window)
        self._is_up = False

    def _opened(self) -> Bare:
        self._rows = Rows(self._connection.execute(_LISTED).fetchall(), 10)
        self._proxy = QSortFilterProxyModel()
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setSourceModel(self._rows)
        window = Bare(self._proxy)
        window.table.setSortingEnabled(False)
        window.line.textChanged.connect(self._proxy.setFilterFixedString)
        return window

    def open(self) -> list[float]:
        """Read, make, show."""
        before, self._window = self._window, self._opened()
        self._window.resize(*screen.SIZE)
        taken = self._window.painted_ms(self._window.show)
        before.deleteLater()
        screen.rest()
        return [taken]

    def sort(self) -> list[float]:
        """Sort by the name, up or down."""
        self._is_up = not self._is_up
        order = Qt.SortOrder.AscendingOrder if self._is_up else Qt.SortOrder.DescendingOrder
        return [self._window.painted_ms(lambda: self._proxy.sort(1, order))]

    def filter(self) -> list[float]:
        """Type one character, and take it back."""
        taken = self._window.painted_ms(lambda: screen.type_text(self._window.line, TYPED))
        self._window.line.clear()
        screen.rest()
        return [taken]


def main(kind: str, path: str, size: str = "0") -> None:
    """Serve one window."""
    with tempfile.TemporaryDirectory() as home:
        screen.start(Path(home), is_bare=True)
        firm = opened(Path(path))
        window = {"cart": Cart, "settled": Settled, "list": Listed}[kind](firm, int(size))
        with quiet_memory():
            for line in sys.stdin:
                print(json.dumps(getattr(window, line.strip())()), flush=True)
        firm.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
