"""One start: ``hello FIRM`` is a bare window that opens the file, ``program FIRM`` is ours with its item list.

Each says when it is painted; how it ends is no part of its start.
"""

import sys
from pathlib import Path


def hello(path: Path) -> None:
    from peewee import SqliteDatabase
    from PySide6.QtWidgets import QApplication, QLabel

    qt = QApplication([])
    database = SqliteDatabase(str(path))
    count = database.execute_sql("SELECT COUNT(*) FROM item").fetchone()[0]
    label = QLabel(f"{count}")
    label.resize(1366, 768)
    label.show()
    label.grab()
    qt.processEvents()
    print("painted", flush=True)


def program(path: Path) -> None:
    from app import bootstrap

    bootstrap.load_window()
    from PySide6.QtCore import QEventLoop

    from app.gui import application, operations
    from app.gui.pages.list_page import ListPage
    from app.services.firm import Firm

    running = application.make()
    window = running.show_firm(Firm.open(path))
    window.open_entry(window._entry("records", "item"))
    page = window.work.current
    assert isinstance(page, ListPage)
    while not page.card.view.rows.rowCount():
        running.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.grab()
    running.qt.processEvents()
    print("painted", flush=True)
    operations.workers().stop(window.firm.close)


if __name__ == "__main__":
    {"hello": hello, "program": program}[sys.argv[1]](Path(sys.argv[2]))
