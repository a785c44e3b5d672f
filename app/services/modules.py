"""Which parts of the program a firm uses: asked by every reader through `is_on`, switched through the operation log.

What is switched is out of sight, not forbidden: posting, taking back and replay never ask. Who begins something new
asks `refuse_to_begin`: the window offers nothing that it would refuse.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

from app.core.changes import Changes
from app.core.text import Message
from app.domain.documents.types import TYPES
from app.domain.modules import spec
from app.domain.modules.catalogue import MODULES
from app.domain.modules.templates import TEMPLATES, Template
from app.services.firm import Firm
from app.storage.settings import SETTING

__all__ = [
    "MODULES",
    "TEMPLATES",
    "IsOn",
    "Template",
    "apply",
    "asks",
    "is_on",
    "new_values",
    "refuse_to_begin",
    "states",
    "switch",
]

_KEY: Final = "module:"

IsOn = Callable[[str], bool]
"""Says of a thing, ``sort:key``, whether it is in sight."""


def is_on(firm: Firm, thing: str) -> bool:
    """Say whether a thing, named as in `app.domain.modules`, is in sight: the one answer for every list and form."""
    return thing not in hidden(firm)


def asks(firm: Firm) -> IsOn:
    """Return `is_on` of a firm, for whoever knows no firms."""
    return partial(is_on, firm)


def refuse_to_begin(firm: Firm, type_key: str) -> None:
    """Refuse to begin a document of a type that is out of sight; what is begun already is not asked about."""
    wanting = spec.wanting(MODULES, _off(firm), f"document:{type_key}")
    if wanting:
        from app.domain.modules.errors import NotInUse  # noqa: PLC0415 - seldom wanted

        raise NotInUse(
            label=Message.of(TYPES[type_key].label),
            module=Message.of(wanting[0].label),
            switches=" ".join(f"{module.key}=on" for module in wanting),
            field="type",
        )


def hidden(firm: Firm) -> frozenset[str]:
    """Return the names of all things that are out of sight; equal as long as nothing is switched."""
    return _hidden(_off(firm))


def states(firm: Firm) -> dict[str, bool]:
    """Return every module with whether it is switched on; one that is on may still need another that is off."""
    off = _off(firm)
    return {module.key: module.key not in off for module in MODULES}


def switch(firm: Firm, wanted: Mapping[str, bool]) -> Changes:
    """Switch modules on and off, all or none; what stays as it was is not written."""
    now = states(firm)
    new = {_KEY + key: wanted[key] for key in wanted if wanted[key] != now[key]}
    return firm.write(SETTING, "", new) if new else Changes()


def apply(firm: Firm, template: Template) -> Changes:
    """Switch the modules as a template has them; settings and records stay as they are."""
    return switch(firm, {module.key: module.key not in template.off for module in MODULES})


def new_values(firm: Firm, record_type: str) -> Mapping[str, object]:
    """Return what new records of a type hold because of what is off."""
    return _new_values(_off(firm), record_type)


def _off(firm: Firm) -> frozenset[str]:
    chosen = firm.books.settings(_KEY)
    return frozenset(module.key for module in MODULES if chosen.get(_KEY + module.key) is False)


@cache
def _hidden(off: frozenset[str]) -> frozenset[str]:
    return spec.hidden(MODULES, off)


@cache
def _new_values(off: frozenset[str], record_type: str) -> Mapping[str, object]:
    return spec.new_values(MODULES, off, record_type)
