"""F10: print what a page shows, without a dialog; what was chosen last is taken, Shift+F10 asks for the paper."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from app.core.changes import Changes
from app.core.text import N_, Message
from app.gui.commands import Command
from app.gui.editors.print_strip import PrintStrip, Wanted
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill
from app.services.firm import Firm
from app.services.printing import Made, choices, note, templates
from app.services.printing.choices import Choice


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed: the form, for whom (empty for several), the name of the file, and who makes it.

    `make` writes to a path; without a choice it takes what is usual. Of `has_several` those that were printed before
    may be left out.
    """

    form: str
    party: str
    name: str
    make: Callable[[Path, Choice | None], Made]
    has_several: bool = False


class Printing(QObject):
    """Prints for one page; `job` says what is to be printed now, None where there is nothing."""

    def __init__(self, firm: Firm, page: Page, job: Callable[[], PrintJob | None]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._job = job
        self.strip = PrintStrip()
        page.body.insertWidget(0, self.strip)

    def commands(self) -> tuple[Command, ...]:
        """Print now, or ask first."""
        return (
            Command("document.print", N_("打印"), self.print, button=True),
            Command("document.print_as", N_("换纸打印"), self.ask, in_bar=False),
        )

    def print(self) -> None:
        """Print as last time; what is being written is written first."""
        job = self._job()
        if job is not None:
            Write(self._page, Changes).then(partial(self._make, job, None)).run()

    def ask(self) -> None:
        """Ask for paper and variant, then print."""
        job = self._job()
        if job is not None:
            Read(self._page, partial(_known, self._firm, job)).latest("print").then(
                partial(self._ask, job)
            ).run()

    def _ask(self, job: PrintJob, known: tuple[Wanted, tuple[str, ...]]) -> None:
        self.strip.ask(
            *known,
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
        Read(self._page, partial(_write, job, path, choice)).label(N_("正在生成 PDF…")).then(self._note).run()

    def _note(self, made: Made) -> None:
        """Note what went to paper, then say where it is."""
        Write(self._page, partial(note, self._firm, made.prints)).then(partial(self._on_noted, made)).run()

    def _on_noted(self, made: Made, _changes: Changes) -> None:
        otherwise = Command("print.as", N_("换纸打印"), self.ask)
        if made.is_empty:
            says = Message.of(N_("选中的 {count} 张都打印过，没有再打"), count=made.left_out)
            self._page.show_notice(Notice(fill(says), "warn", otherwise))
            return
        says = Message.of(N_("已生成 {path}"), path=made.path)
        if made.left_out:
            template = N_("已生成 {path}；打印过的 {count} 张没有再打")
            says = Message.of(template, path=made.path, count=made.left_out)
        opens = Command("print.open", N_("打开"), partial(open_path, made.path))
        self._page.show_notice(Notice(fill(says), "good", opens, (otherwise,)))


def _known(firm: Firm, job: PrintJob) -> tuple[Wanted, tuple[str, ...]]:
    usual = choices.chosen(firm, job.form, job.party)
    return Wanted(usual, skips_printed=choices.skips_printed(firm, job.form)), templates.variants(
        firm, job.form
    )


def _remember(firm: Firm, job: PrintJob, wanted: Wanted) -> Changes:
    if job.has_several:
        choices.remember_skipping(firm, job.form, skips=wanted.skips_printed)
    if wanted.is_for_party:
        return choices.remember_for_party(firm, job.form, job.party, wanted.choice)
    return choices.remember(firm, job.form, wanted.choice)


def _write(job: PrintJob, path: Path, choice: Choice | None) -> Made:
    path.parent.mkdir(parents=True, exist_ok=True)
    return job.make(path, choice)
