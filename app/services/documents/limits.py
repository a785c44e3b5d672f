"""Sales below a limit: under the least price, under cost, with too much taken off; refused, told or let be (G05).

The firm decides for each limit. What was agreed in an order is carried out as it was agreed. What is said of a price
under cost never says the cost.
"""

from collections.abc import Iterator
from typing import Final

from app.core.errors import BusinessError
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


def _beyond(firm: Firm, document: Document, policy: str) -> Iterator[BusinessError]:
    """Walk what is beyond the limits for which the firm has this policy."""
    chosen = firm.books.chosen
    limits = (
        (_cheap, chosen(BELOW_LOWEST) == policy),
        (_under_cost, chosen(BELOW_COST) == policy),
        (_discounted, chosen(OVER_DISCOUNT) == policy),
    )
    asked = [limit for limit, is_asked in limits if is_asked]
    if document.reverses or not asked or not is_sale(TYPES[document.type]):
        return
    taken = Taken.of(document)
    for number, line in enumerate(document.lines, 1):
        if not _is_priced_now(firm, line, taken):
            continue
        for limit in asked:
            for problem in limit(firm, document, line, taken):
                yield problem.at(line=number)


def _is_priced_now(firm: Firm, line: Line, taken: Taken) -> bool:
    """Say whether somebody decides now what a line goes for: no gift, and not what was agreed before."""
    if not (line.item and line.quantity and (line.price is not None or line.typed_amount)):
        return False
    if line.data.get("gift") or not firm.catalogue.knows("item", line.item):
        return False
    return not (line.data.get(PRICE_SOURCE.key) == book.DRAWN and not taken.off)


def _cheap(firm: Firm, _document: Document, line: Line, taken: Taken) -> Iterator[BusinessError]:
    """Say that a line goes for less than the least price of its unit."""
    item = firm.catalogue.item(line.item)
    try:
        lowest = item.price(line.unit, "lowest")
    except UnknownUnit:
        return  # `check` names it
    if lowest and is_below(line, taken, lowest):
        shown = plain(lowest, PRICE_PLACES, least=MONEY_PLACES)
        yield BelowLowest(item=_called(item), lowest=shown, field="price")


def _under_cost(firm: Firm, document: Document, line: Line, _taken: Taken) -> Iterator[BusinessError]:
    """Say that a line goes for less than its goods cost, without saying what that is."""
    place = document.header.get("warehouse") or ""
    is_kept_apart = not firm.profile.per_item
    if not line.base_quantity or (is_kept_apart and not firm.catalogue.knows("warehouse", place)):
        return
    item = firm.catalogue.item(line.item)
    place_id = firm.catalogue.place_id(place) if is_kept_apart else 0
    cost = stock.cost(firm.books.connection(), item.id, place_id)
    brings = line.gross if firm.profile.cost_with_tax else line.net
    if cost and is_below_cost(brings, line.base_quantity, value=cost[0], quantity=cost[1]):
        yield BelowCost(item=_called(item), field="price")


def _discounted(firm: Firm, document: Document, line: Line, taken: Taken) -> Iterator[BusinessError]:
    """Say that more is taken off than the person who sells, or else the firm, may take off."""
    staff = document.header.get("staff") or ""
    own = firm.catalogue.discount_cap(staff) if firm.catalogue.knows("staff", staff) else None
    cap = firm.books.chosen(DISCOUNT_CAP) if own is None else own
    if cap is not None and is_over(line, taken, cap):
        discount, most = _percent(discount_of(line, taken)), _percent(Rate(cap))
        yield DiscountTooHigh(discount=discount, most=most, field="discount")


def _percent(rate: Rate) -> str:
    hundredths = divide(rate, _HUNDREDTH_OF_A_PERCENT)
    return f"{plain(hundredths, 2)}%"


def _called(item: Item) -> str:
    return f"{item.code} {item.name}".strip()
