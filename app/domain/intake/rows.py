"""Which rows of a list are no records, and why: titles above the header; totals, repeated headers, furniture below."""

from collections.abc import Sequence
from typing import Final

from app.domain.intake.headers import Head
from app.domain.intake.vocabulary import Vocabulary, squeezed

_LONGEST_TOTAL: Final = 12
_LONGEST_LINE: Final = 40
_MOST_INFO_CELLS: Final = 5

_FIGURES: Final = frozenset({"qty", "amount", "sale_price", "buy_price", "cost_price"})
_COLON: Final = ":"

Cells = Sequence[str]


def above(cells: Cells, vocabulary: Vocabulary) -> str:
    """Say what a row above the header is."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    first, whole = filled[0], "".join(map(squeezed, filled))
    if "\n" in first or len(first) > _LONGEST_LINE or _holds(whole, vocabulary.rows["instructions"]):
        return "instructions"
    if _is_info(filled, vocabulary) and not _holds(squeezed(first), vocabulary.rows["title"]):
        return "print_info"
    return "title"


def below(cells: Cells, head: Head, header: Cells, vocabulary: Vocabulary) -> str:
    """Say what a row below the header is; empty when it is a record."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    if _repeats(cells, header):
        return "repeated_header"
    total = _total(filled, vocabulary)
    if total:
        return total
    if _is_info(filled, vocabulary) and _tells_nothing(cells, filled[0], head):
        return "footer"
    if len(filled) == 1 and _holds(squeezed(filled[0]), vocabulary.rows["title"]):
        return "title"
    return "category_heading" if _is_heading(cells, head) else ""


def _repeats(cells: Cells, header: Cells) -> bool:
    """Say whether a row says again what the header says."""
    same = sum(
        1 for cell, text in zip(cells, header, strict=False) if cell and squeezed(cell) == squeezed(text)
    )
    return same > 1 and same * 2 > sum(1 for text in header if text)


def _total(filled: Cells, vocabulary: Vocabulary) -> str:
    """Say which sum a row holds, if it holds one."""
    first = squeezed(filled[0])
    words = [text for cell in filled if (text := squeezed(cell)) in vocabulary.rows["total"]]
    if not words and len(first) <= _LONGEST_TOTAL:
        words = [word for word in vocabulary.rows["total"] if first.endswith(word)]
    if not words:
        return ""
    if any(word in vocabulary.rows["page_total"] for word in words):
        return "page_subtotal"
    return "subtotal" if any(word in vocabulary.rows["subtotal"] for word in words) else "total"


def _is_info(filled: Cells, vocabulary: Vocabulary) -> bool:
    """Say whether a row is what a program prints around a list: date, page, signatures."""
    return len(filled) <= _MOST_INFO_CELLS and _holds(squeezed(filled[0]), vocabulary.rows["info"])


def _holds(text: str, words: frozenset[str]) -> bool:
    return any(word in text for word in words)


def _tells_nothing(cells: Cells, first: str, head: Head) -> bool:
    """Say whether no figure stands in the row, nor a unit, unless the row begins with a label and a colon."""
    figures = _filled(cells, head, _FIGURES)
    return not figures and (_COLON in squeezed(first) or not _filled(cells, head, frozenset({"unit"})))


def _filled(cells: Cells, head: Head, fields: frozenset[str]) -> bool:
    return any(cells[column.place] for column in head.columns if column.field in fields)


def _is_heading(cells: Cells, head: Head) -> bool:
    """Say whether only a code and a name stand in the row: the category of what follows."""
    naming = {head.place("code"), head.place("name")} - {None}
    filled = {place for place, cell in enumerate(cells) if cell}
    has_unit = head.place("unit") is not None
    return has_unit and head.place("name") in filled and filled <= naming
