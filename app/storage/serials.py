"""Serial numbers: each is in one place or none; its life is a list of comings and goings (F51)."""

from typing import Any


def place_of(connection: Any, item_id: int, serial: str) -> int:
    """Return the place where a serial number is, 0 when it is not ours."""
    row = connection.execute(
        "SELECT place_id FROM stock_serial WHERE item_id = ? AND serial = ?"
        " GROUP BY place_id HAVING SUM(sign) > 0",
        (item_id, serial),
    ).fetchone()
    return int(row[0]) if row else 0


def add(connection: Any, item_id: int, serial: str, *, entry_id: int, place_id: int, sign: int) -> None:
    """Note that a serial number came (+1) or went (-1) with a move."""
    connection.execute(
        "INSERT INTO stock_serial (item_id, serial, entry_id, place_id, sign) VALUES (?, ?, ?, ?, ?)",
        (item_id, serial, entry_id, place_id, sign),
    )


def mirror(connection: Any, entry_id: int) -> None:
    """Take back the comings and goings of a move."""
    connection.execute(
        "INSERT INTO stock_serial (item_id, serial, entry_id, place_id, sign)"
        " SELECT item_id, serial, entry_id, place_id, -SUM(sign) FROM stock_serial WHERE entry_id = ?"
        " GROUP BY item_id, serial, place_id HAVING SUM(sign) <> 0 ORDER BY serial",
        (entry_id,),
    )
