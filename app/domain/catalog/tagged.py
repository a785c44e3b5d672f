"""What tags stand for, compared with what a document names: which goods are missing, which are too many (F60). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from app.core.numbers import Quantity

_NOTHING: Final = Quantity(0)


@dataclass(frozen=True, slots=True)
class Stack:
    """So much of an item in base units; of a batch, or one piece by its serial number, where that is known."""

    item: str
    quantity: Quantity
    batch: str = ""
    serial: str = ""

    def agrees(self, other: "Stack") -> bool:
        """Say whether both may be the same goods: what one of them does not say cannot contradict."""
        pairs = ((self.item, other.item), (self.batch, other.batch), (self.serial, other.serial))
        return all(mine == others or not mine or not others for mine, others in pairs)

    def vagueness(self, other: "Stack") -> tuple[int, int]:
        """Rank a pair: those that say the same come first, those that say nothing come last."""
        pairs = ((self.batch, other.batch), (self.serial, other.serial))
        alike = sum(bool(mine) and mine == others for mine, others in pairs)
        return -alike, sum((not mine) + (not others) for mine, others in pairs)


def compare(wanted: Iterable[Stack], heard: Iterable[Stack]) -> tuple[list[Stack], list[Stack]]:
    """Return what is wanted and was not heard, and what was heard and is not wanted."""
    there, here = _piled(wanted), _piled(heard)
    by_item: dict[str, list[int]] = {}
    for place, stack in enumerate(here):
        by_item.setdefault(stack.item, []).append(place)
    pairs = [
        (stack.vagueness(here[other]), place, other)
        for place, stack in enumerate(there)
        for other in by_item.get(stack.item, ())
        if stack.agrees(here[other])
    ]
    for _, place, other in sorted(pairs):
        both = min(there[place].quantity, here[other].quantity)
        there[place] = _less(there[place], both)
        here[other] = _less(here[other], both)
    return [each for each in there if each.quantity], [each for each in here if each.quantity]


def _piled(stacks: Iterable[Stack]) -> list[Stack]:
    """Put together what says the same, in the order in which it came first."""
    piled: dict[tuple[str, str, str], Quantity] = {}
    for each in stacks:
        key = (each.item, each.batch, each.serial)
        piled[key] = Quantity(piled.get(key, _NOTHING) + each.quantity)
    return [Stack(item, quantity, batch, serial) for (item, batch, serial), quantity in piled.items()]


def _less(stack: Stack, much: Quantity) -> Stack:
    return replace(stack, quantity=Quantity(stack.quantity - much)) if much else stack
