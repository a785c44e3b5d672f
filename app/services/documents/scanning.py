"""A scan on a document adds the goods of its bar code: as a new line, or to the line that has the same goods (C6)."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.numbers import ONE, Quantity, Rate
from app.core.text import beginning
from app.domain.catalog import barcode, comparing
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.services.documents.pricing import priced
from app.services.documents.resolving import settle
from app.services.firm import Firm


@dataclass(eq=False)
class UnknownBarcode(BusinessError):
    """No item has this bar code."""

    code: ClassVar[str] = "UNKNOWN_BARCODE"
    scanned: str = ""


def scan(firm: Firm, document: Document, code: str) -> tuple[Document, int]:
    """Add one of what the bar code stands for, in its unit; return the document and the line number."""
    found = firm.catalogue.by_barcode(comparing.key(barcode.normalise(code)))
    if not found or not found[0].is_active:
        raise UnknownBarcode(scanned=beginning(code))
    item, unit = found[0].uid, found[0].unit or ""
    for number, line in enumerate(document.lines, 1):
        same = line.item == item and line.unit == unit and not line.source and not line.data.get("batch")
        if same:
            more = replace(line, quantity=Quantity((line.quantity or 0) + ONE), typed_amount=False)
            return settle(firm, document.with_line(number, priced(firm, document, more))), number
    for number, line in enumerate(document.lines, 1):
        if line.item == item and line.source and line.unit == unit and not line.data.get("batch"):
            more = replace(line, quantity=Quantity((line.quantity or 0) + ONE))
            return settle(firm, document.with_line(number, more)), number
    number = len(document.lines) + 1
    return settle(firm, document.with_line(number, new_line(firm, document, item, unit))), number


def new_line(firm: Firm, document: Document, item: str, unit: str = "") -> Line:
    """Return a line of one `unit` of an item (its usual one, if none is said) with its usual price and tax rate."""
    doc_type = TYPES[document.type]
    article = firm.catalogue.item(item)
    if not unit:
        usual = {Party.SUPPLIER: article.unit_for_purchase, Party.CUSTOMER: article.unit_for_sale}
        unit = usual[doc_type.party]().name if doc_type.party in usual else article.base_unit
    rate = article.tax_rate if doc_type.line_field("tax_rate") else None
    return priced(firm, document, Line(item=item, unit=unit, quantity=ONE, tax_rate=rate or Rate(0)))
