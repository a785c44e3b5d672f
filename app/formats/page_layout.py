"""A form on pages of paper: head, grid, page subtotals carried forward, amount in words, signatures.

All sizes follow the letter size of the template. A page that is not the last ends with its subtotal (本页小计), the
next one begins with what is carried over (承上页), and the totals do not stand without a row where a page holds both.
What is too long for its place is set smaller or goes on, on the next page: nothing leaves the part that can be printed
on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.core.text import N_, Message
from app.domain.printing.papers import Paper
from app.domain.printing.templates import PrintTemplate
from app.formats.form_layout import Heights, flowing, paginate, pair_text
from app.formats.page_frame import BASE, Frame, box, frame_of
from app.formats.page_grid import PageGrid
from app.formats.page_head import PageHead
from app.formats.print_form import Pair, PrintForm
from app.formats.sheets import Drawing, Measure, Sheet
from app.formats.table_columns import PADDING
from app.formats.table_rows import LEADING
from app.formats.wrapping import wrap
from app.i18n.catalog import fill, tr

# Of the letter size
_AIR: Final = 0.25
_SMALL: Final = 0.85
_FOOT_LINE: Final = 1.4
_SIGNATURE_LINE: Final = 2.0
_SIGNATURE_BASE: Final = 0.6

_NEARLY_ONE: Final = 2
_SMALLER: Final = (0.95, 0.9)
"""Sizes that are tried to bring two pages to one: 9 points of 10 can still be read from a dot printer."""
_NOTHING: Final = 0.01
"""Points that rounding may cost."""


def lay_out(form: PrintForm, template: PrintTemplate, paper: Paper, measure: Measure) -> list[Sheet]:
    """Return the pages of a form.

    One that misses a single page by a few lines, or leaves its last page to notes alone, is set a little smaller.
    """
    frame = frame_of(template, paper, measure)
    layout = _Layout(form, template, frame)
    sheets = layout.sheets()
    wanted = 1 if len(sheets) == _NEARLY_ONE and not template.most_lines else layout.pages_with_rows
    for smaller in _SMALLER if wanted < len(sheets) else ():
        tried = _Layout(form, template, replace(frame, size=frame.size * smaller)).sheets()
        if len(tried) <= wanted:
            return tried
    return sheets


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of text over the whole width below the grid, in a box or free."""

    lines: tuple[str, ...]
    scale: float = 1.0
    boxed: bool = False
    bold: bool = False

    @property
    def height(self) -> float:
        """Of the letter size."""
        return len(self.lines) * LEADING * self.scale + (2 * _AIR if self.boxed else 0)


