"""The vocabulary in which a module is declared, and what follows from switching some of them off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.text import Label

NewValues = tuple[tuple[str, str, object], ...]
"""What new records hold: (type of record, field, value)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """What is switched together.

    `holds` names the things that belong to it; one that several modules hold is in sight while all of them are on.
    `needs` are modules without which it means nothing. `without` is what new records hold while it is off. `hides` says
    to a person what goes out of sight.
    """

    key: str
    label: Label
    hides: Label
    holds: frozenset[str]
    needs: tuple[str, ...] = ()
    without: NewValues = ()


def in_force(modules: Iterable[Module], off: frozenset[str]) -> tuple[Module, ...]:
    """Return the modules that are on and need none that is off."""
    found: dict[str, Module] = {}
    left = [module for module in modules if module.key not in off]
    while fit := [module for module in left if all(key in found for key in module.needs)]:
        found |= {module.key: module for module in fit}
        left = [module for module in left if module.key not in found]
    return tuple(found.values())


def hidden(modules: Iterable[Module], off: frozenset[str]) -> frozenset[str]:
    """Return the names of all things that are out of sight while these modules are off."""
    known = tuple(modules)
    on = {module.key for module in in_force(known, off)}
    return frozenset[str]().union(*(module.holds for module in known if module.key not in on))


def wanting(modules: Iterable[Module], off: frozenset[str], thing: str) -> tuple[Module, ...]:
    """Return the modules that must be switched on before a thing is in sight, in their order; none when it is."""
    known = {module.key: module for module in modules}
    needed = [module.key for module in known.values() if thing in module.holds]
    for key in needed:  # grows on the way
        needed += [each for each in known[key].needs if each not in needed]
    return tuple(module for module in known.values() if module.key in off and module.key in needed)


def new_values(modules: Iterable[Module], off: frozenset[str], record_type: str) -> Mapping[str, object]:
    """Return what new records of a type hold because of what is off."""
    known = tuple(modules)
    on = {module.key for module in in_force(known, off)}
    return {
        field: value
        for module in known
        if module.key not in on
        for key, field, value in module.without
        if key == record_type
    }
