"""The columns under a header: their places, texts and fields; which of several side-by-side blocks they are in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

STOCK: Final = "stock:"
"""Prefix of the fields that hold the stock of one warehouse."""
SIZE: Final = "size:"
"""Prefix of the fields that hold the quantity of one size."""
COLOR: Final = "color:"
"""Prefix of the fields that hold the quantity of one colour."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, what stands in its head, and the field it holds, "" when none.

    `block` counts from 1 where a sheet has several lists side by side; it is 0 where it has one. The values of a
    column that `is_negative` count against those of another column of the same field: credit against debit; where a
    column beside it says on which side they stand, its place is `side`. `measure` is the word that its head says of
    each of its figures: ten thousands, months.
    """

    place: int
    header: str
    field: str = ""
    block: int = 0
    is_negative: bool = False
    side: int | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet: the table it is of, the places of its rows, its columns."""

    table: str
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def hits(self) -> int:
        """How many columns were understood."""
        return sum(1 for column in self.columns if column.field)

    @property
    def fields(self) -> frozenset[str]:
        """What the columns hold."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def blocks(self) -> tuple["Head", ...]:
        """The header of each of the lists that stand side by side; itself, when it is one."""
        numbers = sorted({column.block for column in self.columns})
        return tuple(
            replace(self, columns=tuple(column for column in self.columns if column.block == number))
            for number in numbers
        )

    def place(self, field: str) -> int | None:
        """Return the column of a field."""
        return next((column.place for column in self.columns if column.field == field), None)


def block_starts(headers: Sequence[str], naming: frozenset[str]) -> list[int]:
    """Return where lists that stand side by side begin: where the first text of what repeats with a name stands.

    >>> block_starts(["no", "name", "price", "", "no", "name", "price"], frozenset({"name"}))
    [0, 4]
    """
    times = Counter(text for text in headers if text)
    repeated = next((times[text] for text in headers if text in naming and times[text] > 1), 0)
    if not repeated:
        return []
    first = next(text for text in headers if text and times[text] == repeated)
    return [place for place, text in enumerate(headers) if text == first]
