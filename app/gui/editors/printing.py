"""F10: print what a page shows, without a dialog; what was chosen last is taken, Shift+F10 asks for paper and printer.

::

    lay out ─▶ put (`app.gui.paper`) ─▶ note what is on paper ─▶ say what became of it
                  └─▶ a driver lacks the form: ask before anything is printed

F10 answers too: once more while a driver lacks the form prints all the same, and during a long print it stops it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from app.core.changes import Changes
from app.core.progress import Progress
from app.core.text import N_, Label, Message
from app.domain.printing.papers import PAPERS
from app.gui.commands import Command
from app.gui.editors.print_strip import Offer, PrintStrip, Wanted
from app.gui.editors.printing_notices import notice_of, says_misfit
from app.gui.editors.strip import placed
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill
from app.services.firm import Firm
from app.services.printing import choices, note, printers, templates
from app.services.printing.choices import Choice

if TYPE_CHECKING:
    from app.gui.paper.putting import Misfit, Outcome
    from app.services.printing.pages import Batch


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed: the form, for whom (empty for several), the name of a file of it, and who lays it out.

    Without a choice it takes what is usual. Of `has_several` those that were printed before may be left out.
    """

    form: str
    party: str
    name: str
    lay_out: "Callable[[Choice | None], Batch]"
    has_several: bool = False


class Printing(QObject):
    """Prints for one page; `job` says what is to be printed now, None where there is nothing."""

    def __init__(self, firm: Firm, page: Page, job: Callable[[], PrintJob | None]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._job = job
        self._stopped = Event()
        self._is_slow = False
        self._anyway: tuple[str, Callable[[], None]] | None = None
        """What the line above says that keeps a print back, and how to print all the same."""

    @cached_property
    def strip(self) -> PrintStrip:
        """The strip that asks for paper and printer; made with the first question."""
        return placed(self._page, PrintStrip())

    def commands(self) -> tuple[Command, ...]:
        """Print now, or ask first."""
        return (
            Command("document.print", self.label, self.print, button=True),
            Command("document.print_as", N_("换纸打印"), self.ask, in_bar=False),
        )

    @property
    def label(self) -> Label:
        """What F10 does now."""
        return N_("停止") if self._is_slow else N_("打印")

    def print(self) -> None:
        """Print as last time; what is being written is written first. A long print is stopped."""
        if self._is_slow:
            self.stop()
            return
        says, anyway = self._anyway or ("", None)
        self._anyway = None
        if anyway is not None and self._page.banner.text == says:
            anyway()
            return
        job = self._job()
        if job is not None:
            Write(self._page, Changes).then(partial(self._make, job, None)).run()

    def ask(self) -> None:
        """Ask for paper, variant and printer, then print."""
        job = self._job()
        if job is not None:
            Read(self._page, partial(_known, self._firm, job)).latest("print").then(
                partial(self._ask, job)
            ).run()

    def stop(self) -> None:
        """Print no further; what a printer has already, it may still print."""
        self._stopped.set()

    def _ask(self, job: PrintJob, offer: Offer) -> None:
        self.strip.ask(
            offer,
            partial(self._on_wanted, job),
            has_party=bool(job.party),
            has_several=job.has_several,
        )

    def _on_wanted(self, job: PrintJob, wanted: Wanted) -> None:
        Write(self._page, partial(_remember, self._firm, job, wanted)).then(
            partial(self._make, job, wanted.choice)
        ).run()

    def _make(self, job: PrintJob, choice: Choice | None, _changes: Changes) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        path = folder / f"{job.name.replace('/', '-')}.pdf"
        self._stopped = Event()
        work = partial(_put, self._firm, job, path, choice, self._stopped)
        Read.followed(self._page, work, self._show_progress).label(N_("正在打印…")).then(
            partial(self._note, job, choice)
        ).afterwards(partial(self._say_slow, is_slow=False)).run()

    def _show_progress(self, done: int, whole: int) -> None:
        """Say how far it is, with the way to stop."""
        if done < whole and not self._stopped.is_set():
            self._say_slow(is_slow=True)
            says = Message.of(N_("正在打印第 {done} / {whole} 页"), done=done, whole=whole)
            stop = Command("document.print", N_("停止"), self.stop)
            self._page.show_notice(Notice(fill(says), "calm", stop))

    def _say_slow(self, *, is_slow: bool) -> None:
        if is_slow != self._is_slow:
            self._is_slow = is_slow
            self._page.commands_changed.emit()

    def _note(self, job: PrintJob, choice: Choice | None, outcome: "Outcome") -> None:
        """Note what went to paper, then say what became of it."""
        if outcome.misfit is not None:
            self._ask_misfit(job, choice, outcome.misfit)
            return
        Write(self._page, partial(note, self._firm, outcome.prints)).then(
            partial(self._on_noted, outcome)
        ).run()

    def _on_noted(self, outcome: "Outcome", _changes: Changes) -> None:
        otherwise = Command("print.as", N_("换纸打印"), self.ask)
        opens = (
            Command("print.open", N_("打开"), partial(open_path, outcome.pdf))
            if outcome.pdf is not None
            else None
        )
        self._page.show_notice(notice_of(outcome, opens, otherwise))

    def _ask_misfit(self, job: PrintJob, choice: Choice | None, misfit: "Misfit") -> None:
        """The driver has no such form: go on all the same, or make PDFs of this paper."""
        printer, paper = misfit.printer, misfit.paper.key
        take = partial(printers.take_other_form, self._firm, printer, paper)
        forget = partial(printers.remember, self._firm, paper, printers.PDF)
        self._anyway = (says_misfit(misfit), partial(self._again, job, choice, take))
        anyway = Command("document.print", N_("照样打印"), self._anyway[1])
        pdf = Command("print.pdf", N_("打成 PDF"), partial(self._again, job, choice, forget))
        otherwise = Command("print.as", N_("换纸打印"), self.ask)
        self._page.show_notice(Notice(says_misfit(misfit), "warn", anyway, (pdf, otherwise)))

    def _again(self, job: PrintJob, choice: Choice | None, decided: Callable[[], Changes]) -> None:
        """Print once more, after something was decided."""
        Write(self._page, decided).then(partial(self._make, job, choice)).run()


def _known(firm: Firm, job: PrintJob) -> Offer:
    """Find what can be chosen; a driver may take its time to tell of its printers."""
    from app.gui.paper import driver  # noqa: PLC0415 - printers are asked for when somebody wants to choose one

    usual = choices.chosen(firm, job.form, job.party)
    names = driver.names()
    return Offer(
        Wanted(usual, skips_printed=choices.skips_printed(firm, job.form)),
        templates.variants(firm, job.form),
        {name: printers.shift_of(firm, name) for name in names},
        {paper.key: printers.printer_of(firm, paper.key) for paper in PAPERS},
    )


def _remember(firm: Firm, job: PrintJob, wanted: Wanted) -> Changes:
    printers.remember(firm, wanted.choice.paper, wanted.printer, wanted.shift)
    if job.has_several:
        choices.remember_skipping(firm, job.form, skips=wanted.skips_printed)
    if wanted.is_for_party:
        return choices.remember_for_party(firm, job.form, job.party, wanted.choice)
    return choices.remember(firm, job.form, wanted.choice)


def _put(
    firm: Firm, job: PrintJob, path: Path, choice: Choice | None, stopped: Event, progress: Progress
) -> "Outcome":
    from app.gui.paper.putting import put  # noqa: PLC0415 - what prints is loaded with the first print

    path.parent.mkdir(parents=True, exist_ok=True)
    return put(firm, job.lay_out(choice), path, stopped, progress)
