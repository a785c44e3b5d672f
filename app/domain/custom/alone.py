"""What no two rows may share by the firm's rules: of records any field, of documents what can be looked for in them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.rule import REASON, Alone, Level
from app.domain.custom.definition import OF_HEAD
from app.domain.custom.errors import NotLookedFor
from app.domain.documents import fields as f
from app.domain.records.spec import Values
from app.domain.records.types.rule import FIELD, UNIQUE, WITHIN

_OF_A_HEAD: Final = (f.SUPPLIER.key, f.WAREHOUSE.key, f.SALESPERSON.key, f.DATE.key)
"""Declared fields of heads within which something may stand once."""


def called(fields: Iterable[Field]) -> dict[str, str]:
    """Return the keys of fields by their labels and by their keys; of two with one label the first counts."""
    known = list(fields)
    names: dict[str, str] = {}
    for field in known:
        names.setdefault(str(field.label), field.key)
    return names | {field.key: field.key for field in known}


def in_records(fields: Sequence[Field], about: Iterable[Values]) -> tuple[Alone, ...]:
    """Return what no two records of a type may share; one that is declared to stand alone does so at any level."""
    names = called(fields)
    declared = {field.key for field in fields if field.unique}
    found = (_alone(names[each["field"]], each) for each in _unique(about) if each["field"] in names)
    return tuple(each for each in found if each.level is Level.BLOCK or each.key not in declared)


def in_documents(row: Iterable[Field], about: Iterable[Values]) -> tuple[Alone, ...]:
    """Return what no two heads or lines of a type may share; `row` are the fields that rules about them can name."""
    known = list(row)
    found: list[Alone] = []
    for each in _unique(about):
        try:
            found.append(checked(known, each))
        except BusinessError:
            continue
    return tuple(found)


def checked(row: Iterable[Field], values: Values) -> Alone:
    """Read a rule about heads or lines; raises what is wrong with it."""
    known = list(row)
    key = _named(FIELD, values, (each for each in known if _is_looked_for(each.key)))
    within = _named(WITHIN, values, (each for each in known if _tells_apart(each.key)))
    return _alone(key, values, within)


def _named(field: Field, values: Values, fields: Iterable[Field]) -> str:
    names, name = called(fields), values[field.key]
    if name in names or (not name and field is WITHIN):
        return names.get(name, "")
    known = tuple(each for each, key in names.items() if each != key)
    raise NotLookedFor(text=name, name=name, known=known[:_MOST_NAMES], field=field.key)


def _is_looked_for(key: str) -> bool:
    return (is_own(key) and key != REASON.key) or key in f.LOOKED_FOR


def _tells_apart(key: str) -> bool:
    of_head = key.removeprefix(OF_HEAD)
    return _is_looked_for(of_head) or of_head in _OF_A_HEAD or key == f.ITEM.key


def _unique(about: Iterable[Values]) -> Iterator[Values]:
    return (each for each in about if each["check"] == UNIQUE)


def _alone(key: str, values: Values, within: str = "") -> Alone:
    return Alone(
        key, str(values["code"]), str(values["says"] or values["name"]), Level(values["level"]), within
    )


_MOST_NAMES: Final = 12
