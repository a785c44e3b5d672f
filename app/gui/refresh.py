"""Changes reach pages: what shows something of a write reads again, at once in front, else when it comes up.

Nothing here knows what a page is; it says what changed, once, on the GUI thread.
"""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.changes import Changes


class Hub(QObject):
    """Tells whoever listens what a write touched. Signals: changed(Changes)."""

    changed = Signal(object)


def hub() -> Hub:
    """Return the program's one hub, a child of the QApplication."""
    app = QCoreApplication.instance()
    assert app is not None
    found = app.findChild(Hub)
    return found if found is not None else Hub(app)


def announce(changes: Changes) -> None:
    """Say that a write touched these kinds."""
    if changes.kinds:
        hub().changed.emit(changes)


def concerns(changes: Changes, shows: frozenset[str]) -> bool:
    """Say whether a page that shows these kinds must read again; ``document`` stands for documents of every type."""
    families = frozenset(kind.partition(":")[0] for kind in changes.kinds)
    return changes.touches(shows) or not families.isdisjoint(shows)
