"""The grid of a form: its columns fitted to the paper, its rows, and lines of sums below them."""

from collections.abc import Sequence
from typing import Final

from app.core.table import Total
from app.core.text import Label
from app.formats.page_frame import RULE, Frame, points
from app.formats.print_form import PrintForm
from app.formats.sheets import Drawing
from app.formats.table_columns import PADDING, ROOMY, TIGHT, Choice, Columns, fit
from app.formats.table_rows import Rows
from app.i18n.catalog import tr
from app.i18n.show import show

_AIR: Final = 0.25
_SMALLER: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Sizes that are tried for a grid with many columns."""
_STRETCH: Final = 1.2


class PageGrid:
    """Lays rows out and draws them; a form without columns has none of it."""

    def __init__(self, form: PrintForm, frame: Frame) -> None:
        self._form = form
        self._frame = frame
        # The first column holds the word for the sums.
        self.summed = [
            place
            for place, column in enumerate(form.columns)
            if place and column.total is Total.SUM and form.rows
        ]
        self._texts = [
            [
                show(value, column.kind, column.choices)
                for value, column in zip(row, form.columns, strict=True)
            ]
            for row in (form.rows if form.columns else ())
        ]
        columns = self._columns()
        kinds = [column.kind for column in form.columns]
        self._rows = Rows(kinds, columns.widths, frame.measure, left=frame.left, size=columns.size, air=_AIR)
        heads = [tr(column.label) for column in form.columns]
        self._heads = self._rows.lay(heads, is_head=True) if heads else []
        self.head_height = self._rows.height(self._heads) if heads else 0.0
        self.sum_height = self._rows.height([[""]]) if self.summed else 0.0
        self._laid: list[list[list[str]]] = []

    def lay(self, room: float) -> list[float]:
        """Break all rows into lines so that each fits a page with this room; return their heights."""
        most = int((room - self._rows.height([[""]])) / self._rows.line) + 1
        self._laid = [self._rows.lay(texts, most=most) for texts in self._texts]
        return [self._rows.height(laid) for laid in self._laid]

    def _columns(self) -> Columns:
        """Find sizes and widths; the sums of all rows are the widest figures of a column."""
        form, frame = self._form, self._frame
        if not form.columns:
            return Columns(Choice(frame.room, frame.size, TIGHT), frame.size, ())
        shown = [list(texts) for texts in zip(*self._texts, strict=True)] or [[] for _ in form.columns]
        sums = self.sums(range(len(form.rows)))
        for place in self.summed:
            shown[place].append(self._sum_text(place, sums[place]))
        choices = [
            Choice(frame.room, frame.em(smaller), texts)
            for texts in (ROOMY / 2, TIGHT)
            for smaller in _SMALLER
        ]
        return fit(
            form.columns,
            shown,
            [tr(column.label) for column in form.columns],
            # Texts are rather broken once more than set too small to be read.
            choices=sorted(choices, key=lambda choice: choice.size < frame.least),
            stretch=_STRETCH,
            fills=True,
            own=[points(width) for width in form.widths or (0,) * len(form.columns)],
            measure=frame.measure,
        )

    def draw(
        self, page: Drawing, top: float, rows: range, carried: tuple[Label, Sequence[int]] | None
    ) -> float:
        """Draw head, what is carried over, and rows; return where they end."""
        if not self._heads:
            return top
        self._line(page, top)
        y = self._put(page, top, self.head_height)
        self._rows.draw(page, self._heads, top, bold=True, centred=True)
        if carried is not None and self.summed:
            self._uprights(page, top, y, self._rows.edges)
            top = y = self.draw_sums(page, y, *carried)
        for place in rows:
            self._rows.draw(page, self._laid[place], y)
            y = self._put(page, y, self._rows.height(self._laid[place]))
        self._uprights(page, top, y, self._rows.edges)
        return y

    def draw_sums(
        self, page: Drawing, top: float, label: Label, sums: Sequence[int], *, bold: bool = False
    ) -> float:
        """Draw a line of sums; return where it ends."""
        if not self.summed:
            return top
        texts = [""] * len(self._form.columns)
        for place in self.summed:
            texts[place] = self._sum_text(place, sums[place])
        edges, frame = self._rows.edges, self._frame
        padding = PADDING * self._rows.size
        size = frame.fitting(tr(label), self._rows.size, edges[self.summed[0]] - edges[0] - padding)
        page.text(edges[0] + padding, self._rows.base_line(top), tr(label), size=size, bold=bold)
        self._rows.draw(page, [[text] for text in texts], top, bold=bold)
        y = self._put(page, top, self.sum_height)
        beside = {place for summed in self.summed for place in (summed, summed + 1)} | {0, len(edges) - 1}
        self._uprights(page, top, y, [edges[place] for place in sorted(beside)])
        return y

    def sums(self, rows: range) -> list[int]:
        """Add up the rows; columns that are not summed come to 0."""
        sums = [0] * len(self._form.columns)
        for place in self.summed:
            values = (self._form.rows[row][place] for row in rows)
            sums[place] = sum(value for value in values if isinstance(value, int))
        return sums

    def _sum_text(self, place: int, value: int) -> str:
        return show(value, self._form.columns[place].kind)

    def _put(self, page: Drawing, y: float, height: float) -> float:
        """Go down by a row and draw the line below it."""
        self._line(page, y - height)
        return y - height

    def _line(self, page: Drawing, y: float) -> None:
        page.line(self._frame.left, y, self._frame.right, y, width=RULE)

    def _uprights(self, page: Drawing, top: float, bottom: float, edges: Sequence[float]) -> None:
        for x in edges:
            page.line(x, top, x, bottom, width=RULE)
