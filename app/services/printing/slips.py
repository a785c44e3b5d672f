"""The slip of a posted document as bytes for one receipt printer: the form of a roll, counted in columns of GBK bytes.

    document + template of the firm ──▶ form ──▶ rows ──▶ ESC/POS

The rows are those that the PDF of a roll is made of (`app.formats.roll_rows`); only the measure differs: a printer has
fixed letters, and a letter is as wide as its GBK bytes, whatever Unicode says of ``×``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.core.clock import instant_ms
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.posting.errors import UnknownDocument
from app.domain.printing import slips as wanted
from app.domain.printing.papers import PAPERS, Paper
from app.domain.printing.templates import PrintTemplate
from app.domain.settings import SLIP_WHEN
from app.services import documents
from app.services.documents import View
from app.services.firm import Firm
from app.services.printing import choices, templates
from app.services.printing.making import form_of
from app.storage import documents as stored
from app.storage import money

if TYPE_CHECKING:
    from app.devices.printers.profile import PrinterProfile

_AT_ONCE_MS: Final = 600_000
"""So long after posting the money is still in the cashier's hand; a later slip opens no drawer."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a printer is sent, and the letters that it does not have: they are boxes on the paper."""

    data: bytes
    replaced: tuple[str, ...]
    opens_drawer: bool


def roll_of(profile: "PrinterProfile") -> Paper:
    """Return the widest roll that a printer has the columns for, else the narrowest there is."""
    rolls = sorted((paper for paper in PAPERS if paper.is_roll), key=lambda paper: paper.cells)
    return next((paper for paper in reversed(rolls) if paper.cells <= profile.columns), rolls[0])


def posted(firm: Firm, name: str) -> str:
    """Return the uid of the posted document with this number or uid."""
    connection = firm.books.connection()
    head = stored.head_by_number(connection, name) or stored.head(connection, name)
    if head is None:
        raise UnknownDocument(document=name)
    return head.uid


def template_of(firm: Firm, uid: str, profile: "PrinterProfile") -> str:
    """Return the key of the template that a document's slip is made by: the variant is that of its party."""
    return _template(firm, documents.view(firm, uid), profile).key


def is_wanted(firm: Firm, document: Document) -> bool:
    """Say whether a document gets a slip as soon as it is posted."""
    return wanted.is_wanted(TYPES[document.type], document, firm.books.chosen(SLIP_WHEN))


def opens_drawer(firm: Firm, uid: str, profile: "PrinterProfile", *, number: int = 1) -> bool:
    """Say whether the drawer opens for a document: with its first print alone, and if it took in cash just now.

    So it does for cash that goes back to a customer; what is paid to a supplier does not come from the till.
    """
    return bool(profile.drawer_pin) and number == 1 and _has_cash_in_hand(firm, uid)


def slip(firm: Firm, uid: str, profile: "PrinterProfile", *, number: int = 1, copies: int = 1) -> Slip:
    """Make the slip of a posted document for the print of this number; from the second on it says so (补打).

    The drawer opens with the first print alone, and only if the document took in cash just now (G25).
    """
    # The printers' side draws with Pillow: it is loaded with the first slip.
    from app.devices.printers.chinese import columns  # noqa: PLC0415
    from app.devices.printers.raster import FontFile  # noqa: PLC0415
    from app.devices.printers.receipt import render  # noqa: PLC0415
    from app.formats.fonts import chinese_face  # noqa: PLC0415
    from app.formats.roll_rows import rows_of  # noqa: PLC0415

    view = documents.view(firm, uid)
    form = form_of(firm, view, _template(firm, view, profile), number=number)
    rows = [*rows_of(form, profile.columns / 2, lambda text: columns(text) / 2)]
    font = None
    if not profile.has_chinese:
        face = chinese_face()
        font = FontFile(face.path, face.index)
    opens = opens_drawer(firm, uid, profile, number=number)
    first = render(rows, profile, font, open_drawer=opens)
    others = render(rows, profile, font).data * (copies - 1)
    return Slip(first.data + others, first.replaced, opens)


def _template(firm: Firm, view: View, profile: "PrinterProfile") -> PrintTemplate:
    document = view.document
    variant = choices.chosen(firm, document.type, document.party).variant
    return templates.template(firm, document.type, roll_of(profile).key, variant)


def _has_cash_in_hand(firm: Firm, uid: str) -> bool:
    connection = firm.books.connection()
    head = stored.head(connection, uid)
    assert head is not None, "it is posted"
    if head.end:
        return False
    if abs(firm.clock.now_ms() - instant_ms(head.known_at)) > _AT_ONCE_MS:
        return False
    cash = money.cash_taken(connection, uid)
    return cash > 0 or (cash < 0 and bool(TYPES[head.type].sales))
