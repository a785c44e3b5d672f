"""Places: goods always move from a place to a place, and value moves with them."""

from enum import Enum


class PlaceKind(Enum):
    """The kinds of place. The first two are ours: they have stock, a cost and a balance; the rest is the world."""

    __hash__ = object.__hash__  # a member is itself: 0.05 µs a look-up instead of 0.3

    WAREHOUSE = "warehouse"
    TRANSIT = "transit"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    PRODUCTION = "production"
    DIFFERENCE = "difference"
    OTHER = "other"
    OPENING = "opening"
    ADJUSTMENT = "adjustment"


OURS = frozenset({PlaceKind.WAREHOUSE, PlaceKind.TRANSIT})

COST_OF_SALES = PlaceKind.CUSTOMER
"""What flows to the customer is cost of sales (主营业务成本)."""
