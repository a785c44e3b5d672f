"""Values of a firm's own fields in SQL: they stand in a JSON text, by key."""

from collections.abc import Iterable, Sequence

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.domain.records.types import RECORDS
from app.storage.stores import STORES

TEXTS = frozenset({Kind.TEXT, Kind.NOTE, Kind.CODE})
"""Kinds that a filter finds by a piece of them."""


def held(json: str, field: Field) -> str:
    """Return the SQL of the value that a field holds in a JSON text, NULL when none; `json` is the SQL of the text."""
    return f"json_extract(NULLIF({json}, ''), '$.{field.key}')"


def shown(value: str, field: Field) -> str:
    """Return the SQL of what is shown of a value: of a record the name that it has today."""
    if field.kind is Kind.LINK:
        table = STORES[RECORDS[field.link].group].table
        return (
            f"COALESCE((SELECT name FROM {table} WHERE id = COALESCE((SELECT survivor_id FROM record_alias"
            f" WHERE uid = {value}), (SELECT id FROM {table} WHERE uid = {value}))), '')"
        )
    if field.kind is Kind.BOOL:
        return value
    return value if field.kind in NUMBERS else f"COALESCE({value}, '')"


def conditions(wanted: Iterable[tuple[str, Field, object]]) -> tuple[str, list[object]]:
    """Return conditions on values, each by its SQL and field; of a text it is enough to hold what is asked for."""
    sql, values = "", list[object]()
    for value_sql, field, value in wanted:
        if field.kind in TEXTS:
            sql += f" AND instr(lower({value_sql}), lower(?)) > 0"
        elif field.kind is Kind.BOOL:
            sql += f" AND COALESCE({value_sql}, 0) = ?"
        elif field.kind is Kind.LINK:
            sql += f" AND ({value_sql} = ? OR {value_sql} IN {_merged_into(field)})"
            values.append(value)
        else:
            sql += f" AND {value_sql} = ?"
        values.append(int(value) if isinstance(value, bool) else value)
    return sql, values


def _merged_into(field: Field) -> str:
    """Return the SQL of the uids of the records that became the one of a uid, the parameter."""
    table = STORES[RECORDS[field.link].group].table
    return f"(SELECT a.uid FROM record_alias a JOIN {table} t ON t.id = a.survivor_id WHERE t.uid = ?)"


def says(objects: str, keys: Sequence[str]) -> str:
    """Return the condition that some of the values under these keys is like ``:like``; `objects` gives keys and values.

    ``objects`` is what follows FROM, the table-valued function that opens the JSON as `j`.
    """
    named = ", ".join(f"'{key}'" for key in keys)
    return f"EXISTS (SELECT 1 FROM {objects} AND j.key IN ({named}) AND j.value LIKE :like ESCAPE '\\')"


def fits(field: Field, held: object, wanted: object) -> bool:
    """Say of a value that is at hand what `conditions` ask of those in the database."""
    if field.kind in TEXTS:
        return str(wanted).casefold() in str(held or "").casefold()
    return held == wanted


def states(fields: Iterable[Field], row: tuple[object, ...], first: int) -> tuple[object, ...]:
    """Return a row whose columns from `first` on are those of fields, with yes and no as such."""
    return (
        *row[:first],
        *(
            value == 1 if field.kind is Kind.BOOL else value
            for field, value in zip(fields, row[first:], strict=True)
        ),
    )
