"""Moving weighted average: value and quantity are kept, the average is derived (R05, F63)."""

from collections.abc import Sequence

from app.core.numbers import Price, share
from app.domain.posting.pool import PoolState, Slice


class MovingAverage:
    """The value of a pool is one sum; layers only carry age."""

    key = "moving_average"

    def receive(self, state: PoolState, source: int, slices: Sequence[Slice]) -> int:
        """Take goods in; a gap is filled first and settled at the true cost (R10)."""
        quantity = amount = 0
        for piece in slices:
            quantity += piece.quantity
            amount += piece.value
        settled = 0
        if state.quantity < 0:
            gap = -state.quantity
            filled = min(quantity, gap)
            true = amount if filled == quantity else share(amount, filled, quantity)
            provisional = -state.value if filled == gap else share(-state.value, filled, gap)
            settled = true - provisional
            left = quantity - filled
            if left:
                state.lay(source, [Slice(slices[-1].since, left, 0)])
        else:
            state.lay(source, [Slice(piece.since, piece.quantity, 0) for piece in slices])
        state.quantity += quantity
        state.value += amount - settled
        return settled

    def issue(self, state: PoolState, quantity: int, reference: Price) -> list[Slice]:
        """Give goods out at the average before; what is missing at a provisional cost (R05, R09)."""
        held, value = state.quantity, state.value
        slices, _ = state.take(quantity)
        if held > quantity:
            cost = share(value, quantity, held)
        elif held == quantity:
            cost = value
        elif held > 0:
            cost = value + share(value, quantity - held, held)
        elif held < 0:
            cost = share(-value, quantity, -held)
        else:
            cost = self._fallback(state, quantity, reference)
        state.quantity = held - quantity
        state.value = value - cost
        return _valued(slices, quantity, cost)

    def value_of_found(self, state: PoolState, quantity: int, reference: Price) -> int:
        """Value at the current average, without stock at the fallback (R13, R15)."""
        if state.quantity > 0:
            return share(state.value, quantity, state.quantity)
        return self._fallback(state, quantity, reference)

    def send_back(
        self, state: PoolState, quantity: int, credit: int | None, receipt: int, reference: Price
    ) -> int:
        """Remove the credit, but never below zero, and all of the value with the last goods (R14)."""
        if state.quantity < quantity:  # another warehouse of the pool is below zero
            return sum(piece.value for piece in self.issue(state, quantity, reference))
        state.take(quantity, first=receipt)
        if state.quantity == quantity:
            removed = state.value
        elif credit is None or state.value < credit:
            removed = share(state.value, quantity, state.quantity)
        else:
            removed = credit
        state.quantity -= quantity
        state.value -= removed
        return removed

    def revalue(self, state: PoolState, amount: int) -> int:
        """Add to the value while there is stock (R16)."""
        if state.quantity <= 0:
            return 0
        state.value += amount
        return amount

    def reprice(self, state: PoolState, amount: int, receipt: int, quantity: int) -> int:
        """Add the share of the goods that can still be here (R17)."""
        here = min(max(state.quantity, 0), quantity)
        kept = amount if here == quantity else share(amount, here, quantity)
        state.value += kept
        return kept

    @staticmethod
    def _fallback(state: PoolState, quantity: int, reference: Price) -> int:
        """Value at the last average above zero, else at the latest price (R11)."""
        if state.average:
            return share(state.average[0], quantity, state.average[1])
        return state.latest_price(quantity, reference)


def _valued(slices: list[Slice], quantity: int, cost: int) -> list[Slice]:
    """Spread the cost of an issue over its slices by quantity, so that age travels with a transfer."""
    if len(slices) == 1 and slices[0].quantity == quantity:
        return [slices[0]._replace(value=cost)]
    held = sum(piece.quantity for piece in slices)
    valued: list[Slice] = []
    given = 0
    for piece in slices:
        value = share(cost, piece.quantity, quantity)
        valued.append(piece._replace(value=value))
        given += value
    if held < quantity:
        valued.append(Slice("", quantity - held, cost - given))
    elif valued:
        valued[-1] = valued[-1]._replace(value=valued[-1].value + cost - given)
    return valued
