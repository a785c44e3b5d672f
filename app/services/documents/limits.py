"""Sales below a limit: under the least price, under cost, with too much taken off; refused, told or let be (G05).

The firm decides for each limit. What was agreed in an order is carried out as it was agreed. What is said of a price
under cost never says the cost.
"""

from collections.abc import Callable, Iterator
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.numbers import MONEY_PLACES, PRICE_PLACES, RATE_PLACES, Rate, divide, plain
from app.domain import prices as book
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import PRICE_SOURCE
from app.domain.documents.limits import Taken, discount_of, is_below, is_below_cost, is_over
from app.domain.documents.spec import DocType, Party
from app.domain.documents.types import TYPES
from app.domain.errors import UnknownUnit
from app.domain.posting.errors import BelowCost, BelowLowest, DiscountTooHigh
from app.domain.settings import BELOW_COST, BELOW_LOWEST, DISCOUNT_CAP, OVER_DISCOUNT
from app.services.firm import Firm
from app.storage import stock
from app.storage.catalogue import Catalogue

REFUSE: Final = "refuse"
WARN: Final = "warn"
_HUNDREDTH_OF_A_PERCENT: Final = 10 ** (RATE_PLACES - 4)


def refused(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk the limits that forbid to post a document."""
    return _beyond(firm, document, REFUSE)


def told(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk the limits that the firm wants to be told of."""
    return _beyond(firm, document, WARN)


def is_sale(doc_type: DocType) -> bool:
    """Say whether goods are sold, or promised, at a price by documents of a type."""
    return doc_type.party is Party.CUSTOMER and doc_type.takes_on and doc_type.line_field("price") is not None


Limit = Callable[[Line], BusinessError | None]
"""Says what is wrong with a line of one document."""


def _beyond(firm: Firm, document: Document, policy: str) -> Iterator[BusinessError]:
    """Walk what is beyond the limits for which the firm has this policy."""
    if document.reverses or not is_sale(TYPES[document.type]):
        return
    asked = [limit for setting, limit in _LIMITS if firm.books.chosen(setting) == policy]
    taken = Taken.of(document)
    limits = [limit for ask in asked if (limit := ask(firm, document, taken)) is not None]
    catalogue = firm.catalogue
    for number, line in enumerate(document.lines, 1) if limits else ():
        if not _is_priced_now(catalogue, line, taken):
            continue
        for limit in limits:
            problem = limit(line)
            if problem is not None:
                yield problem.at(line=number)


def _is_priced_now(catalogue: Catalogue, line: Line, taken: Taken) -> bool:
    """Say whether somebody decides now what a line goes for: no gift, and not what was agreed before."""
    if not (line.item and line.quantity and (line.price is not None or line.typed_amount)):
        return False
    if line.data.get("gift") or not catalogue.knows("item", line.item):
        return False
    return not (line.data.get(PRICE_SOURCE.key) == book.DRAWN and not taken.off)


def _cheap(firm: Firm, _document: Document, taken: Taken) -> Limit:
    """Say that a line goes for less than the least price of its unit."""
    catalogue = firm.catalogue

    def limit(line: Line) -> BusinessError | None:
        item = catalogue.item(line.item)
        try:
            lowest = item.price(line.unit, "lowest")
        except UnknownUnit:
            return None  # `check` names it
        if not lowest or not is_below(line, taken, lowest):
            return None
        shown = plain(lowest, PRICE_PLACES, least=MONEY_PLACES)
        return BelowLowest(item=_called(item), lowest=shown, field="price")

    return limit


def _under_cost(firm: Firm, document: Document, _taken: Taken) -> Limit | None:
    """Say that a line goes for less than its goods cost, without saying what that is."""
    catalogue, place_id = firm.catalogue, 0
    if not firm.profile.per_item:
        place = document.header.get("warehouse") or ""
        if not catalogue.knows("warehouse", place):
            return None
        place_id = catalogue.place_id(place)
    items = {
        catalogue.item_id(line.item)
        for line in document.lines
        if line.base_quantity and line.item and catalogue.knows("item", line.item)
    }
    costs = stock.costs(firm.books.connection(), items, place_id)
    is_with_tax = firm.profile.cost_with_tax

    def limit(line: Line) -> BusinessError | None:
        cost = costs.get(catalogue.item_id(line.item)) if line.base_quantity else None
        if cost is None:
            return None
        brings = line.gross if is_with_tax else line.net
        if not is_below_cost(brings, line.base_quantity, value=cost[0], quantity=cost[1]):
            return None
        return BelowCost(item=_called(catalogue.item(line.item)), field="price")

    return limit


def _discounted(firm: Firm, document: Document, taken: Taken) -> Limit | None:
    """Say that more is taken off than the person who sells, or else the firm, may take off."""
    staff = document.header.get("staff") or ""
    own = firm.catalogue.discount_cap(staff) if firm.catalogue.knows("staff", staff) else None
    cap = firm.books.chosen(DISCOUNT_CAP) if own is None else own
    if cap is None:
        return None

    def limit(line: Line) -> BusinessError | None:
        if not is_over(line, taken, cap):
            return None
        discount, most = _percent(discount_of(line, taken)), _percent(Rate(cap))
        return DiscountTooHigh(discount=discount, most=most, field="discount")

    return limit


_LIMITS: Final[tuple[tuple[Field, Callable[[Firm, Document, Taken], Limit | None]], ...]] = (
    (BELOW_LOWEST, _cheap),
    (BELOW_COST, _under_cost),
    (OVER_DISCOUNT, _discounted),
)
"""Which setting decides about which limit. It looks up what it needs once for a document; None asks nothing."""


def _percent(rate: Rate) -> str:
    hundredths = divide(rate, _HUNDREDTH_OF_A_PERCENT)
    return f"{plain(hundredths, 2)}%"


def _called(item: Item) -> str:
    return f"{item.code} {item.name}".strip()
