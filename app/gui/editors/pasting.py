"""Rows copied from a spreadsheet, read by the fields of the columns they go to; goods are found by code or name.

A header that was copied with them says which column holds what, wherever the cursor stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.text import Message
from app.domain.documents.spec import DocType
from app.domain.intake.values import yes_no
from app.domain.intake.vocabulary import Vocabulary
from app.gui.input.dates import NotADay, read_date
from app.gui.widgets.input_line import Unreadable
from app.gui.widgets.number_field import read_field_number
from app.i18n.catalog import tr
from app.services import records
from app.services.firm import Firm

_MOST_ROWS = 2_000
_ANSWERS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that its field could not read: the row it was copied in, from 1, and what should have stood there."""

    row: int
    label: Message
    word: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows of (field key, stored value), the names of the goods found, the texts that no field could read.

    `left_out` counts the rows that were too many.
    """

    rows: tuple[tuple[tuple[str, Any], ...], ...]
    titles: tuple[tuple[str, str], ...] = ()
    unread: tuple[Unread, ...] = ()
    left_out: int = 0


def read_rows(firm: Firm, doc_type: DocType, fields: Sequence[Field], text: str) -> Pasted:
    """Read tab-separated rows; asks the firm for goods, so not on the GUI thread.

    `fields` are those of the columns from the cursor on: they hold unless a header says otherwise.
    """
    from app.services.imports import headings, lists  # noqa: PLC0415 - the vocabulary is loaded with the first paste

    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    words = [[word.strip() for word in line.split("\t")] for line in lines[:_MOST_ROWS]]
    keys = headings.keys_of(doc_type, words)
    columns: list[Field | None] = [doc_type.line_field(key) if key else None for key in keys] or [*fields]
    reader = _Reader(firm, lists.vocabulary())
    rows = [
        tuple(reader.row(number, columns, row))
        for number, row in enumerate(words, 1)
        if number > 1 or not keys
    ]
    return Pasted(
        tuple(row for row in rows if row),
        tuple(reader.titles),
        tuple(reader.unread),
        max(len(lines) - _MOST_ROWS, 0),
    )


class _Reader:
    def __init__(self, firm: Firm, vocabulary: Vocabulary) -> None:
        self._firm = firm
        self._vocabulary = vocabulary
        self.titles: list[tuple[str, str]] = []
        self.unread: list[Unread] = []

    def row(
        self, number: int, columns: Sequence[Field | None], words: Sequence[str]
    ) -> Iterator[tuple[str, Any]]:
        """Walk what a row says; of several columns for one field the first that can be read counts."""
        told: dict[str, list[str]] = {}
        fields: dict[str, Field] = {}
        for field, word in zip(columns, words, strict=False):
            if field is not None and word and not field.read_only:
                fields[field.key] = field
                told.setdefault(field.key, []).append(word)
        for key, field in fields.items():
            value = next(
                (value for word in told[key] if (value := self._read(field, word)) is not None), None
            )
            if value is None:
                self.unread.append(Unread(number, Message.of(field.label), told[key][0]))
            else:
                yield key, value

    def _read(self, field: Field, word: str) -> Any:
        try:
            return self._value(field, word)
        except (Unreadable, NotADay, LookupError):
            return None

    def _value(self, field: Field, word: str) -> object:
        if field.kind is Kind.LINK:
            return self._linked(field, word)
        if field.kind in NUMBERS:
            return read_field_number(field, word)
        if field.kind is Kind.DATE:
            return read_date(word, self._firm.today())
        if field.kind is Kind.BOOL:
            return _ANSWERS[yes_no(word, self._vocabulary).text]
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
