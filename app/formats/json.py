"""A table as plain data, for the command line and for programs.

Money, prices, quantities and rates are decimal strings: a JSON number is a float to most who read it.
"""

import datetime
import json
from pathlib import Path
from typing import Any, Final

from app.core.kinds import PLACES, SHOWN_PLACES, Kind
from app.core.numbers import plain
from app.core.table import Table, Total
from app.formats.output import whole_file
from app.formats.visible import visible
from app.i18n.catalog import fill, tr

_DECIMAL: Final = frozenset({Kind.MONEY, Kind.PRICE, Kind.QUANTITY, Kind.RATE, Kind.NUMBER})


def to_plain(table: Table) -> dict[str, Any]:
    """Write the table as dictionaries, lists, strings, integers, booleans and None, keyed by column key."""
    table = visible(table)
    totals = table.totals() or ()
    return {
        "title": tr(table.title),
        "parameters": [fill(message) for message in table.subtitle],
        "columns": [
            {"key": column.key, "label": tr(column.label), "kind": column.kind.value}
            for column in table.columns
        ],
        "rows": [
            {
                column.key: plain_value(value, column.kind)
                for column, value in zip(table.columns, row, strict=True)
            }
            for row in table.rows
        ],
        "totals": {
            column.key: plain_value(value, column.kind)
            for column, value in zip(table.columns, totals, strict=False)
            if column.total is not Total.NONE
        },
    }


def plain_value(value: object, kind: Kind) -> object:
    """Write one stored value: an exact decimal string, an instant in UTC, or the value as it is."""
    if not isinstance(value, int):
        return value
    if kind in _DECIMAL:
        return plain(value, PLACES[kind], least=SHOWN_PLACES[kind])
    if kind is Kind.INSTANT:
        moment = datetime.datetime.fromtimestamp(value // 1000, tz=datetime.UTC)
        return moment.isoformat().replace("+00:00", "Z") if value else None
    return value


def write(table: Table, path: Path) -> None:
    """Write the table to `path` (.json)."""
    with whole_file(path) as draft, draft.open("w", encoding="utf-8") as file:
        json.dump(to_plain(table), file, ensure_ascii=False, indent=1)
