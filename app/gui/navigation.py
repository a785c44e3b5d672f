"""Where a page can send a person. Pages get a `Desk`: the firm, and the ways onward; the window provides the latter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from app.core.table import Drill
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.domain.documents.document import Document
    from app.gui.slip_printing import SlipPrinting
    from app.services.labels.wanted import Asked


class Navigator(Protocol):
    """Opens pages. A page that is open already comes to the front instead of opening twice."""

    def open_document(self, uid: str) -> None:
        """Show a document, draft or posted."""

    def new_document(self, type_key: str, document: "Document | None" = None) -> None:
        """Open an editor on a new document of a type, or on the given draft that is not saved yet."""

    def open_list(self, type_key: str) -> None:
        """Show the list of a document type."""

    def open_records(self, type_key: str) -> None:
        """Show the list of a record type."""

    def open_record(self, type_key: str, uid: str) -> None:
        """Show one record; an empty uid begins a new one."""

    def open_report(self, key: str, params: Mapping[str, object] | None = None) -> None:
        """Show a report, run with these parameters if given."""

    def follow(self, drill: Drill) -> None:
        """Open what a figure is made of."""

    def open_labels(self, asked: "Asked") -> None:
        """Offer to print labels of some things."""

    def close_page(self, page: QWidget) -> None:
        """Close a page; the one to its left comes to the front."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page is given: the open firm, the ways onward, and who prints slips where that is done."""

    firm: Firm
    go: Navigator
    slips: "SlipPrinting | None" = None
