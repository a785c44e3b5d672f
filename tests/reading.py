"""Reading tables as people do: rows by column key, as stored or as plain text."""

from collections.abc import Mapping

from app.core.table import Table
from app.i18n.show import show_plain

Row = Mapping[str, object]


def stored(table: Table) -> list[dict[str, object]]:
    """Return the rows as stored values by column key."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def said(table: Table) -> list[dict[str, str]]:
    """Return the rows as plain text by column key, choices by their labels."""
    return [
        {
            column.key: show_plain(value, column.kind, column.choices)
            for column, value in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def picked(table: Table, *keys: str) -> list[tuple[str, ...]]:
    """Return some columns of the rows as plain text."""
    return [tuple(row[key] for key in keys) for row in said(table)]


def total(table: Table, key: str) -> int:
    """Return the total of a column, 0 when nothing is summed."""
    totals = table.totals() or ()
    values = {column.key: value for column, value in zip(table.columns, totals, strict=False)}
    value = values.get(key) or 0
    assert isinstance(value, int)
    return value
