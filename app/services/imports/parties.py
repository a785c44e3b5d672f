"""Suppliers and customers as lists have them: one contact, bank and account in one cell, days of payment."""

import re
from collections.abc import Mapping
from typing import Any, Final

from app.core.text import N_
from app.domain.records.spec import Values
from app.domain.records.types import RECORDS
from app.services.imports.job import Job
from app.services.imports.made import Made, joined
from app.services.imports.plain import Plain

_BANK_AND_ACCOUNT: Final = re.compile(r"(?P<bank>.*?)[\s:：,，;；/]*(?P<account>\d[\d -]{6,}\d)?", re.DOTALL)
_ROLES: Final = tuple(each.role for each in RECORDS if each.role)


def more(job: Job, plain: Plain) -> dict[str, Any]:
    """Return what is made of several columns; what the list does not say is left out."""
    del job
    values: dict[str, Any] = {}
    if plain.get("contact"):
        phone = {"phone": plain["phone"]} if plain.get("phone") else {}
        values["contacts"] = [{"name": plain["contact"], **phone}]
    if plain.get("credit_days"):
        values["settlement"] = "cash" if plain["credit_days"] == "0" else "month"
    found = _BANK_AND_ACCOUNT.fullmatch(plain.get("bank_info", ""))
    if found and found["bank"]:
        values["bank"] = found["bank"]
    if found and found["account"]:
        values["account_number"] = found["account"]
    return values


def adapt(before: Values, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fit a list to a party that is there.

    Who is both keeps its code, for two lists may each have one of their own; settlement follows days that change.
    """
    kept = set()
    if all(before.get(role) for role in _ROLES):
        kept.add("code")
    if values.get("payment_days") == before["payment_days"]:
        kept.add("settlement")
    return joined(before, {key: value for key, value in values.items() if key not in kept})


def _contact(values: Values) -> Any:
    return next((row["name"] for row in values["contacts"]), "")


MADE: Final = (
    Made("contact", "contacts", N_("联系人"), write=_contact, follows="phone"),
    Made("bank_info", "bank"),
)
"""What goes to a party in a way of its own."""
