"""Reading of plain values, as programs send them, into stored form: one look-up by Kind, nothing is guessed.

Numbers are texts (``"12.50"``) or whole numbers; a float is refused, because it is not exact. Dates are ISO; instants
are ISO with a time, or milliseconds UTC. Links are resolved by `app.services.references`.
"""

import datetime
import re
from collections.abc import Callable
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import PLACES, Kind
from app.core.numbers import LIMIT, parse, plain
from app.core.text import Message, beginning
from app.domain.catalog import comparing
from app.domain.errors import OutOfRange, TooLong, TooManyPlaces, WrongValue
from app.domain.records.check import field_problem
from app.services.form_errors import FloatNumber

_LONGEST_NUMBER: Final = 40
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LARGEST: Final = 10**18
_FIRST_MS: Final = 0
_LAST_MS: Final = 4_102_444_800_000
_FIRST_DAY, _LAST_DAY = "1970-01-01", "2099-12-31"


def read(field: Field, value: object) -> Any:
    """Return the stored form of a plain value, or raise what is wrong with it, addressed to the field."""
    try:
        stored = _READERS[field.kind](field, value)
        problem = field_problem(field, stored)
        if problem:
            raise problem
    except BusinessError as problem:
        raise problem.at(field=field.key) from None
    return stored


def wrong(field: Field, value: object) -> WrongValue:
    """Make the problem of a value of another kind."""
    return WrongValue(label=Message.of(field.label), value=beginning(value), field=field.key)


def text(field: Field, value: object) -> str:
    """Return a text that may be looked at: a string, not longer than the field takes, and writable."""
    if not isinstance(value, str):
        raise wrong(field, value)
    if len(value) > field.longest:
        raise TooLong(
            label=Message.of(field.label), length=len(value), longest=field.longest, field=field.key
        )
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        raise wrong(field, value) from None
    return value


def _one_line(field: Field, value: object) -> str:
    return comparing.one_line(text(field, value))


def _lines(field: Field, value: object) -> str:
    return comparing.lines(text(field, value))


def _code(field: Field, value: object) -> str:
    return comparing.code(text(field, value))


def _word(field: Field, value: object) -> str:
    return text(field, value).strip()


def _bool(field: Field, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(field, value)
    return value


def _number(field: Field, value: object) -> int:
    """Read a decimal text, or a whole number of yuan, pieces, … as it is written."""
    digits, places = _digits(field, value), PLACES[field.kind]
    if field.kind is Kind.RATE and digits.endswith("%"):
        digits, places = digits[:-1].rstrip(), places - 2
    if len(digits) > _LONGEST_NUMBER or not _NUMBER.fullmatch(digits):
        raise wrong(field, value)
    decimals = digits.partition(".")[2].rstrip("0")
    if len(decimals) > places:
        raise TooManyPlaces(
            label=Message.of(field.label), value=beginning(value), places=places, field=field.key
        )
    try:
        return parse(digits, places)
    except ValueError:
        raise _too_large(field, value) from None


def _too_large(field: Field, value: object) -> OutOfRange:
    most = plain(LIMIT - 1, PLACES.get(field.kind, 0))
    return OutOfRange(label=Message.of(field.label), value=beginning(value), least=f"-{most}", most=most)


def _digits(field: Field, value: object) -> str:
    if isinstance(value, float):
        raise FloatNumber(label=Message.of(field.label), value=beginning(value))
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= _LARGEST:
            raise _too_large(field, value)
        return str(value)
    return text(field, value).strip()


def _instant(field: Field, value: object) -> int:
    """Read a moment: ISO with date and time (of this computer unless it names an offset), or milliseconds UTC."""
    if isinstance(value, float):
        raise FloatNumber(label=Message.of(field.label), value=beginning(value))
    if isinstance(value, bool):
        raise wrong(field, value)
    milliseconds = value if isinstance(value, int) else _moment(field, value)
    if not _FIRST_MS <= milliseconds < _LAST_MS:
        raise OutOfRange(
            label=Message.of(field.label), value=beginning(value), least=_FIRST_DAY, most=_LAST_DAY
        )
    return milliseconds


def _moment(field: Field, value: object) -> int:
    try:
        moment = datetime.datetime.fromisoformat(text(field, value).strip())
        if moment.tzinfo is None:
            moment = moment.astimezone()
        since = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise wrong(field, value) from None
    return since // datetime.timedelta(milliseconds=1)


_READERS: Final[dict[Kind, Callable[[Field, object], Any]]] = {
    Kind.TEXT: _one_line,
    Kind.NOTE: _lines,
    Kind.CODE: _code,
    Kind.MONEY: _number,
    Kind.PRICE: _number,
    Kind.QUANTITY: _number,
    Kind.RATE: _number,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _word,
    Kind.INSTANT: _instant,
    Kind.BOOL: _bool,
    Kind.CHOICE: _word,
    Kind.LINK: _word,
}
