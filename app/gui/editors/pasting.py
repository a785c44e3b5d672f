"""Rows copied from a spreadsheet, read by the fields of the columns they go to; goods are found by code or name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.gui.input.dates import NotADay, read_date
from app.gui.widgets.input_line import Unreadable
from app.gui.widgets.number_field import read_field_number
from app.i18n.catalog import tr
from app.services import records
from app.services.firm import Firm

_MOST_ROWS = 2_000
_MOST_UNREAD = 5


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows of (field key, stored value), the names of the goods found, and the texts that no field could read."""

    rows: tuple[tuple[tuple[str, Any], ...], ...]
    titles: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


def read_rows(firm: Firm, fields: Sequence[Field], text: str) -> Pasted:
    """Read tab-separated rows; asks the firm for goods, so not on the GUI thread."""
    reader = _Reader(firm)
    rows = []
    for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")[:_MOST_ROWS]:
        cells = zip(fields, line.split("\t"), strict=False)
        rows.append(
            tuple(cell for field, word in cells if (cell := reader.cell(field, word.strip())) is not None)
        )
    return Pasted(
        tuple(row for row in rows if row), tuple(reader.titles), tuple(reader.unread[:_MOST_UNREAD])
    )


class _Reader:
    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self.titles: list[tuple[str, str]] = []
        self.unread: list[str] = []

    def cell(self, field: Field, word: str) -> tuple[str, Any] | None:
        if not word or field.read_only:
            return None
        try:
            return field.key, self._value(field, word)
        except (Unreadable, NotADay, LookupError):
            self.unread.append(word)
            return None

    def _value(self, field: Field, word: str) -> object:
        if field.kind is Kind.LINK:
            return self._linked(field, word)
        if field.kind in NUMBERS:
            return read_field_number(field, word)
        if field.kind is Kind.DATE:
            return read_date(word, self._firm.today())
        if field.kind is Kind.CHOICE:
            return {tr(choice.label): choice.key for choice in field.choices}[word]
        return word[: field.longest]

    def _linked(self, field: Field, word: str) -> str:
        finds = records.search(self._firm, field.link, word, limit=20)
        exact = [find for find in finds if word.casefold() in {find.code.casefold(), find.name.casefold()}]
        chosen = exact or finds
        if len(chosen) != 1:
            raise LookupError(word)
        self.titles.append((chosen[0].uid, chosen[0].name))
        return chosen[0].uid
