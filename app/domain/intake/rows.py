"""Which rows of a list are no records, and why: titles above the header; totals, repeated headers, furniture below."""

import itertools
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.intake import figures
from app.domain.intake.columns import COLOR, SIZE, STOCK, Head
from app.domain.intake.vocabulary import Vocabulary, holds, squeezed

_LONGEST_TOTAL: Final = 12
_LONGEST_LINE: Final = 40
_MOST_INFO_CELLS: Final = 5
_LEAST_SPAN: Final = 3
"""Columns over which the only cell of a row is merged when it is a heading."""
_FIGURES: Final = frozenset(
    {"qty", "book_qty", "amount", "price", "sale_price", "wholesale_price", "buy_price", "cost_price"}
)
_BEFORE_NAMES: Final = frozenset({"code", "warehouse"})
"""Fields of columns in which the heading of a group may stand; those without a field hold numbers of rows."""
_TYPES_OF_FIGURES: Final = frozenset({"number", "money", "percent"})
_COLON: Final = ":"
_DIGITS: Final = re.compile(r"\d+")
_POINT: Final = re.compile(r"\(?\d{1,2}(?:\u3001|[.)](?!\d))")
"""How a point of instructions begins: 1、 or 1. or (1)."""
# 第 \u7b2c … 页 \u9875, 共 \u5171 …
_PAGE: Final = re.compile(r"\u7b2c\d+\u9875.*|\u5171\d+.*|page\d+.*")

Cells = Sequence[str]
Merge = tuple[int, int, int, int]


