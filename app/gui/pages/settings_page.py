"""设置: what this firm is, how the window looks, backup, self-proof, periods. Each matter is one card.

The two cards at the top are there when the page opens, the others follow one at a time, as one sees them::

    firm    looks
    rules   codes
    backup  scanner
            proof
            period

Who asks for a card that is not there yet has it at once, and every other.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

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
from app.gui.spare_time import SpareTime
from app.gui.theme import GAP_M
from app.gui.widgets.card import Card
from app.gui.widgets.following_area import FollowingArea
from app.i18n.catalog import tr

AnyCard = TypeVar("AnyCard", bound=Card)
_LEFT, _RIGHT = 0, 1


class SettingsPage(Page):
    """Two columns of cards in a page that scrolls."""

    shows = frozenset({"setting", "period"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("设置")), parent)
        self._firm = desk.firm
        self._area = FollowingArea(self)
        self._inner = QWidget(self._area)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._cards: list[Card] = []
        self._lay_out_body()
        self.firm_card = self._add(_LEFT, FirmCard(self._firm, self._inner))
        self.looks = self._add(_RIGHT, LooksCard(self._inner))
        self._coming = SpareTime(self._make_rest(), self)
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        across = QHBoxLayout(self._inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_M)
        for column in self._columns:
            column.setSpacing(GAP_M)
            column.addStretch(1)
            across.addLayout(column, 1)
        self._area.setWidget(self._inner)
        self._area.setProperty("role", "page")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        # What comes below makes the page long: nothing that is seen already moves aside for the bar then.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.body.addWidget(self._area, 1)

    def _add(self, side: int, card: AnyCard) -> AnyCard:
        column = self._columns[side]
        column.insertWidget(column.count() - 1, card)
        self._cards.append(card)
        return card

    def _make_rest(self) -> Iterator[None]:
        """Make the cards below, from the top down."""
        firm, inner = self._firm, self._inner
        self._rules = self._add(_LEFT, SettingsCard(firm, inner))
        self._rules.reload()
        yield
        yield  # its form has more fields, which come now
        self._codes = self._add(_RIGHT, CodesCard(firm, inner))
        self._codes.reload()
        yield
        self._scanner = self._add(_RIGHT, ScannerCard(firm, inner))
        yield
        self._backup = self._add(_LEFT, BackupCard(firm, inner))
        yield
        self._proof = self._add(_RIGHT, ProofCard(firm, inner))
        yield
        self._period = self._add(_RIGHT, PeriodCard(firm, inner))
        self._period.reload()
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._let_tab_walk_down()

    def _let_tab_walk_down(self) -> None:
        """Let Tab walk the left column, then the right one, in whatever order the cards came."""
        left, right = self._columns
        down = [*_inside(left), *_inside(right)]
        stops = [
            each
            for card in down
            for each in card.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self.window()
        ]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    @property
    def rules(self) -> SettingsCard:
        """What the firm decides for all documents."""
        self._coming.finish()
        return self._rules

    @property
    def codes(self) -> CodesCard:
        """How the codes of new records run."""
        self._coming.finish()
        return self._codes

    @property
    def scanner(self) -> ScannerCard:
        """How the scanners of this computer type."""
        self._coming.finish()
        return self._scanner

    @property
    def backup(self) -> BackupCard:
        """Copies of the firm."""
        self._coming.finish()
        return self._backup

    @property
    def proof(self) -> ProofCard:
        """Whether the books are right."""
        self._coming.finish()
        return self._proof

    @property
    def period(self) -> PeriodCard:
        """How far the books are closed."""
        self._coming.finish()
        return self._period

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("settings.backup", N_("立即备份"), self._back_up),
            Command("settings.verify", N_("立即核对"), self._prove),
            Command("page.reload", N_("刷新"), self.reload),
        )

    def _back_up(self) -> None:
        self.backup.back_up()

    def _prove(self) -> None:
        self.proof.prove()

    def reload(self) -> None:
        """Read how everything stands; a card that is still to come reads it then."""
        for card in self._cards:
            card.reload()


def _inside(column: QVBoxLayout) -> Iterator[QWidget]:
    for place in range(column.count()):
        item = column.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
