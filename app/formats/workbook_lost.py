"""What the reader of workbooks does not tell: cells that show errors, which it gives as empty, and hidden rows."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """Of one sheet: places from 0 and texts of cells that show errors such as #N/A; places of hidden rows."""

    errors: Sequence[tuple[int, int, str]] = ()
    hidden_rows: Sequence[int] = ()
