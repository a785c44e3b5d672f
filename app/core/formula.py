"""Formula: a field that nobody fills in, because it follows from the others of its row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Get = Callable[[str], Any]
"""Returns the stored value of a field of the row by key."""


@dataclass(frozen=True, slots=True)
class Formula:
    """What a field is worked out of: `needs` are the keys that `work` asks for; it returns the stored value."""

    key: str
    needs: tuple[str, ...]
    work: Callable[[Get], Any]


def worked_out(formulas: Iterable[Formula], get: Get) -> dict[str, Any]:
    """Work formulas out, each after those that it needs: what one gives, the next ones see."""
    found: dict[str, Any] = {}
    for formula in formulas:
        found[formula.key] = formula.work(lambda key: found[key] if key in found else get(key))
    return found
