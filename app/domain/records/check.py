"""Tidying and checking of records by their declaration: pure, the same for form, import, command line and sync.

What needs the firm's other records (links, duplicates, what has moved) is checked by `app.services.records`.
"""

import datetime
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import NUMBERS, PLACES, Kind
from app.core.numbers import LIMIT, plain
from app.core.rule import REASON, refused
from app.core.text import Message, beginning
from app.domain.catalog import barcode, comparing
from app.domain.errors import (
    ListTooLong,
    MangledCode,
    MissingField,
    OutOfRange,
    RepeatedValue,
    TooLong,
    TooManyPlaces,
    WrongValue,
)
from app.domain.records import quick_look
from app.domain.records.spec import Part, RecordType, Values, empty

_NO_TEXTS = NUMBERS | {Kind.BOOL, Kind.INSTANT}
_BLANKS = 60
"""So many blanks around a text are taken away before it is too long."""


def tidy(record_type: RecordType, values: Values, sound: Container[str] = ()) -> dict[str, Any]:
    """Return the declared values that are there, tidied: blanks, width of codes, None for nothing.

    What is `sound` is tidy already.
    """
    tidy_values = _tidy_row(record_type, values, sound)
    for part in record_type.parts:
        if part.key in values:
            tidy_values[part.key] = _tidy_rows(part, values[part.key])
    return tidy_values


def _tidy_rows(part: Part, rows: Any) -> Any:
    """Return the rows that have something in them; what is no list of rows is left for `problems` to refuse."""
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        return [] if rows is None else rows
    return [whole for row in rows if (whole := {**part.blank, **_tidy_row(part, row)}) != part.blank]


def _tidy_row(holder: RecordType | Part, values: Values, sound: Container[str] = ()) -> dict[str, Any]:
    """Return the declared fields of a record, or of a row of a part, tidied."""
    looks, declared = quick_look.of(holder), holder.by_key
    return {
        key: value if key in sound or looks[key](value) else tidied(declared[key], value)
        for key, value in values.items()
        if key in looks
    }


_TIDIED: Final[Mapping[Kind, Callable[[str], str]]] = {
    Kind.TEXT: comparing.one_line,
    Kind.NOTE: comparing.lines,
    Kind.CODE: comparing.code,
}
"""How texts of a kind are tidied; of the others only the blanks around them go."""


def tidied(field: Field, value: object) -> object:
    """Return one value as it is kept."""
    if not isinstance(value, str):
        return empty(field) if value is None else value
    if len(value) > 2 * field.longest + _BLANKS:
        return value  # refused as too long; nobody tidies megabytes first
    return _TIDIED.get(field.kind, str.strip)(value)


def problems(
    record_type: RecordType, values: Values, among: Collection[str] | None = None
) -> Iterator[BusinessError]:
    """Walk everything that is wrong with tidied `values`, each with the field it concerns.

    A field that is missing from `values` counts as empty. With `among` all other fields are known to be sound.
    """
    sound = True
    for problem in _problems_by_field(record_type, values, among):
        sound = False
        yield problem
    if sound:
        for check in record_type.checks:
            yield from check(values)
        if record_type.rules:
            yield from refused(record_type.rules, values.get, values.get(REASON.key))


def _problems_by_field(
    record_type: RecordType, values: Values, among: Collection[str] | None
) -> Iterator[BusinessError]:
    looks = quick_look.of(record_type)
    if among is None or not all(looks[key](values.get(key)) for key in among if key in looks):
        for field, (key, nothing) in zip(record_type.fields, record_type.nothing.items(), strict=True):
            value = values.get(key, nothing)
            if value is nothing and not field.required:  # most fields of most records
                continue
            problem = None if looks[key](value) else field_problem(field, value)
            if problem:
                yield problem.at(field=key)
    for part in record_type.parts:
        rows = values.get(part.key, [])
        if rows != []:  # most parts of most records have none
            yield from _part_problems(part, rows)


