"""What a column holds beyond its words: by its values, and by the measure that its head or a line above it names."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.domain.intake import figures, sides
from app.domain.intake.columns import STOCK, Column, Head
from app.domain.intake.vocabulary import Vocabulary, squeezed

_SAMPLE: Final = 200
"""Values of a column that are looked at to say what it is."""
_MOST_FAULTS: Final = 10
"""Of so many values one may be faulty."""
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_BESIDE: Final = re.compile(r"([^-_:/(]+)[-_:/(]([^()]+)\)?")
"""A word and what stands behind a stroke or in brackets after it."""
_STAR: Final = "*"
_MAY_BE_STOCK: Final = frozenset({"", "warehouse", "qty"})
_NUMBERED: Final = re.compile(r"\d+\Z")
_NO_FIGURE: Final = frozenset({"NOT_A_NUMBER", "RANGE"})
_MULTIPLIED: Final = frozenset({"number", "money"})
_SUMS: Final = frozenset(
    {
        *("amount", "credit_limit"),
        *("opening_receivable", "opening_received", "opening_payable", "opening_prepaid"),
    }
)
"""Money that a line above the header means when it names the measure of a whole list; prices are told as they are."""

Rows = Sequence[Sequence[str]]


def settled(head: Head, rows: Rows, vocabulary: Vocabulary) -> Head:
    """Decide what depends on the values: numbers of rows, warehouses, states, debit and credit; and the measures."""
    body = rows[head.rows[-1] + 1 :]
    names = rows[head.rows[-1]]
    stock = _warehouses(head, names, body, vocabulary)
    of_all = _measure_of_all(rows[: head.rows[0]], vocabulary)
    columns = []
    for column in head.columns:
        own = squeezed(names[column.place]) or squeezed(column.header)
        field = stock.get(column.place, column.field)
        if own in vocabulary.rows["sequence"] and _counts_up(_values(body, column.place)):
            field = ""
        elif field == "status" and _says_yes_or_no(_values(body, column.place), vocabulary):
            field = "active"
        measure = _measure(column.header, field, head.table, vocabulary) or (of_all if field in _SUMS else "")
        columns.append(replace(column, field=field, measure=measure))
    return sides.one_column(replace(head, columns=tuple(columns)), body, vocabulary)


def _values(body: Rows, place: int) -> Iterator[str]:
    return itertools.islice((row[place] for row in body if row[place]), _SAMPLE)


def _counts_up(values: Iterator[str]) -> bool:
    """Say whether the values are the numbers of the rows, which may begin again on every page."""
    digits = [value for value in values if value.isascii() and value.isdigit()]
    numbers = [int(value) for value in digits]
    if not numbers or numbers[0] > 1 or any(value[0] == "0" != value for value in digits):
        return False
    steps = [later == before + 1 or later <= 1 for before, later in itertools.pairwise(numbers)]
    return steps.count(False) * _MOST_FAULTS <= len(steps)


def _says_yes_or_no(values: Iterator[str], vocabulary: Vocabulary) -> bool:
    """Say whether a state has no other words than those for in use and not."""
    found = set(map(squeezed, values))
    return bool(found) and found <= vocabulary.values["state"]


# Warehouses


def _warehouses(head: Head, names: Sequence[str], body: Rows, vocabulary: Vocabulary) -> dict[int, str]:
    """Return the columns that hold the stock of a warehouse each, which is what they are called.

    A column that is called just "warehouse" may hold the numbers of warehouses: it is one itself only beside others.
    One that is empty is one only beside others, too.
    """
    called = {
        column.place: name
        for column in head.columns
        if (name := _warehouse(names[column.place] or column.header, column, vocabulary))
    }
    called |= _named_beside(head, names, vocabulary)
    filled = {place for place in called if any(_values(body, place))}
    figures = {place for place in filled if _are_figures(_values(body, place), vocabulary)}
    words = vocabulary.tables["item"].fields["warehouse"]
    plain = {place for place in figures if vocabulary.header(called[place]) in words.strong}
    has_quantity = any(column.field == "qty" and column.place not in figures for column in head.columns)
    if has_quantity and figures <= plain:
        return {}
    found = figures | ({*called} - filled if figures else set())
    return {place: STOCK + called[place] for place in found}


def _warehouse(name: str, column: Column, vocabulary: Vocabulary) -> str:
    """Return the warehouse that a column is called like, and nothing else: goods that come in are in none yet."""
    if column.field not in _MAY_BE_STOCK:
        return ""
    shown = name.strip().strip(_STAR)
    own = squeezed(shown)
    qty = vocabulary.tables["item"].fields["qty"]
    if own in qty.strong or own in qty.weak:
        return ""
    bare = _NUMBERED.sub("", _IN_BRACKETS.sub("", own))
    short = next((bare.removesuffix(tail) for tail in _stock_tails(vocabulary) if bare.endswith(tail)), bare)
    tails, moves = tuple(vocabulary.rows["warehouse_tails"]), tuple(vocabulary.rows["moves"])
    if not short.endswith(tails) or short.endswith(moves) or (len(short) < len(bare) and len(short) == 1):
        return ""
    return shown if short == bare else short


def _named_beside(head: Head, names: Sequence[str], vocabulary: Vocabulary) -> dict[int, str]:
    """Return the columns that name a warehouse beside a word for stock, where there are several: stock (main store)."""
    words, tails = vocabulary.rows["stock_tails"], tuple(vocabulary.rows["warehouse_tails"])
    found = {}
    for column in head.columns:
        parts = _BESIDE.fullmatch(squeezed(names[column.place] or column.header).strip(_STAR))
        if parts and parts[1] in words and parts[2].endswith(tails) and column.field in _MAY_BE_STOCK:
            found[column.place] = parts[2]
    return found if len(found) > 1 else {}


def _stock_tails(vocabulary: Vocabulary) -> list[str]:
    """Return what may be written after the name of a warehouse, the longest first."""
    return sorted(vocabulary.rows["stock_tails"], key=lambda tail: (-len(tail), tail))


def _are_figures(values: Iterator[str], vocabulary: Vocabulary) -> bool:
    """Say whether nearly all values are numbers, or a sign for none."""
    are = [figures.number(value, vocabulary).code not in _NO_FIGURE for value in values]
    return bool(are) and are.count(False) * _MOST_FAULTS <= len(are)


# Measures


def _measure_of_all(above: Rows, vocabulary: Vocabulary) -> str:
    """Return the measure of money that a line above the header names for the whole list."""
    texts = [squeezed(cell) for row in above for cell in row if cell]
    return next(
        (
            word
            for head, word in vocabulary.multiples_in_heads.items()
            for unit in vocabulary.values["unit_of_money"]
            if any(text.endswith(unit + head) for text in texts)
        ),
        "",
    )


def _measure(header: str, field: str, table: str, vocabulary: Vocabulary) -> str:
    """Return the word that a head says of each of its figures: ten thousands of yuan, months."""
    words = vocabulary.tables[table].fields.get(field)
    text = squeezed(header)
    named = _IN_BRACKETS.findall(text)
    if words is not None and words.type == "duration_days":
        ends = {text.removesuffix(word) for word in vocabulary.values["number_of"]}
        said = [*named, *(length for length in vocabulary.days if any(end.endswith(length) for end in ends))]
        return next((each for each in said if vocabulary.days.get(each, 1) > 1), "")
    if field.startswith(STOCK) or (words is not None and words.type in _MULTIPLIED):
        return next(
            (vocabulary.multiples_in_heads[each] for each in named if each in vocabulary.multiples_in_heads),
            "",
        )
    return ""
