"""Which posted documents hold what no two may share: those of a type that stand, heads or lines."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from app.domain.catalog import comparing

_LIVING: Final = (
    " FROM document d LEFT JOIN document_end e ON e.document_id = d.id AND e.kind IN ('voided', 'reversed')"
)
_STANDS: Final = " d.type = ? AND d.uid <> ? AND d.reverses_id = 0 AND e.document_id IS NULL"
_COLUMNS: Final = {
    "party": ("d.party_id", "party"),
    "warehouse": ("d.place_id", "place"),
    "staff": ("d.staff_id", "staff"),
    "item": ("l.item_id", "item"),
}
"""Columns by key, with the group of the records whose local ids stand there."""


class Within(NamedTuple):
    """Only rows that agree in a field: its key, whether it is one of the head, and its value, a record by local id."""

    key: str
    is_of_head: bool
    value: object


class Asked(NamedTuple):
    """What may stand once: the values of a field, among documents of a type but for the one of a uid."""

    type: str
    but: str
    key: str
    within: Within | None = None


Held = Mapping[str, str]
"""Numbers of the documents that hold values, by these as people compare them: whatever their case, width and blanks."""


def in_heads(connection: Any, asked: Asked) -> Held:
    """Return what heads hold: a hundred thousand are read in a fifth of a second, those of a party by its index."""
    held = f"json_extract(NULLIF(d.own, ''), '$.{asked.key}')"
    sql, values = _where(asked.within, line="")
    return _first(
        connection.execute(
            f"SELECT d.number, {held}{_LIVING} WHERE{_STANDS} AND d.own <> ''{sql} ORDER BY d.id",
            (asked.type, asked.but, *values),
        )
    )


def in_lines(connection: Any, asked: Asked) -> Held:
    """Return what lines hold."""
    held = f"json_extract(NULLIF(l.own, ''), '$.{asked.key}')"
    sql, values = _where(asked.within, line="l.own")
    return _first(
        connection.execute(
            f"SELECT d.number, {held}{_LIVING} JOIN document_line l ON l.document_id = d.id"
            f" WHERE{_STANDS} AND l.own <> ''{sql} ORDER BY d.id, l.number",
            (asked.type, asked.but, *values),
        )
    )


def _where(within: Within | None, *, line: str) -> tuple[str, list[object]]:
    """Return the condition that rows agree; a record counts with those merged into it."""
    if within is None:
        return "", []
    if within.key in _COLUMNS:
        column, group = _COLUMNS[within.key]
        family = (
            "SELECT ? UNION SELECT record_id FROM record_alias WHERE record_group = ? AND survivor_id = ?"
        )
        return f" AND {column} IN ({family})", [within.value, group, within.value]
    if within.key == "business_date":
        return " AND d.business_date = ?", [within.value]
    own = "d.own" if within.is_of_head or not line else line
    return f" AND json_extract(NULLIF({own}, ''), '$.{within.key}') = ?", [within.value]


def _first(rows: Any) -> Held:
    found: dict[str, str] = {}
    for number, held in rows:
        if held is not None:
            found.setdefault(comparing.key(str(held)), str(number))
    return found
