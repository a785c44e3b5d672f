"""Serial numbers: each is in one place or none; its life is a list of comings and goings (F51)."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Step(NamedTuple):
    """A serial number came to a place (+1) or left it (-1) with a move."""

    item_id: int
    serial: str
    entry_id: int
    place_id: int
    sign: int


def add(connection: Any, steps: Sequence[Step]) -> None:
    """Note comings and goings."""
    connection.executemany(
        "INSERT INTO stock_serial (item_id, serial, entry_id, place_id, sign) VALUES (?, ?, ?, ?, ?)", steps
    )


def steps(connection: Any, moves: Iterable[int]) -> list[Step]:
    """Return the comings and goings of moves, in order; what was taken back already is left out."""
    rows = connection.execute(
        "SELECT s.item_id, s.serial, s.entry_id, s.place_id, SUM(s.sign) AS sign FROM json_each(?) m"
        " CROSS JOIN stock_serial s ON s.entry_id = m.value GROUP BY s.entry_id, s.item_id, s.serial, s.place_id"
        " HAVING sign <> 0 ORDER BY s.entry_id, s.serial",
        (json.dumps([*moves]),),
    )
    return [Step(*row) for row in rows]


def held(connection: Any, item_id: int) -> list[tuple[int, str, str]]:
    """Return (place, batch, serial number) of the pieces of an item that are there, each in the batch it came with."""
    rows: list[tuple[int, str, str]] = connection.execute(
        "SELECT s.place_id, (SELECT e.batch FROM stock_serial c JOIN stock_entry e ON e.id = c.entry_id"
        " WHERE c.item_id = s.item_id AND c.serial = s.serial AND c.sign > 0 ORDER BY c.id DESC LIMIT 1), s.serial"
        " FROM stock_serial s WHERE s.item_id = ? GROUP BY s.place_id, s.serial HAVING SUM(s.sign) > 0"
        " ORDER BY s.place_id, s.serial",
        (item_id,),
    ).fetchall()
    return rows


def astray(connection: Any, item_id: int, numbers: Iterable[str]) -> list[str]:
    """Return those of an item's serial numbers that are in more than one place, or gone from where they never were."""
    rows = connection.execute(
        "SELECT serial FROM (SELECT s.serial, SUM(s.sign) AS here FROM json_each(?) n CROSS JOIN stock_serial s"
        " ON s.item_id = ? AND s.serial = n.value GROUP BY s.serial, s.place_id)"
        " GROUP BY serial HAVING MIN(here) < 0 OR SUM(here) > 1",
        (json.dumps(sorted(numbers)), item_id),
    )
    return [row[0] for row in rows]
