"""账套: the facts of the firm that were chosen when it was made; they cannot be changed here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.core.text import N_
from app.domain.profile import PROFILE
from app.gui.widgets.card import Card, name_of
from app.i18n.catalog import tr
from app.i18n.show import show
from app.services.firm import Firm


class FirmCard(Card):
    """Shows the profile."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("账套")), parent)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(6)
        for field in PROFILE:
            choices = [(choice.key, choice.label) for choice in field.choices]
            self._add(tr(field.label), show(getattr(firm.profile, field.key), field.kind, choices))
        self._add(tr(N_("本机")), firm.station)
        if firm.author:
            self._add(tr(N_("操作人")), firm.author)
        self._add(tr(N_("文件")), str(firm.path))
        self.inside.addLayout(self._form)

    def _add(self, name: str, text: str) -> None:
        value = QLabel(text)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._form.addRow(name_of(name), value)
