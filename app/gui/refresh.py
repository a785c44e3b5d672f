"""Changes reach pages: what shows something of a write reads again, at once in front, else when it comes up.

Nothing here knows what a page is; it says what changed, once, on the GUI thread.
"""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from app.core.changes import Changes


class Hub(QObject):
    """Tells whoever listens what a write touched. Signals: changed(Changes)."""

    changed = Signal(object)


class _InForce:
    """There is one hub; asking the QApplication for it loads QStyle, another child of it (measured: 5 ms)."""

    hub: Hub | None = None


def hub() -> Hub:
    """Return the program's one hub, a child of the QApplication."""
    if _InForce.hub is None or not isValid(_InForce.hub):
        app = QCoreApplication.instance()
        assert app is not None
        _InForce.hub = Hub(app)
    return _InForce.hub


def announce(changes: Changes) -> None:
    """Say that a write touched these kinds."""
    if changes.kinds:
        hub().changed.emit(changes)


def concerns(changes: Changes, shows: frozenset[str]) -> bool:
    """Say whether a page that shows these kinds must read again; ``document`` stands for documents of every type."""
    families = frozenset(kind.partition(":")[0] for kind in changes.kinds)
    return changes.touches(shows) or not families.isdisjoint(shows)
