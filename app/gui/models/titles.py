"""The names of linked records and documents by uid: asked for once, off the GUI thread, many in one question."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from app.gui.operations import Read

Key = tuple[str, str]
"""What kind of thing (a record type, or ``document``) and its uid."""


class Titles(QObject):
    """Answers at once with what is known, asks for the rest. Signals: arrived() when more is known."""

    arrived = Signal()

    def __init__(self, fetch: Callable[[str, str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._known: dict[Key, str] = {}
        self._wanted: dict[Key, None] = {}
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._ask)

    def of(self, kind: str, uid: str) -> str:
        """Return the title; empty until it is known."""
        if not uid:
            return ""
        key = (kind, uid)
        title = self._known.get(key)
        if title is None:
            self._known[key] = title = ""
            self._wanted[key] = None
            self._pause.start()
        return title

    def learn(self, kind: str, uid: str, title: str) -> None:
        """Remember a title that somebody else found."""
        if uid:
            self._known[kind, uid] = title

    def forget(self, kinds: Iterable[str]) -> None:
        """Ask anew for what may have been renamed."""
        stale = [key for key in self._known if key[0] in set(kinds)]
        for key in stale:
            self._wanted[key] = None
        if stale:
            self._pause.start()

    def _ask(self) -> None:
        wanted = tuple(self._wanted)
        self._wanted = {}
        fetch = self._fetch
        Read(self, lambda: {key: fetch(*key) for key in wanted}).then(self._on_answer).run()

    def _on_answer(self, titles: dict[Key, str]) -> None:
        self._known |= titles
        self.arrived.emit()
