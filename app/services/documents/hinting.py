"""What looks odd about a draft before it is posted: one sentence at the line, nothing is refused (G03, G05, F34, N14).

``hints``  everything that is worth a look: no price known, beyond a limit, a slip of the hand, the same once more
``accept`` "that is right": the firm says it no more of these goods with this party

What was accepted is a setting of the firm, so that it is written to the log and travels like everything else.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.kinds import PLACES, SHOWN_PLACES
from app.core.kinds import Kind as FieldKind
from app.core.numbers import plain
from app.domain import prices as book
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import PRICE_SOURCE
from app.domain.documents.radar import History, Kind, Look, Size, Slip, slips
from app.domain.documents.spec import DocType, Party
from app.domain.documents.totals import is_priced
from app.domain.documents.types import TYPES
from app.domain.posting.errors import (
    AboveRetail,
    FarDay,
    NoPriceKnown,
    UnusualPrice,
    UnusualQuantity,
    WrongPoint,
    WrongUnit,
)
from app.domain.settings import RADAR
from app.services.documents import expiry
from app.services.documents.limits import told
from app.services.documents.repeating import same_again
from app.services.documents.resolving import complete
from app.services.documents.shape import sound
from app.services.firm import Firm
from app.storage import past_deals
from app.storage.settings import SETTING

_KINDS: Final = {Party.CUSTOMER: ("sales", "retail"), Party.SUPPLIER: ("purchase", "purchase")}
_DAYS_BACK: Final = 31
_DAYS_AHEAD: Final = 3
_GIVEN: Final = frozenset(choice.key for choice in book.SOURCES) - {book.LAST} | {book.DRAWN}
"""Sources of prices that somebody has written down or agreed to: no slip of the hand that types this line."""
_ACCEPTED: Final = "fine:"


def hints(firm: Firm, document: Document) -> list[BusinessError]:
    """Return what looks odd, in the order of the lines; nothing of what was accepted before."""
    try:
        document = complete(firm, sound(firm, document))
    except BusinessError:
        return []  # `check` says what is wrong
    accepted = firm.books.settings(_ACCEPTED)
    found = sorted(_odd(firm, document), key=lambda hint: hint.line)
    return [hint for hint in found if _key(document, hint) not in accepted]


def accept(firm: Firm, document: Document, hint: BusinessError) -> Changes:
    """Take note that a hint is about something right: it is not given again for these goods and this party."""
    key = _key(document, hint)
    return firm.write(SETTING, "", {key: True}) if key else Changes()


def _key(document: Document, hint: BusinessError) -> str:
    """Return under which name a hint is accepted; "" where it is about no line."""
    line = document.lines[hint.line - 1] if 0 < hint.line <= len(document.lines) else None
    return f"{_ACCEPTED}{hint.code}:{document.party}:{line.item}" if line is not None and line.item else ""


def _odd(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk everything that looks odd."""
    yield from told(firm, document)
    yield from expiry.told(firm, document)
    yield from same_again(firm, document, firm.clock.now_ms())
    doc_type = TYPES[document.type]
    is_dealt = doc_type.party in _KINDS and doc_type.takes_on and doc_type.line_field("price") is not None
    looks = bool(firm.books.chosen(RADAR))
    if looks and not document.reverses:
        yield from _far_day(firm, document)
    for number, line in enumerate(document.lines, 1):
        if not is_dealt or not line.item or not firm.catalogue.knows("item", line.item):
            continue
        item = firm.catalogue.item(line.item)
        if not is_priced(line):
            yield NoPriceKnown(item=f"{item.code} {item.name}".strip(), line=number, field="price")
        elif looks and line.quantity and not line.data.get("gift"):
            for hint in _line(firm, doc_type, document, line, item):
                yield hint.at(line=number)


def _far_day(firm: Firm, document: Document) -> Iterator[FarDay]:
    """Say that the document is dated far from today."""
    days = (date.fromisoformat(document.business_date) - date.fromisoformat(firm.today())).days
    if not -_DAYS_BACK <= days <= _DAYS_AHEAD:
        yield FarDay(date=document.business_date, days=abs(days), field="business_date")


def _line(
    firm: Firm, doc_type: DocType, document: Document, line: Line, item: Item
) -> Iterator[BusinessError]:
    """Walk what looks like a slip in one line."""
    kind, level = _KINDS[doc_type.party]
    unit = next((each for each in item.units if each.name == line.unit), None)
    if unit is None or line.quantity is None:
        return
    here = Size(unit.name, unit.numerator, unit.denominator)
    units = [Size(each.name, each.numerator, each.denominator) for each in item.units]
    deals = past_deals.last(firm.books.connection(), kind, item.id)
    party_id = firm.catalogue.party_id(document.party) if document.party else 0
    price = None if line.data.get(PRICE_SOURCE.key) in _GIVEN else line.price
    listed = item.price("", level) or 0
    for slip in slips(Look(party_id, here, line.quantity, price), History(deals, units, listed)):
        yield _hint(slip, here)
    retail = item.price(line.unit, "retail")
    if doc_type.party is Party.SUPPLIER and retail and price and price > retail:
        yield AboveRetail(retail=_written(retail, FieldKind.PRICE), field="price")


def _hint(slip: Slip, unit: Size) -> BusinessError:
    """Put a slip into words."""
    match slip.kind:
        case Kind.UNIT:
            return WrongUnit(unit=unit.name, other=slip.unit, field=slip.field)
        case Kind.DECIMAL:
            return WrongPoint(usual=_written(slip.usual, FieldKind.PRICE), field=slip.field)
        case Kind.PRICE:
            return UnusualPrice(usual=_written(slip.usual, FieldKind.PRICE), field=slip.field)
        case Kind.QUANTITY:
            usual = _written(slip.usual, FieldKind.QUANTITY)
            return UnusualQuantity(usual=usual, unit=unit.name, field=slip.field)


def _written(value: int, kind: FieldKind) -> str:
    return plain(value, PLACES[kind], least=SHOWN_PLACES[kind])
