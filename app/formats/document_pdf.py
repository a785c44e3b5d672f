"""A printed document on its paper: head, grid, page subtotals carried forward, amount in words, signatures.

All sizes follow the letter size of the paper. A page that is not the last ends with its subtotal (本页小计), the next
one begins with what is carried over (承上页), and the totals never stand without a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.table import Total
from app.core.text import N_, Label, Message
from app.formats.form_layout import CELLS, Heights, flowing, in_cells, paginate, pair_text
from app.formats.output import whole_file
from app.formats.paper import Paper
from app.formats.pdf_columns import PADDING, ROOMY, TIGHT, Choice, Columns, fit
from app.formats.pdf_pages import POINTS_PER_MM, Page, PdfFile
from app.formats.pdf_qr import draw_qr
from app.formats.pdf_rows import LEADING, Rows
from app.formats.print_form import Pair, PrintForm
from app.formats.wrapping import wrap
from app.i18n.catalog import fill, tr
from app.i18n.show import show

# Of the letter size
_AIR: Final = 0.25
_FIRM: Final = 1.35
_TITLE: Final = 1.6
_SMALL: Final = 0.85
_PAIR_LINE: Final = 1.4
_SIGNATURE_LINE: Final = 2.0
_BASE: Final = 0.3
_MARK: Final = 1.3
_GAP: Final = 0.4

_SMALLER: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Sizes that are tried for a grid with many columns."""
_RULE: Final = 0.6
_STRETCH: Final = 1.2
_QR_MM: Final = 12.5
_SMALL_GREY: Final = 0.25


