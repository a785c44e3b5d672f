"""Lists as if they had been read from a file: records in plain form, under a header that has their fields."""

from collections.abc import Iterator, Mapping

from app.core.clock import FixedClock
from app.domain.intake.headers import Column, Head
from app.domain.intake.reading import Reading
from app.domain.intake.record import Record
from app.services import founding
from app.services.firm import Firm, Profile
from app.services.imports import BroughtList

TODAY = "2026-05-20"
START = "2026-05-01"

Row = Mapping[str, str]


def brought(kind: str, *rows: Row, file: str = "list.xlsx") -> BroughtList:
    """Return a list of a kind; its first record stands in row 2."""
    fields = dict.fromkeys(key for row in rows for key in row)
    columns = tuple(Column(place, key, key) for place, key in enumerate(fields))
    head = Head(kind, (0,), columns)
    records = [Record.of(number, row) for number, row in enumerate(rows, 2)]
    return BroughtList(file, kind, "Sheet1", Reading(head, (), records, [], [], []))


def a_firm() -> Iterator[Firm]:
    """Make a firm that starts with the month, and close it at the end."""
    firm = founding.create(":memory:", Profile(name="小店", started_on=START), clock=FixedClock(TODAY))
    yield firm
    firm.close()


def operations(firm: Firm) -> int:
    """Count the log."""
    return int(firm.database.execute("SELECT COUNT(*) FROM operation").fetchone()[0])


def counted(found: object) -> tuple[int, int, int]:
    """Return new, changed, unchanged."""
    return found.new, found.changed, found.unchanged  # type: ignore[attr-defined]  # an Outcome
