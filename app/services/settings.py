"""The firm's settings: read with their defaults, written through the operation log."""

from collections.abc import Mapping
from typing import Any

from app.core.changes import Changes
from app.core.field import Field
from app.core.text import Message, beginning
from app.domain.errors import UnknownReference
from app.domain.records.check import field_problem
from app.domain.settings import SETTINGS
from app.services import modules
from app.services.firm import Firm
from app.storage.settings import SETTING

__all__ = ["SETTINGS", "offered", "save", "values"]


def offered(firm: Firm) -> tuple[Field, ...]:
    """Return the settings of what the firm uses."""
    return tuple(field for field in SETTINGS if modules.is_on(firm, f"setting:{field.key}"))


def values(firm: Firm) -> dict[str, Any]:
    """Return all settings by key, those that nobody has set at their defaults."""
    return {field.key: firm.books.chosen(field) for field in SETTINGS}


def save(firm: Firm, wanted: Mapping[str, Any]) -> Changes:
    """Set settings, all or none; nothing means the default again, and what stays as it was is not written."""
    new: dict[str, Any] = {}
    for key, value in wanted.items():
        field = SETTINGS[key]
        problem = field_problem(field, value) if value is not None else None
        if problem is None and field.link and value and not firm.catalogue.offers(field.link, value):
            problem = UnknownReference(label=Message.of(field.label), value=beginning(value))
        if problem is not None:
            raise problem.at(field=key)
        chosen = field.default if value is None or value == "" else value
        if chosen != firm.books.chosen(field):
            new[key] = chosen
    return firm.write(SETTING, "", new) if new else Changes()
