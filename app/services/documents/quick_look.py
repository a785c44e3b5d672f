"""The quick look: whether nothing at all is wrong with the values of a head or a line, as with nearly every one.

It names no problem; `checking` walks the fields one by one when the answer is no. The eighty values of a five-line
document take 20 µs so, and 150 µs one by one (measured).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.field import Field, is_own
from app.core.kinds import NUMBERS, Kind
from app.core.numbers import LIMIT
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.records.check import field_problem
from app.domain.records.types import RECORDS
from app.services.firm import Firm


class _Number(NamedTuple):
    """A number that stands in an attribute, and its bounds."""

    key: str
    required: bool
    least: int
    most: int


class _Fields(NamedTuple):
    """The fields of a head or a line by where their values stand: in attributes, or among the extra data."""

    numbers: tuple[_Number, ...]
    others: tuple[tuple[str, Field], ...]
    extra: dict[str, Field]
    needed: tuple[str, ...]


Picked = Callable[[str, str], bool]
"""Says whether the record of a type with a uid may stand in a document."""


def is_plain_head(is_picked: Picked, doc_type: DocType, document: Document) -> bool:
    """Say whether nothing is wrong with any value of the head."""
    return _is_plain(is_picked, _header_of(doc_type), document, document.header)


def is_plain_line(is_picked: Picked, doc_type: DocType, line: Line) -> bool:
    """Say whether nothing is wrong with any value of a line."""
    return _is_plain(is_picked, _line_of(doc_type), line, line.data)


def picked(firm: Firm, type_key: str) -> Picked:
    """Return what says whether a record may stand in documents of a type: where something begins, it is in use.

    Elsewhere it may be out of use where what it holds is still to be wound up.
    """
    catalogue = firm.catalogue
    if TYPES[type_key].takes_on:
        return catalogue.offers
    return lambda link, uid: (catalogue.picks if RECORDS[link].winds_up else catalogue.offers)(link, uid)


@lru_cache(maxsize=128)
def _header_of(doc_type: DocType) -> _Fields:
    return _sorted(
        Document, [field for field in doc_type.header if not is_own(field.key) or not field.read_only]
    )


@lru_cache(maxsize=128)
def _line_of(doc_type: DocType) -> _Fields:
    return _sorted(Line, [field for field in doc_type.line if not field.read_only])


def _sorted(holder: type[Document | Line], fields: Sequence[Field]) -> _Fields:
    own = [field for field in fields if field.key in holder.__dataclass_fields__]
    extra = {field.key: field for field in fields if field not in own}
    return _Fields(
        numbers=tuple(_number(field) for field in own if field.kind in NUMBERS),
        others=tuple((field.key, field) for field in own if field.kind not in NUMBERS),
        extra=extra,
        needed=tuple(key for key, field in extra.items() if field.required),
    )


def _number(field: Field) -> _Number:
    least = field.least if isinstance(field.least, int) else 1 - LIMIT
    most = field.most if isinstance(field.most, int) else LIMIT - 1
    return _Number(field.key, field.required, least, most)


def _is_plain(is_picked: Picked, fields: _Fields, holder: Document | Line, data: Mapping[str, Any]) -> bool:
    for key, required, least, most in fields.numbers:
        value = getattr(holder, key)
        if value is None:
            if required:
                return False
        elif type(value) is not int or not least <= value <= most:
            return False
    for key, field in fields.others:
        if not _is_sound(is_picked, field, getattr(holder, key)):
            return False
    for key in fields.needed:
        if key not in data:
            return False
    for key, value in data.items():
        if key in fields.extra and not _is_sound(is_picked, fields.extra[key], value):
            return False
    return True


def _is_sound(is_picked: Picked, field: Field, value: object) -> bool:
    if value is None or value == "":
        return not field.required
    if field.kind is Kind.LINK:
        return isinstance(value, str) and is_picked(field.link, value)
    if field.kind is Kind.TEXT:
        return isinstance(value, str) and value.isprintable() and len(value) <= field.longest
    return field_problem(field, value) is None
