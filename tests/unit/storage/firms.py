"""A throw-away firm, and a second one made by replaying the first one's log."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.clock import FixedClock
from app.services import founding
from app.services.firm import Firm, Profile
from app.storage import operations
from app.storage.database import Database
from app.storage.migrator import migrate


@contextmanager
def a_firm() -> Iterator[Firm]:
    """A new firm in memory, on 22 November 2026."""
    firm = founding.create(":memory:", Profile(name="试店"), author="tester", clock=FixedClock("2026-11-22"))
    try:
        yield firm
    finally:
        firm.close()


@contextmanager
def the_same_again(firm: Firm) -> Iterator[Firm]:
    """A firm made of nothing but the operations of another one."""
    again = Firm(":memory:", clock=FixedClock("2030-01-01"))
    migrate(again.database)
    try:
        for operation in operations.read(firm.database.connection()):
            again.replay([operation])
        yield again
    finally:
        again.close()


def contents(database: Database, table: str) -> list[tuple[object, ...]]:
    """All rows of a table."""
    return [*map(tuple, database.execute(f"SELECT * FROM {table} ORDER BY 1, 2"))]
