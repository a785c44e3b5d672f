"""What is due is rounded off, what is paid gives change: the small arithmetic of the counter (G12, G19, GV15)."""

from collections.abc import Sequence

from app.core.field import Choice
from app.core.numbers import Money, divide
from app.core.text import N_

ROUNDINGS = (
    Choice("none", N_("不抹零")),
    Choice("fen", N_("抹分")),
    Choice("jiao", N_("抹角")),
    Choice("nearest_jiao", N_("四舍五入到角")),
    Choice("nearest_yuan", N_("四舍五入到元")),
    Choice("down_five_jiao", N_("抹到 5 角")),
    Choice("up_five_jiao", N_("进到 5 角")),
)
"""The ways to round off a total; ``down`` and ``fen``, ``jiao`` are in favour of the customer."""

_STEPS = {
    "fen": 10,
    "jiao": 100,
    "nearest_jiao": 10,
    "nearest_yuan": 100,
    "down_five_jiao": 50,
    "up_five_jiao": 50,
}


def rounding_of(total: Money, way: str) -> Money:
    """Return what is taken off a total so that it comes out round; negative when it is rounded up."""
    step = _STEPS.get(way)
    if step is None:
        return Money(0)
    size = abs(total)
    if way.startswith("nearest"):
        rounded = divide(size, step) * step
    elif way.startswith("up"):
        rounded = -(-size // step) * step
    else:
        rounded = size // step * step
    return Money(size - rounded if total >= 0 else rounded - size)


def change_of(total: Money, paid: Sequence[tuple[bool, Money]]) -> Money | None:
    """Return the change for payments of (is it cash, amount); None when too much was paid by other means."""
    over = sum(amount for _, amount in paid) - total
    if over <= 0:
        return Money(0)
    cash = sum(amount for is_cash, amount in paid if is_cash)
    return Money(over) if over <= cash else None
