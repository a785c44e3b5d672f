"""What of a record is made of several fields of a list, and how it is written into such a list again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.kinds import Kind
from app.core.text import EMPTY, Label
from app.domain.catalog import comparing
from app.domain.records.spec import Values

Rows = list[dict[str, Any]]


def _unwritten(_: Values) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class Made:
    """A field of the list that goes into a field or a child list of the record in a way of its own.

    With a label it is exported: `write` says what stands in its column; where the field links to a record, `by` names
    what of that record does. A change that `follows` from another field of the record is not told beside it.
    """

    source: str
    target: str
    label: Label = EMPTY
    kind: Kind = Kind.TEXT
    write: Callable[[Values], Any] = _unwritten
    by: str = ""
    follows: str = ""


def joined(before: Values, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with rows of child lists put into those that are there: added or replaced, never lost."""
    return {
        key: _join(before[key], value) if isinstance(value, list) else value for key, value in values.items()
    }


def _join(before: Rows, rows: Rows) -> Rows:
    """Put rows into others, by what names them; a known bar code keeps its unit.

    New ones lead, for a list tells of the first: who edits a contact or a bar code finds it in the next list.
    """
    known = {_row_key(row): row for row in before}
    new: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = _row_key(row)
        if key not in known:
            new[key] = {**new.get(key, {}), **row}
        elif "code" not in row:
            known[key] = {**known[key], **row}
    return [*new.values(), *known.values()]


def _row_key(row: Mapping[str, Any]) -> str:
    return comparing.key(str(next(row[key] for key in ("code", "warehouse", "name") if key in row)))
