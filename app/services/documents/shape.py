"""The shape of a document: every value of the kind its place holds, before anything is looked up or worked out of it.

It refuses what only a program can get wrong; what people forget or mistake is for `checking`. What the program works
out itself is thrown away here, so that nobody can send it. A line in order costs two microseconds.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.numbers import LIMIT
from app.core.text import N_, Message, beginning
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType, Party
from app.domain.documents.types import TYPES
from app.domain.errors import ListTooLong, MissingField, WrongValue
from app.domain.records.check import field_problem
from app.services.documents.agreed import AGREED
from app.services.firm import Firm
from app.services.form_errors import UnknownKey, UnknownType

MOST_LINES: Final = 100_000
"""A longer document is a mistake, or an attack."""
_LONGEST_NAME: Final = 64
"""Uids and keys are no longer, and plain ASCII."""
_VALUE: Final = Message.of(N_("字段"))


class _Attributes:
    """The kinds of a head's or line's attributes; `names` are uids and keys, all of them texts."""

    def __init__(self, names: tuple[str, ...], **kinds: type) -> None:
        others = [key for key in kinds if key not in names]
        keys = (*names, *sorted(others, key=lambda key: kinds[key] is int))
        self._values: Callable[[Any], tuple[Any, ...]] = attrgetter(*keys)
        self._kinds = tuple(kinds[key] for key in keys)
        self._named = names
        self._declared = kinds
        self._numbers = slice(self._kinds.index(int), None)
        self._names = slice(len(names))

    def are_right(self, holder: object) -> bool:
        """Say whether all are of their kind, at one go: names stand first among them, numbers last."""
        values = self._values(holder)
        if tuple(map(type, values)) != self._kinds:
            return False
        numbers, names = values[self._numbers], "".join(values[self._names])
        return (
            max(numbers) < LIMIT and min(numbers) > -LIMIT and names.isascii() and len(names) <= _LONGEST_NAME
        )

    def problems(self, holder: object) -> Iterator[BusinessError]:
        """Walk those that are not."""
        for key, kind in self._declared.items():
            value = getattr(holder, key)
            right = type(value) is kind
            if right and kind is int:
                right = _is_number(value)
            elif right and key in self._named:
                right = _is_name(value)
            if not right:
                yield _wrong(key, value)


_HEAD: Final = _Attributes(
    ("party",),
    uid=str,
    business_date=str,
    party=str,
    number=str,
    tax_included=bool,
    discount=int,
    rounding=int,
    happened_at=int,
    reverses=str,
)
_LINE: Final = _Attributes(
    ("item", "role"),
    item=str,
    role=str,
    unit=str,
    numerator=int,
    denominator=int,
    discount=int,
    tax_rate=int,
    amount=int,
    typed_amount=bool,
    source=str,
    source_line=int,
    base_quantity=int,
    net=int,
    tax=int,
    gross=int,
)
_AT_RECEIPT_PRICE: Final = Field("at_receipt_price", N_("按入库价"), Kind.BOOL)
_WORKED_OUT: Final = frozenset({AGREED, "weight", "untaught"})
"""Data that resolving writes on lines whose types do not ask for them."""


def sound(firm: Firm, document: Document) -> Document:
    """Return the document without what is worked out anyway; refuse values of the wrong kind."""
    for problem in _problems(firm, document):
        uid: object = document.uid
        raise problem.at(document=uid if isinstance(uid, str) and _is_name(uid) else "")
    doc_type = firm.shapes.document(document.type)
    worked_out = _worked_out_of_head(doc_type)
    if not worked_out.isdisjoint(document.header):
        header = {key: value for key, value in document.header.items() if key not in worked_out}
        document = replace(document, header=header)
    known = _line_fields(doc_type)
    if all(line.data.keys() <= known.keys() for line in document.lines):
        return document
    asked = known.keys() | doc_type.kept
    return replace(document, lines=tuple(_asked(line, asked) for line in document.lines))


def _asked(line: Line, asked: Collection[str]) -> Line:
    """Return the line with only the data that people give."""
    return replace(line, data={key: value for key, value in line.data.items() if key in asked})


def _problems(firm: Firm, document: Any) -> Iterator[BusinessError]:
    """Walk what is of the wrong kind; each step trusts that the ones before found nothing."""
    if not isinstance(document.type, str) or document.type not in TYPES:
        yield UnknownType(value=beginning(document.type), known=", ".join(TYPES.keys()), field="type")
    doc_type = firm.shapes.document(document.type)
    if not _HEAD.are_right(document):
        yield from _HEAD.problems(document)
    for key in ("uid", "number", "reverses"):
        if not _is_name(getattr(document, key)):
            yield _wrong(key, getattr(document, key))
    if not document.uid:
        yield MissingField(label=Message.of(N_("唯一标识")), field="uid")
    if document.party and doc_type.party is Party.NONE:
        yield _unknown("party")
    dated = field_problem(f.DATE, document.business_date)
    if dated is not None:
        yield dated.at(field="business_date")
    if not isinstance(document.header, Mapping):
        yield _wrong("header", document.header)
    yield from _data(document.header, _header_fields(doc_type), _worked_out_of_head(doc_type) | doc_type.kept)
    if not isinstance(document.lines, tuple):
        yield _wrong("lines", document.lines)
    if len(document.lines) > MOST_LINES:
        label = Message.of(N_("明细行"))
        yield ListTooLong(label=label, rows=len(document.lines), most=MOST_LINES, field="lines")
    known, others = _line_fields(doc_type), _not_asked(doc_type)
    let_be = _worked_out(doc_type) | doc_type.kept
    for number, line in enumerate(document.lines, 1):
        for problem in _line(line, known, others, let_be):
            yield problem.at(line=number)


def _line(
    line: Any, known: Mapping[str, Field], others: tuple[str, ...], let_be: frozenset[str]
) -> Iterator[BusinessError]:
    """Walk what is of the wrong kind in a line."""
    if not isinstance(line, Line):
        yield _wrong("lines", line)
    if not _LINE.are_right(line):
        yield from _LINE.problems(line)
    if line.quantity is not None and not _is_number(line.quantity):
        yield _wrong("quantity", line.quantity)
    if line.price is not None and not _is_number(line.price):
        yield _wrong("price", line.price)
    if line.source and not _is_name(line.source):
        yield _wrong("source", line.source)
    if line.source_line < 0:
        yield _wrong("source_line", line.source_line)
    if line.numerator < 1 or line.denominator < 1:
        yield _wrong("unit", line.unit)
    for key in others:
        if getattr(line, key):
            yield _unknown(key)
    if type(line.data) is not dict and not isinstance(line.data, Mapping):
        yield _wrong("data", line.data)
    if line.data:
        yield from _data(line.data, known, let_be)


def _data(
    data: Mapping[Any, Any], known: Mapping[str, Field], let_be: frozenset[str]
) -> Iterator[BusinessError]:
    """Walk the extra data: keys nobody asks for, values of another kind."""
    for key, value in data.items():
        field = known.get(key)
        if field is None:
            if key not in let_be:
                yield _unknown(key)
        elif value is not None and not _is_of_kind(field, value):
            yield WrongValue(label=Message.of(field.label), value=beginning(value), field=key)


def _is_of_kind(field: Field, value: object) -> bool:
    """Say whether a value is of its field's kind; links are uids."""
    if field.kind in NUMBERS or field.kind is Kind.INSTANT:
        return _is_number(value)
    if field.kind is Kind.BOOL:
        return isinstance(value, bool)
    return isinstance(value, str) and (field.kind is not Kind.LINK or _is_name(value))


