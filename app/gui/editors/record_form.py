"""The fields and child lists of a record, built from its RecordType; it can stand in a page or beside a document."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.text import Label
from app.domain.records.spec import RecordType
from app.gui import errors
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.editors.part_table import PartTable
from app.gui.models.titles import Titles
from app.gui.operations import Read, Write
from app.gui.spare_time import SpareTime
from app.gui.theme import GAP_L
from app.gui.widgets.following_area import FollowingArea
from app.i18n.catalog import tr
from app.i18n.messages import sentence
from app.services import modules, records
from app.services.firm import Firm

_NOTHING = (None, "")
_WIDE = 270
_NARROW = 205
_HIDDEN = frozenset({"is_active"})
"""Changed by the button of the page, not by a tick."""


def _away(firm: Firm, record_type: RecordType) -> Callable[[str, object], bool] | None:
    """Return what says that nobody wants to see a field: the firm does not use it, and it holds what new ones do."""
    fields = record_type.fields
    hidden = {each.key for each in fields if not modules.is_on(firm, f"field:{record_type.key}.{each.key}")}
    if not hidden:
        return None
    usual = records.blank(firm, record_type.key)

    def is_away(key: str, value: object) -> bool:
        return key in hidden and (value == usual[key] or value in _NOTHING)

    return is_away


class RecordForm(FollowingArea):
    """Signals: changed() when something was typed; shown(values) once a record is read; saved(uid, title)."""

    changed = Signal()
    shown = Signal(dict)
    saved = Signal(str, str)

    def __init__(
        self,
        firm: Firm,
        type_key: str,
        *,
        titles: Titles,
        is_wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.type = firm.shapes.record(type_key)
        self._firm = firm
        self._values: dict[str, Any] = {}
        fields = [
            field
            for field in self.type.fields
            if field.key not in _HIDDEN and (not field.read_only or field.key in self.type.worked_out)
        ]
        width = _WIDE if is_wide else _NARROW
        inside = QFrame()
        self.setWidget(inside)
        self.form = FieldForm(
            fields,
            partial(editor_for, firm=firm),
            widths={field.key: width for field in fields},
            narrowest={field.key: _NARROW for field in fields},
            is_away=_away(firm, self.type),
            parent=inside,
        )
        self._titles = titles
        self._parts: list[PartTable] = []
        self._column = QVBoxLayout(inside)
        self._lay_out(inside, is_wide=is_wide)
        self._connect()
        self._coming = SpareTime(self._make_parts(inside), self)

    def _lay_out(self, inside: QFrame, *, is_wide: bool) -> None:
        inside.setProperty("role", "paper")
        margin = GAP_L if is_wide else 0
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(GAP_L)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.form)

    def _connect(self) -> None:
        self.form.changed.connect(self._on_typed)
        self.form.left.connect(partial(self._on_left, -1))

    @property
    def parts(self) -> list[PartTable]:
        """The tables of its child lists, in order."""
        self._coming.finish()
        return self._parts

    def _make_parts(self, inside: QWidget) -> Iterator[None]:
        """Make the tables one by one: the fields above them are painted first."""
        for place, part in enumerate(self.type.parts):
            table = PartTable(part, self._firm, self._titles, of=self.type.key, parent=inside)
            table.changed.connect(self._on_typed)
            table.left.connect(partial(self._on_left, place))
            self._column.insertWidget(place + 1, table)
            self._parts.append(table)
            self._show_part(table)
            yield

    # Reading and showing

    def begin(self, text: str = "") -> None:
        """Begin a new record, with a name or bar code that was typed somewhere already."""
        Read(self, partial(records.begun, self._firm, self.type.key, text)).then(
            partial(self._show_begun, is_proposed=not text)
        ).run()

    def _show_begun(self, values: dict[str, Any], *, is_proposed: bool) -> None:
        """Show a new record, and what somebody quick has typed into it already.

        A name that the program proposes is in the language of the window.
        """
        proposed = values.get("name") if is_proposed else None
        typed = self.form.filled()
        named = {"name": tr(Label(proposed))} if proposed else {}
        self.show_values(values | named | typed, moves=not typed)
        if typed:
            self.changed.emit()

    def load(self, uid: str) -> None:
        """Show a record."""
        Read(self, partial(records.load, self._firm, self.type.key, uid)).then(self.show_values).run()

    def show_values(self, values: dict[str, Any], *, moves: bool = True) -> None:
        """Show these values; the cursor `moves` to where filling in begins."""
        self._values = values
        self.form.set_values(values)
        for part in self._parts:
            self._show_part(part)
        self.shown.emit(values)
        if moves and self.isVisible():
            self.form.focus_first()

    def _show_part(self, part: PartTable) -> None:
        """Show the rows of a part; one that the firm does not use is seen only when it has any."""
        part.set_rows(self._values.get(part.part.key) or ())
        part.setVisible(bool(part.rows()) or self._sees(part.part.key))

    def _sees(self, key: str) -> bool:
        return modules.is_on(self._firm, f"field:{self.type.key}.{key}")

    def values(self) -> dict[str, Any]:
        """Return what is typed, with the uid of a record that exists already."""
        typed = {**self.form.values(), **{part.part.key: part.rows() for part in self.parts}}
        return {"uid": self._values["uid"], **typed} if self._values.get("uid") else typed

    def commit(self) -> bool:
        """Read what is being typed; False when it cannot be read."""
        return self.form.commit() and all(part.commit() for part in self._parts)

    # Saving

    def save(self) -> None:
        """Save; what is wrong is marked."""
        if not self.commit():
            return
        values = self.values()
        Read(self, partial(records.problems, self._firm, self.type.key, values)).latest("problems").then(
            partial(self._on_checked, values)
        ).run()

    def _on_checked(self, values: dict[str, Any], problems: Sequence[Problem]) -> None:
        if problems:
            self._refuse(problems)
            return
        Write(self, partial(records.save, self._firm, self.type.key, values)).then(
            partial(self._on_saved, values)
        ).otherwise(lambda problem: self._refuse([problem])).run()

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self.form.clear_marks()
        for problem in problems:
            if problem.field in self.form:
                self.form.mark(problem.field, sentence(problem))
        for part in self.parts:
            part.mark(problems)
        if problems[0].field in self.form:
            self.form.focus(problems[0].field)
        errors.show(self, problems[0])

    def _on_saved(self, values: dict[str, Any], saved: tuple[str, Changes]) -> None:
        self._values = {**values, "uid": saved[0]}
        self.saved.emit(saved[0], str(values.get("name") or ""))

    def _on_typed(self) -> None:
        self.changed.emit()

    def _on_left(self, place: int, step: int) -> None:
        other, parts = place + step, self.parts
        while 0 <= other < len(parts) and parts[other].isHidden():
            other += step
        if 0 <= other < len(parts):
            parts[other].grid.begin()
        elif other < 0:
            self.form.focus_last()
        else:
            self.save()
