"""扫码: how the scanners of this computer type, the sounds, and the sheet of orders. It belongs to the computer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from app.core.errors import Problem
from app.core.text import N_, Message
from app.gui import errors
from app.gui.commands import Command
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.errors import Notice
from app.gui.input import scanner_settings
from app.gui.operations import Read
from app.gui.widgets.card import Card, button, row
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services.firm import Firm

_WIDTH_PX = 110


class ScannerCard(Card):
    """A form made from the declared settings; what is chosen is in force at once."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("扫码（这台电脑）")), parent)
        self._firm = firm
        fields = tuple(scanner_settings.SCANNER)
        widths = {field.key: _WIDTH_PX for field in fields}
        editor = partial(editor_for, firm=firm)
        self.form = FieldForm(fields, editor, widths=widths, is_even=True, parent=self)
        self.form.set_values(scanner_settings.values())
        self.form.changed.connect(self._on_changed)
        self.inside.addWidget(self.form)
        self.inside.addLayout(row(button(N_("打印扫码指令…"), self.print_orders)))

    def reload(self) -> None:
        """Show how everything stands."""
        self.form.set_values(scanner_settings.values())

    def print_orders(self) -> None:
        """Make the sheet of what can be ordered by scanning."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        path = folder / f"{tr(N_('扫码指令'))}.pdf"
        Read(self, partial(_sheet, self._firm, path)).label(N_("正在生成 PDF…")).then(self._on_made).run()

    def _on_made(self, path: Path) -> None:
        says = fill(Message.of(N_("已生成 {path}"), path=path))
        errors.tell(self, Notice(says, "good", Command("print.open", N_("打开"), partial(open_path, path))))

    def _on_changed(self, key: str) -> None:
        try:
            scanner_settings.save({key: self.form.value(key)})
        except Problem as problem:
            self.form.mark(key, sentence(problem))
        except OSError as problem:
            says = Message.of(N_("没有保存：{reason}"), reason=str(problem))
            errors.tell(self, Notice(fill(says), "bad"))


def _sheet(firm: Firm, path: Path) -> Path:
    from app.services.printing.order_sheet import order_sheet_pdf  # noqa: PLC0415 - PDF is loaded when it is made

    return order_sheet_pdf(firm, path)
