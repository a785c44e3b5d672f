"""A file that a firm brings, read as a list: the sheet with the best header, its records, what was wrong with them.

Nothing is written and no firm is asked: what a list means to a firm is for those who bring it in.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

from app.core.errors import BusinessError
from app.core.paths import resources
from app.core.progress import Progress, silent
from app.domain.intake import headers, reading, tables
from app.domain.intake.columns import Head
from app.domain.intake.reading import Reading
from app.domain.intake.vocabulary import Vocabulary
from app.formats import workbook
from app.formats.workbook import Sheet

KINDS: Final = (
    "item",
    "price_list",
    "price",
    "customer",
    "supplier",
    "opening_stock",
    "stock_count",
    "document_lines",
)
"""What a list can be read as."""


@dataclass(eq=False, kw_only=True)
class HeaderNotFound(BusinessError):
    """No row of the file looks like the header of a list we know."""

    code: ClassVar[str] = "HEADER_NOT_FOUND"
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class BroughtList:
    """What a file holds: as what it is read, the sheet, and every row of it accounted for.

    Files of the same form have the same `shape`, whoever filled them: by it a mapping is remembered.
    """

    file: str
    kind: str
    sheet: str
    reading: Reading
    shape: str = ""

    def plain(self) -> dict[str, Any]:
        """Write what was read as plain data."""
        return {"file": self.file, "sheet": self.sheet, **self.reading.plain()}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened but not yet read: its sheets, and the list that was found on one of them."""

    path: Path
    sheet: Sheet
    head: Head
    shape: str

    @property
    def titles(self) -> tuple[str, ...]:
        """What the list is called: the names of file and sheet, and what stands above its header."""
        above = (cell for row in self.sheet.rows[: self.head.rows[0]] for cell in row if cell)
        return (self.path.stem, self.sheet.name, *above)

    def read(
        self,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        *,
        kind: str = "",
    ) -> BroughtList:
        """Read the list as `kind`, or as the table it is; `mapping` says which columns hold another field than found.

        Columns are named by their places from 0, "" says that one holds nothing.

        A field that begins with ``extra:TYPE:`` is one of the firm's own, its type one of the readers'.
        """
        head = headers.mapped(self.head, mapping) if mapping else self.head
        read = reading.read(
            self.sheet.rows,
            self.sheet.merged,
            head,
            vocabulary(),
            hidden=self.sheet.hidden_rows,
            progress=progress,
        )
        return BroughtList(self.path.name, kind or head.table, self.sheet.name, read, self.shape)


@cache
def vocabulary() -> Vocabulary:
    """Load the words, once."""
    path = resources() / "intake" / "header_synonyms.json"
    return Vocabulary.of(json.loads(path.read_text(encoding="utf-8")))


def read(
    path: Path,
    kind: str = "",
    *,
    sheet: str = "",
    header_rows: Sequence[int] = (),
    mapping: Mapping[int, str] | None = None,
    progress: Progress = silent,
) -> BroughtList:
    """Read a file as a list of `kind`, or of what its headers say; the rest is found where it is not given.

    `header_rows` are one or two rows, from 1; `mapping` is a field by the place of its column, from 0.
    """
    return open_list(path, kind, sheet=sheet, header_rows=header_rows, progress=progress).read(
        mapping, progress
    )


def open_list(
    path: Path,
    kind: str = "",
    *,
    sheet: str = "",
    header_rows: Sequence[int] = (),
    progress: Progress = silent,
) -> Opened:
    """Open a file and find its list: asked before `read` by whoever remembers a mapping for its shape."""
    sheets = workbook.read(path, progress)
    chosen = [each for each in sheets if each.name == sheet] if sheet else sheets
    found = _given(chosen, kind, header_rows, path.stem) if header_rows else _best(chosen, kind, path.stem)
    if found is None:
        raise HeaderNotFound(name=path.name, rows=headers.LOOKED_AT)
    found_sheet, head = found
    return Opened(path, found_sheet, head, headers.shape(found_sheet.rows, head, vocabulary()))


def _best(sheets: Sequence[Sheet], kind: str, file: str) -> tuple[Sheet, Head] | None:
    """Return the sheet whose header is understood best; hidden ones only when no other is."""
    for is_hidden in (False, True):
        best: tuple[int, Sheet, Head] | None = None
        for sheet in sheets:
            found = _find(sheet, kind, file) if sheet.hidden == is_hidden else None
            if found and (best is None or found[0] > best[0]):
                best = (found[0], sheet, found[1])
        if best:
            return best[1:]
    return None


def _find(sheet: Sheet, kind: str, file: str) -> tuple[int, Head] | None:
    """Return the header of a sheet and its worth."""
    if not kind:
        return tables.find(sheet.rows, (file, sheet.name), vocabulary(), sheet.merged)
    head = headers.find(sheet.rows, vocabulary(), (kind,), sheet.merged)
    return (head.hits, head) if head else None


def _given(
    sheets: Sequence[Sheet], kind: str, header_rows: Sequence[int], file: str
) -> tuple[Sheet, Head] | None:
    """Return the first sheet that has the header rows which a person names, as what they say it is."""
    places = [row - 1 for row in header_rows]
    for sheet in sheets:
        if all(0 <= place < len(sheet.rows) for place in places):
            table = kind or tables.of(sheet.rows, (file, sheet.name), vocabulary(), places)
            return sheet, headers.under(sheet.rows, vocabulary(), table, places)
    return None
