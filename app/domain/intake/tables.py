"""Which table a sheet is: items, partners, stock, a count, prices, lines of documents; by its columns and titles."""

from collections.abc import Sequence
from typing import Final

from app.domain.intake import headers
from app.domain.intake.columns import COLOR, SIZE, STOCK, Head
from app.domain.intake.headers import Merge, Rows
from app.domain.intake.vocabulary import Signs, Vocabulary, holds, squeezed

_WORTH_OF_A_TITLE: Final = 2
"""Columns that a word in the title outweighs."""
_USUAL: Final = "item"
_BLOCK: Final = "block"
"""Stands in signs for lists side by side."""
_WAREHOUSES: Final = "warehouses"
"""Stands in signs for columns that are warehouses."""


def find(
    rows: Rows, titles: Sequence[str], vocabulary: Vocabulary, merged: Sequence[Merge] = ()
) -> tuple[int, Head] | None:
    """Return the table that explains a sheet best, with its worth; `titles` are the names of file and sheet."""
    best: tuple[int, Head] | None = None
    for table, signs in vocabulary.signs.items():
        head = headers.find(rows, vocabulary, (table,), merged)
        worth = _worth(head, signs, [*titles, *_above(rows, head)]) if head else 0
        if head and worth and (best is None or worth > best[0]):
            best = (worth, head)
    return best


def of(rows: Rows, titles: Sequence[str], vocabulary: Vocabulary, places: Sequence[int]) -> str:
    """Return the table that explains best the rows which a person calls the header; items when none does."""
    heads = [headers.under(rows, vocabulary, table, places) for table in vocabulary.signs]
    worths = {
        head.table: _worth(head, vocabulary.signs[head.table], [*titles, *_above(rows, head)])
        for head in heads
    }
    best = max(worths, key=worths.__getitem__)
    return best if worths[best] else _USUAL


def _above(rows: Rows, head: Head) -> list[str]:
    return [cell for row in rows[: head.rows[0]] for cell in row if cell]


def _worth(head: Head, signs: Signs, titles: Sequence[str]) -> int:
    """Say how well a table explains a header; 0 when it cannot be this table."""
    fields = head.fields
    if any(field.startswith((STOCK, SIZE, COLOR)) for field in fields):
        fields |= {"qty"}
    if any(field.startswith(STOCK) for field in fields):
        fields |= {_WAREHOUSES}
    if any(column.block for column in head.columns):
        fields |= {_BLOCK}
    is_called_so = any(holds(squeezed(title), signs.words) for title in titles)
    if not signs.must <= fields:
        return 0
    if is_called_so:
        return head.hits + _WORTH_OF_A_TITLE
    is_shown = not signs.shown_by or signs.shown_by & fields
    return head.hits if is_shown and not signs.without & fields else 0
