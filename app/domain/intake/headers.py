"""Which row of a sheet is the header, and which column holds which field."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.intake.vocabulary import FieldWords, Vocabulary, squeezed

LOOKED_AT: Final = 15
"""Rows among which the header is looked for."""
_LEAST_HITS: Final = 2
_SHORTEST_PART: Final = 2
"""A synonym found inside a longer header has so many characters at least."""
STOCK: Final = "stock:"
"""Prefix of the fields that hold the stock of one warehouse."""
_NAMING: Final = frozenset({"name", "name_spec", "code"})

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, what stands in its head, and the field it holds, "" when none."""

    place: int
    header: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet: the table it is of, the places of its rows, its columns."""

    table: str
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def hits(self) -> int:
        """How many columns were understood."""
        return sum(1 for column in self.columns if column.field)

    def place(self, field: str) -> int | None:
        """Return the column of a field."""
        return next((column.place for column in self.columns if column.field == field), None)


def find(rows: Rows, vocabulary: Vocabulary, tables: Sequence[str]) -> Head | None:
    """Return the header that is understood best, the first of equals; None when no row looks like one."""
    best: Head | None = None
    for place in range(min(LOOKED_AT, len(rows))):
        for table in tables:
            for found in _readings(rows, place, vocabulary, table):
                better = best is None or found.hits > best.hits
                if found.hits >= _LEAST_HITS and better and _names_things(found):
                    best = found
    return _settled(best, rows, vocabulary) if best else None


def _names_things(head: Head) -> bool:
    return any(column.field in _NAMING for column in head.columns)


def _readings(rows: Rows, place: int, vocabulary: Vocabulary, table: str) -> list[Head]:
    """Read a row as the header, alone and together with the next."""
    words = vocabulary.tables[table]
    alone = [[text] for text in rows[place]]
    found = [Head(table, (place,), _columns(rows[place], alone, vocabulary, words))]
    if place + 1 < len(rows):
        groups, names = _filled_to_the_right(rows[place]), rows[place + 1]
        pairs = [
            [f"{group}/{name}", name, group] if name else [group]
            for group, name in zip(groups, names, strict=True)
        ]
        texts = [name or group for group, name in zip(rows[place], names, strict=True)]
        below = Head(table, (place + 1,), _columns(names, [[text] for text in names], vocabulary, words))
        two = Head(table, (place, place + 1), _columns(texts, pairs, vocabulary, words))
        if two.hits > max(found[0].hits, below.hits):
            found.append(two)
    return found


def _filled_to_the_right(texts: Sequence[str]) -> list[str]:
    """Let the head of a group stand over each of its columns."""
    filled: list[str] = []
    for text in texts:
        filled.append(text or (filled[-1] if filled else ""))
    return filled


def _columns(
    texts: Sequence[str],
    readings: Sequence[Sequence[str]],
    vocabulary: Vocabulary,
    words: Mapping[str, FieldWords],
) -> tuple[Column, ...]:
    """Give each column its field: exact words first, then without what stands in brackets, then words inside others."""
    headers = [[vocabulary.header(text) for text in each] for each in readings]
    fields: dict[int, str] = {}
    for match in (_exact, _without_tail, _inside, _weak):
        for place, each in enumerate(headers):
            if place in fields:
                continue
            found = next((field for text in each if text and (field := match(text, words))), "")
            if found and found not in fields.values():
                fields[place] = found
    return tuple(Column(place, text, fields.get(place, "")) for place, text in enumerate(texts) if text)


def _exact(header: str, words: Mapping[str, FieldWords]) -> str:
    return next((key for key, field in words.items() if header in field.synonyms - field.weak), "")


def _without_tail(header: str, words: Mapping[str, FieldWords]) -> str:
    start, bracket, _ = header.partition("(")
    return _exact(start, words) if bracket and start else ""


def _inside(header: str, words: Mapping[str, FieldWords]) -> str:
    """Find the longest synonym inside a header."""
    found = [
        (len(synonym), key)
        for key, field in words.items()
        for synonym in field.synonyms - field.weak
        if len(synonym) >= _SHORTEST_PART and synonym in header
    ]
    return max(found)[1] if found else ""


def _weak(header: str, words: Mapping[str, FieldWords]) -> str:
    return next((key for key, field in words.items() if header in field.weak), "")


def _settled(head: Head, rows: Rows, vocabulary: Vocabulary) -> Head:
    """Decide what depends on other columns or on the values: numbers of rows, warehouses, two prices, states."""
    body = rows[head.rows[-1] + 1 :]
    fields = {column.field for column in head.columns}
    columns = []
    for column in head.columns:
        values = [row[column.place] for row in body if row[column.place]]
        field, name = column.field, squeezed(column.header)
        if name in vocabulary.rows["sequence"] and _counts_up(values):
            field = ""
        elif _is_warehouse(name, field, values, vocabulary):
            field = STOCK + column.header.strip().strip("*")
        elif field == "status" and _says_yes_or_no(values, vocabulary):
            field = "active"
        columns.append(replace(column, field=field))
    return _prices(replace(head, columns=tuple(columns)), fields, vocabulary)


def _counts_up(values: Sequence[str]) -> bool:
    """Say whether the values are the numbers of the rows."""
    numbers = [int(value) for value in values if value.isascii() and value.isdigit()]
    return bool(numbers) and all(later > earlier for earlier, later in itertools.pairwise(numbers))


def _says_yes_or_no(values: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether a state has no other words than those for in use and not."""
    known = vocabulary.values["yes"] | vocabulary.values["no"]
    return bool(values) and all(squeezed(value) in known for value in values)


def _is_warehouse(name: str, field: str, values: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether a column is called like a warehouse and holds quantities."""
    if field not in {"", "warehouse"} or not values:
        return False
    if not name.endswith(tuple(vocabulary.rows["warehouse_tails"])):
        return False
    return all(value.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() for value in values)


def _prices(head: Head, fields: set[str], vocabulary: Vocabulary) -> Head:
    """Read 零售价 and 销售价 side by side as retail and wholesale price, whichever comes first."""
    table = vocabulary.tables[head.table]
    if "sale_price" not in fields or "wholesale_price" in fields or "wholesale_price" not in table:
        return head
    words = table["sale_price"]
    called_so = words.synonyms - words.weak
    prices = [
        column
        for column in head.columns
        if column.field == "sale_price"
        or (not column.field and vocabulary.header(column.header) in called_so)
    ]
    if len(prices) != len(("retail", "wholesale")):
        return head
    retail = next(
        (column for column in prices if vocabulary.header(column.header) in vocabulary.retail), prices[0]
    )
    given = {column.place: "sale_price" if column is retail else "wholesale_price" for column in prices}
    columns = (replace(column, field=given.get(column.place, column.field)) for column in head.columns)
    return replace(head, columns=tuple(columns))
