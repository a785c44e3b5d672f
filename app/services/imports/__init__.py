"""Import of lists that firms bring: items, opening stock (F08, F09).

A trial runs the same code and takes everything back. A list with errors is not imported, unless its sound rows are
asked for. Importing the same file again changes nothing.

``lists``    the file as a list of records
``items``    records become items
``stock``    records become opening documents
``outcome``  what became of it, by row and column
"""

from contextlib import suppress
from pathlib import Path

from app.core.progress import Progress, silent
from app.services.firm import Firm
from app.services.imports import items, lists, stock
from app.services.imports.lists import KINDS, HeaderNotFound
from app.services.imports.outcome import Outcome

__all__ = ["KINDS", "HeaderNotFound", "Outcome", "run"]

_BRINGERS = {"item": items.bring, "opening_stock": stock.bring}


class _TakeBack(Exception):
    """Takes a trial back."""


def run(
    firm: Firm,
    path: Path,
    *,
    kind: str = "",
    dry_run: bool = False,
    skip_errors: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Import a file as `kind`, or as what its headers say, in one transaction; Cancelled takes all of it back."""
    outcome = Outcome(lists.read(path, kind), is_dry=dry_run)
    with suppress(_TakeBack), firm.transaction():
        _BRINGERS[outcome.brought.kind](firm, outcome, progress)
        if dry_run or (outcome.errors and not skip_errors):
            raise _TakeBack
        outcome.is_done = True
    return outcome
