"""The header of rows that were copied from a spreadsheet: which field of a line each column holds (N12)."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.field import is_own
from app.domain.catalog import comparing
from app.domain.documents.spec import DocType
from app.domain.intake import headers
from app.services.imports.drafts import GOODS, LINE
from app.services.imports.intakes import INTAKES, LINES
from app.services.imports.lists import vocabulary

_KEYS: Final[Mapping[str, str]] = {**dict(LINE), **dict.fromkeys(GOODS, "item")}
_NAMES_GOODS: Final = frozenset({"code", "barcode", "name", "name_spec"})
_LEAST: Final = 2
"""So many columns must be understood: one word alone may well be the name of some goods."""


def keys_of(doc_type: DocType, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the key of the line's field in each column, "" where none is, if the first row is a header; else nothing.

    Only what names goods goes to the goods: a specification beside the name tells them apart for people. A column that
    is called like a field of the firm's own goes there.
    """
    if not rows:
        return ()
    table = INTAKES[doc_type.key].table if doc_type.key in INTAKES else LINES
    head = headers.under(rows, vocabulary(), table, (0,))
    named = {column.place: column.field for column in head.columns if column.field in _KEYS}
    if len(named) < _LEAST or not _NAMES_GOODS & {*named.values()}:
        return ()
    found = (named.get(place, "") for place in range(len(rows[0])))
    keys = ("" if field in GOODS and field not in _NAMES_GOODS else _KEYS.get(field, "") for field in found)
    own = {comparing.key(str(field.label)): field.key for field in doc_type.line if is_own(field.key)}
    return tuple(
        own.get(comparing.key(word), key if key and doc_type.line_field(key) else "")
        for word, key in zip(rows[0], keys, strict=True)
    )
