"""Ctrl+E: the table of a page as a file, exactly as it is seen. A strip asks where to; there is no dialog."""

import itertools
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from app.core.table import Table
from app.core.text import N_, Label, Message
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.input.typed_path import typed_path
from app.gui.operations import Read
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

_SUFFIXES: Final = {"xlsx": N_("Excel 工作簿"), "csv": N_("CSV 文件"), "pdf": N_("PDF 文件")}


class Exporting(QObject):
    """Writes for one page what `seen` returns."""

    def __init__(self, firm: Firm, page: Page, seen: Callable[[], Table]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._seen = seen

    @cached_property
    def question(self) -> AskStrip:
        """The strip that asks where to; made with the first question."""
        strip = AskStrip()
        self._page.body.insertWidget(0, strip)
        return strip

    def ask(self, suffix: str) -> None:
        """Ask where to, with a free name proposed, then write what is seen; without a table there is nothing to ask."""
        if not self._has_table():
            return
        from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 - like QFileDialog, 3 ms of the start for a later key

        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = f"{self._page.title} {self._firm.today()}".replace("/", "-")
        self._ask_where(suffix, str(_free(folder / f"{name}.{suffix}")), N_("导出到"))

    def export(self, path: Path) -> None:
        """Write what is seen to a file and say where it is; the table may have gone since the question."""
        if self._has_table():
            self._begin(path)

    def _has_table(self) -> bool:
        has_any = bool(self._seen().columns)
        if not has_any:
            self._page.show_notice(Notice(tr(N_("还没有表：先选好要看什么，再导出")), "warn"))
        return has_any

    def _begin(self, path: Path) -> None:
        Read(self._page, partial(_write, self._seen(), path, self._firm)).label(N_("正在导出…")).then(
            self._exported
        ).run()

    def _ask_where(self, suffix: str, proposal: str, question: Label) -> None:
        self.question.ask(
            question,
            N_("文件的完整路径"),
            N_("导出"),
            partial(self._on_path, suffix, proposal),
            proposal=proposal,
            browse=partial(self._browse, suffix),
        )

    def _browse(self, suffix: str, path: str) -> str:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - see above

        chosen, _ = QFileDialog.getSaveFileName(
            self._page, tr(N_("导出到")), path, f"{tr(_SUFFIXES[suffix])} (*.{suffix})"
        )
        return chosen

    def _on_path(self, suffix: str, asked: str, answer: str) -> None:
        """Write there; a file that is there already is asked for once more."""
        Read(self._page, partial(_meant, suffix, asked, answer)).then(
            partial(self._on_meant, suffix, asked)
        ).run()

    def _on_meant(self, suffix: str, asked: str, found: tuple[Path, bool]) -> None:
        path, is_taken = found
        if is_taken and str(path) != asked:
            self._ask_where(suffix, str(path), N_("已有这个文件，再按一次 Enter 就覆盖它"))
        else:
            self.export(path)

    def _exported(self, path: Path) -> None:
        from app.gui.widgets.opening import open_path  # noqa: PLC0415 - loaded with the first export, not at start

        self._page.show_notice(
            Notice(
                fill(Message.of(N_("已导出到 {path}"), path=path)),
                "good",
                Command("export.open_file", N_("打开文件"), partial(open_path, path)),
                (Command("export.open_folder", N_("打开文件夹"), partial(open_path, path.parent)),),
            )
        )


def _meant(suffix: str, asked: str, answer: str) -> tuple[Path, bool]:
    """Return the file an answer means, and whether there is one; in a folder it has the name proposed."""
    path = typed_path(answer)
    if path.is_dir():
        path /= Path(asked).name
    if path.suffix.lower() != f".{suffix}":
        path = path.with_name(f"{path.name}.{suffix}")
    return path, path.exists()


def _free(path: Path) -> Path:
    """Return a path like this one at which there is no file yet."""
    others = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in itertools.count(2))
    return next(each for each in itertools.chain((path,), others) if not each.exists())


def _write(table: Table, path: Path, firm: Firm) -> Path:
    from app.services import reports  # noqa: PLC0415 - a list needs it for its first export only

    path.parent.mkdir(exist_ok=True)
    return reports.export(table, path, firm)
