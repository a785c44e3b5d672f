"""The firm's own rules about documents: asked of a head and of each line, with the item it is about."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.numbers import price_of
from app.core.rule import REASON, Get, Level, broken, refused
from app.domain.custom.definition import OF_HEAD, OF_ITEM
from app.domain.custom.shapes import DEAL_PRICE, TOTAL
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.totals import total_of
from app.domain.errors import UnknownUnit
from app.services import records
from app.services.documents.sharing import shared
from app.services.firm import Firm

_PRICES: Final = frozenset({"purchase", "retail", "wholesale", "lowest"})
"""What an item has for each of its units; a line is compared with that of its own unit."""
Asks = Callable[..., Iterator[BusinessError]]


def problems(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk what keeps a document from being posted by the rules of the firm."""
    reason = document.header.get(REASON.key)
    yield from _asked(firm, document, lambda rules, get: refused(rules, get, reason))
    doc_type = firm.shapes.document(document.type)
    yield from shared(firm, doc_type, document, Level.BLOCK)
    if not reason:
        yield from shared(firm, doc_type, document, Level.REASON)


def warnings(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk what the firm wants to be told of a document."""
    yield from _asked(firm, document, lambda rules, get: broken(rules, get, Level.WARN))
    yield from shared(firm, firm.shapes.document(document.type), document, Level.WARN)


def _asked(firm: Firm, document: Document, ask: Asks) -> Iterator[BusinessError]:
    doc_type = firm.shapes.document(document.type)
    if doc_type.rules:
        yield from ask(doc_type.rules, partial(_of_head, doc_type, document))
    for number, line in enumerate(document.lines, 1) if doc_type.line_rules else ():
        for problem in ask(doc_type.line_rules, _of_line(firm, doc_type, document, line)):
            yield problem.at(line=number)


def _of_head(doc_type: DocType, document: Document, key: str) -> Any:
    return total_of(document, doc_type) if key == TOTAL.key else document.value(key)


def _of_line(firm: Firm, doc_type: DocType, document: Document, line: Line) -> Get:
    """Return what gives the values of a line; of its item they are read when one is asked for."""
    item: dict[str, Any] = {}

    def get(key: str) -> Any:
        if key.startswith(OF_HEAD):
            return _of_head(doc_type, document, key.removeprefix(OF_HEAD))
        if key.startswith(OF_ITEM):
            return of_item(key.removeprefix(OF_ITEM))
        if key == DEAL_PRICE.key:
            return price_of(line.amount, line.quantity) if line.quantity else None
        return line.value(key)

    def of_item(key: str) -> Any:
        if not line.item:
            return None
        if key in _PRICES:
            try:
                return firm.catalogue.item(line.item).price(line.unit, key)
            except UnknownUnit:
                return None  # told already
        if not item:
            uid = firm.catalogue.uid_of("item", firm.catalogue.item_id(line.item))
            item.update(records.load(firm, "item", uid))
        return item.get(key)

    return get
