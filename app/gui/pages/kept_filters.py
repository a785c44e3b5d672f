"""常用筛选: filters that a person keeps stand below the questions, a button each; one press brings them back."""

from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.core.text import N_, Message
from app.gui import icons
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.strip import placed
from app.gui.page import Page
from app.gui.theme import GAP_M, GAP_S, GAP_XS
from app.gui.widgets import filter_memory
from app.gui.widgets.filter_bar import FilterBar
from app.gui.widgets.filter_memory import Kept
from app.gui.widgets.flow_layout import FlowLayout
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

_LONGEST = 20


class _Chip(QPushButton):
    """Enter or Space presses it. Signals: deleted() on Del."""

    deleted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "link")
        self.setToolTip(tr(N_("Del 删除这个常用筛选")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class KeptFilters(QWidget):
    """Belongs to the filter bar of a page; `name` is the list for which it keeps them. Hidden while there are none."""

    def __init__(self, name: str, filters: FilterBar, page: Page, firm: Firm) -> None:
        super().__init__(page)
        self._firm = firm
        self._name = name
        self._filters = filters
        self._page = page
        self._chips: list[QWidget] = []
        self._flow = FlowLayout(self, across=GAP_M, down=GAP_S)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """Keep what is filtered for now."""
        return (Command("list.keep", N_("存为常用"), self.ask),)

    @cached_property
    def question(self) -> AskStrip:
        """The strip that asks for a name; made with the first question."""
        return placed(self._page, AskStrip())

    def ask(self) -> None:
        """Ask how it is to be called."""
        self.question.ask(N_("这样的筛选叫什么？"), N_("例如：本月未付"), N_("存为常用"), self._keep)

    @property
    def names(self) -> list[str]:
        """The filters that can be pressed."""
        return [each.name for each in filter_memory.load(self._name)]

    def apply(self, kept: Kept) -> None:
        """Filter as it was kept, as far as that is still asked for."""
        self._filters.answer(kept.values, kept.text)
        gone = [key for key in kept.values if key not in self._filters.values()]
        if gone:
            from app.gui.pages.gone_fields import tell  # noqa: PLC0415 - seldom wanted

            tell(self._page, self._firm, gone)

    def forget(self, kept: Kept) -> None:
        """Keep it no longer; what is filtered for stays."""
        filter_memory.forget(self._name, kept.name)
        self._show()

    def _keep(self, name: str) -> None:
        usual = self._filters.defaults()
        values = {key: value for key, value in self._filters.values().items() if value != usual[key]}
        text = self._filters.text.text() if self._filters.text is not None else ""
        filter_memory.keep(self._name, Kept(name[:_LONGEST], values, text))
        self._show()

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        filters = filter_memory.load(self._name)
        self._chips = [self._chip(kept) for kept in filters]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(filters))

    def _chip(self, kept: Kept) -> QWidget:
        chip = QWidget()
        row = QHBoxLayout(chip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_XS)
        press = _Chip(kept.name)
        press.clicked.connect(partial(self.apply, kept))
        press.deleted.connect(partial(self.forget, kept))
        gone = QPushButton(icons.icon("close"), "")
        gone.setProperty("role", "close")
        gone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        gone.setAccessibleName(fill(Message.of(N_("删除常用筛选 {name}"), name=kept.name)))
        gone.clicked.connect(partial(self.forget, kept))
        row.addWidget(press)
        row.addWidget(gone)
        return chip
