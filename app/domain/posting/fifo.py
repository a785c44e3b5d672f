"""First in, first out: layers are used up oldest first, each at its own value (R06, F62)."""

from collections.abc import Sequence

from app.core.numbers import Price, share, spread_to_last
from app.domain.posting.pool import PoolState, Slice


class FirstInFirstOut:
    """The value of a pool is that of its layers less that of its gaps."""

    key = "fifo"

    def receive(self, state: PoolState, source: int, slices: Sequence[Slice]) -> int:
        """Take goods in as new layers; gaps are filled first, oldest first, and settled at the true cost (R10).

        Each part of a transfer is a layer of its own (R23), and fills gaps at its own cost.
        """
        settled = 0
        left: list[Slice] = []
        for piece in slices:
            filled = min(piece.quantity, sum(gap[0] for gap in state.gaps))
            true = piece.value if filled == piece.quantity else share(piece.value, filled, piece.quantity)
            settled += true - self._fill(state, filled)
            left.append(Slice(piece.since, piece.quantity - filled, piece.value - true))
            state.quantity += piece.quantity
            state.value += piece.value
        state.lay(source, left)
        state.value -= settled
        return settled

    def issue(self, state: PoolState, quantity: int, reference: Price) -> list[Slice]:
        """Use up layers; what is missing leaves a gap at the latest price (R06, R09, R11)."""
        slices, missing = state.take(quantity)
        if missing:
            provisional = state.latest_price(missing, reference)
            state.gaps.append([missing, provisional])
            slices.append(Slice("", missing, provisional))
        state.quantity -= quantity
        left = state.value
        for piece in slices:
            left -= piece.value
        state.value = left
        return slices

    def value_of_found(self, state: PoolState, quantity: int, reference: Price) -> int:
        """Value at the latest price (R13, R15)."""
        return state.latest_price(quantity, reference)

    def send_back(
        self, state: PoolState, quantity: int, credit: int | None, receipt: int, reference: Price
    ) -> int:
        """Take from the layer of that receipt first, then oldest first, at layer cost (R14)."""
        if state.quantity < quantity:  # another warehouse of the pool is below zero
            return sum(piece.value for piece in self.issue(state, quantity, reference))
        slices, _ = state.take(quantity, first=receipt)
        removed = sum(piece.value for piece in slices)
        state.quantity -= quantity
        state.value -= removed
        return removed

    def revalue(self, state: PoolState, amount: int) -> int:
        """Share over the layers by quantity, the last takes the remainder (R16)."""
        if state.quantity <= 0:
            return 0
        for layer, part in zip(
            state.layers, spread_to_last(amount, [layer.quantity for layer in state.layers]), strict=True
        ):
            layer.value += part
        state.value += amount
        return amount

    def reprice(self, state: PoolState, amount: int, receipt: int, quantity: int) -> int:
        """Add the share of what is left of that receipt's layer (R17)."""
        layers = [layer for layer in state.layers if layer.source == receipt]
        here = sum(layer.quantity for layer in layers)
        kept = amount if here == quantity else share(amount, here, quantity)
        for layer, part in zip(
            layers, spread_to_last(kept, [layer.quantity for layer in layers]), strict=True
        ):
            layer.value += part
        state.value += kept
        return kept

    @staticmethod
    def _fill(state: PoolState, quantity: int) -> int:
        """Close gaps oldest first; return their provisional value."""
        provisional = 0
        while quantity:
            gap = state.gaps[0]
            if gap[0] <= quantity:
                provisional += gap[1]
                quantity -= gap[0]
                del state.gaps[0]
            else:
                part = share(gap[1], quantity, gap[0])
                provisional += part
                gap[0] -= quantity
                gap[1] -= part
                quantity = 0
        return provisional
