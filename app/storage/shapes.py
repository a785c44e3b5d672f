"""The types as a firm has them, read from its definitions (`app.domain.custom`)."""

from typing import Any

from app.domain.custom.shapes import Shapes
from app.domain.records.types import RECORDS
from app.storage.records_reading import load_records

DEFINE = frozenset({"record:custom_field", "record:rule"})
"""Kinds of change after which the types are others."""


def read(connection: Any) -> Shapes:
    """Read the definitions, in the order in which they were made."""
    fields, rules = ([*load_records(connection, RECORDS[key])] for key in ("custom_field", "rule"))
    return Shapes(fields, rules)
