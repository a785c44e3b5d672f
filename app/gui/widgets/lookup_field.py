"""A field that names a record: typing searches, a list drops, Enter takes. It shows a title and holds a uid."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.text import N_, Label
from app.gui import icons
from app.gui.models.grid_model import Find
from app.gui.operations import Read
from app.gui.widgets.drop_list import DropList
from app.gui.widgets.input_line import InputLine, same_text, step_of, wants_list
from app.i18n.catalog import tr

_PAUSE_MS = 0
"""Between a key and the search, which takes a few ms off the GUI thread: keys that come together are one question."""


class LookupField(InputLine):
    """`search` finds records by text and `title` names one by uid; both are asked off the GUI thread.

    Signals besides those of InputLine: creation_asked(text) when a person chose the offer to make a new record.
    """

    creation_asked = Signal(str)

    def __init__(
        self,
        search: Callable[[str], Sequence[Find]],
        title: Callable[[str], str],
        *,
        offer: Label | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(same_text, self._write_title, parent=parent)
        self._search = search
        self._title = title
        self._offer = offer
        self._shown_title = ""
        self._found_for: str | None = None
        """The text that the list answers; None while an answer is awaited or nobody asked."""
        self._finds: Sequence[Find] = ()
        self._step_when_found = 0
        self._list: DropList | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._opener = QAction(icons.icon("down"), "", self)
        self.addAction(self._opener, InputLine.ActionPosition.TrailingPosition)
        self._connect()

    def _connect(self) -> None:
        self.textEdited.connect(self._on_typed)
        self._pause.timeout.connect(self._ask)
        self._opener.triggered.connect(self.open_all)

    def search_by(self, search: Callable[[str], Sequence[Find]]) -> None:
        """Search in another way from now on."""
        self._search = search

    def set_value(self, value: object) -> None:
        """Show a record by uid; its title comes as soon as it is read."""
        uid = str(value or "")
        if uid != self.value():
            self._shown_title = ""
        self._show(uid)
        if uid and not self._shown_title:
            Read(self, partial(self._title, uid)).latest("title").then(partial(self._on_title, uid)).run()

    def set_find(self, uid: str, title: str) -> None:
        """Show a record whose title is known."""
        self._shown_title = title
        self._show(uid)

    def setReadOnly(self, is_read_only: bool) -> None:  # noqa: FBT001 - Qt's setter
        """A record that may not be changed drops no list."""
        super().setReadOnly(is_read_only)
        self._opener.setVisible(not is_read_only)

    @property
    def shown_title(self) -> str:
        """The title of the record it holds."""
        return self._shown_title

    def open_all(self) -> None:
        """Drop everything there is to choose from."""
        if not self.isReadOnly():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask_for("")

    def close_list(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    def commit(self) -> bool:
        """A text that names no record is not read: it stays, marked, until the search finds exactly one."""
        if not self.is_touched:
            return super().commit()
        if not self.text().strip():
            self._take("", "")
            return True
        find = self._only_find()
        if find is not None:
            self._take(find.uid, find.title)
            return True
        self.mark(tr(N_("没有选定：请从列表里选一个")))
        if self._found_for is None:
            self._ask()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the list, Enter takes, Esc closes it."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif wants_list(event):
            self.open_all()
        elif step_of(event):
            self._enter(step_of(event))
        elif self._list is not None and self._list.isVisible() and self._walk(event):
            pass
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._ask_for(self.text() if self.is_touched else "")
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes the only find; the list goes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._step_when_found = 0
            self._pause.stop()
            self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list does not outlive its field on the screen."""
        self.close_list()
        super().hideEvent(event)

    def _show(self, uid: str) -> None:
        self._pause.stop()
        self._step_when_found = 0
        super().set_value(uid)
        self.close_list()

    def _write_title(self, value: object) -> str:
        return self._shown_title if value else ""

    def _on_title(self, uid: str, title: str) -> None:
        if uid == self.value() and not self.is_touched:
            self.set_find(uid, title)

    def _on_typed(self) -> None:
        self._found_for = None
        self._step_when_found = 0
        if self.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.close_list()

    def _ask(self) -> None:
        self._ask_for(self.text().strip())

    def _ask_for(self, text: str) -> None:
        self._pause.stop()
        self._found_for = None
        Read(self, partial(self._search, text)).latest("finds").then(partial(self._on_found, text)).run()

    def _on_found(self, text: str, finds: Sequence[Find]) -> None:
        if text and text != self.text().strip():
            return
        self._found_for, self._finds = text, finds
        step, self._step_when_found = self._step_when_found, 0
        find = self._only_find()
        if find is not None and (step or not self.hasFocus()):
            self._take(find.uid, find.title)
            if step:
                self.moved.emit(step)
        elif self.hasFocus():
            self._drop()

    def _drop(self) -> None:
        if self._list is None:
            self._list = DropList(self)
            self._list.taken.connect(self._take_row)
        self._list.drop(self._finds, tr(self._offer) if self._offer is not None else "")

    def _only_find(self) -> Find | None:
        """Return the find that the typed text means without doubt."""
        text = self.text().strip()
        if self._found_for != text or not text or not self.is_touched:
            return None
        finds = self._finds
        if len(finds) == 1:
            return finds[0]
        exact = [find for find in finds if text.casefold() in {find.code.casefold(), find.title.casefold()}]
        return exact[0] if len(exact) == 1 else None

    def _enter(self, step: int) -> None:
        if not self.is_touched:
            is_choosing = self._list is not None and self._list.isVisible()
            if not (is_choosing and self._take_row(self._chosen())):
                self.close_list()
                self.moved.emit(step)
                return
            self.moved.emit(step)
        elif not self.text().strip():
            self._take("", "")
            self.moved.emit(step)
        elif self._found_for is None:
            self._step_when_found = step
            self._ask()
        elif self._take_row(self._chosen()):
            self.moved.emit(step)

    def _chosen(self) -> int:
        return self._list.chosen if self._list is not None else -1

    def _take_row(self, row: int) -> bool:
        if self._list is None or row < 0:
            return False
        find = self._list.finds.find_at(row)
        if find is None:
            self._offer_taken()
            return False
        self._take(find.uid, find.title)
        return True

    def _offer_taken(self) -> None:
        if self._offer is not None:
            self.close_list()
            self.creation_asked.emit(self.text().strip() if self.is_touched else "")

    def _take(self, uid: str, title: str) -> None:
        before = self.value()
        self.set_find(uid, title)
        if uid != (before or ""):
            self.changed.emit()

    def _walk(self, event: QKeyEvent) -> bool:
        assert self._list is not None
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        elif event.key() in steps:
            self._list.choose(self._list.chosen + steps[Qt.Key(event.key())])
        else:
            return False
        return True
