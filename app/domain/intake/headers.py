"""Which rows of a sheet are the header, and what its columns hold, by their words and then by their values."""

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final

from app.domain.intake import matching, matrix, sides
from app.domain.intake.columns import SIZE, STOCK, Column, Head, block_starts
from app.domain.intake.matching import Heading
from app.domain.intake.settling import settled
from app.domain.intake.vocabulary import Vocabulary, squeezed

__all__ = ["LOOKED_AT", "STOCK", "Column", "Head", "find", "mapped", "shape", "under"]

LOOKED_AT: Final = 15
"""Rows among which the header is looked for."""
_LEAST_HITS: Final = 2
_NAMING: Final = frozenset({"name", "name_spec", "code"})
_BETWEEN: Final = "/"
_TELLS: Final = re.compile(r"[:\uff1a]\s*[^\s)\uff09]")
"""What stands in a line that is printed above a header: a word, a colon, and what it tells."""
_SAYS_MORE: Final = re.compile(r"[:\d]")
"""What stands in titles and in what is printed beside them, never in the head of a group."""

Rows = Sequence[Sequence[str]]
Merge = tuple[int, int, int, int]


def find(
    rows: Rows, vocabulary: Vocabulary, tables: Sequence[str], merged: Sequence[Merge] = ()
) -> Head | None:
    """Return the header that is understood best, the first of equals; None when no row looks like one."""
    tall = frozenset(top for top, left, bottom, right in merged if bottom == top + 1 and left == right)
    grouping = frozenset(place for place in range(LOOKED_AT) if _groups(rows, place, merged))
    best: Head | None = None
    read = {table: cache(partial(_head, rows, vocabulary, table)) for table in tables}
    for place in range(min(LOOKED_AT, len(rows))):
        for table in tables:
            is_first = place in tall or place in grouping
            for found in _readings(rows, place, read[table], is_first=is_first):
                better = best is None or found.hits > best.hits
                if found.hits >= _LEAST_HITS and better and found.fields & _NAMING:
                    best = found
    return settled(best, rows, vocabulary) if best else None


def under(rows: Rows, vocabulary: Vocabulary, table: str, places: Sequence[int]) -> Head:
    """Read the rows that a person calls the header, one or two."""
    return settled(_head(rows, vocabulary, table, tuple(places)), rows, vocabulary)


def mapped(head: Head, fields: Mapping[int, str]) -> Head:
    """Let a person say which column holds which field; "" is none. A field taken elsewhere is given up there."""
    taken = frozenset(fields.values())
    known = {column.place: column for column in head.columns}
    columns = [
        replace(column, field=fields[column.place], is_negative=False, side=None)
        if column.place in fields
        else replace(column, field="")
        if column.field in taken
        else column
        for column in head.columns
    ]
    columns += [Column(place, "", field) for place, field in fields.items() if place not in known]
    return replace(head, columns=tuple(sorted(columns, key=lambda column: column.place)))


def shape(rows: Rows, head: Head, vocabulary: Vocabulary) -> str:
    """Return what files of the same form have in common: a digest of the texts of their header."""
    texts = [vocabulary.header(text) for place in head.rows for text in rows[place]]
    return hashlib.sha256("\n".join(texts).rstrip().encode()).hexdigest()


def _groups(rows: Rows, place: int, merged: Sequence[Merge]) -> bool:
    """Say whether a row is the upper line of a header: words merged over columns that the next row names.

    One of them alone is a title, unless names stand before it and after it.
    """
    spans = [(left, right) for top, left, bottom, right in merged if top == bottom == place and right > left]
    if not spans or place + 1 >= len(rows):
        return False
    texts = [text for text in map(squeezed, rows[place]) if text]
    if len(texts) < len(spans) or any(map(_SAYS_MORE.search, texts)):
        return False
    named = [column for column, name in enumerate(rows[place + 1]) if name]
    are_named = all(rows[place + 1][column] for left, right in spans for column in range(left, right + 1))
    is_inside = bool(named) and named[0] < spans[0][0] and spans[0][1] < named[-1]
    return are_named and (len(spans) > 1 or is_inside)


