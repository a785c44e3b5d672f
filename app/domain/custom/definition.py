"""One field of the firm's own, read from its record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.field import Choice, Field, own_key
from app.core.kinds import Kind
from app.core.text import own
from app.domain.records.types import custom_field as declared

LONGEST: Final = 500
"""Characters that a text of the firm's own may have."""
OF_ITEM: Final = "item."
OF_HEAD: Final = "head."
"""Stand before the keys of fields of other rows that a rule about a line can name."""
_KINDS: Final[Mapping[str, Kind]] = {
    declared.TEXT: Kind.TEXT,
    declared.NUMBER: Kind.NUMBER,
    declared.DATE: Kind.DATE,
    declared.YES_NO: Kind.BOOL,
    declared.ONE_OF: Kind.CHOICE,
    declared.ITEM: Kind.LINK,
    declared.CUSTOMER: Kind.LINK,
    declared.SUPPLIER: Kind.LINK,
    declared.FORMULA: Kind.NUMBER,
    declared.TEXT_FORMULA: Kind.TEXT,
}
_PARTIES: Final = (declared.CUSTOMER, declared.SUPPLIER)


@dataclass(frozen=True, slots=True)
class Definition:
    """A field as the firm defines it; `types` are the keys of the records it belongs to, none for documents."""

    uid: str
    key: str
    field: Field
    types: tuple[str, ...]
    level: str
    doc_type: str
    formula: str
    is_listed: bool
    is_filtered: bool
    is_active: bool

    def is_of(self, type_key: str, level: str) -> bool:
        """Say whether it stands in the heads or lines of a type of document."""
        return self.level == level and self.doc_type in ("", type_key)


def key_of(code: str) -> str:
    """Return the key under which the values of a field stand: made of its code, which never changes."""
    return own_key(code)


def read(values: Mapping[str, Any]) -> Definition:
    """Read a definition from its record."""
    kind, where = values["kind"], values["belongs_to"]
    key = key_of(values["code"])
    is_formula = kind in declared.FORMULAS
    has_choices = kind == declared.ONE_OF
    field = Field(
        key,
        own(values["name"]),
        _KINDS[kind],
        help=own(values["hint"]),
        link=kind if _KINDS[kind] is Kind.LINK else "",
        choices=tuple(Choice(text, own(text)) for text in declared.options_of(values)) if has_choices else (),
        places=(values["places"] or 0) if _KINDS[kind] is Kind.NUMBER else None,
        longest=LONGEST,
        folded=values["folded"],
        read_only=is_formula,
    )
    return Definition(
        uid=values["uid"],
        key=key,
        field=field,
        types=types_of(where),
        level=where if where in (declared.HEAD, declared.LINE) else "",
        doc_type=values["doc_type"],
        formula=values["formula"] if is_formula else "",
        is_listed=values["listed"],
        is_filtered=values["filtered"],
        is_active=values["is_active"],
    )


def types_of(where: str) -> tuple[str, ...]:
    """Return the types of record that a field or rule is about; none when it is about documents."""
    if where == declared.PARTY:
        return _PARTIES
    return () if where in (declared.HEAD, declared.LINE) else (where,)