def _part_problems(part: Part, rows: Any) -> Iterator[BusinessError]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield WrongValue(label=Message.of(part.label), value=beginning(rows), field=part.key)
        return
    if len(rows) > part.most:
        yield ListTooLong(label=Message.of(part.label), rows=len(rows), most=part.most, field=part.key)
        return
    looks, seen = quick_look.of(part), set[str]()
    for number, row in enumerate(rows, start=1):
        for field in part.fields:
            value = row[field.key]
            problem = None if looks[field.key](value) else field_problem(field, value)
            if problem:
                yield problem.at(field=f"{part.key}.{field.key}", line=number)
            elif field.key == part.unlike:
                key = comparing.key(value)
                if key in seen:
                    label, address = Message.of(field.label), f"{part.key}.{field.key}"
                    yield RepeatedValue(label=label, value=value, field=address, line=number)
                seen.add(key)


def field_problem(field: Field, value: object) -> BusinessError | None:
    """Say what is wrong with one value, by its declaration alone; None when nothing is."""
    if type(value) is int and field.kind in NUMBERS:  # nearly every value of a document
        return _range_problem(field, value) if -LIMIT < value < LIMIT else _too_large(field, value)
    if value and type(value) is str and field.kind not in _NO_TEXTS:
        return _text_problem(field, value)
    if not value:
        nothing = empty(field)
        if value is nothing or (value == nothing and type(value) is type(nothing)):
            return MissingField(label=Message.of(field.label)) if field.required else None
    if field.kind is Kind.BOOL:
        return None if isinstance(value, bool) else _wrong(field, value)
    if field.kind in NUMBERS or field.kind is Kind.INSTANT:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= LIMIT:
            return _wrong(field, value)
        return _range_problem(field, value)
    if not isinstance(value, str):
        return _wrong(field, value)
    return _text_problem(field, value)


def _text_problem(field: Field, value: str) -> BusinessError | None:
    if len(value) > field.longest:
        return TooLong(label=Message.of(field.label), length=len(value), longest=field.longest)
    if not _is_storable(value):
        return _wrong(field, value)
    rule = _RULES.get(field.kind)
    return rule(field, value) if rule else None


def _code_problem(field: Field, value: str) -> BusinessError | None:
    return MangledCode(label=Message.of(field.label), value=value) if barcode.is_mangled(value) else None


def _choice_problem(field: Field, value: str) -> BusinessError | None:
    return None if any(value == choice.key for choice in field.choices) else _wrong(field, value)


def _date_problem(field: Field, value: str) -> BusinessError | None:
    return _range_problem(field, value) if _is_date(value) else _wrong(field, value)


_RULES: Final[Mapping[Kind, Callable[[Field, str], BusinessError | None]]] = {
    Kind.CODE: _code_problem,
    Kind.CHOICE: _choice_problem,
    Kind.DATE: _date_problem,
}
"""What texts of a kind must keep besides."""


def _range_problem(field: Field, value: int | str) -> BusinessError | None:
    least, most = field.least, field.most
    too_low = least is not None and value < least  # type: ignore[operator]  # a date is bounded by dates
    too_high = most is not None and value > most  # type: ignore[operator]
    if not (too_low or too_high):
        return _places_problem(field, value) if field.places is not None else None
    return OutOfRange(
        label=Message.of(field.label),
        value=_written(field, value),
        least=_written(field, least),
        most=_written(field, most),
    )


def _places_problem(field: Field, value: int | str) -> TooManyPlaces | None:
    """Refuse decimals that the field does not have; nothing is rounded."""
    step = 10 ** (PLACES.get(field.kind, 0) - (field.places or 0))
    if not isinstance(value, int) or value % step == 0:
        return None
    return TooManyPlaces(
        label=Message.of(field.label), value=_written(field, value), places=field.places or 0
    )


def _written(field: Field, value: int | str | None) -> str:
    if isinstance(value, int):
        return plain(value, PLACES.get(field.kind, 0))
    return value or ""


def _too_large(field: Field, value: int) -> WrongValue:
    """Say that a number is more than the books hold, as people write it."""
    shown = _written(field, value) if beginning(value) else ""
    return WrongValue(label=Message.of(field.label), value=shown)


def _wrong(field: Field, value: object) -> WrongValue:
    return WrongValue(label=Message.of(field.label), value=beginning(value))


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_storable(text: str) -> bool:
    """Say whether the text can be written as UTF-8: half a surrogate pair cannot."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
