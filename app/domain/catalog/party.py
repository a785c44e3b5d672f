"""Party: a supplier, a customer, or both, as posting sees it."""

from dataclasses import dataclass

from app.core.numbers import Money, Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody we trade with. `settlement` is ``cash`` or ``month``; a `credit_limit` of None means none was set."""

    uid: str
    id: int
    code: str
    name: str
    is_supplier: bool
    is_customer: bool
    is_walk_in: bool
    settlement: str
    payment_days: int | None
    credit_limit: Money | None
    price_level: str
    tax_rate: Rate | None
    is_active: bool
