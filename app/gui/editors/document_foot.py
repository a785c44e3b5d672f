"""The foot of a document: at the left what is typed last and what looks odd, at the right what it comes to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.text import N_, Label, Message
from app.domain.documents.amount_in_words import amount_in_words
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType, Side
from app.domain.documents.totals import lines_amount, total_of
from app.gui import theme
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.theme import GAP_L, GAP_S, GAP_XS
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services.firm import Firm

_LAST: Final = frozenset({"remark", "discount", "rounding", "account", "paid"})
"""Fields that are typed after the lines: they are about the sum."""
_WIDTHS: Final = {"remark": 320, "discount": 100, "rounding": 100, "account": 132, "paid": 110}
_NARROWEST: Final = {"remark": 120}
_DUE: Final[dict[tuple[Side, int], Label]] = {
    (Side.RECEIVABLE, 1): N_("本单应收"),
    (Side.RECEIVABLE, -1): N_("本单应退"),
    (Side.PAYABLE, 1): N_("本单应付"),
    (Side.PAYABLE, -1): N_("应退我方"),
}


def split_header(doc_type: DocType) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """Return the fields that stand above the lines, and those that stand below."""
    last = {"remark"} if doc_type.states else _LAST
    above = tuple(field for field in doc_type.header if field.key not in last)
    return above, tuple(field for field in doc_type.header if field.key in last)


class DocumentFoot(QFrame):
    """Shows a document's sums; its form holds the fields that belong below the lines."""

    def __init__(
        self,
        fields: Sequence[Field],
        doc_type: DocType,
        firm: Firm,
        *,
        is_away: Callable[[str, object], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._type = doc_type
        self._has_tax = doc_type.line_field("tax_rate") is not None
        self.form = FieldForm(
            fields,
            partial(editor_for, firm=firm),
            widths=_WIDTHS,
            narrowest=_NARROWEST,
            is_away=is_away,
            parent=self,
        )
        self._pills = QWidget()
        self._pills.hide()
        self._warnings = QVBoxLayout(self._pills)
        self._warnings.setContentsMargins(0, 0, 0, 0)
        self._warnings.setSpacing(GAP_XS)
        self._known = _label("hint")
        self._known.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._weight = _label("section")
        self._weight.setObjectName("weight")
        self._weight.hide()
        self._count, self._sum = _label("caption"), _label("section", right=True)
        self._less, self._less_sum = _label("caption"), _label("caption", right=True)
        self._tax, self._tax_sum = _label("caption"), _label("caption", right=True)
        self._due, self._due_sum = _label("caption"), _label("figure", right=True)
        self._words = _label("caption", right=True)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP_S)
        left.addWidget(self._pills)
        left.addWidget(self.form)
        left.addWidget(self._weight)
        left.addWidget(self._known)
        left.addStretch(1)
        measures = theme.current().measures
        _on_one_line(self._count, measures.caption, measures.large)
        _on_one_line(self._due, measures.caption, measures.figure, is_bold=True)
        self._known.setMinimumHeight(QFontMetrics(theme.font(measures.large)).height())
        sums = self._sums = QGridLayout()
        sums.setVerticalSpacing(2)
        pairs = ((self._count, self._sum), (self._less, self._less_sum), (self._tax, self._tax_sum))
        for row, (caption, figure) in enumerate((*pairs, (self._due, self._due_sum))):
            sums.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            sums.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        sums.addWidget(self._words, len(pairs) + 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        sums.setRowStretch(len(pairs) + 2, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 12, 18, 12)
        across.setSpacing(40)
        across.addLayout(left, 1)
        across.addLayout(sums)

    def show_sums(self, document: Document) -> None:
        """Show what a settled document comes to."""
        lines = [line for line in document.lines if line.item or line.source]
        count = N_("核销 {lines} 行") if self._type.settles else N_("合计 {lines} 行")
        self._count.setText(fill(Message.of(count, lines=len(lines))))
        has_money = self._type.amounts
        self._sum.setText(show(lines_amount(document), Kind.MONEY))
        self._sums.setHorizontalSpacing(GAP_L if has_money else 0)
        self._count.setVisible(bool(self._type.line))
        self._sum.setVisible(has_money and bool(self._type.line))
        less = Money(document.discount + document.rounding)
        _pair(
            self._less, self._less_sum, tr(N_("优惠与抹零")), show(Money(-less), Kind.MONEY) if less else ""
        )
        net = fill(Message.of(N_("不含税 {net}"), net=show(document.net, Kind.MONEY)))
        tax = fill(Message.of(N_("税额 {tax}"), tax=show(document.tax, Kind.MONEY)))
        _pair(self._tax, self._tax_sum, net, tax if document.tax and self._has_tax else "")
        is_due = has_money and (self._type.owes is not None or bool(self._type.states))
        total = total_of(document, self._type)
        _pair(self._due, self._due_sum, tr(self._due_label()), show(total, Kind.MONEY) if is_due else "")
        self._words.setText(amount_in_words(total) if is_due and total else "")
        self._words.setVisible(is_due)
        self.fit()

    def fit(self) -> None:
        """A form in which nothing stands keeps no room."""
        self.form.setVisible(not self.form.is_bare)

    def _due_label(self) -> Label:
        owes = self._type.owes
        if self._type.settles or owes is None:
            return N_("本单金额")
        return _DUE[owes.side, owes.sign]

    def show_warnings(self, sentences: Sequence[str]) -> None:
        """Show what looks odd, one line each; it stops nothing."""
        while (item := self._warnings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in sentences:
            self._warnings.addWidget(_Pill(f"⚠ {sentence}"))
        self._pills.setVisible(bool(sentences))

    def show_weight(self, text: str) -> None:
        """Show what lies on the scale; nothing where there is none."""
        self._weight.setText(text)
        self._weight.setVisible(bool(text))

    def show_known(self, text: str) -> None:
        """Show who made the document and when."""
        self._known.setText(text)
        self._known.setVisible(bool(text))
        self.fit()


class _Pill(QLabel):
    """A sentence on a ground of its own: in one line, or beside a panel in more."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.setProperty("tone", "warn")
        self.ensurePolished()
        self._in_one_line = super().sizeHint().width()
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(self._in_one_line, self.heightForWidth(self._in_one_line))


def _label(role: str, *, right: bool = False) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    if right:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _on_one_line(caption: QLabel, small: int, large: int, *, is_bold: bool = False) -> None:
    """Let a caption that stands at the bottom of its row stand on the line of the larger figure beside it."""
    below = (
        QFontMetrics(theme.font(large, bold=is_bold)).descent() - QFontMetrics(theme.font(small)).descent()
    )
    caption.setContentsMargins(0, 0, 0, below)


def _pair(caption: QLabel, figure: QLabel, text: str, value: str) -> None:
    caption.setText(text)
    figure.setText(value)
    for label in (caption, figure):
        if label.isHidden() == bool(value):
            label.setVisible(bool(value))