def write(forms: Sequence[PrintForm], path: Path, *, paper: Paper) -> None:
    """Write documents one after the other to `path` (.pdf); each counts its own pages."""
    with whole_file(path) as draft:
        file = PdfFile(draft, title=forms[0].title, author=forms[0].firm.name)
        for form in forms:
            _Form(form, file, paper).draw()
        file.save()


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of text over the whole width below the grid, in a box or free."""

    lines: tuple[str, ...]
    scale: float = 1.0
    boxed: bool = False
    bold: bool = False


class _Form:
    """One document: where everything stands, and the drawing of it."""

    def __init__(self, form: PrintForm, file: PdfFile, paper: Paper) -> None:
        self._form = form
        self._file = file
        self._paper = paper
        self._size = paper.size
        self._measure = file.face.width
        self._left = (paper.side_mm + paper.shift_x_mm) * POINTS_PER_MM
        self._width = (paper.width_mm - 2 * paper.side_mm) * POINTS_PER_MM
        self._right = self._left + self._width
        self._top = (paper.height_mm - paper.top_mm - paper.shift_y_mm) * POINTS_PER_MM
        self._bottom = (paper.bottom_mm - paper.shift_y_mm) * POINTS_PER_MM
        number = [Pair(tr(N_("单号")), form.number)] if form.number else []
        self._pairs = in_cells([*number, *form.head], self._width / self._size, self._measure)
        self._summed = [
            place for place, column in enumerate(form.columns) if column.total is Total.SUM and form.rows
        ]
        self._texts = [
            [
                show(value, column.kind, column.choices)
                for value, column in zip(row, form.columns, strict=True)
            ]
            for row in form.rows
        ]
        self._rows = self._grid(self._columns())
        self._heads = self._rows.lay([tr(column.label) for column in form.columns], is_head=True)
        self._laid = [self._rows.lay(texts) for texts in self._texts]
        self._sum_height = self._rows.height([[""]]) if self._summed else 0.0
        self._strips = list(self._below())
        self._y = 0.0
        self._page: Page

    def draw(self) -> None:
        """Draw all pages of the document."""
        tail = sum(map(self._strip_height, self._strips)) + self._signatures_height()
        heights = Heights(self._room(), self._sum_height, tail)
        pages = paginate([self._rows.height(laid) for laid in self._laid], heights)
        carried = [0] * len(self._form.columns)
        for number, rows in enumerate(pages, 1):
            self._begin_page()
            if rows:
                sums = self._sums(rows)
                self._draw_grid(rows, carried if number > 1 else None, sums if len(pages) > 1 else None)
                carried = [before + now for before, now in zip(carried, sums, strict=True)]
            if number == len(pages):
                self._draw_end(carried)
            self._draw_foot(number, len(pages))

    def _columns(self) -> Columns:
        """Find sizes and widths; the sums of all rows are the widest figures of a column."""
        form = self._form
        shown = [list(texts) for texts in zip(*self._texts, strict=True)] or [[] for _ in form.columns]
        sums = self._sums(range(len(form.rows)))
        for place in self._summed:
            shown[place].append(self._sum_text(place, sums[place]))
        heads = [tr(column.label) for column in form.columns]
        choices = [
            Choice(self._width, self._size * smaller, texts)
            for texts in (ROOMY / 2, TIGHT)
            for smaller in _SMALLER
        ]
        return fit(
            form.columns, shown, heads, choices=choices, stretch=_STRETCH, fills=True, measure=self._measure
        )

    def _grid(self, columns: Columns) -> Rows:
        kinds = [column.kind for column in self._form.columns]
        return Rows(kinds, columns.widths, self._file.face, left=self._left, size=columns.size, air=_AIR)

    def _below(self) -> Iterator[_Strip]:
        """Everything under the grid but the signatures."""
        form, width = self._form, (self._width / self._size) - 2 * PADDING
        if form.words:
            amount = fill(
                Message.of(
                    N_("{label}（大写）：{words}　（小写）：{total}"),
                    label=form.total_label, words=form.words, total=form.total,
                )
            )  # fmt: skip
            yield _Strip(tuple(wrap(amount, width, self._measure)), boxed=True, bold=True)
        if form.foot:
            yield _Strip(tuple(flowing(form.foot, width, self._measure)), boxed=True)
        if form.remark:
            remark = pair_text(Pair(tr(N_("备注")), form.remark))
            yield _Strip(tuple(wrap(remark, width, self._measure)), boxed=True)
        for text in (form.note, form.firm.contact):
            if text:
                yield _Strip(tuple(wrap(text, width / _SMALL, self._measure)), scale=_SMALL)

    def _room(self) -> float:
        """Points between the head of a page and its last line."""
        head = self._head_height() + self._rows.height(self._heads)
        return self._top - self._bottom - head - self._size * _PAIR_LINE

    def _head_height(self) -> float:
        titles = max((_FIRM + _TITLE) * LEADING * self._size, _QR_MM * POINTS_PER_MM)
        return titles + (_GAP + len(self._pairs) * _PAIR_LINE + _BASE) * self._size

    def _strip_height(self, strip: _Strip) -> float:
        air = 2 * _AIR if strip.boxed else 0
        return (len(strip.lines) * LEADING * strip.scale + air) * self._size

    def _signatures_height(self) -> float:
        return _SIGNATURE_LINE * self._size if self._form.signatures else 0.0

    def _begin_page(self) -> None:
        """Draw what every page repeats: firm, title, code, mark, pairs."""
        form, size = self._form, self._size
        self._page = page = self._file.add_page(
            self._paper.width_mm * POINTS_PER_MM, self._paper.height_mm * POINTS_PER_MM
        )
        middle, y = (self._left + self._right) / 2, self._top
        y -= _FIRM * LEADING * size
        page.centre(middle, y + _BASE * size, form.firm.name, size=_FIRM * size)
        y -= _TITLE * LEADING * size
        page.centre(middle, y + _BASE * size, form.title, size=_TITLE * size, bold=True)
        if form.number:
            code = _QR_MM * POINTS_PER_MM
            draw_qr(page, form.number, left=self._right - code, bottom=self._top - code, size=code)
        if form.mark:
            self._draw_mark()
        y = self._top - self._head_height() + (len(self._pairs) * _PAIR_LINE + _BASE) * size
        for line in self._pairs:
            y -= _PAIR_LINE * size
            for placed in line:
                x = self._left + placed.cell * self._width / CELLS
                page.text(x, y + _BASE * size, placed.text, size=size)
        self._y = y - _BASE * size

    def _draw_mark(self) -> None:
        size = _MARK * self._size
        width = (self._measure(self._form.mark) + 2 * PADDING) * size
        top, bottom = self._top, self._top - 1.5 * size
        self._page.text(
            self._left + PADDING * size, bottom + 0.45 * size, self._form.mark, size=size, bold=True
        )
        self._frame(self._left, top, self._left + width, bottom)

    def _draw_grid(self, rows: range, carried: Sequence[int] | None, sums: Sequence[int] | None) -> None:
        """Draw head, rows and the sums of a page."""
        top = self._y
        self._line(top)
        self._put(self._rows.height(self._heads))
        self._rows.draw(self._page, self._heads, top, bold=True, centred=True)
        if carried is not None and self._summed:
            self._uprights(top, self._y, self._rows.edges)
            self._draw_sums(N_("承上页"), carried)
            top = self._y
        for place in rows:
            laid = self._laid[place]
            self._rows.draw(self._page, laid, self._y)
            self._put(self._rows.height(laid))
        self._uprights(top, self._y, self._rows.edges)
        if sums is not None and self._summed:
            self._draw_sums(N_("本页小计"), sums)

    def _draw_end(self, totals: Sequence[int]) -> None:
        """Draw what stands below the last row."""
        if self._summed:
            self._draw_sums(N_("合计"), totals, bold=True)
        elif not self._form.rows:
            self._line(self._y)
        boxed = [strip for strip in self._strips if strip.boxed]
        for strip in boxed:
            self._draw_strip(strip)
        self._draw_signatures()
        for strip in self._strips:
            if not strip.boxed:
                self._draw_strip(strip)

    def _draw_sums(self, label: Label, sums: Sequence[int], *, bold: bool = False) -> None:
        texts = [""] * len(self._form.columns)
        for place in self._summed:
            texts[place] = self._sum_text(place, sums[place])
        top, edges, size = self._y, self._rows.edges, self._rows.size
        base = self._rows.base_line(top)
        self._page.text(edges[0] + PADDING * size, base, tr(label), size=size, bold=bold)
        self._rows.draw(self._page, [[text] for text in texts], top, bold=bold)
        self._put(self._sum_height)
        beside = {place for summed in self._summed for place in (summed, summed + 1)}
        self._uprights(top, self._y, [edges[place] for place in sorted(beside | {0, len(edges) - 1})])

    def _draw_strip(self, strip: _Strip) -> None:
        size = strip.scale * self._size
        top = self._y
        y = top - (_AIR * self._size if strip.boxed else 0)
        x = self._left + (PADDING * self._size if strip.boxed else 0)
        for line in strip.lines:
            y -= LEADING * size
            grey = 0 if strip.boxed else _SMALL_GREY
            self._page.text(x, y + _BASE * size, line, size=size, bold=strip.bold, grey=grey)
        self._y = top - self._strip_height(strip)
        if strip.boxed:
            self._frame(self._left, top, self._right, self._y)

    def _draw_signatures(self) -> None:
        form, size = self._form, self._size
        if not form.signatures:
            return
        self._y -= _SIGNATURE_LINE * size
        step = self._width / len(form.signatures)
        for place, pair in enumerate(form.signatures):
            self._page.text(self._left + place * step, self._y + 0.6 * size, pair_text(pair), size=size)

    def _draw_foot(self, number: int, pages: int) -> None:
        size = _SMALL * self._size
        y = self._bottom + _BASE * size
        text = fill(Message.of(N_("第 {page} / {pages} 页"), page=number, pages=pages))
        self._page.text(self._left, y, self._form.copies, size=size, grey=_SMALL_GREY)
        self._page.right(self._right, y, text, size=size, grey=_SMALL_GREY)

    def _put(self, height: float) -> None:
        """Go down by a row and draw the line below it."""
        self._y -= height
        self._line(self._y)

    def _line(self, y: float) -> None:
        self._page.line(self._left, y, self._right, y, width=_RULE)

    def _uprights(self, top: float, bottom: float, edges: Sequence[float]) -> None:
        for x in edges:
            self._page.line(x, top, x, bottom, width=_RULE)

    def _frame(self, left: float, top: float, right: float, bottom: float) -> None:
        for start, end in (((left, top), (right, top)), ((left, bottom), (right, bottom))):
            self._page.line(*start, *end, width=_RULE)
        self._page.line(left, top, left, bottom, width=_RULE)
        self._page.line(right, top, right, bottom, width=_RULE)

    def _sums(self, rows: range) -> list[int]:
        """Add up the rows; columns that are not summed come to 0."""
        sums = [0] * len(self._form.columns)
        for place in self._summed:
            values = (self._form.rows[row][place] for row in rows)
            sums[place] = sum(value for value in values if isinstance(value, int))
        return sums

    def _sum_text(self, place: int, value: int) -> str:
        return show(value, self._form.columns[place].kind)
