"""What of a table goes into a file: exactly the columns that are seen, in the order they are seen (G56)."""

from app.core.table import Table

_HIDDEN_SUFFIX = "__id"
"""Columns with these keys carry what a double-click opens; nobody sees them."""


def visible(table: Table) -> Table:
    """Return the table without its hidden columns."""
    seen = [column.key for column in table.columns if not column.key.endswith(_HIDDEN_SUFFIX)]
    return table if len(seen) == len(table.columns) else table.keep(seen)
