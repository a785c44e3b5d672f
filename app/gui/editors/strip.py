"""What all strips that ask inside a page have in common: one asks at a time, and the cursor comes back afterwards."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.core.text import Label
from app.gui.editors.keys_before import KeysBefore
from app.gui.page import Page
from app.gui.theme import GAP_XS
from app.gui.widgets.card import name_of
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import tr

_HERE: Final = Qt.FindChildOption.FindDirectChildrenOnly


class Strip(QFrame):
    """Hidden until it asks; `begin` before it is filled, `give_up` when it has its answer or gets none."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone)
        self._keys = KeysBefore(self)

    def show_tone(self, tone: str) -> None:
        """Stand on the ground of another tone."""
        if self.property("banner") != tone:
            self.setProperty("banner", tone)
            for each in (self, *self.findChildren(QLabel, options=_HERE)):
                repolish(each)

    def begin(self) -> None:
        """Let the other strips of the page give up, and remember where the cursor is."""
        page = self.parentWidget()
        for other in page.findChildren(Strip, options=_HERE) if page is not None else ():
            if other is not self and not other.isHidden():
                other.give_up()
        self._keys.take()

    def give_up(self) -> None:
        """Ask no more; the cursor goes back to where it was."""
        self._keys.give_back()


AnyStrip = TypeVar("AnyStrip", bound=Strip)


def placed(page: Page, strip: AnyStrip) -> AnyStrip:
    """Put a strip above everything else of a page, with its first question: most pages ask few or none."""
    page.body.insertWidget(0, strip)
    return strip


def named(label: Label, editor: QWidget) -> QWidget:
    """Put a field beside its name."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP_XS)
    row.addWidget(name_of(tr(label)))
    row.addWidget(editor)
    return box