class _Layout:
    """One form: the pages it takes, filled from above."""

    def __init__(self, form: PrintForm, template: PrintTemplate, frame: Frame) -> None:
        self._form = form
        self._most = template.most_lines
        self._frame = frame
        self._head = PageHead(form, frame)
        self._grid = PageGrid(form, frame)
        self._strips = list(self._below())
        self._pages: list[Drawing] = []
        self._ends: list[float] = []
        """How far down the pages before this one are filled."""
        self._y = 0.0
        self.pages_with_rows = 0

    def sheets(self) -> list[Sheet]:
        """Draw all pages."""
        self._draw_rows()
        for strip in self._strips:
            if strip.boxed:
                self._draw_strip(strip)
        self._draw_signatures()
        for strip in self._strips:
            if not strip.boxed and not self._draw_earlier(strip):
                self._draw_strip(strip)
        for number, page in enumerate(self._pages, 1):
            self._draw_foot(page, number)
        return [page.sheet() for page in self._pages]

    def _draw_rows(self) -> None:
        """Draw the grid with its sums, page after page."""
        grid, form = self._grid, self._form
        rows = grid.lay(self._later_room() - 2 * grid.sum_height)
        heights = Heights(
            room=self._room(is_first=True),
            sums=grid.sum_height,
            tail=sum(map(self._height, self._strips)) + self._signatures_height(),
            later=self._later_room(),
            has_subtotals=form.has_subtotals,
        )
        pages = paginate(rows, heights, most=self._most)
        self.pages_with_rows = len(pages)
        carried = [0] * len(form.columns)
        for number, part in enumerate(pages):
            page = self._begin_page()
            sums = grid.sums(part)
            over = (N_("承上页"), carried) if number and form.has_subtotals else None
            self._y = grid.draw(page, self._y, part, over) if part else self._y
            carried = [before + now for before, now in zip(carried, sums, strict=True)]
            if part and len(pages) > 1 and form.has_subtotals:
                self._y = grid.draw_sums(page, self._y, N_("本页小计"), sums)
        if rows and grid.summed:
            self._y = grid.draw_sums(
                self._with_room(grid.sum_height), self._y, N_("合计"), carried, bold=True
            )

    def _below(self) -> Iterator[_Strip]:
        """Everything under the grid but the signatures."""
        form, measure = self._form, self._frame.measure
        width = self._frame.room / self._frame.size - 2 * PADDING
        if form.words:
            template = N_("{label}（大写）：{words}　（小写）：{total}")
            message = Message.of(template, label=form.total_label, words=form.words, total=form.total)
            yield _Strip(tuple(wrap(fill(message), width, measure)), boxed=True, bold=True)
        if form.foot:
            yield _Strip(tuple(flowing(form.foot, width, measure)), boxed=True)
        if form.remark:
            remark = pair_text(Pair(tr(N_("备注")), form.remark))
            yield _Strip(tuple(wrap(remark, width, measure)), boxed=True)
        for text in (form.note, form.firm.contact):
            if text:
                yield _Strip(tuple(wrap(text, width / _SMALL, measure)), scale=_SMALL)

    def _room(self, *, is_first: bool) -> float:
        """Points between the head of a page with a grid and its last line."""
        frame = self._frame
        used = self._head.height(is_first=is_first) + self._grid.head_height + frame.em(_FOOT_LINE)
        return frame.top - frame.bottom - used

    def _later_room(self) -> float:
        return self._room(is_first=False)

    def _height(self, strip: _Strip) -> float:
        return self._frame.em(strip.height)

    def _signatures_height(self) -> float:
        return self._frame.em(_SIGNATURE_LINE) if self._form.signatures else 0.0

    def _begin_page(self) -> Drawing:
        page, is_first = self._frame.page(), not self._pages
        if not is_first:
            self._ends.append(self._y)
        self._pages.append(page)
        self._head.draw(page, is_first=is_first)
        self._y = self._frame.top - self._head.height(is_first=is_first)
        return page

    def _left(self) -> float:
        """Points from here down to the last line of the page."""
        return self._y - self._frame.bottom - self._frame.em(_FOOT_LINE)

    def _with_room(self, height: float) -> Drawing:
        """Return the page that has room for something so high: this one, or a new one."""
        return self._pages[-1] if self._left() >= height - _NOTHING else self._begin_page()

    def _draw_strip(self, strip: _Strip) -> None:
        """Draw a strip; what a whole page could not hold goes on, on the next one."""
        frame = self._frame
        fresh = frame.top - frame.bottom - self._head.height(is_first=False) - frame.em(_FOOT_LINE)
        if self._height(strip) > fresh:
            air = frame.em(2 * _AIR) if strip.boxed else 0.0
            fitting = max(1, int((self._left() - air) / frame.em(LEADING * strip.scale)))
            if fitting < len(strip.lines):
                self._draw_strip(replace(strip, lines=strip.lines[:fitting]))
                self._draw_strip(replace(strip, lines=strip.lines[fitting:]))
                return
        self._y = self._put_strip(self._with_room(self._height(strip)), self._y, strip)

    def _draw_earlier(self, strip: _Strip) -> bool:
        """Put a note below the rows of an earlier page rather than alone on one more; say whether that was done."""
        height = self._height(strip)
        if self._left() >= height - _NOTHING:
            return False
        last = self._frame.bottom + self._frame.em(_FOOT_LINE)
        for place in reversed(range(len(self._ends))):
            if self._ends[place] - last >= height:
                self._ends[place] = self._put_strip(self._pages[place], self._ends[place], strip)
                return True
        return False

    def _put_strip(self, page: Drawing, top: float, strip: _Strip) -> float:
        """Draw a strip on a page with room for it; return where it ends."""
        frame, size = self._frame, self._frame.em(strip.scale)
        y = top - (frame.em(_AIR) if strip.boxed else 0)
        x = frame.left + (frame.em(PADDING) if strip.boxed else 0)
        for line in strip.lines:
            y -= LEADING * size
            grey = 0 if strip.boxed else frame.grey
            page.text(x, y + BASE * size, line, size=size, bold=strip.bold, grey=grey)
        end = top - self._height(strip)
        if strip.boxed:
            box(page, frame.left, top, frame.right, end)
        return end

    def _draw_signatures(self) -> None:
        form, frame = self._form, self._frame
        if not form.signatures:
            return
        page = self._with_room(self._signatures_height())
        self._y -= self._signatures_height()
        step = frame.room / len(form.signatures)
        for place, pair in enumerate(form.signatures):
            text = pair_text(pair)
            size = frame.fitting(text, frame.size, step)
            page.text(frame.left + place * step, self._y + frame.em(_SIGNATURE_BASE), text, size=size)

    def _draw_foot(self, page: Drawing, number: int) -> None:
        """Draw the last line of a page: who gets which sheet, and which page this is."""
        form, frame = self._form, self._frame
        size = frame.em(_SMALL)
        y = frame.bottom + BASE * size
        text = fill(Message.of(N_("第 {page} / {pages} 页"), page=number, pages=len(self._pages)))
        text = text if form.has_page_numbers else ""
        room = frame.room - (frame.measure(text) + 1) * size
        page.text(frame.left, y, form.copies, size=frame.fitting(form.copies, size, room), grey=frame.grey)
        page.right(frame.right, y, text, size=size, grey=frame.grey)
