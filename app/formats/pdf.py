"""A table as a PDF on A4: upright when it fits, else lying; figures are never cut, long texts are wrapped.

Every page repeats firm, title and head and says which of how many it is; totals stand below the last row.
"""

from pathlib import Path
from typing import Final

from app.core.table import Table
from app.core.text import N_, Message
from app.formats.output import whole_file
from app.formats.pdf_pages import Page, PdfFile
from app.formats.table_columns import ROOMY, TIGHT, Choice, fit
from app.formats.table_rows import LEADING, Laid, Rows
from app.formats.visible import visible
from app.formats.wrapping import wrap
from app.i18n.catalog import fill, tr
from app.i18n.show import decimals_of, show

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
_MARGIN: Final = 36.0
_FOOT: Final = 16.0
_TITLE_SIZE, _SMALL_TITLE_SIZE, _NOTE_SIZE = 15.0, 10.0, 8.0
_AIR: Final = 0.3
"""Room above and below the text of a row, of its size."""
_MOST_STRETCH: Final = 1.6
_PORTRAIT, _LANDSCAPE = A4_WIDTH - 2 * _MARGIN, A4_HEIGHT - 2 * _MARGIN
_CHOICES: Final = (
    Choice(_PORTRAIT, 9.0, ROOMY),
    Choice(_LANDSCAPE, 9.0, ROOMY),
    Choice(_LANDSCAPE, 8.0, ROOMY),
    Choice(_LANDSCAPE, 8.0, TIGHT),
    Choice(_LANDSCAPE, 7.0, TIGHT),
    Choice(_LANDSCAPE, 6.0, TIGHT),
)
_HEAD_GREY, _TOTAL_GREY, _RULE_GREY, _NOTE_GREY = 0.9, 0.95, 0.8, 0.35


def write(table: Table, path: Path, *, firm_name: str) -> None:
    """Write the table to `path` (.pdf)."""
    with whole_file(path) as draft:
        file = PdfFile(draft, title=tr(table.title), author=firm_name)
        _Report(visible(table), file, firm_name).draw()
        file.save()


class _Report:
    """Fills page after page from above."""

    def __init__(self, table: Table, file: PdfFile, firm_name: str) -> None:
        self._table = table
        self._file = file
        self._firm_name = firm_name
        heads = [tr(column.label) for column in table.columns]
        totals = table.totals()
        self._totals = _totals_texts(table, totals) if totals is not None else None
        shown = []
        for index, column in enumerate(table.columns):
            decimals = decimals_of((row[index] for row in table.rows), column.kind)
            shown.append([show(row[index], column.kind, column.choices, decimals) for row in table.rows])
        self._texts = list(zip(*shown, strict=True))
        measured = [
            [*texts, total] for texts, total in zip(shown, self._totals or [""] * len(shown), strict=True)
        ]
        columns = fit(
            table.columns, measured, heads, choices=_CHOICES, stretch=_MOST_STRETCH, measure=file.face.width
        )
        is_landscape = columns.choice.room > A4_WIDTH
        self._width, self._height = (A4_HEIGHT, A4_WIDTH) if is_landscape else (A4_WIDTH, A4_HEIGHT)
        left = (self._width - sum(columns.widths)) / 2
        self._rows = Rows(
            [column.kind for column in table.columns],
            columns.widths,
            file.face.width,
            left=left,
            size=columns.size,
            air=_AIR,
        )
        self._left, self._right = left, left + sum(columns.widths)
        self._head = self._rows.lay(heads, is_head=True)
        self._page: Page
        self._y = 0.0

    def draw(self) -> None:
        """Draw all pages."""
        self._begin_page()
        for texts in self._texts:
            self._put(self._rows.lay(texts))
        if not self._texts:
            self._put_note(tr(N_("没有数据")))
        if self._totals is not None:
            self._put(self._rows.lay(self._totals), is_total=True)
        if self._table.note:
            self._y -= _NOTE_SIZE / 2
            self._put_note(tr(self._table.note))
        self._number_pages()

    def _begin_page(self) -> None:
        self._page = self._file.add_page(self._width, self._height)
        self._y = self._height - _MARGIN
        middle = self._width / 2
        title = tr(self._table.title)
        if len(self._file.pages) == 1:
            self._page.centre(middle, self._y - _NOTE_SIZE, self._firm_name, size=_SMALL_TITLE_SIZE)
            self._y -= _SMALL_TITLE_SIZE * LEADING + _TITLE_SIZE
            self._page.centre(middle, self._y, title, size=_TITLE_SIZE, bold=True)
            self._y -= _TITLE_SIZE / 2
            for message in self._table.subtitle:
                self._put_note(fill(message))
        else:
            self._y -= _SMALL_TITLE_SIZE
            self._page.text(self._left, self._y, self._firm_name, size=_NOTE_SIZE, grey=_NOTE_GREY)
            self._page.centre(middle, self._y, title, size=_SMALL_TITLE_SIZE, bold=True)
        self._y -= _NOTE_SIZE
        height = self._rows.height(self._head)
        self._page.boxes([(self._left, self._y - height, self._right - self._left, height)], grey=_HEAD_GREY)
        self._rows.draw(self._page, self._head, self._y, bold=True)
        self._y -= height
        self._page.line(self._left, self._y, self._right, self._y)

    def _put(self, laid: Laid, *, is_total: bool = False) -> None:
        height = self._rows.height(laid)
        if self._y - height < _MARGIN + _FOOT:
            self._begin_page()
        if is_total:
            self._page.boxes(
                [(self._left, self._y - height, self._right - self._left, height)], grey=_TOTAL_GREY
            )
            self._page.line(self._left, self._y, self._right, self._y)
        self._rows.draw(self._page, laid, self._y, bold=is_total)
        self._y -= height
        self._page.line(self._left, self._y, self._right, self._y, width=0.3, grey=_RULE_GREY)

    def _put_note(self, text: str) -> None:
        measure = self._file.face.width
        for line in wrap(text, (self._right - self._left) / _NOTE_SIZE, measure):
            if self._y - _NOTE_SIZE * LEADING < _MARGIN + _FOOT:
                self._begin_page()
            self._y -= _NOTE_SIZE * LEADING
            self._page.text(self._left, self._y, line, size=_NOTE_SIZE, grey=_NOTE_GREY)

    def _number_pages(self) -> None:
        pages = len(self._file.pages)
        for number, page in enumerate(self._file.pages, 1):
            text = fill(Message.of(N_("第 {page} / {pages} 页"), page=number, pages=pages))
            page.centre(self._width / 2, _MARGIN, text, size=_NOTE_SIZE, grey=_NOTE_GREY)


def _totals_texts(table: Table, totals: tuple[object, ...]) -> list[str]:
    texts = [
        show(value, column.kind, column.choices) for value, column in zip(totals, table.columns, strict=True)
    ]
    texts[0] = texts[0] or tr(N_("合计"))
    return texts
