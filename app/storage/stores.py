"""Where each group of records is kept: its table, the columns of its fields, its child tables, its links.

A field is kept in the column of its name (a link in ``<name>_id``), else in the JSON column `data`. Read from the
declarations and the tables once; nothing here knows a type by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import Field as PeeweeField
from peewee import TextField

from app.core.field import Field
from app.core.kinds import Kind
from app.domain.records.types import RECORDS
from app.storage.fields import FlagField
from app.storage.tables import catalog
from app.storage.tables.base import Row


@dataclass(frozen=True, slots=True)
class Shelf:
    """One table and how values go into its columns."""

    table: str
    columns: tuple[str, ...]
    empty: Mapping[str, object]
    flags: frozenset[str]
    links: Mapping[str, str]
    """Columns that hold local ids, and the group of records they name."""
    places: Mapping[str, tuple[str, str, bool, str]]
    """Where each field goes: column, the group it links to, whether it is a flag, the column of its compared form."""

    def column(self, key: str) -> str:
        """Return the column that holds a field, or "" when `data` does."""
        if f"{key}_id" in self.links:
            return f"{key}_id"
        return key if key in self.columns else ""

    def field(self, column: str) -> str:
        """Return the field that a column holds."""
        return column.removesuffix("_id") if column in self.links else column


@dataclass(frozen=True, slots=True)
class Store(Shelf):
    """The table of a group of records; `number` is part of stored search ids and never changes."""

    number: int
    parts: Mapping[str, Shelf] = field(default_factory=dict)
    """Child tables by the key of the part; a part without one stands in `data`."""


_NUMBERS = {
    "item": 0,
    "party": 1,
    "place": 2,
    "account": 3,
    "staff": 4,
    "category": 5,
    "price": 6,
    "custom_field": 10,
    "rule": 11,
    "scale_label": 12,
    "tag": 13,
}
_ROWS: dict[str, type[Row]] = {
    "item": catalog.ItemRow,
    "party": catalog.PartyRow,
    "place": catalog.PlaceRow,
    "account": catalog.AccountRow,
    "staff": catalog.StaffRow,
    "category": catalog.CategoryRow,
    "price": catalog.PriceRow,
    "custom_field": catalog.CustomFieldRow,
    "rule": catalog.RuleRow,
    "scale_label": catalog.ScaleLabelRow,
    "tag": catalog.TagRow,
}
_PART_ROWS: dict[str, dict[str, type[Row]]] = {
    "item": {"units": catalog.ItemUnitRow, "barcodes": catalog.ItemBarcodeRow, "limits": catalog.ItemLimitRow}
}
_OWN_COLUMNS = frozenset({"id"})
_OWN_COLUMNS_OF_PARTS = frozenset({"item_id", "position"})


def _fields(group: str, part: str = "") -> Iterator[Field]:
    for record_type in RECORDS:
        if record_type.group == group:
            yield from record_type.part(part).fields if part else record_type.fields


def _meta(row: type[Row]) -> Any:
    return row._meta  # noqa: SLF001 - where peewee keeps what a table is made of


def _links(row: type[Row], fields: Iterator[Field]) -> dict[str, str]:
    names = {column.column_name for column in _meta(row).sorted_fields}
    return {
        f"{declared.key}_id": RECORDS[declared.link].group
        for declared in fields
        if declared.kind is Kind.LINK and f"{declared.key}_id" in names
    }


def _nothing(column: PeeweeField) -> object:
    return "" if isinstance(column, TextField) else 0


def _shelf(row: type[Row], fields: Iterator[Field], own: frozenset[str] = _OWN_COLUMNS) -> dict[str, Any]:
    columns = [column for column in _meta(row).sorted_fields if column.column_name not in own]
    flags = frozenset(column.column_name for column in columns if isinstance(column, FlagField))
    empty: dict[str, object] = {}
    for column in columns:
        name = column.column_name
        empty[name] = None if column.null else "{}" if name == "data" else _nothing(column)
    links = _links(row, fields)
    return {
        "table": _meta(row).table_name,
        "columns": tuple(empty),
        "empty": empty,
        "flags": flags,
        "links": links,
        "places": {
            (key := name.removesuffix("_id") if name in links else name): (
                name,
                links.get(name, ""),
                name in flags,
                f"{key}_key" if f"{key}_key" in empty else "",
            )
            for name in empty
        },
    }


def _store(group: str) -> Store:
    parts = {
        key: Shelf(**_shelf(row, _fields(group, key), _OWN_COLUMNS_OF_PARTS))
        for key, row in _PART_ROWS.get(group, {}).items()
    }
    return Store(**_shelf(_ROWS[group], _fields(group)), number=_NUMBERS[group], parts=parts)


STORES: dict[str, Store] = {group: _store(group) for group in _ROWS}
"""Stores by group."""
