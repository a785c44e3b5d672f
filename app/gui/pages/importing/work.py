"""What the import page asks of the services, off the GUI thread: try, import, mark the faults, list, take back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.progress import Progress
from app.core.text import N_, Label
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui.operations import Job, Read, Write
from app.services import imports
from app.services.firm import Firm
from app.services.imports import Outcome, Undone, Wish

_TOUCHED: Final = Changes.of(
    "import", "stock", "party", "cash", *(f"record:{each.key}" for each in RECORDS),
    *(f"document:{each.key}" for each in TYPES),
)  # fmt: skip
"""What an import may have written: an import is seldom, and whoever shows any of it reads again."""


class ImportWork(QObject):
    """One import at a time: a new one cancels the one before.

    Signals: tried(Outcome), brought(Outcome), refused(Problem); began, progressed(done, whole), ended around each of
    them; marked(path), listed(batches), undone(Undone).
    """

    tried = Signal(object)
    brought = Signal(object)
    refused = Signal(object)
    began = Signal()
    progressed = Signal(int, int)
    ended = Signal()
    marked = Signal(object)
    listed = Signal(list)
    undone = Signal(object)

    def __init__(self, firm: Firm, parent: QObject) -> None:
        super().__init__(parent)
        self._firm = firm
        self._job: Job | None = None

    def try_out(self, path: Path, kind: str, mapping: dict[int, str], reason: str) -> None:
        """Import and take it all back: as `kind`, or as the headers say."""
        self._run(N_("正在读取…"), path, kind, mapping, Wish(is_dry=True, reason=reason))

    def bring(self, path: Path, kind: str, mapping: dict[int, str], reason: str) -> None:
        """Import; faulty rows stay out."""
        self._run(N_("正在导入…"), path, kind, mapping, Wish(skip_errors=True, reason=reason))

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.cancel()
            self.ended.emit()

    def mark(self, outcome: Outcome, path: Path, target: Path) -> None:
        """Write a copy of the file with the faults in colour."""
        Read(self, partial(imports.mark, outcome, path, target)).label(N_("正在保存…")).then(
            self.marked.emit
        ).run()

    def list(self) -> None:
        """Read what was imported so far."""
        Read(self, partial(imports.listed, self._firm)).latest("history").then(self.listed.emit).run()

    def undo(self, batch: str) -> None:
        """Take an import back."""
        firm = self._firm

        def work(progress: Progress) -> tuple[Undone, Changes]:
            return imports.undo(firm, batch, progress), _TOUCHED

        self._follow(N_("正在撤销…"), work, self._on_undone)

    def _on_undone(self, found: tuple[Undone, Changes]) -> None:
        self.undone.emit(found[0])

    def _run(self, label: Label, path: Path, kind: str, mapping: dict[int, str], wish: Wish) -> None:
        firm, known = self._firm, dict(mapping)

        def work(progress: Progress) -> tuple[Outcome, Changes]:
            outcome = imports.run(
                firm,
                path,
                kind=kind,
                mapping=known or None,
                dry_run=wish.is_dry,
                skip_errors=wish.skip_errors,
                reason=wish.reason,
                progress=progress,
            )
            return outcome, _TOUCHED if outcome.is_done else Changes()

        self._follow(label, work, partial(self._on_run, wish))

    def _follow(self, label: Label, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        """Do long work in the place of what was under way; it can be stopped."""
        if self._job is not None:
            self._job.cancel()
        self.began.emit()
        self._job = (
            Write.followed(self, work, self.progressed.emit)
            .label(label)
            .then(then)
            .otherwise(self._on_refused)
            .afterwards(self.ended.emit)
            .run()
        )

    def _on_run(self, wish: Wish, found: tuple[Outcome, Changes]) -> None:
        (self.tried if wish.is_dry else self.brought).emit(found[0])

    def _on_refused(self, problem: Problem) -> None:
        self.refused.emit(problem)
