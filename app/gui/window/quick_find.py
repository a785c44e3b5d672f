"""Ctrl+K: one line that finds goods, parties, document numbers, and the lists and reports themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import N_, Message
from app.domain.catalog import comparing, search_text
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui import icons, theme
from app.gui.keymap.in_force import told
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.window.tabs import Entry, tabs
from app.i18n.catalog import fill, tr
from app.services import documents, modules, pinyin, records
from app.services.firm import Firm
from app.services.modules import IsOn

if TYPE_CHECKING:
    from app.gui.widgets.drop_list import DropList

_PAUSE_MS = 0
"""Between a key and the search: keys that come together are one question."""
_EACH = 6
_DOCUMENTS = 5
_RECORDS = ("item", "customer", "supplier")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be opened: `sort` is document, record, new, list, records or report.

    A record without uid is one to begin.
    """

    sort: str
    type: str
    uid: str
    title: str
    detail: str = ""
    code: str = ""


def find(firm: Firm, text: str) -> list[Found]:
    """Look for a text everywhere; what is called exactly so comes first. Called off the GUI thread."""
    named, others = places(text, modules.asks(firm))
    return [*named, *_kept(firm, text), *others]


def _kept(firm: Firm, text: str) -> list[Found]:
    """Look for a text in records and document numbers."""
    found = [*_numbers(firm, text)]
    for key in _RECORDS:
        if modules.is_on(firm, f"record:{key}"):
            label = tr(RECORDS[key].label)
            hits = records.search(firm, key, text, limit=_EACH)
            found += [Found("record", key, hit.uid, hit.name, label, hit.code) for hit in hits]
    return found


def _numbers(firm: Firm, text: str) -> list[Found]:
    """A text that begins like the numbers of a document type is looked for among them."""
    prefix = text.partition("-")[0].upper()
    found = []
    for doc_type in TYPES:
        if prefix and doc_type.prefix == prefix:
            table = documents.listing(firm, doc_type.key, text=text)
            place = next((p for p, column in enumerate(table.columns) if column.key == "number"), 0)
            for row, drill in list(zip(table.rows, table.drills, strict=True))[:_DOCUMENTS]:
                uid = str(dict(drill.params).get("uid", "")) if drill is not None else ""
                found.append(Found("document", doc_type.key, uid, str(row[place]), tr(doc_type.label)))
    return found


def places(text: str, is_on: IsOn) -> tuple[list[Found], list[Found]]:
    """Look in the names of lists and reports, also by initials: those called so, and those that hold the text.

    What the firm does not use is not offered.
    """
    wanted = comparing.key(text)
    named: list[Found] = []
    others: list[Found] = []
    for entry in [entry for tab in tabs() for entry in tab.seen(is_on) if entry.sort]:
        names = (
            comparing.key(tr(entry.label)),
            *search_text.sounds((tr(entry.label),), pinyin.read).initials,
        )
        if wanted in names:
            named += _ways(entry)
        elif any(wanted in name for name in names):
            others += _ways(entry)
    return named, others[:_EACH]


def _ways(entry: Entry) -> list[Found]:
    label = tr(entry.label)
    opens = Found(entry.sort, entry.key, "", label, tr(N_("打开")))
    begins = {"list": "new", "records": "record"}.get(entry.sort)
    if begins is None:
        return [opens]
    says = fill(Message.of(N_("新增{what}"), what=label))
    return [opens, Found(begins, entry.key, "", says, tr(N_("新增")))]


class QuickFind(QLineEdit):
    """Signals: taken(Found), given_up when Esc hands the keys back to the page."""

    taken = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Sequence[Found] = ()
        self._list: DropList | None = None
        self._takes_first = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.setProperty("role", "search")
        self.say_key()
        self.addAction(icons.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)
        self.setFixedWidth(theme.current().measures.px(300))
        self._connect()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._on_typed)

    def say_key(self) -> None:
        """Say in the empty line what it finds, and its key."""
        self.setPlaceholderText(told(N_("搜索商品、客户、单号、报表    {find}")))

    def begin(self) -> None:
        """Take the keys."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @property
    def found(self) -> Sequence[Found]:
        """What the list shows now."""
        return self._found

    def _on_typed(self) -> None:
        if self.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._close()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text:
            look: Callable[[], list[Found]] = partial(find, self._desk.firm, text)
            Read(self, look).latest("find").then(partial(self._show, text)).run()

    def _show(self, text: str, found: Sequence[Found]) -> None:
        if text != self.text().strip() or not self.hasFocus():
            return
        self._found = found
        if self._list is None:
            from app.gui.widgets.drop_list import DropList  # noqa: PLC0415 - loaded with the first answer

            self._list = DropList(self)
            self._list.taken.connect(self._take)
        self._list.drop(self._found, "")
        if self._takes_first:
            self._take(0)

    def _take(self, row: int) -> None:
        self._takes_first = False
        if 0 <= row < len(self._found):
            found = self._found[row]
            self._close()
            self.clear()
            self.taken.emit(found)

    def _close(self) -> None:
        self._found = ()
        self._takes_first = False
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = self._list is not None and self._list.isVisible()
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            self.clear()
            self.given_up.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if is_open and self._list is not None and not self._pause.isActive():
                self._take(self._list.chosen)
            elif self.text().strip():
                self._takes_first = True
                self._ask()
        elif is_open and self._list is not None and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._list.choose(self._list.chosen + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._close()
            self.clear()
