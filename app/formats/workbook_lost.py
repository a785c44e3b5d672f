"""What the reader of workbooks does not tell: cells that show errors, which it gives as empty, zeros, hidden rows.

Empty to it are, too, formulas that a program wrote without working them out; their text is the formula with a mark in
front (`app.domain.intake.cell.UNSAVED_FORMULA`).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """Of one sheet: places from 0 and texts of cells that show an error, no result or zeros; places of hidden rows."""

    errors: Sequence[tuple[int, int, str]] = ()
    hidden_rows: Sequence[int] = ()
