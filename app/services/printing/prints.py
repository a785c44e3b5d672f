"""What went to paper: a posted document that is printed is noted in the log, so that a second paper says it is one.

Making a file needs no lock and may take long; noting it is one short write afterwards, and posting never waits for it.
Drafts are not counted: they say that they are drafts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.changes import Changes
from app.services.firm import Firm
from app.storage.prints import PRINT


@dataclass(frozen=True, slots=True)
class Print:
    """A posted document on paper: by which template (its key), in how many copies."""

    document: str
    template: str
    copies: int


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: what is to be noted of it, and how many documents were left out as printed before.

    Nothing was written where all of them were.
    """

    path: Path
    prints: tuple[Print, ...] = ()
    left_out: int = 0
    is_empty: bool = False


def note(firm: Firm, prints: Sequence[Print]) -> Changes:
    """Note what was printed: all of it, or nothing."""
    if not prints:
        return Changes()
    entries = [(each.document, {"template": each.template, "copies": each.copies}) for each in prints]
    return firm.write_all(PRINT, entries)
