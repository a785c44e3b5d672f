"""Own fields as questions above a list or a report: how each is asked, and what the answers want."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.custom.definition import Definition

_ANSWERS: Final = {"yes": True, "no": False}
_YES_NO: Final = (Choice("yes", N_("是")), Choice("no", N_("否")))


def question(definition: Definition) -> Field:
    """Return how a field is asked for: no answer is one, too, so yes and no are two choices."""
    field = definition.field
    if field.kind is Kind.BOOL:
        field = replace(field, kind=Kind.CHOICE, choices=_YES_NO)
    return replace(field, required=False, default=None, read_only=False, folded=False)


def questions(own: Iterable[Definition]) -> Iterator[Field]:
    """Walk the questions about those fields that the firm wants to filter by."""
    return (question(each) for each in own if each.is_filtered)


def wanted(own: Iterable[Definition], values: Mapping[str, object]) -> dict[str, object]:
    """Return what fields must hold, of what was answered, in stored form."""
    asked = ((each, values.get(each.key)) for each in own)
    return {each.key: _stored(each, value) for each, value in asked if value is not None and value != ""}


def _stored(definition: Definition, value: object) -> object:
    return _ANSWERS.get(str(value), value) if definition.field.kind is Kind.BOOL else value
