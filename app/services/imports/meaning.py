"""What the records of a list mean to a firm: an item for each colour and size, figures in the unit that a head names.

A list is read as it is written: ``K1 | white | S``, and 10 under ``stock (box)``. Before it is brought in

- the code of a style that stands in several colours or sizes becomes one for each: ``K1-white-S``;
- a figure whose head names another unit than its row says so: ``unit:qty`` is "box". A price of the larger unit of an
  item is kept apart as ``larger:sale_price``, for it is none of the base unit;
- what is printed above a list, its warehouse, is said of each row that names none.

What depends on the item, how many pieces a box holds, is settled when the item is known: `in_one_unit`.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.core.kinds import PLACES, Kind
from app.core.numbers import Price, Quantity, amount_of, parse
from app.core.numbers import plain as decimal_text
from app.domain.catalog import comparing
from app.domain.catalog.item import Item
from app.domain.intake.columns import COLOR, SIZE, STOCK, Head
from app.domain.intake.reading import Reading
from app.domain.intake.record import Record
from app.domain.intake.vocabulary import squeezed
from app.services.imports.lists import vocabulary
from app.services.imports.plain import Plain, figure

UNIT: Final = "unit:"
"""Prefix of what says which unit a figure is of, where it is not the unit of its row."""
LARGER: Final = "larger:"
"""Prefix of the prices of a larger unit."""
STYLE: Final = "style"
"""The code as it is written, where each colour and size has one of its own."""

_COUNTED: Final = frozenset({"stock_count"})
_BETWEEN: Final = "-"
_OF_A_STYLE: Final = ("color", "size")
_QUANTITY: Final = "qty"
_COSTS: Final = ("price", "cost_price", "buy_price")
_PRICES: Final = frozenset({*_COSTS, "buy_price_incl", "sale_price", "wholesale_price", "min_price"})
_LARGER_PRICES: Final = frozenset(LARGER + key for key in _PRICES)
_OF_ITEMS: Final = frozenset({"item", "price_list"})
"""Tables whose prices are those of units."""
_AT_THE_END: Final = re.compile(r"(?:[(/])([^()/]+)\)?\Z")
"""The last word of a head behind a bracket or a stroke: price (yuan/box), stock (box), price/box."""


def meant(reading: Reading) -> Sequence[Record]:
    """Return the records as they are brought in, at the same places."""
    records = _told_apart(reading)
    units = dict(_named_units(reading.head))
    if not units:
        return records
    return [_in_units(record, units, reading.head.table) for record in records]


def placed(records: Sequence[Record], reading: Reading, is_known: Callable[[str], bool]) -> Sequence[Record]:
    """Return the records in the warehouse that is printed above them, where they name none.

    What is counted lies in a warehouse that there is already; opening stock may begin a new one. Code and name may
    both be printed.
    """
    above = []
    for row, printed in reading.warehouses:
        words = printed.split()
        is_new = len(words) == 1 and reading.head.table not in _COUNTED
        name = next(filter(is_known, (printed, *words)), printed if is_new else "")
        above += [(row, name)] if name else []
    if not above:
        return records
    rows = [row for row, _ in above]
    return [_placed_in(record, above[bisect(rows, record.row) - 1][1], rows[0]) for record in records]


def _placed_in(record: Record, warehouse: str, first: int) -> Record:
    plain = record.values
    if plain.get("warehouse") or record.row < first:
        return record
    return Record.of(record.row, {**plain, "warehouse": warehouse}, record.block)


# Colours and sizes


def _told_apart(reading: Reading) -> Sequence[Record]:
    """Give each colour and size of a style a code of its own, where the list has only the code of the style.

    Under sizes across the columns there is never any other. Where each code stands once, it is that of the size.
    """
    fields, records = reading.head.fields, reading.records
    is_crossed = any(field.startswith((SIZE, COLOR)) for field in fields)
    if not is_crossed and fields.isdisjoint(_OF_A_STYLE):
        return records
    sorts: dict[str, set[tuple[str, ...]]] = {}
    for plain in (record.values for record in records):
        if _is_of_a_style(plain):
            found = sorts.setdefault(comparing.key(plain["code"]), set())
            found.add(tuple(comparing.key(plain.get(each, "")) for each in _OF_A_STYLE))
    if not is_crossed and all(len(found) == 1 for found in sorts.values()):
        return records
    return [_with_own_code(record) for record in records]


def _is_of_a_style(plain: Plain) -> bool:
    return bool(plain.get("code")) and any(plain.get(each) for each in _OF_A_STYLE)


def own_code(plain: Plain) -> str:
    """Return the code of one colour and size of a style; "" for what has none."""
    if not _is_of_a_style(plain):
        return ""
    return _BETWEEN.join(plain[key] for key in ("code", *_OF_A_STYLE) if plain.get(key))


def _with_own_code(record: Record) -> Record:
    plain = record.values
    if not _is_of_a_style(plain):
        return record
    return Record.of(record.row, {**plain, "code": own_code(plain), STYLE: plain["code"]}, block=record.block)


# Units that heads name


def _named_units(head: Head) -> Iterator[tuple[str, str]]:
    """Walk the fields of quantities and prices whose head names a unit, with it."""
    known = vocabulary().values["units"]
    for column in head.columns:
        field = _QUANTITY if column.field.startswith((STOCK, SIZE, COLOR)) else column.field
        if field == _QUANTITY or field in _PRICES:
            found = _AT_THE_END.search(squeezed(column.header))
            if found and found[1] in known:
                yield field, found[1]


def _in_units(record: Record, units: Mapping[str, str], table: str) -> Record:
    """Say of the figures of a record which unit they are of, where its row names another one or none."""
    plain = record.values
    written = plain.get("unit", "")
    if not written:
        named = {*units.values()}
        plain |= {"unit": named.pop()} if len(named) == 1 else {}
        return Record.of(record.row, plain, record.block)
    for field, unit in units.items():
        if unit == squeezed(written) or not _is_larger(unit, plain):
            continue
        plain[UNIT + field] = unit
        if field != _QUANTITY and table in _OF_ITEMS and field in plain:
            plain[LARGER + field] = plain.pop(field)
    return Record.of(record.row, plain, record.block)


def _is_larger(unit: str, plain: Plain) -> bool:
    """Say whether a unit is surely not the one of the row: the larger one of the row, or one that holds others."""
    return unit == squeezed(plain.get("unit2", "")) or unit in vocabulary().values["packs"]


def in_one_unit(article: Item, plain: Plain) -> Plain:
    """Return what a row says of an item with its quantity and its cost in one unit; an amount where they are of two."""
    counted = plain.get(UNIT + _QUANTITY, "")
    priced = {key: plain[UNIT + key] for key in _COSTS if UNIT + key in plain}
    if not counted and not priced:
        return plain
    unit = article.unit(counted or plain.get("unit", ""))
    said: dict[str, Any] = {**plain, "unit": unit.name}
    for key in _COSTS:
        text = said.pop(LARGER + key, "") or plain.get(key, "")
        of = article.unit(priced.get(key, plain.get("unit", "")))
        if text and of.name == unit.name:
            said[key] = text
        elif text:
            said.pop(key, None)
            base = article.to_base(Quantity(parse(plain[_QUANTITY], PLACES[Kind.QUANTITY])), unit.name)
            amount = amount_of(
                Price(figure(text, Kind.PRICE, key)), Quantity(base * of.denominator), per=of.numerator
            )
            said.setdefault("amount", decimal_text(amount, PLACES[Kind.MONEY]))
    return said


def larger_prices(plain: Plain, targets: Mapping[str, str]) -> dict[str, Any]:
    """Return the unit whose prices a row tells beside those of its own, with them; empty when it tells none."""
    if _LARGER_PRICES.isdisjoint(plain):  # nearly every row
        return {}
    told = [key for key in targets if LARGER + key in plain]
    prices = {targets[key]: figure(plain[LARGER + key], Kind.PRICE, key) for key in reversed(told)}
    return {"name": plain[UNIT + told[0]], **prices}
