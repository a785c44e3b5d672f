"""Head, lines and foot of one document, joined to its draft: what is typed goes there, what is there shows."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.domain.documents.spec import DocType
from app.gui import theme
from app.gui.editors import line_edits
from app.gui.editors.document_foot import DocumentFoot, split_header
from app.gui.editors.document_lines import DocumentLines
from app.gui.editors.draft import Draft
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.editors.party_standing import PartyStanding
from app.gui.editors.side_panel import HALF
from app.gui.models.titles import Titles
from app.gui.theme import GAP_M
from app.i18n.messages import sentence
from app.services import documents, modules
from app.services.firm import Firm

_HEAD_WIDTHS = {"party": 260}
_NOTHING = (None, "", 0)
_PRICING = frozenset({"party", "business_date"})
"""What else than the goods their prices hang on."""
_ROOM_FOR_FOOT_PX = 480
"""Where something stands beside a narrower form, its foot gives way: else one line would be seen, and no more."""
_BESIDE_PX = 640
_LEAST_LINES = 3
"""Lines that are seen beside a panel, in a wider form too: else the foot gives way as well."""


def _away(firm: Firm, doc_type: DocType) -> Callable[[str, object], bool] | None:
    """Return what says that nobody wants to see a field: the firm does not use it, and it holds the usual."""
    hidden = {field.key for field in doc_type.header if not modules.is_on(firm, f"header:{field.key}")}
    if not hidden:
        return None
    blank = documents.blank(firm, doc_type.key)
    usual = {key: line_edits.shown_header(blank, key) for key in hidden}

    def is_away(key: str, value: object) -> bool:
        return key in hidden and (value == usual[key] or value in _NOTHING)

    return is_away


class DocumentForm(QWidget):
    """Built from a DocType.

    Signals: noticed(text); field_creation_asked(form, key, text) and cell_creation_asked(record type, text) when a
    person wants a new record to link to.
    """

    noticed = Signal(str)
    field_creation_asked = Signal(object, str, str)
    cell_creation_asked = Signal(str, str)

    def __init__(
        self, firm: Firm, doc_type: DocType, draft: Draft, titles: Titles, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._type = doc_type
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHorizontalStretch(HALF)
        self.setSizePolicy(policy)
        self._is_read_only = False
        above, below = split_header(doc_type)
        is_away = _away(firm, doc_type)
        self._top = card = QFrame(self)
        self.head = FieldForm(
            above,
            partial(editor_for, firm=firm),
            widths=_HEAD_WIDTHS,
            skips_filled=True,
            is_away=is_away,
            parent=card,
        )
        self.lines = DocumentLines(firm, doc_type, draft, titles, self)
        self.foot = DocumentFoot(below, doc_type, firm, is_away=is_away, parent=self)
        self.standing = PartyStanding(firm, card)
        self._owes = doc_type.owes is not None
        self._forms = (self.head, self.foot.form)
        card.setProperty("role", "card")
        inner = QHBoxLayout(card)
        inner.setContentsMargins(18, 10, 18, 12)
        inner.setSpacing(GAP_M)
        inner.addWidget(self.head, 1)
        inner.addWidget(self.standing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_M)
        column.addWidget(card)
        column.addWidget(self.lines, 1)
        column.addWidget(self.foot)
        if not doc_type.line:
            self.lines.hide()
            column.addStretch(1)
        self._connect()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where little room is left beside a panel, the lines take it; never from below the cursor."""
        super().resizeEvent(event)
        self.foot.setVisible(self._has_room_for_foot() or self.lines.isHidden() or is_inside(self.foot))

    def _has_room_for_foot(self) -> bool:
        measures, width = theme.current().measures, self.width()
        if width >= measures.px(_BESIDE_PX):
            return True
        taken = sum(each.heightForWidth(width) + GAP_M for each in (self._top, self.foot))
        has_lines = self.height() - taken >= (1 + _LEAST_LINES) * measures.row
        return has_lines and width >= measures.px(_ROOM_FOR_FOOT_PX)

    def _connect(self) -> None:
        self._draft.changed.connect(self._show)
        self.head.left.connect(self._on_head_left)
        self.lines.left.connect(self._on_lines_left)
        self.foot.form.left.connect(self._on_foot_left)
        self.foot.form.called.connect(self.foot.show)
        self.lines.noticed.connect(self.noticed)
        self.lines.creation_asked.connect(self.cell_creation_asked)
        for form in self._forms:
            form.changed.connect(partial(self._on_field, form))
            form.creation_asked.connect(partial(self.field_creation_asked.emit, form))

    def _show(self) -> None:
        document = self._draft.document
        for form in self._forms:
            form.set_values(partial(line_edits.shown_header, document))
        self.foot.show_sums(document)
        if self._owes and not self._is_read_only:
            self.standing.show_of(document)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Show without letting anybody type."""
        for form in self._forms:
            form.set_read_only(is_read_only=is_read_only)
        self.foot.fit()
        self.lines.set_read_only(is_read_only=is_read_only)
        self._is_read_only = is_read_only
        if is_read_only:
            self.standing.show_nothing()

    @property
    def has_quantities(self) -> bool:
        """Say whether quantities are typed into its lines."""
        field = self._type.line_field("quantity")
        return field is not None and not field.read_only

    def forget_stock(self) -> None:
        """Ask anew what was posted meanwhile: how much there is, and what the party owes."""
        self.lines.forget_stock()
        self.standing.forget()
        self._show()

    def commit(self) -> bool:
        """Read what is being typed anywhere; False, with the cursor there, when it cannot be read."""
        return self.lines.commit() and all(form.commit() for form in self._forms)

    # Cursor

    def focus_first(self) -> None:
        """Go to the first field that is needed and empty, else to the lines."""
        missing = self.head.first_missing()
        if missing:
            self.head.focus(missing)
        else:
            self._leave_head()

    def rest(self) -> None:
        """Put the cursor where one reads on: onto the lines, or into the fields where the type has none."""
        if self.lines.isHidden():
            self.head.focus_first()
        else:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_head_left(self, step: int) -> None:
        if step > 0:
            self._leave_head()

    def _leave_head(self) -> None:
        """Go on to the lines, or past them where the type has none."""
        if self.lines.isHidden():
            self.foot.form.focus_first()
        else:
            self.lines.begin()

    def _on_lines_left(self, step: int) -> None:
        if step > 0:
            self.foot.form.focus_first()
        else:
            self.head.focus_last()

    def _on_foot_left(self, step: int) -> None:
        if step < 0 and self.lines.isHidden():
            self.head.focus_last()
        elif step < 0:
            self.lines.end()

    def _on_field(self, form: FieldForm, key: str) -> None:
        self._draft.edit(line_edits.with_header(self._draft.document, key, form.value(key)))
        if key in _PRICING:
            self.lines.ask_prices()

    # Problems

    def find_missing(self) -> bool:
        """Mark all required fields that are empty and go to the first; say whether there was one."""
        found = [(form, key) for form in self._forms if (key := form.missing())]
        for form, key in found[:1]:
            form.focus(key)
        return bool(found)

    def clear_marks(self) -> None:
        """Take the marks of the lines away; a field loses its own when it is typed into."""
        self.lines.mark(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark everything that is wrong and go to the first of it."""
        self.lines.mark(problems)
        for form in self._forms:
            form.clear_marks()
            for problem in problems:
                if problem.field in form and self._is_of_head(problem):
                    form.mark(problem.field, sentence(problem))
        self._go_to(problems[0])

    def _is_of_head(self, problem: Problem) -> bool:
        """Say whether it is put right in the head: also what a line gives rise to, as the reason of an exception."""
        return not problem.line or (
            self._type.line_field(problem.field) is None and problem.field in self.head
        )

    def _go_to(self, problem: Problem) -> None:
        if not self._is_of_head(problem):
            self.lines.stand(problem.line, problem.field)
            return
        for form in self._forms:
            if problem.field in form:
                form.focus(problem.field)


def is_inside(widget: QWidget) -> bool:
    """Say whether the cursor is in a widget."""
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)
