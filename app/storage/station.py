"""This computer's own matters in a firm's file; never part of the firm's history."""

from typing import Any

from app.core.ids import new_uid


def begin(connection: Any) -> None:
    """Give this computer its name in the firm."""
    connection.execute("INSERT INTO station (key, value) VALUES ('uid', ?), ('number', '1')", (new_uid(),))


def number(connection: Any) -> int:
    """Return the number of this computer in the firm."""
    return int(get(connection, "number", "1"))


def get(connection: Any, key: str, default: str = "") -> str:
    """Return one of this computer's values."""
    row = connection.execute("SELECT value FROM station WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def put(connection: Any, key: str, value: str) -> None:
    """Keep one of this computer's values."""
    connection.execute("INSERT OR REPLACE INTO station (key, value) VALUES (?, ?)", (key, value))
