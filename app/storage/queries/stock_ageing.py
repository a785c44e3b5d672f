"""Cost pools with the age of what is in them: the layers that are still here, by the days on which they came in."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.storage.queries.scope import Scope


def pools(connection: Any, scope: Scope, days: Sequence[str], figure: str) -> list[tuple[int, ...]]:
    """Return (item, place or 0 where an item has one pool, quantity, value, then the `figure` in each bucket).

    `days` go backwards, each the first of its bucket; what is older and what is in no layer come last. Measured: sums
    since a day take a third less time than a case for each bucket, and their differences cost nothing here.
    """
    sql, parameters = scope.where(item="p.item_id")
    names = [f"since_{number}" for number in range(len(days))]
    sums = ", ".join(f"COALESCE(SUM(c.{figure}) FILTER (WHERE c.since >= ?), 0) AS {name}" for name in names)
    whole = [*names, "ever", figure]
    differences = ", ".join(f"{later} - {sooner}" for sooner, later in pairwise(whole))
    rows: list[tuple[int, ...]] = connection.execute(
        f"SELECT item_id, place_id, quantity, value, {names[0]}, {differences} FROM (SELECT p.item_id, p.place_id,"
        f" p.quantity, p.value, {sums}, COALESCE(SUM(c.{figure}), 0) AS ever FROM cost_pool p LEFT JOIN cost_layer c"
        f" ON c.item_id = p.item_id AND c.place_id = p.place_id WHERE 1{sql} GROUP BY p.item_id, p.place_id)",
        (*days, *parameters),
    ).fetchall()
    return rows
