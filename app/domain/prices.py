"""What goods are sold for: offers of several sources, and the one that counts.

::

    what the firm knows of an item in a unit           the owner's order of sources
    Offer(own, 9.80, from 10 boxes, 2026-11-01 –) ┐    own → last → promotion → level → wholesale → retail
    Offer(last, 10.00)                            ├──▶ resolve_price ──▶ Offer(last, 10.00) or None
    Offer(retail, 12.00)                          ┘

An offer holds in its days and from its quantity on, in the unit it names: the price of a box says nothing of a packet.
The first source of the order with an offer that holds is the one. Of several offers of a source the closest to the
customer counts, then the one for the larger quantity, then the newest, then the lowest. Nothing found is None, never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.field import Choice
from app.core.numbers import Price
from app.core.text import N_

OWN: Final = "own"
LAST: Final = "last"
PROMOTION: Final = "promotion"
LEVEL: Final = "level"
WHOLESALE: Final = "wholesale"
RETAIL: Final = "retail"
PURCHASE: Final = "purchase"
DRAWN: Final = "drawn"
TYPED: Final = "typed"

SOURCES: Final = (
    Choice(OWN, N_("专属价")),
    Choice(LAST, N_("最近价")),
    Choice(PROMOTION, N_("活动价")),
    Choice(LEVEL, N_("等级价")),
    Choice(WHOLESALE, N_("批发价")),
    Choice(RETAIL, N_("零售价")),
)
"""Where a selling price may come from, in the usual order (G03)."""
BOOKED: Final = (SOURCES[0], SOURCES[2], SOURCES[3])
"""The sources that are written down as prices with days and quantities."""
ON_LINES: Final = (
    *SOURCES,
    Choice(PURCHASE, N_("进价")),
    Choice(DRAWN, N_("原单价")),
    Choice(TYPED, N_("手改")),
)
"""What is said of the price of a line: its source, or that it was agreed before, or typed."""

LEVELS: Final = (
    Choice("retail", N_("零售价")),
    Choice("wholesale", N_("批发价")),
    Choice("wholesale_2", N_("批发价二")),
    Choice("wholesale_3", N_("批发价三")),
    Choice("wholesale_4", N_("批发价四")),
    Choice("member", N_("会员价")),
)
"""Levels of customers. Where a level has no price of its own, wholesale customers get the item's wholesale price."""
_WHOLESALE_LEVELS: Final = frozenset(choice.key for choice in LEVELS if choice.key.startswith("wholesale"))

EVERYONE: Final = 0
OF_LEVEL: Final = 1
OF_CUSTOMER: Final = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A price of one unit of an item, from a source. `closeness` says for whom: everyone, a level, one customer."""

    source: str
    price: Price
    from_quantity: int = 0
    since: str = ""
    until: str = ""
    closeness: int = EVERYONE

    def holds(self, quantity: int, date: str) -> bool:
        """Say whether it is good for so much on that day."""
        return (
            self.price > 0
            and quantity >= self.from_quantity
            and self.since <= date
            and (not self.until or date <= self.until)
        )


def resolve_price(offers: Iterable[Offer], order: Sequence[str], *, quantity: int, date: str) -> Offer | None:
    """Return the offer that counts for so much on that day, or None."""
    found: Offer | None = None
    for offer in offers:
        if offer.source not in order or not offer.holds(quantity, date):
            continue
        if found is None or _worth(offer, order) > _worth(found, order):
            found = offer
    return found


def order_of(wanted: Iterable[str | None]) -> tuple[str, ...]:
    """Return the order of all sources: those that somebody put first, then the others in their usual order."""
    usual = [choice.key for choice in SOURCES]
    return tuple(dict.fromkeys([*(key for key in wanted if key in usual), *usual]))


def is_wholesale(level: str) -> bool:
    """Say whether customers of a level buy at the item's wholesale price where the level has none of its own."""
    return level in _WHOLESALE_LEVELS


def _worth(offer: Offer, order: Sequence[str]) -> tuple[int, int, int, str, int]:
    return (
        -order.index(offer.source),
        offer.closeness,
        offer.from_quantity,
        offer.since,
        -offer.price,
    )
