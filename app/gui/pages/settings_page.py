"""设置: what this firm is, how the window looks, backup, self-proof, periods. Each matter is one card."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui.commands import Command
from app.gui.navigation import Desk
from app.gui.page import Page
from app.gui.pages.cards.backup_card import BackupCard
from app.gui.pages.cards.codes_card import CodesCard
from app.gui.pages.cards.firm_card import FirmCard
from app.gui.pages.cards.looks_card import LooksCard
from app.gui.pages.cards.period_card import PeriodCard
from app.gui.pages.cards.proof_card import ProofCard
from app.gui.pages.cards.scanner_card import ScannerCard
from app.gui.pages.cards.settings_card import SettingsCard
from app.gui.theme import GAP_M
from app.gui.widgets.card import Card
from app.i18n.catalog import tr


class SettingsPage(Page):
    """Two columns of cards in a page that scrolls."""

    shows = frozenset({"setting", "period"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("设置")), parent)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        inner = QWidget(area)
        area.setWidget(inner)
        self.firm_card = FirmCard(desk.firm, inner)
        self.rules = SettingsCard(desk.firm, inner)
        self.looks = LooksCard(inner)
        self.codes = CodesCard(desk.firm, inner)
        self.scanner = ScannerCard(desk.firm, inner)
        self.backup = BackupCard(desk.firm, inner)
        self.proof = ProofCard(desk.firm, inner)
        self.period = PeriodCard(desk.firm, inner)
        self._lay_out_body(area, inner)
        self.commands_changed.emit()

    def _lay_out_body(self, area: QScrollArea, inner: QWidget) -> None:
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(GAP_M)
        columns.addLayout(_column(self.firm_card, self.rules, self.backup), 1)
        columns.addLayout(_column(self.looks, self.codes, self.scanner, self.proof, self.period), 1)
        area.setProperty("role", "page")
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(area, 1)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("settings.backup", N_("立即备份"), self.backup.back_up),
            Command("settings.verify", N_("立即核对"), self.proof.prove),
            Command("page.reload", N_("刷新"), self.reload),
        )

    def reload(self) -> None:
        self.period.reload()
        self.rules.reload()
        self.codes.reload()


def _column(*cards: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP_M)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
