"""What goods went for before: the last deals with the party of a line and with others, and what they were bought at."""

from dataclasses import dataclass
from typing import Any, Final

from app.core.kinds import Kind
from app.core.numbers import WHOLE, Money, Price, Rate, divide, price_of
from app.core.table import Column, Drill, Table
from app.core.text import N_
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.services.firm import Firm
from app.storage.queries import deals as past

MOST: Final = 10
"""Deals shown of each: with this party, and with others."""
_KINDS: Final = {Party.CUSTOMER: "sales", Party.SUPPLIER: "purchase"}
_NOBODY: Final = 0
_TENTH_OF_A_PERCENT: Final = WHOLE // 1000
_COLUMNS = (
    Column("business_date", N_("日期"), Kind.DATE),
    Column("price", N_("单价"), Kind.PRICE),
    Column("quantity", N_("数量"), Kind.QUANTITY),
    Column("unit", N_("单位"), Kind.TEXT),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("number", N_("单号"), Kind.CODE),
)


@dataclass(frozen=True, slots=True)
class Deals:
    """The deals, those with this party first; `prices` says for each row what its price is in the unit of the line.

    `others` are the lowest and the highest of the last prices to others, in the unit of the line; None where there are
    none. `bought_at` is the last purchase price for one unit of the line, without tax; `margin` is what is left of the
    line's price above it. Both are None where they are not known or mean nothing.
    """

    table: Table
    prices: tuple[Price, ...]
    others: tuple[Price, Price] | None = None
    bought_at: Price | None = None
    margin: Rate | None = None


def is_dealt(type_key: str) -> bool:
    """Say whether lines of a type have prices that are agreed with a party."""
    doc_type = TYPES[type_key]
    return doc_type.party in _KINDS and doc_type.line_field("price") is not None


def deals(firm: Firm, document: Document, line: Line) -> Deals:
    """Return the last deals in the goods of a line."""
    kind, article = _KINDS[TYPES[document.type].party], firm.catalogue.item(line.item)
    party = firm.catalogue.party_id(document.party) if document.party else _NOBODY
    own = _read(firm, kind, article, party, is_own=True) if party else []
    others = _read(firm, kind, article, party, is_own=False)
    rows = [*own, *others]
    asked = [_in_unit_of(line, row) for row in others]
    bought_at = _bought_at(firm, article, line) if kind == "sales" else None
    return Deals(
        table=Table(
            title=N_("成交价"),
            columns=_COLUMNS,
            rows=[(*row[1:4], row[4] or article.base_unit, *row[5:7]) for row in rows],
            drills=[Drill("document", (("uid", row[0]),)) for row in rows],
        ),
        prices=tuple(_in_unit_of(line, row) for row in rows),
        others=(min(asked), max(asked)) if asked else None,
        bought_at=bought_at,
        margin=_margin(line, bought_at) if bought_at is not None else None,
    )


def _read(
    firm: Firm, kind: str, article: Item, party: int, *, is_own: bool, most: int = MOST
) -> list[tuple[Any, ...]]:
    return past.of_item(
        firm.books.connection(),
        kind,
        article.id,
        party,
        is_own=is_own,
        is_service=article.is_service,
        most=most,
    )


def _in_unit_of(line: Line, row: tuple[Any, ...]) -> Price:
    """Return the price of a deal for one unit of the line: three a bottle are thirty-six a box of twelve."""
    _, _, price, quantity, _, _, _, base_quantity, _ = row
    return Price(divide(price * quantity * line.numerator, base_quantity * line.denominator))


def _bought_at(firm: Firm, article: Item, line: Line) -> Price | None:
    """Return what one unit of the line cost without tax when the goods were bought last."""
    rows = _read(firm, "purchase", article, _NOBODY, is_own=False, most=1)
    if not rows:
        return None
    *_, base_quantity, net = rows[0]
    return Price(divide(price_of(Money(net), base_quantity) * line.numerator, line.denominator))


def _margin(line: Line, bought_at: Price) -> Rate | None:
    """Return which part of what the line brings, without tax, is above what its goods were bought at."""
    if line.net <= 0 or not line.base_quantity:
        return None
    sold_at = divide(price_of(line.net, line.base_quantity) * line.numerator, line.denominator)
    part = divide((sold_at - bought_at) * WHOLE, sold_at * _TENTH_OF_A_PERCENT) if sold_at else None
    return Rate(part * _TENTH_OF_A_PERCENT) if part is not None else None
