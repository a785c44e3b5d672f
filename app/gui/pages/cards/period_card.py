"""期间: what speaks against closing, closing, and opening again with a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label, Message
from app.gui import errors, theme
from app.gui.editors.field_factory import editor_for
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.widgets.card import Card, button, name_of, row
from app.gui.widgets.status_badge import StatusBadge
from app.i18n.catalog import fill, tr
from app.services import periods
from app.services.firm import Firm

THROUGH = Field("through", N_("结账到"), Kind.DATE, help=N_("这一天和以前的单据不能再改"))


class PeriodCard(Card):
    """A day, a checklist, and two ways."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("期间")), parent)
        self._firm = firm
        self._closed = StatusBadge()
        self.through = editor_for(THROUGH, firm)
        self.through.setFixedWidth(theme.current().measures.px(140))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr(N_("反结账的原因")))
        self.reason.setMinimumWidth(theme.current().measures.px(220))
        self._checklist = QVBoxLayout()
        self._checklist.setSpacing(4)
        self.inside.addLayout(row(self._closed))
        self.inside.addLayout(
            row(
                name_of(tr(THROUGH.label)),
                self.through,
                button(N_("检查"), self.check),
                button(N_("结账"), self.close_books),
            )
        )
        self.inside.addLayout(self._checklist)
        self.inside.addLayout(row(self.reason, button(N_("反结账"), self.reopen)))
        self.through.changed.connect(self.check)

    @property
    def says(self) -> str:
        """How far the books are closed, in words."""
        return self._closed.text()

    def reload(self) -> None:
        """Read how far the books are closed."""
        Read(self, partial(periods.closed_through, self._firm)).latest("closed").then(self._show_closed).run()

    def _show_closed(self, closed: str) -> None:
        if closed:
            self._closed.say(fill(Message.of(N_("已结账到 {day}"), day=closed)), "good")
        else:
            self._closed.say(tr(N_("还没有结过账")), "quiet")

    def check(self) -> None:
        """Show what speaks for and against closing through the day."""
        if self.through.commit() and self.through.value():
            day = str(self.through.value())
            Read(self, partial(periods.checklist, self._firm, day)).latest("checklist").then(
                self._show_checklist
            ).run()

    def _show_checklist(self, items: Sequence[tuple[Label, bool, int]]) -> None:
        while (item := self._checklist.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, ok, count in items:
            says = "" if ok else fill(Message.of(N_("{count} 处"), count=count))
            line = QLabel(f"{'✓' if ok else '✕'}  {tr(label)}   {says}".rstrip())
            line.setProperty("role", "good" if ok else "bad")
            self._checklist.addWidget(line)

    def close_books(self) -> None:
        """Close through the day."""
        if not self.through.commit() or not self.through.value():
            self.through.setFocus()
            errors.tell(self, Notice(tr(N_("先填结账到哪一天")), "warn"))
            return
        day = str(self.through.value())
        Write(self, partial(periods.close, self._firm, day)).label(N_("正在结账…")).then(
            partial(self._on_closed, day)
        ).run()

    def _on_closed(self, day: str, changes: Changes) -> None:
        errors.tell(self, Notice(fill(Message.of(N_("已结账到 {day}"), day=day)), "good"))
        self.reload()

    def reopen(self) -> None:
        """Open the last closed period again, with a reason that stays in the log."""
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            errors.tell(self, Notice(tr(N_("先写反结账的原因")), "warn"))
            return
        Write(self, partial(periods.reopen, self._firm, reason)).label(N_("正在反结账…")).then(
            self._on_reopened
        ).run()

    def _on_reopened(self, changes: Changes) -> None:
        self.reason.clear()
        errors.tell(self, Notice(tr(N_("已反结账")), "good"))
        self.reload()
