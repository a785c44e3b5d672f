"""Rules of the firm's own: read from their records, and asked of a row; the same wherever the row comes from (F06)."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.rule import REASON, Get, Level, Rule
from app.core.text import EMPTY, Message
from app.domain.catalog import comparing
from app.domain.custom import patterns
from app.domain.custom.alone import called
from app.domain.custom.errors import ReasonAsked, RuleBroken, UnknownName
from app.domain.custom.expression import Expression, Value, as_date, parse, written
from app.domain.custom.formulas import Row
from app.domain.errors import WrongValue
from app.domain.records.spec import Values
from app.domain.records.types import rule as declared

Breaks = Callable[[Value], bool]
"""Says whether a value breaks a rule; nothing that is empty does, but for what must be filled in."""


def rules_of(row: Row, records: Iterable[Values]) -> tuple[Rule, ...]:
    """Return the rules that can be asked of a row; one about what the row does not have has no place there."""
    found: list[Rule] = []
    for values in records:
        try:
            found.append(rule_of(row, values))
        except BusinessError:
            continue
    return tuple(found)


def rule_of(row: Row, values: Values) -> Rule:
    """Read a rule for a row; raises what is wrong with it."""
    level = Level(values["level"])
    if values["check"] == declared.COMPARED:
        expression = _named("condition", partial(parse, values["condition"], row.names))
        shown = row.names.get(values["field"], "") or next(iter(expression.needs), "")
        return Rule(values["code"], level, partial(_compared, row, values, expression, shown))
    is_filled_in = values["check"] == declared.REQUIRED
    names = called(row.fields.values()) if is_filled_in else row.names
    key = names.get(values["field"])
    if key is None:
        known = tuple(names)[:12]
        raise UnknownName(text=values["field"], name=values["field"], known=known, field="field")
    if is_filled_in:
        return Rule(values["code"], level, partial(_missing, row, values, key))
    return Rule(values["code"], level, partial(_checked, row, values, key, _breaks(row.fields[key], values)))


def _named(field: str, read: Callable[[], Expression]) -> Expression:
    try:
        return read()
    except BusinessError as problem:
        raise problem.at(field=field) from None


def _breaks(field: Field, values: Values) -> Breaks:
    """Return what says whether a value breaks the rule."""
    match values["check"]:
        case declared.LENGTH:
            least, most = (_bound(each, values, is_number=True) for each in (declared.LEAST, declared.MOST))
            return lambda value: not _is_within(Fraction(len(written(value))), least, most)
        case declared.RANGE:
            is_number = field.kind.value != "date"
            least, most = (
                _bound(each, values, is_number=is_number) for each in (declared.LEAST, declared.MOST)
            )
            return lambda value: not _is_within(value, least, most)
        case declared.PATTERN:
            problem = patterns.problem(values["pattern"])
            if problem is not None:
                raise problem.at(field="pattern")
            return lambda value: not patterns.fits(values["pattern"], written(value))
        case declared.LISTED:
            allowed = {comparing.key(line) for line in values["options"].splitlines() if line.strip()}
            return lambda value: comparing.key(written(value)) not in allowed
        case _:
            return lambda _: False  # what may not stand twice is asked of the other records


def _bound(field: Field, values: Values, *, is_number: bool) -> Value:
    """Return a bound as it is compared, None where there is none."""
    text = values[field.key].strip()
    if not text:
        return None
    try:
        bound: Value = Fraction(text) if is_number and "/" not in text else as_date(text)
    except ValueError:
        bound = None
    if bound is None:
        raise WrongValue(label=Message.of(field.label), value=text, field=field.key)
    return bound


def _is_within(value: Any, least: Any, most: Any) -> bool:
    for bound in (least, most):
        if bound is not None and type(bound) is not type(value):
            return True
    return (least is None or value >= least) and (most is None or value <= most)


def _checked(row: Row, values: Values, key: str, breaks: Breaks, get: Get) -> BusinessError | None:
    value = row.value(get, key)
    return _broken(row, values, key, value) if value is not None and breaks(value) else None


def _missing(row: Row, values: Values, key: str, get: Get) -> BusinessError | None:
    """Ask for what must be filled in, whatever it is: a record that is named is no value to reckon with."""
    return _broken(row, values, key, None) if get(key) in (None, "") else None


def _compared(row: Row, values: Values, expression: Expression, shown: str, get: Get) -> BusinessError | None:
    if expression.value(partial(row.value, get)) is not False:
        return None
    return _broken(row, values, shown, row.value(get, shown) if shown else None)


def _broken(row: Row, values: Values, key: str, value: Value) -> RuleBroken:
    """Say what is wrong; a rule that takes a reason is told at the field for it."""
    label = Message.of(row.fields[key].label if key else EMPTY)
    says = values["says"] or values["name"]
    shown = "" if value is None or isinstance(value, bool) else written(value)
    if Level(values["level"]) is Level.REASON:
        return ReasonAsked(rule=values["code"], says=says, label=label, value=shown, field=REASON.key)
    field = _TYPED_IN.get(key, "" if _is_of_another(key) else key)
    return RuleBroken(rule=values["code"], says=says, label=label, value=shown, field=field)


_TYPED_IN: Final = {"deal_price": "price", "total": "", "net": "amount", "tax": "tax_rate", "gross": "amount"}
"""Where a person puts right what nobody types."""
_OTHERS: Final = "."
"""Stands in keys of fields that are those of another row: of the item of a line, of the head."""


def _is_of_another(key: str) -> bool:
    return _OTHERS in key
