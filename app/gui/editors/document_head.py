"""What stands beside the title of a document: its state, when it was saved, the documents it is joined to."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton

from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.gui.theme import GAP_S
from app.gui.widgets.status_badge import StatusBadge
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services.documents import State, View
from app.services.documents.reading import STATES

_TONES: Final = {
    State.DRAFT: "warn",
    State.POSTED: "good",
    State.VOIDED: "quiet",
    State.REVERSED: "bad",
    State.CLOSED: "quiet",
}
_LABELS: Final = {choice.key: choice.label for choice in STATES}
_LINK: Final = N_("{relation} {number}")
_MOST_LINKS: Final = 1


class DocumentHead:
    """Fills the badge and the row of a page's head; `go` opens a document by its uid."""

    def __init__(self, badge: StatusBadge, row: QHBoxLayout, go: Callable[[str], None]) -> None:
        self._badge = badge
        self._go = go
        self._saved = QLabel()
        self._saved.setProperty("role", "hint")
        self._saved.hide()
        self._links = QHBoxLayout()
        self._links.setSpacing(GAP_S)
        row.addWidget(self._saved)
        row.addLayout(self._links)

    def show_state(self, state: State) -> None:
        """Say what state the document is in; only a draft is saved by itself."""
        self._badge.say(tr(_LABELS[state.value]), _TONES[state])
        if state is not State.DRAFT:
            self._saved.hide()

    def say_saved(self) -> None:
        """Say that the draft is kept, and when."""
        self._saved.setText(fill(Message.of(N_("{time} 已保存"), time=time.strftime("%H:%M"))))
        self._saved.show()

    def show_links(self, view: View) -> None:
        """Lead to the documents that this one came from, and to those that came from it."""
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        named = [
            (fill(Message.of(_LINK, relation=Message.of(link.relation), number=link.number)), link)
            for link in view.links
        ]
        if len(named) > _MOST_LINKS:  # more would squeeze the buttons
            button = QPushButton(fill(Message.of(N_("相关单据 {count}"), count=len(named))))
            menu = QMenu(button)
            for says, link in named:
                menu.addAction(says, partial(self._go, link.uid))
            button.setMenu(menu)
            button.setProperty("role", "link")
            self._links.addWidget(button)
            return
        for says, link in named:
            button = QPushButton(says)
            button.setProperty("role", "link")
            button.setToolTip(tr(TYPES[link.type].label))
            button.clicked.connect(partial(self._go, link.uid))
            self._links.addWidget(button)


def known_of(view: View | None) -> str:
    """Say who posted a document and when, what is still open of it, and why it was taken back."""
    if view is None or view.state is State.DRAFT:
        return ""
    template = N_("{author} {time} 过账") if view.author else N_("{time} 过账")
    says = [Message.of(template, author=view.author, time=show(view.known_at, Kind.INSTANT))]
    if view.open_amount:
        says.append(Message.of(N_("未结 {amount}"), amount=show(view.open_amount, Kind.MONEY)))
    if view.prints:
        says.append(Message.of(N_("已打印 {count} 次"), count=view.prints))
    if view.reason:
        says.append(Message.of(N_("原因：{reason}"), reason=view.reason))
    return "    ".join(fill(each) for each in says)
