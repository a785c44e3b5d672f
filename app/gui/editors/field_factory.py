"""Kind → editor: one look-up for forms and one for the cells of a grid. Adding a Kind is one line in each.

Editors that no list asks for are loaded with the first of their kind: the first window has choices only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label
from app.gui.widgets.choice_field import BoolField, ChoiceField, NoteField
from app.gui.widgets.input_line import InputLine, plain_text, same_text
from app.services import records
from app.services.firm import Firm

FieldEditor = InputLine | ChoiceField | BoolField | NoteField
"""What every editor can do: value, set_value, commit, mark, clear_mark, setReadOnly; changed, moved, marked."""

NEW_RECORD: Final[Label] = N_("＋ 新建…")


@dataclass(frozen=True, slots=True)
class Found:
    """A record in a drop list."""

    uid: str
    code: str
    title: str
    detail: str


def editor_for(field: Field, firm: Firm) -> FieldEditor:
    """Make the editor of a field for a form."""
    return EDITORS[field.kind](field, firm)


def cell_editor_for(field: Field, firm: Firm) -> FieldEditor:
    """Make the editor of a field for a cell: the same, but on one line."""
    return CELL_EDITORS[field.kind](field, firm)


def _text(field: Field, _firm: Firm) -> InputLine:
    return InputLine(same_text, plain_text, longest=field.longest)


def _note(field: Field, _firm: Firm) -> NoteField:
    return NoteField(longest=field.longest)


def _note_cell(field: Field, _firm: Firm) -> InputLine:
    return InputLine(_words_to_lines, _lines_to_words, longest=field.longest)


def _number(field: Field, _firm: Firm) -> InputLine:
    from app.gui.widgets.number_field import number_field  # noqa: PLC0415 - see above

    return number_field(field)


def _date(field: Field, firm: Firm) -> InputLine:
    from app.gui.widgets.date_field import DateField  # noqa: PLC0415 - see above

    return DateField(field, firm.today)


def _instant(_field: Field, firm: Firm) -> InputLine:
    from app.gui.widgets.date_field import instant_field  # noqa: PLC0415 - see above

    return instant_field(firm.today)


def _bool(_field: Field, _firm: Firm) -> BoolField:
    return BoolField()


def _choice(field: Field, _firm: Firm) -> ChoiceField:
    return ChoiceField(field.choices, may_be_empty=not field.required)


def _link(field: Field, firm: Firm) -> InputLine:
    from app.gui.widgets.lookup_field import LookupField  # noqa: PLC0415 - see above

    return LookupField(
        partial(find, firm, field.link),
        partial(name_of, firm, field.link),
        offer=NEW_RECORD,
    )


def find(firm: Firm, link: str, text: str) -> list[Found]:
    """Return the records that people mean by a text."""
    return [Found(hit.uid, hit.code, hit.name, hit.detail) for hit in records.search(firm, link, text)]


def name_of(firm: Firm, link: str, uid: str) -> str:
    """Return what a record is called, without its code: a field has room for little."""
    return records.name(firm, link, uid)


def _words_to_lines(text: str) -> str:
    return "\n".join(text.replace("；", " ").replace(";", " ").replace("，", " ").replace(",", " ").split())


def _lines_to_words(value: object) -> str:
    return " ".join(str(value or "").split())


EDITORS: Final[dict[Kind, Callable[[Field, Firm], FieldEditor]]] = {
    Kind.TEXT: _text,
    Kind.NOTE: _note,
    Kind.CODE: _text,
    Kind.MONEY: _number,
    Kind.PRICE: _number,
    Kind.QUANTITY: _number,
    Kind.RATE: _number,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.INSTANT: _instant,
    Kind.BOOL: _bool,
    Kind.CHOICE: _choice,
    Kind.LINK: _link,
}
CELL_EDITORS: Final[dict[Kind, Callable[[Field, Firm], FieldEditor]]] = {**EDITORS, Kind.NOTE: _note_cell}
WIDTHS: Final[dict[Kind, int]] = {
    Kind.TEXT: 220,
    Kind.NOTE: 340,
    Kind.CODE: 150,
    Kind.MONEY: 110,
    Kind.PRICE: 110,
    Kind.QUANTITY: 110,
    Kind.RATE: 90,
    Kind.INTEGER: 90,
    Kind.NUMBER: 110,
    Kind.DATE: 132,
    Kind.INSTANT: 160,
    Kind.BOOL: 72,
    Kind.CHOICE: 132,
    Kind.LINK: 150,
}
"""Widths in a form at base size 14."""
