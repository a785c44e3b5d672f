"""The quick look: says of nearly every value that it is tidy and keeps its declaration.

It names no problem. What it does not pass may be sound all the same: `app.domain.records.check` looks closer then.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.numbers import LIMIT
from app.domain.records.spec import Part, RecordType, empty

Look = Callable[[Any], bool]
"""Says of a value of one field that nothing is to be tidied and nothing is wrong; False means: look closer."""
_TYPES: Final = 64
"""Types and parts whose looks are kept: a firm that adds a field has its types anew."""


@lru_cache(maxsize=_TYPES)
def of(holder: RecordType | Part) -> Mapping[str, Look]:
    """Return the looks at the fields of a type of record, or of the rows of a part."""
    return {field.key: of_field(field) for field in holder.fields}


def of_field(field: Field) -> Look:
    """Return the look at one field."""
    if field.kind in NUMBERS and field.places is None:
        return _number(field)
    return _MAKE.get(field.kind, _nothing)(field)


def _nothing(field: Field) -> Look:
    """Pass nothing but nothing: all else is looked at more closely."""
    blank, is_required = empty(field), field.required
    return lambda value: value == blank and type(value) is type(blank) and not is_required


def _text(field: Field) -> Look:
    least, longest = int(field.required), field.longest

    def is_fine(value: Any) -> bool:
        return (
            type(value) is str
            and least <= len(value) <= longest
            and value.isprintable()
            and (" " not in value or " ".join(value.split()) == value)
        )

    return is_fine


def _code(field: Field) -> Look:
    longest, is_required = field.longest, field.required

    def is_fine(value: Any) -> bool:
        if type(value) is not str or len(value) > longest:
            return False
        return (value.isascii() and value.isalnum()) or not (value or is_required)

    return is_fine


def _number(field: Field) -> Look:
    least = -LIMIT + 1 if field.least is None else int(field.least)
    most = LIMIT - 1 if field.most is None else int(field.most)
    is_required = field.required

    def is_fine(value: Any) -> bool:
        return least <= value <= most if type(value) is int else value is None and not is_required

    return is_fine


def _yes_no(field: Field) -> Look:
    is_required = field.required
    return lambda value: value is True or (value is False and not is_required)


def _choice(field: Field) -> Look:
    keys = frozenset(choice.key for choice in field.choices) | (frozenset() if field.required else {""})
    return lambda value: type(value) is str and value in keys


_MAKE: Final[Mapping[Kind, Callable[[Field], Look]]] = {
    Kind.TEXT: _text,
    Kind.NOTE: _text,
    Kind.LINK: _text,
    Kind.CODE: _code,
    Kind.BOOL: _yes_no,
    Kind.CHOICE: _choice,
}
