"""Pictures of the main pages of a firm, light and dark: for the manual, for a look without a screen, for comparison."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from app.core.table import Drill
from app.gui import application, operations, theme
from app.gui.main_window import MainWindow
from app.i18n import catalog
from app.services import documents
from app.services.firm import Firm

SIZE: Final = (1366, 768)
_PATIENCE_S: Final = 30.0
_STEP_S: Final = 0.005
_LATER_S: Final = 0.6
"""Some charts are read when all else is there; so long a picture waits for them to begin."""
_ROUNDS: Final = 8
"""Turns of the event loop after the last answer, in which layouts come to rest."""


def draw(path: Path, folder: Path) -> list[Path]:
    """Open the firm, draw each page in both themes into the folder, return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    language = catalog.language()
    program = application.make()
    catalog.use(language)
    firm = Firm.open(path)
    files: list[Path] = []
    try:
        for dark in (False, True):
            theme.apply(program.qt, theme.choose(dark=dark))
            window = MainWindow(firm, proves=False)
            window.resize(*SIZE)
            window.show()
            window.prove(replay=False)
            for name, go in _pages(window):
                go()
                _settle(program.qt)
                file = folder / f"{name}{'-dark' if dark else ''}.png"
                window.grab().save(str(file))
                files.append(file)
            window.hide()
            window.deleteLater()
    finally:
        operations.workers().stop(firm.close)
        firm.close()
    return files


def _pages(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    """Walk what is drawn: a name for the file, and the way there."""
    yield "home", lambda: window.open_tab("home")
    yield "sales", lambda: window.open_list("delivery")
    yield "purchase", lambda: window.open_list("goods_receipt")
    yield "items", lambda: window.open_records("item")
    yield "stock", lambda: window.open_report("stock_on_hand")
    yield "profit", lambda: window.open_report("sales_profit")
    yield "settings", lambda: window.open_tab("settings")
    last = _newest_sale(window)
    if last is not None:
        yield "document", lambda: window.follow(last)


def _newest_sale(window: MainWindow) -> Drill | None:
    sales = documents.listing(window.firm, "delivery", states=("posted",)).drills
    return sales[0] if sales else None


def _settle(qt: QApplication) -> None:
    """Wait until everything asked for has come and is painted."""
    end = time.monotonic() + _PATIENCE_S
    later = time.monotonic() + _LATER_S
    qt.processEvents()
    while (not operations.workers().is_idle or time.monotonic() < later) and time.monotonic() < end:
        qt.processEvents()
        time.sleep(_STEP_S)
    for _ in range(_ROUNDS):
        qt.processEvents()
        time.sleep(_STEP_S)
