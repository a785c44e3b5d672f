"""A file that a firm brings, read as a list: the sheet with the best header, its records, what was wrong with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Final

from app.core.errors import BusinessError
from app.core.paths import resources
from app.domain.intake import headers, reading
from app.domain.intake.headers import Head
from app.domain.intake.reading import Reading
from app.domain.intake.vocabulary import Vocabulary
from app.formats import workbook
from app.formats.workbook import Sheet

KINDS: Final = ("item", "opening_stock")
"""What a list can be imported as."""
_OF_ITEMS: Final = frozenset({"sale_price", "wholesale_price", "buy_price", "category", "brand"})
"""Columns that a list of stock does not have."""


@dataclass(eq=False, kw_only=True)
class HeaderNotFound(BusinessError):
    """No row of the file looks like the header of a list we know."""

    code: ClassVar[str] = "HEADER_NOT_FOUND"
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class BroughtList:
    """What a file holds: as what it is read, the sheet, and every row of it accounted for."""

    file: str
    kind: str
    sheet: str
    reading: Reading


@cache
def vocabulary() -> Vocabulary:
    """Load the words, once."""
    path = resources() / "intake" / "header_synonyms.json"
    return Vocabulary.of(json.loads(path.read_text(encoding="utf-8")))


def read(path: Path, kind: str = "") -> BroughtList:
    """Read a file as a list of `kind`, or of what its headers say."""
    sheets = workbook.read(path)
    kind = kind or _kind_of(sheets)
    found = _best(sheets, kind)
    if found is None:
        raise HeaderNotFound(name=path.name, rows=headers.LOOKED_AT)
    sheet, head = found
    return BroughtList(
        path.name, kind, sheet.name, reading.read(sheet.rows, sheet.merged, head, vocabulary())
    )


def _kind_of(sheets: Sequence[Sheet]) -> str:
    """Tell a list of stock from a list of items by its columns."""
    found = _best(sheets, "item")
    fields = {column.field for column in found[1].columns} if found else set()
    return "opening_stock" if "qty" in fields and not fields & _OF_ITEMS else "item"


def _best(sheets: Sequence[Sheet], kind: str) -> tuple[Sheet, Head] | None:
    """Return the sheet whose header is understood best; hidden ones only when no other is."""
    best: tuple[Sheet, Head] | None = None
    for sheet in sorted(sheets, key=lambda each: each.hidden):
        head = headers.find(sheet.rows, vocabulary(), (kind,))
        better = head and (best is None or (head.hits > best[1].hits and sheet.hidden == best[0].hidden))
        if head and better:
            best = (sheet, head)
    return best
