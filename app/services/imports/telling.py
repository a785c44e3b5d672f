"""What of a record a list changes, cell by cell: ten cells that were edited are ten changes (N12).

What merely follows from a cell is no change of its own: the short code that is made of a name, how a party settles that
has days to pay, the number of a contact who has none but the party's.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.domain.records.spec import Values
from app.services.imports.kinds import ListKind
from app.services.record_writing import Written

Shown = Callable[[str, Any], str]
"""Writes the value of a field of the record for a person to compare."""


def changes(
    kind: ListKind, before: Values, written: Written, said: Mapping[str, Any], shown: Shown
) -> Iterator[tuple[str, str, str]]:
    """Walk the fields of the list that have changed, with old and new value; `said` is what the list says."""
    for key, value in written.changed.items():
        if key not in kind.sources or key not in said or said[key] == before[key]:
            continue
        cells = [
            (each.source, str(old), str(new))
            for each in kind.made
            if each.target == key and (old := each.write(before)) != (new := each.write(written.after))
        ]
        is_as_long = isinstance(value, list) and len(value) == len(before[key])
        follows = any(each.follows in written.changed for each in kind.made if each.target == key)
        if cells or (follows and is_as_long):
            yield from cells
        else:
            yield kind.sources[key], shown(key, before[key]), shown(key, value)
