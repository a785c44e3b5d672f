"""全账核对: replay every operation and compare with the books."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.text import N_, Message
from app.gui import errors
from app.gui.errors import Notice
from app.gui.operations import Read
from app.gui.widgets.card import Card, button, caption, row
from app.i18n.catalog import fill, tr
from app.services import proof
from app.services.firm import Firm


class ProofCard(Card):
    """A button, and what the last check found."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("全账核对")), parent)
        self._firm = firm
        self._says = caption(tr(N_("把全部操作从头重算一遍，与账上逐笔比对。")))
        self.inside.addWidget(self._says)
        self.inside.addLayout(row(button(N_("立即核对"), self.prove)))

    @property
    def says(self) -> str:
        """What was found."""
        return self._says.text()

    def prove(self) -> None:
        """Check the whole books."""
        self._says.setText(tr(N_("核对中…")))
        Read.followed(self, partial(proof.verify, self._firm), self._show_progress).latest("proof").then(
            self._on_proved
        ).run()

    def _show_progress(self, done: int, whole: int) -> None:
        says = Message.of(N_("核对中… {done} / {whole}"), done=f"{done:,}", whole=f"{whole:,}")
        self._says.setText(fill(says))

    def _on_proved(self, found: proof.Proof) -> None:
        self._says.setText(sentence(found))
        if found.ok:
            errors.tell(self, Notice(tr(N_("全账核对一致")), "good"))
        else:
            errors.tell(self, Notice(tr(N_("核对不符：请先备份，再看下面的说明")), "bad"))


def sentence(found: proof.Proof) -> str:
    """Say what a proof found."""
    if not found.ok:
        return "\n".join(fill(each) for each in found.findings)
    return fill(
        Message.of(
            N_("{operations} 次操作、{entries} 条分录逐条重算，结果一致，用时 {milliseconds} 毫秒"),
            operations=f"{found.operations:,}",
            entries=f"{found.entries:,}",
            milliseconds=f"{found.milliseconds:,}",
        )
    )
