"""F10 on a statement of account: a form to be confirmed on paper, or a picture to be sent to a telephone."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from app.core.text import N_, Message
from app.gui.commands import Command
from app.gui.editors.printing import Printing, PrintJob
from app.gui.errors import Notice
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill, tr
from app.services import printing
from app.services.firm import Firm
from app.services.printing import making, templates


class StatementPrinting(QObject):
    """Prints the report of a page where it has a form; `values` are its parameters."""

    def __init__(self, firm: Firm, page: Page, key: str, values: Callable[[], Mapping[str, object]]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._key = key
        self._values = values
        self._party = templates.party_field(key)
        self._printing = Printing(firm, page, self._job) if self._party else None

    def commands(self) -> tuple[Command, ...]:
        """Print now, ask first, or make a picture; most reports have no form."""
        if self._printing is None:
            return ()
        picture = Command("report.picture", N_("图片"), self.make_picture, in_bar=False)
        return (*self._printing.commands(), picture)

    def make_picture(self) -> None:
        """Write the statement as a picture that can be sent to a telephone."""
        job = self._job()
        if job is not None:
            folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            work = partial(_picture, self._firm, self._key, dict(self._values()), folder / f"{job.name}.png")
            Read(self._page, work).label(N_("正在生成图片…")).then(self._on_made).run()

    def _job(self) -> PrintJob | None:
        values = dict(self._values())
        party = str(values.get(self._party) or "")
        if not party:
            self._page.show_notice(Notice(tr(N_("先选好是谁的，再打印")), "warn"))
            return None
        name = f"{self._page.title} {values.get('until') or self._firm.today()}"
        return PrintJob(
            self._key, party, name, partial(making.statement_laid_out, self._firm, self._key, values)
        )

    def _on_made(self, path: Path) -> None:
        opens = Command("print.open", N_("打开"), partial(open_path, path))
        says = fill(Message.of(N_("已生成 {path}"), path=path))
        self._page.show_notice(Notice(says, "good", opens))


def _picture(firm: Firm, key: str, values: Mapping[str, object], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return printing.statement_picture(firm, key, values, path)