def _readings(
    rows: Rows, place: int, read: Callable[[tuple[int, ...]], Head], *, is_first: bool
) -> Iterator[Head]:
    """Read a row as the header, alone and together with the next; `is_first` is what its cells say of two lines."""
    alone = read((place,))
    pair = rows[place : place + 2]
    are_names = all(sum(map(bool, row)) > 1 and not any(map(_TELLS.search, row)) for row in pair)
    if len(pair) > 1 and (is_first or are_names):
        two = read((place, place + 1))
        below = read((place + 1,))
        goes_on = is_first or _says_units(rows[place + 1])
        is_better = two.hits > max(alone.hits, below.hits) or (goes_on and two.hits >= alone.hits)
        if is_better and two.hits >= below.hits and not _holds_figures(rows[place + 1], two):
            yield two
    yield alone


def _says_units(texts: Sequence[str]) -> bool:
    """Say whether nothing stands in a line but words in brackets: the units of the columns above them."""
    words = [word for text in texts if (word := squeezed(text))]
    return bool(words) and all(word.startswith("(") and word.endswith(")") for word in words)


def _holds_figures(names: Sequence[str], head: Head) -> bool:
    """Say whether a line is one of values: figures stand in it that are no sizes."""
    sizes = {column.place for column in head.columns if column.field.startswith(SIZE)}
    return any(name.isascii() and name.isdigit() for place, name in enumerate(names) if place not in sizes)


def _head(rows: Rows, vocabulary: Vocabulary, table: str, places: tuple[int, ...]) -> Head:
    names = rows[places[-1]]
    groups = _over(names, rows[places[0]]) if len(places) > 1 else [""] * len(names)
    found = _fields(groups, names, vocabulary, table)
    columns = (
        Column(place, header, *found.get(place, ("", 0)))
        for place, (group, name) in enumerate(zip(groups, names, strict=True))
        if (header := _joined(group, name))
    )
    return sides.two_columns(Head(table, places, tuple(columns)), names, vocabulary)


def _over(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Let the head of a group stand over each of its columns, not over those that have no name at all."""
    groups: list[str] = []
    group = ""
    for name, text in zip(names, texts, strict=True):
        group = text or group
        groups.append(group if name or text else "")
    return groups


def _joined(group: str, name: str) -> str:
    return f"{group}{_BETWEEN}{name}" if group and name and group != name else name or group


def _fields(
    groups: Sequence[str], names: Sequence[str], vocabulary: Vocabulary, table: str
) -> dict[int, tuple[str, int]]:
    """Return field and block by column."""
    headings = [_heading(group, name, vocabulary) for group, name in zip(groups, names, strict=True)]
    known = vocabulary.tables[table].fields
    naming = frozenset(
        word for key in _NAMING & known.keys() for word in (*known[key].strong, *known[key].weak)
    )
    starts = block_starts([heading.own for heading in headings], naming)
    crossed = matrix.fields(groups, names, vocabulary) if "qty" in known else {}
    found: dict[int, tuple[str, int]] = {}
    for number, (first, last) in enumerate(itertools.pairwise([0, *starts[1:], len(headings)]), 1):
        free = [
            Heading((), "") if place in crossed else heading
            for place, heading in enumerate(headings[first:last], first)
        ]
        fields = matching.fields(free, table, vocabulary)
        block = number if starts else 0
        found |= {
            place: (crossed.get(place) or fields.get(place - first, ""), block)
            for place in range(first, last)
        }
    return found


def _heading(group: str, name: str, vocabulary: Vocabulary) -> Heading:
    """Return the ways to read two lines: joined, written together, the name alone, the group alone."""
    upper, lower = vocabulary.header(group), vocabulary.header(name)
    if not upper or not lower:
        return Heading((upper or lower,), upper or lower)
    return Heading((f"{upper}{_BETWEEN}{lower}", upper + lower, lower, upper), lower)