def above(cells: Cells, vocabulary: Vocabulary) -> str:
    """Say what a row above the header is."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    first, whole = filled[0], "".join(map(squeezed, filled))
    is_long = "\n" in first or len(first) > _LONGEST_LINE
    if is_long or holds(whole, vocabulary.rows["instructions"]) or _POINT.match(squeezed(first)):
        return "instructions"
    if _is_info(filled, vocabulary) and not holds(squeezed(first), vocabulary.rows["title"]):
        return "print_info"
    return "title"


def reasons(sheet: Sequence[Cells], merged: Sequence[Merge], head: Head, vocabulary: Vocabulary) -> list[str]:
    """Say of each row what it is; empty when it is a record."""
    first, body = head.rows[0], head.rows[-1] + 1
    tops = [above(cells, vocabulary) for cells in sheet[:first]]
    headers = ["header"] * (body - first)
    below = _Below(
        head=head,
        vocabulary=vocabulary,
        headers=tuple(sheet[place] for place in head.rows),
        furniture={_masked(cells): reason for cells, reason in zip(sheet, tops, strict=False) if any(cells)},
    )
    spans = frozenset(
        top for top, left, bottom, right in merged if top == bottom and right - left + 1 >= _LEAST_SPAN
    )
    is_plain = below.is_plain
    found = [
        "" if is_plain(cells) else below.reason(cells, spans=place in spans)
        for place, cells in enumerate(sheet[body:], body)
    ]
    return [*tops, *headers, *_before_headers(_by_what_follows(found, sheet[body:], below), tops)]


def _by_what_follows(found: list[str], rows: Sequence[Cells], below: "_Below") -> list[str]:
    """Tell headings and footers from what they look like by the rows under them.

    A heading that nothing stands under is the foot of the list; a name that looks like a label is no foot when the
    list goes on under it, and a label that stands alone there heads a group. What is called a list and stands over the
    header once more is a title.
    """
    following, is_at_end = "end", True
    for place in range(len(found) - 1, -1, -1):
        reason = found[place]
        if reason == "footer" and not following and below.may_be_name(rows[place]):
            found[place] = reason = ""
        elif reason == "footer" and not following and below.is_label_of_group(rows[place]):
            found[place] = reason = "category_heading"
        elif reason == "category_heading" and following == "repeated_header" and below.is_title(rows[place]):
            found[place] = reason = "title"
        elif reason == "category_heading" and is_at_end and below.is_single_line(rows[place]):
            found[place] = reason = "footer"
        is_at_end = is_at_end and bool(reason)
        following = following if reason == "blank" else reason
    return found


def _before_headers(found: list[str], tops: Sequence[str]) -> list[str]:
    """Call what a page prints between its title and its header by the name it has on the first page.

    There are as many lines of it as on the first page; what stands above them ends the page before.
    """
    printed = len(list(itertools.takewhile("print_info".__eq__, reversed(tops))))
    for place, reason in enumerate(found):
        for before in range(place - 1, max(place - 1 - printed, -1), -1):
            if reason != "repeated_header" or found[before] != "footer":
                break
            found[before] = "print_info"
    return found


class _Below:
    """What is known of the rows under a header, looked up once."""

    def __init__(
        self,
        head: Head,
        vocabulary: Vocabulary,
        headers: Sequence[Cells],
        furniture: Mapping[tuple[str, ...], str],
    ) -> None:
        named = (head.place("name"), head.place("name_spec"), head.place("code"))
        self._vocabulary = vocabulary
        self._headers = headers
        self._furniture = furniture
        self._naming = tuple(place for place in named if place is not None)
        self._name = self._naming[0] if self._naming else head.columns[0].place
        self._names = frozenset(header[self._name] for header in headers)
        self._unit = head.place("unit")
        self._first = head.columns[0].place
        self._category = head.place("category")
        self._title_ends = tuple(vocabulary.rows["title_ends"])
        self._ends = tuple({word[-1] for word in vocabulary.rows["total"]})
        self._known = tuple(column.place for column in head.columns if column.field)
        self._figures = tuple(column.place for column in head.columns if _is_figure(column.field))
        self._numbers = tuple(
            column.place for column in head.columns if _is_number(column.field, head.table, vocabulary)
        )
        self._texts = tuple(place for place in self._known if place not in self._numbers)
        self._numbered = frozenset(
            column.place for column in head.columns if not column.field and column.place < self._name
        )
        self._leading = self._numbered | {
            column.place for column in head.columns if column.field in _BEFORE_NAMES
        }

    def is_plain(self, cells: Cells) -> bool:
        """Say of nearly every record at a glance that it is one: it has a name and a unit, or many cells."""
        name = cells[self._name]
        if not name or name.endswith(self._ends) or cells[self._first].endswith(self._ends):
            return False
        if name in self._names:
            return False
        if self._unit is not None:
            return cells[self._unit] != ""
        return len(cells) - cells.count("") > _MOST_INFO_CELLS

    def reason(self, cells: Cells, *, spans: bool) -> str:
        """Say what a row is; empty when it is a record. `spans`: a cell of it is merged over several columns."""
        filled = [cell for cell in cells if cell]
        if not filled:
            return "blank"
        if any(_repeats(cells, header) for header in self._headers):
            return "repeated_header"
        known = self._furniture.get(_masked(cells), "")
        if known:
            return known
        total = self._total(cells, filled)
        if total:
            return total
        first = squeezed(filled[0])
        is_alone = len(filled) == 1
        if is_alone and self._names_group(first):
            return "category_heading"
        if self._is_footer(cells, filled, first):
            return "footer"
        if is_alone and holds(first, self._vocabulary.rows["title"]):
            return "title"
        if is_alone and (spans or self._stands_in_category(cells)):
            return "category_heading"
        if self._is_heading(cells) or (is_alone and self._stands_before_names(cells)):
            return "category_heading"
        return "" if self._says_something(cells) else "blank"

    def may_be_name(self, cells: Cells) -> bool:
        """Say whether a row may be a record of which only the name is known: what leads it is a name, not a label."""
        return cells[self._name] != "" and not any(_COLON in squeezed(cell) for cell in cells if cell)

    def is_label_of_group(self, cells: Cells) -> bool:
        """Say whether the only text of a row is a label with what it names, and none that is printed on every page."""
        text = max(map(squeezed, cells), key=len)
        is_printed = any(map(text.startswith, self._vocabulary.rows["info"]))
        return self.is_single_line(cells) and _COLON in text and not is_printed

    def is_title(self, cells: Cells) -> bool:
        """Say whether the only text of a row calls itself a list."""
        return self.is_single_line(cells) and max(map(squeezed, cells), key=len).endswith(self._title_ends)

    def is_single_line(self, cells: Cells) -> bool:
        """Say whether nothing but one text stands in a row, and it names no group."""
        filled = [squeezed(cell) for cell in cells if cell]
        return len(filled) == 1 and not self._names_group(filled[0])

    def _says_something(self, cells: Cells) -> bool:
        """Say whether more stands in a row than what formulas make of nothing, in rows that wait to be filled."""
        said = [cells[place] for place in self._texts if cells[place]]
        return bool(said) or any(
            _is_more_than_zero(cells[place], self._vocabulary) for place in self._numbers
        )

    def _total(self, cells: Cells, filled: Cells) -> str:
        """Say which sum a row holds, if it holds one: its label leads it, or is the only text among figures."""
        rows = self._vocabulary.rows
        labels = [_label(cell) for cell in filled]
        likely = [*labels[:2], *(_label(cells[place]) for place in self._naming)]
        words = [label for label in likely if label in rows["total"]]
        if not words and any(label.endswith(self._ends) for label in labels):
            texts = [
                label
                for cell, label in zip(filled, labels, strict=True)
                if figures.number(cell, self._vocabulary).code
            ]
            words = [
                word
                for label in (labels[0], *(texts if len(texts) == 1 else ()))
                for word in rows["total"]
                if len(label) <= _LONGEST_TOTAL and label.endswith(word)
            ]
        if not words and labels[0].startswith(tuple(rows["total"])) and self._sums_only(cells, filled):
            words = [word for word in rows["total"] if labels[0].startswith(word)]
        if not words:
            return ""
        if any(word in rows["page_total"] for word in words):
            return "page_subtotal"
        return "subtotal" if any(word in rows["subtotal"] for word in words) else "total"

    def _sums_only(self, cells: Cells, filled: Cells) -> bool:
        """Say whether nothing but figures stands beside what leads a row: no unit, no name of its own."""
        rest = [cell for cell in filled[1:] if figures.number(cell, self._vocabulary).code]
        return not rest and any(cells[place] for place in self._figures)

    def _is_footer(self, cells: Cells, filled: Cells, first: str) -> bool:
        """Say whether the row is what is printed under a list: no figure in it, a label or hardly a cell."""
        if not _is_info(filled, self._vocabulary, str.startswith):
            return False
        if any(cells[place] and _COLON not in squeezed(cells[place]) for place in self._figures):
            return False
        return _COLON in first or sum(1 for place in self._known if cells[place]) <= 1

    def _names_group(self, first: str) -> bool:
        """Say whether a text names the group of what follows: warehouse, colon, its name."""
        label, _, name = first.partition(_COLON)
        return bool(name) and label in self._vocabulary.rows["group"]

    def _stands_in_category(self, cells: Cells) -> bool:
        return self._category is not None and cells[self._category] != ""

    def _counts_groups(self, place: int, cell: str) -> bool:
        """Say whether a cell where others have the number of their row has another one: that of a group."""
        return place in self._numbered and not cell.isascii()

    def _stands_before_names(self, cells: Cells) -> bool:
        """Say whether the only text of a row is words where others have a number, a code or their warehouse."""
        place = next(place for place, cell in enumerate(cells) if cell)
        return place in self._leading and _is_words(cells[place])

    def _is_heading(self, cells: Cells) -> bool:
        """Say whether only a code and a name stand in the row: the category of what follows."""
        filled = {place for place, cell in enumerate(cells) if cell and not self._counts_groups(place, cell)}
        if self._unit is None:
            return bool(self._figures) and filled == {self._name}
        return self._name in filled and filled <= {*self._naming}


def _is_words(cell: str) -> bool:
    """Say whether a cell holds words, not a code: these end in a digit or have nothing but ASCII."""
    text = squeezed(cell)
    return not text.isascii() and not text[-1].isdigit()


def _is_figure(field: str) -> bool:
    return field in _FIGURES or field.startswith((STOCK, SIZE, COLOR))


def _is_number(field: str, table: str, vocabulary: Vocabulary) -> bool:
    """Say whether the cells of a field are figures of any sort."""
    words = vocabulary.tables[table].fields.get(field)
    return _is_figure(field) or (words is not None and words.type in _TYPES_OF_FIGURES)


def _is_more_than_zero(cell: str, vocabulary: Vocabulary) -> bool:
    """Say whether a cell holds more than a zero, or what a formula makes of empty cells."""
    found = figures.number(cell, vocabulary) if cell else None
    return found is not None and found.text != "0" and found.code != "ERROR_VALUE"


def _label(cell: str) -> str:
    """Return what a cell calls the figures beside it: without what stands behind a colon or in brackets."""
    label = squeezed(cell).partition(_COLON)[0]
    return label.partition("(")[0] if label.endswith(")") else label


def _repeats(cells: Cells, header: Cells) -> bool:
    """Say whether a row says again what the header says."""
    same = sum(
        1 for cell, text in zip(cells, header, strict=False) if cell and squeezed(cell) == squeezed(text)
    )
    return same > 1 and same * 2 > sum(1 for text in header if text)


def _masked(cells: Cells) -> tuple[str, ...]:
    """Return what stands in a row but for its figures: the number of the page changes."""
    return tuple(_DIGITS.sub("0", squeezed(cell)) for cell in cells if cell)


def _is_info(
    filled: Cells, vocabulary: Vocabulary, has: Callable[[str, str], bool] = operator.contains
) -> bool:
    """Say whether a row is what a program prints around a list: date, page, signatures; `has` finds their words."""
    if len(filled) > _MOST_INFO_CELLS:
        return False
    texts = [squeezed(cell) for cell in filled]
    if any(has(texts[0], word) for word in vocabulary.rows["info"]):
        return True
    return all(_COLON in text or _PAGE.fullmatch(text) for text in texts)
