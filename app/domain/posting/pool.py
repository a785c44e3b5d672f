"""The state of a cost pool: quantity, value, the layers that are still here, the gaps that are still open.

Layers are kept under both methods: they carry the cost under FIFO, and the age of the goods under both (F76).
A pool is changed in place while it is replayed; `copy` keeps a state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.core.numbers import Price, Quantity, amount_of, share


class Slice(NamedTuple):
    """Goods taken from, or carried into, a layer: since when they are ours, how many, at what value."""

    since: str
    quantity: int
    value: int


@dataclass(slots=True)
class Layer:
    """Goods that came in with the move `source`; `since` is the date from which they age."""

    source: int
    part: int
    since: str
    quantity: int
    value: int


class PoolState:
    """Quantity and value of a pool with all that later moves may ask about its past.

    `average` is (value, quantity) of the last moment above zero, `priced` that of the latest priced inbound (R11).
    `gaps` are the open deficits, oldest first, as [quantity, provisional value].
    """

    __slots__ = ("average", "gaps", "layers", "moves", "priced", "quantity", "value")

    def __init__(self) -> None:
        """Start empty."""
        self.quantity = 0
        self.value = 0
        self.layers: list[Layer] = []
        self.gaps: list[list[int]] = []
        self.average: tuple[int, int] | None = None
        self.priced: tuple[int, int] | None = None
        self.moves = 0

    def pack(self) -> list[Any]:
        """Write the state as plain data."""
        return [
            self.quantity,
            self.value,
            [[layer.source, layer.part, layer.since, layer.quantity, layer.value] for layer in self.layers],
            [list(gap) for gap in self.gaps],
            list(self.average) if self.average else None,
            list(self.priced) if self.priced else None,
            self.moves,
        ]

    @classmethod
    def unpack(cls, plain: Sequence[Any]) -> "PoolState":
        """Read back what `pack` wrote."""
        state = cls()
        state.quantity, state.value = plain[0], plain[1]
        state.layers = [Layer(*layer) for layer in plain[2]]
        state.gaps = [list(gap) for gap in plain[3]]
        state.average = tuple(plain[4]) if plain[4] else None
        state.priced = tuple(plain[5]) if plain[5] else None
        state.moves = plain[6]
        return state

    def latest_price(self, quantity: int, reference: Price) -> int:
        """Value `quantity` at the latest priced inbound, else at the item's reference cost, else at nothing (R11)."""
        if self.priced:
            return share(self.priced[0], quantity, self.priced[1])
        return amount_of(reference, Quantity(quantity))

    def take(self, quantity: int, first: int = 0) -> tuple[list[Slice], int]:
        """Take goods from the layers, oldest first, those of the move `first` before all others.

        Returns the slices taken and the quantity that was missing. A layer used up gives its whole value, a partly
        used one its rounded share (R06).
        """
        slices: list[Slice] = []
        layers = self.layers
        if first:
            layers = [layer for layer in layers if layer.source == first]
            layers += [layer for layer in self.layers if layer.source != first]
        for layer in layers:
            held = layer.quantity
            if held > quantity:
                value = share(layer.value, quantity, held)
                slices.append(Slice(layer.since, quantity, value))
                layer.quantity = held - quantity
                layer.value -= value
                quantity = 0
            else:
                slices.append(Slice(layer.since, held, layer.value))
                layer.quantity = layer.value = 0
                quantity -= held
            if not quantity:
                break
        if first:
            self.layers = [layer for layer in self.layers if layer.quantity]
        elif layers and not layers[0].quantity:
            empty = next((place for place, layer in enumerate(layers) if layer.quantity), len(layers))
            del layers[:empty]
        return slices, quantity

    def lay(self, source: int, slices: Iterable[Slice]) -> None:
        """Put goods on top as new layers of the move `source`."""
        for part, piece in enumerate(slices):
            if piece.quantity:
                self.layers.append(Layer(source, part, piece.since, piece.quantity, piece.value))
