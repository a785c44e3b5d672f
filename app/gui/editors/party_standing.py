"""At the right of a draft's head: what its party owes already, and whether the document stays within the limit."""

from collections.abc import Hashable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.kinds import Kind
from app.core.text import N_, Label, Message
from app.domain.documents.document import Document
from app.domain.documents.spec import Side
from app.gui.operations import Read
from app.gui.theme import GAP_S
from app.gui.widgets.status_badge import StatusBadge
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import documents
from app.services.documents import Credit, Standing
from app.services.firm import Firm

_OWED: Final[dict[Side, Label]] = {
    Side.RECEIVABLE: N_("欠款 {owed}"),
    Side.PAYABLE: N_("应付余额 {owed}"),
}
_CREDIT: Final[dict[Credit, tuple[Label, str]]] = {
    Credit.WITHIN: (N_("额度内"), "good"),
    Credit.EXCEEDS: (N_("这张单会超出额度"), "warn"),
    Credit.EXCEEDED: (N_("已超出额度"), "bad"),
}


class PartyStanding(QWidget):
    """Asks anew when the party or the amount becomes another; says nothing where there is nothing to say."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._firm = firm
        self._asked: Hashable = None
        self._owed = QLabel()
        self._owed.setProperty("role", "caption")
        self._badge = StatusBadge()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addWidget(self._owed, alignment=Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        self.hide()

    @property
    def texts(self) -> tuple[str, str]:
        """What it says now: the debt, and about the limit."""
        return (self._owed.text(), self._badge.text()) if not self.isHidden() else ("", "")

    def show_of(self, document: Document) -> None:
        """Show how the party of a document stands."""
        asked = (document.party, document.total, document.value("paid"), document.value("paid_2"))
        if asked == self._asked:
            return
        self._asked = asked
        Read(self, partial(documents.standing, self._firm, document)).latest("standing").then(
            partial(self._show, asked)
        ).run()

    def forget(self) -> None:
        """Ask anew next time: something was posted meanwhile."""
        self._asked = None

    def show_nothing(self) -> None:
        """Say nothing: the document is no draft any more."""
        self.forget()
        self.hide()

    def _show(self, asked: Hashable, standing: Standing | None) -> None:
        if asked != self._asked:
            return
        self.setVisible(standing is not None and bool(standing.owed or standing.limit is not None))
        if standing is None:
            return
        owed = fill(Message.of(_OWED[standing.side], owed=show(standing.owed, Kind.MONEY)))
        if standing.ordered:
            ordered = show(standing.ordered, Kind.MONEY)
            owed = fill(Message.of(N_("{owed}，没发货 {ordered}"), owed=owed, ordered=ordered))
        if standing.limit is not None:
            limit = show(standing.limit, Kind.MONEY)
            owed = fill(Message.of(N_("{owed} / 额度 {limit}"), owed=owed, limit=limit))
        self._owed.setText(owed)
        says = _CREDIT.get(standing.credit)
        self._badge.setVisible(says is not None)
        if says is not None:
            self._badge.say(tr(says[0]), says[1])
