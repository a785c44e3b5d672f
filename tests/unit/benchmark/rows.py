"""All that a firm holds, to compare two of them."""

from typing import Any

from app.services.firm import Firm


def rows(firm: Firm) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table."""
    connection = firm.database.connection()
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for (table,) in tables.fetchall()
    }


def operations(firm: Firm) -> dict[str, str]:
    """Return the uids of the operations by what they posted."""
    posted = firm.database.execute("SELECT subject, uid FROM operation WHERE kind = 'document.post'")
    return dict(posted.fetchall())
