"""What a line of some goods usually says: the unit they are traded in, the price and the tax rate."""

from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.services.documents.scanning import new_line
from app.services.firm import Firm


def propose(firm: Firm, document: Document, item: str, unit: str = "") -> Line:
    """Return a line of one unit of the goods; without a unit, of the one that such a document deals in."""
    return new_line(firm, document, item, unit or usual_unit(firm, document.type, item))


def usual_unit(firm: Firm, type_key: str, item: str) -> str:
    """Return the unit that a line begins with."""
    article = firm.catalogue.item(item)
    match TYPES[type_key].party:
        case Party.SUPPLIER:
            unit: str = article.unit_for_purchase().name
        case Party.CUSTOMER:
            unit = article.unit_for_sale().name
        case _:
            unit = article.base_unit
    return unit


def tracked_of(firm: Firm, item: str) -> frozenset[str]:
    """Return the keys of the fields that an item's moves must carry."""
    article = firm.catalogue.item(item)
    keys = {"batch"} if article.track_batch else set()
    keys |= {"expires_on"} if article.track_expiry else set()
    return frozenset(keys | ({"serials"} if article.track_serial else set()))


def units_of(firm: Firm, item: str) -> tuple[str, ...]:
    """Return the names of an item's units, the base unit first."""
    return tuple(unit.name for unit in firm.catalogue.item(item).units)
