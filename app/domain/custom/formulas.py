"""Formulas of a row: each field that follows from others, in the order in which they can be worked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.formula import Formula, Get
from app.core.kinds import NUMBERS, PLACES, Kind
from app.core.numbers import LIMIT
from app.domain.custom.definition import LONGEST, Definition
from app.domain.custom.errors import CircularFormula
from app.domain.custom.expression import Expression, Names, Value, parse, scaled, written

_UNREACHED = frozenset({Kind.LINK, Kind.INSTANT, Kind.NOTE})
"""Kinds of which nothing is worked out."""


def names_of(fields: Iterable[Field]) -> Names:
    """Return what fields may be called in an expression: by their label, else by their key."""
    reached = [field for field in fields if field.kind not in _UNREACHED]
    names: dict[str, str] = {}
    for field in reached:
        names.setdefault(str(field.label), field.key)
    return names | {field.key: field.key for field in reached}


def value_of(field: Field, stored: Any) -> Value:
    """Return a stored value as an expression sees it; a choice by what it is called."""
    if stored is None or stored == "" or field.kind in _UNREACHED:
        return None
    if field.kind in NUMBERS:
        return Fraction(stored, 10 ** PLACES[field.kind]) if isinstance(stored, int) else None
    if field.kind is Kind.BOOL:
        return bool(stored)
    if field.kind is Kind.DATE:
        return _day(stored)
    if field.kind is Kind.CHOICE:
        return next((str(each.label) for each in field.choices if each.key == stored), str(stored))
    return str(stored)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def stored_of(field: Field, value: Value) -> Any:
    """Return what a field that is worked out holds: rounded once, to its places; nothing where it is too much."""
    if field.kind is Kind.TEXT:
        text = "" if value is None or isinstance(value, bool) else written(value)
        return text if len(text) <= LONGEST else ""
    if not isinstance(value, Fraction):
        return None
    places = PLACES[field.kind] if field.places is None else field.places
    whole = scaled(value, places) * int(10 ** (PLACES[field.kind] - places))
    return whole if abs(whole) < LIMIT else None


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row by key, and how they are called in it."""

    fields: Mapping[str, Field]
    names: Names

    @classmethod
    def of(cls, fields: Sequence[Field]) -> "Row":
        """Take the fields of a row; of two with one name the first counts."""
        return cls({field.key: field for field in fields}, names_of(fields))

    def value(self, get: Get, key: str) -> Value:
        """Return the value of a field as an expression sees it."""
        return value_of(self.fields[key], get(key))


def formulas_of(row: Row, definitions: Sequence[Definition]) -> tuple[Formula, ...]:
    """Return the formulas among definitions, each after those that it needs.

    What cannot be read any more, because another computer changed what it names, gives nothing; so do circles.
    """
    expressions: dict[str, Expression] = {}
    for each in definitions:
        if each.formula:
            try:
                expressions[each.key] = parse(each.formula, row.names)
            except BusinessError:
                continue
    return tuple(_formula(row, key, expressions[key]) for key in in_order(expressions))


def in_order(expressions: Mapping[str, Expression]) -> list[str]:
    """Return the keys of formulas so that each stands after those that it needs; those in a circle are left out."""
    order: list[str] = []
    left = dict(expressions)
    while left:
        free = [key for key, each in left.items() if left.keys().isdisjoint(each.needs)]
        if not free:
            break
        order += free
        for key in free:
            del left[key]
    return order


def refuse_circle(row: Row, key: str, expression: Expression, others: Sequence[Definition]) -> None:
    """Refuse a formula that needs itself."""
    needs: dict[str, Sequence[str]] = {key: expression.needs}
    for each in others:
        if each.formula and each.key != key:
            try:
                needs[each.key] = parse(each.formula, row.names).needs
            except BusinessError:
                continue
    way = _way(key, key, needs, ())
    if way:
        called = [str(row.fields[each].label) for each in way if each in row.fields]
        raise CircularFormula(name=called[0] if called else "", way=tuple(called))


def _way(start: str, key: str, needs: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formulas on the way from one back to where it began; nothing when there is none."""
    for other in needs.get(key, ()):
        if other == start:
            return (*seen, key)
        if other in needs and other not in seen:
            found = _way(start, other, needs, (*seen, key))
            if found:
                return found
    return ()


def _formula(row: Row, key: str, expression: Expression) -> Formula:
    return Formula(key, expression.needs, partial(_work, row, row.fields[key], expression))


def _work(row: Row, field: Field, expression: Expression, get: Get) -> Any:
    return stored_of(field, expression.value(partial(row.value, get)))
