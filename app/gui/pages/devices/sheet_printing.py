"""F10 in the test of scanners: the set-up sheet to the printer that prints A4 here, else into a PDF."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from app.core.text import N_
from app.gui.commands import Command
from app.gui.editors.printing_notices import notice_of, says_misfit
from app.gui.errors import Notice
from app.gui.operations import Read
from app.gui.widgets.opening import open_path
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.gui.paper.putting import Outcome


class SheetPrinting(QObject):
    """Prints the sheet. Signals: done(Notice) with what became of it."""

    done = Signal(object)

    def __init__(self, firm: Firm, parent: QObject) -> None:
        super().__init__(parent)
        self._firm = firm

    def print(self) -> None:
        """Lay it out and put it where A4 is printed."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        Read(self, partial(_put, self._firm, folder)).label(N_("正在打印…")).then(self._on_put).run()

    def _on_put(self, outcome: "Outcome") -> None:
        path = outcome.pdf
        opens = Command("print.open", N_("打开"), partial(open_path, path)) if path is not None else None
        if outcome.misfit is not None:
            self.done.emit(Notice(says_misfit(outcome.misfit), "warn", opens))
        else:
            self.done.emit(notice_of(outcome, opens))


def _put(firm: Firm, folder: Path) -> "Outcome":
    """Print the sheet; where the driver has no A4 it becomes a PDF, as where there is no printer."""
    from app.gui.paper.putting import put  # noqa: PLC0415 - what prints is loaded with the first print
    from app.services.printing.pages import write  # noqa: PLC0415 - as above
    from app.services.printing.scanner_sheet import scanner_sheet  # noqa: PLC0415 - as above

    batch = scanner_sheet(firm)
    path = folder / f"{batch.title}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    outcome = put(firm, batch, path, Event())
    return outcome if outcome.misfit is None else replace(outcome, pdf=write(batch, path).path)
