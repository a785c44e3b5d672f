"""The two methods written straight, for pools with nothing but receipts at their own amount and issues out of stock.

Proof takes them for the many pools where nothing else ever happened, and sweeps the rest, and every pool in which they
find anything. They share no code with the sweep: two programs must agree.
"""

from collections import deque
from collections.abc import Callable, Iterable

from app.core.numbers import share

Moves = Iterable[tuple[int, int]]
"""(quantity, value) of each move in the order of costing; both are negative when goods go out."""

Left = tuple[int, int]
"""Quantity and value in the end."""


def first_in_first_out(moves: Moves) -> Left | None:
    """Return what is left, or None if an issue does not cost what the oldest layers say, or finds nothing."""
    layers: deque[list[int]] = deque()
    for quantity, value in moves:
        if quantity > 0:
            layers.append([quantity, value])
            continue
        missing, cost = -quantity, 0
        while missing and layers:
            layer = layers[0]
            if layer[0] <= missing:
                missing -= layer[0]
                cost += layer[1]
                layers.popleft()
            else:
                part = share(layer[1], missing, layer[0])
                layer[0] -= missing
                layer[1] -= part
                cost += part
                missing = 0
        if missing or cost != -value:
            return None
    return sum(layer[0] for layer in layers), sum(layer[1] for layer in layers)


def moving_average(moves: Moves) -> Left | None:
    """Return what is left, or None if an issue does not cost what the average says, or finds nothing."""
    held = worth = 0
    for quantity, value in moves:
        if quantity < 0:
            if held < -quantity:
                return None
            cost = worth if held == -quantity else share(worth, -quantity, held)
            if cost != -value:
                return None
        held += quantity
        worth += value
    return held, worth


PLAIN: dict[str, Callable[[Moves], Left | None]] = {
    "fifo": first_in_first_out,
    "moving_average": moving_average,
}
"""By the key of the method."""