def _is_number(value: object) -> bool:
    return type(value) is int and -LIMIT < value < LIMIT


def _is_name(value: str) -> bool:
    return value.isascii() and len(value) <= _LONGEST_NAME


def _wrong(key: str, value: object) -> WrongValue:
    """Make the problem of a value of another kind."""
    return WrongValue(label=_VALUE, value=beginning(value), field=key)


def _unknown(key: object) -> UnknownKey:
    """Make the problem of a value that nobody asks for."""
    return UnknownKey(key=beginning(key), label=_VALUE, field=beginning(key))


_SHAPES = lru_cache(maxsize=128)
"""For what is read once of a type; one of a firm's own ends with the firm."""


@_SHAPES
def _header_fields(doc_type: DocType) -> dict[str, Field]:
    """Return the fields that the head's extra data may hold, of those that people give."""
    own = (field for field in doc_type.header if field.key not in Document.__dataclass_fields__)
    return {field.key: field for field in own if not field.read_only}


@_SHAPES
def _worked_out_of_head(doc_type: DocType) -> frozenset[str]:
    """Return the keys of the head's data that are worked out."""
    return frozenset(field.key for field in doc_type.header if field.read_only)


@_SHAPES
def _line_fields(doc_type: DocType) -> dict[str, Field]:
    """Return the fields that a line's extra data may hold, of those that people give."""
    own = (field for field in doc_type.line if field.key not in Line.__dataclass_fields__)
    return {field.key: field for field in (*own, _AT_RECEIPT_PRICE) if not field.read_only}


@_SHAPES
def _worked_out(doc_type: DocType) -> frozenset[str]:
    """Return the keys of a line's data that are worked out, and come back with a document that was settled."""
    return _WORKED_OUT | {field.key for field in doc_type.line if field.read_only}


@_SHAPES
def _not_asked(doc_type: DocType) -> tuple[str, ...]:
    """Return the attributes of a line that would count although the type does not ask for them."""
    keys = ("item", "price", "discount", "tax_rate") if doc_type.amounts else ("item",)
    return tuple(key for key in keys if doc_type.line_field(key) is None)
