"""What a costing method must be able to say. Both methods change a `PoolState` in place; quantities are positive."""

from collections.abc import Sequence
from typing import Protocol

from app.core.numbers import Price
from app.domain.posting.pool import PoolState, Slice


class CostMethod(Protocol):
    """One way to find costs; `reference` is the item's reference cost."""

    key: str

    def receive(self, state: PoolState, source: int, slices: Sequence[Slice]) -> int:
        """Take goods in; return what is posted to cost of sales because they filled a gap (R10)."""

    def issue(self, state: PoolState, quantity: int, reference: Price) -> list[Slice]:
        """Give goods out; return what they were and cost, the part that was missing at a provisional cost (R05–R09)."""

    def value_of_found(self, state: PoolState, quantity: int, reference: Price) -> int:
        """Value goods that come back untied or are found by counting (R13, R15)."""

    def send_back(
        self, state: PoolState, quantity: int, credit: int | None, receipt: int, reference: Price
    ) -> int:
        """Return goods to the supplier; return the value removed from stock (R14)."""

    def revalue(self, state: PoolState, amount: int) -> int:
        """Change the value only; return the part that stays in stock (R16)."""

    def reprice(self, state: PoolState, amount: int, receipt: int, quantity: int) -> int:
        """Change the price of a closed receipt of `quantity`; return the part that stays in stock (R17)."""
