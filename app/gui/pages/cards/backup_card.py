"""备份: write a verified copy of the firm, bring one back beside it."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.text import N_, Message
from app.gui import errors, preferences
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.input.typed_path import typed_path
from app.gui.operations import Read
from app.gui.widgets.card import Card, button, caption, row
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill, tr
from app.services import backup
from app.services.firm import Firm


class BackupCard(Card):
    """Buttons, and where the last copy went."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("备份")), parent)
        self._firm = firm
        self._says = caption()
        self.inside.addWidget(self._says)
        self.inside.addLayout(
            row(
                button(N_("立即备份"), self.back_up),
                button(N_("换文件夹…"), self.choose_folder),
                button(N_("恢复备份…"), self.choose_backup),
            )
        )
        self.question = AskStrip()
        self.inside.addWidget(self.question)
        self._say_where()

    def _say_where(self) -> None:
        folder = preferences.load().backup_folder or tr(N_("账套旁边的 backups 文件夹"))
        self._says.setText(fill(Message.of(N_("备份到 {folder}；写完后打开核对一遍。"), folder=folder)))

    def back_up(self) -> None:
        """Write a backup into the folder that was chosen, or beside the firm."""
        folder = preferences.load().backup_folder
        Read(self, partial(backup.backup, self._firm, Path(folder) if folder else None)).label(
            N_("正在备份…")
        ).then(self._on_backed_up).run()

    def choose_folder(self) -> None:
        """Ask where backups go."""
        self.question.ask(
            N_("备份放在哪里"),
            N_("文件夹的完整路径"),
            N_("确定"),
            self._on_folder,
            proposal=preferences.load().backup_folder or str(Path(self._firm.path).parent / "backups"),
            browse=self._browse_folder,
        )

    def choose_backup(self) -> None:
        """Ask for a backup and for the new file it becomes."""
        folder = preferences.load().backup_folder or str(Path(self._firm.path).parent / "backups")
        Read(self, partial(_newest, Path(folder))).latest("newest").then(self._ask_for_backup).run()

    def _ask_for_backup(self, proposal: Path) -> None:
        self.question.ask(
            N_("选择备份"),
            N_("备份文件的完整路径"),
            N_("确定"),
            self._on_backup,
            proposal=str(proposal),
            browse=self._browse_backup,
        )

    def _browse_folder(self, folder: str) -> str:
        return QFileDialog.getExistingDirectory(self, tr(N_("备份放在哪里")), folder)

    def _browse_backup(self, path: str) -> str:
        return QFileDialog.getOpenFileName(self, tr(N_("选择备份")), path)[0]

    def _on_folder(self, folder: str) -> None:
        chosen = str(typed_path(folder))
        preferences.save(preferences.changed(preferences.load(), backup_folder=chosen))
        self._say_where()

    def _on_backup(self, source: str) -> None:
        here = Path(self._firm.path)
        self.question.ask(
            N_("恢复成新文件"),
            N_("文件的完整路径"),
            N_("恢复"),
            lambda target: self.restore(typed_path(source), typed_path(target)),
            proposal=str(here.with_stem(f"{here.stem}-{self._firm.today()}")),
        )

    def restore(self, source: Path, target: Path) -> None:
        """Bring a backup back as a new file; the firm that is open stays as it is."""
        Read(self, partial(backup.restore, source, target)).label(N_("正在恢复…")).then(
            self._on_restored
        ).run()

    def _on_backed_up(self, path: Path) -> None:
        opens = Command("settings.folder", N_("打开文件夹"), partial(open_path, path.parent))
        self._say(Notice(fill(Message.of(N_("已备份并核对：{path}"), path=path)), "good", opens))

    def _on_restored(self, path: Path) -> None:
        self._say(Notice(fill(Message.of(N_("已恢复为 {path}；现在打开的账套没有改动"), path=path)), "good"))

    def _say(self, notice: Notice) -> None:
        errors.tell(self, notice)


def _newest(folder: Path) -> Path:
    """Return the backup written last, or the folder when there is none in it."""
    with suppress(OSError):
        files = [each for each in folder.iterdir() if each.is_file()]
        return max(files, key=lambda each: each.stat().st_mtime, default=folder)
    return folder
