"""Firm: one open set of books, with who works on it, where and when. Every service takes it first."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import app.services.posting  # noqa: F401 - registers the appliers of documents and periods
import app.storage.merging  # noqa: F401 - registers the appliers of records
from app.core.changes import Changes
from app.core.clock import Clock, LogicalClock, SystemClock
from app.core.errors import BusinessError
from app.services.posting.post import station_letter
from app.storage import applying, migrator, station
from app.storage.books import Books, Profile
from app.storage.catalogue import Catalogue
from app.storage.database import Database
from app.storage.operations import Operation
from app.storage.settings import SETTING

__all__ = ["Firm", "FirmExists", "FirmMissing", "Profile"]


@dataclass(eq=False)
class FirmExists(BusinessError):
    """A firm is never written over another one."""

    code: ClassVar[str] = "FIRM_EXISTS"
    path: str = ""


@dataclass(eq=False)
class FirmMissing(BusinessError):
    """There is no firm in that place."""

    code: ClassVar[str] = "FIRM_MISSING"
    path: str = ""


class _TakenBack(Exception):
    """Takes a trial back."""


class Firm:
    """One open set of books. Safe to use from several threads: each gets its own connection, writers take turns."""

    def __init__(self, path: Path | str, *, author: str = "", clock: Clock | None = None) -> None:
        """Open the books at `path`; use `open`, or `founding.create` for a new one."""
        self.path = path
        self.author = author
        self.clock = clock or SystemClock()
        self.books = Books(Database(path))
        self._number = 1
        self._logical: LogicalClock | None = None
        self._lock = threading.Lock()

    @classmethod
    def begin(
        cls,
        path: Path | str,
        profile: Profile,
        found: Callable[["Firm"], None],
        *,
        author: str = "",
        clock: Clock | None = None,
    ) -> "Firm":
        """Make a firm in a new file; `found` writes its first records in the same transaction (`founding.create`).

        An existing file is never touched (books#1147).
        """
        if str(path) != ":memory:" and Path(path).exists():
            raise FirmExists(path=str(path))
        firm = cls(path, author=author, clock=clock)
        migrator.migrate(firm.database)
        with firm.transaction():
            station.begin(firm.database.connection())
            firm.write(SETTING, "", {"profile": profile.plain()})
            found(firm)
        return firm

    @classmethod
    def open(cls, path: Path | str, *, author: str = "", clock: Clock | None = None) -> "Firm":
        """Open an existing firm, bringing its schema up to date after a verified backup."""
        if not Path(path).exists():
            raise FirmMissing(path=str(path))
        migrator.refuse_foreign(Path(path))
        firm = cls(path, author=author, clock=clock)
        migrator.migrate(firm.database)
        return firm

    @property
    def database(self) -> Database:
        """The database."""
        return self.books.database

    @property
    def profile(self) -> Profile:
        """The firm's profile."""
        return self.books.profile

    @property
    def catalogue(self) -> Catalogue:
        """The records at hand."""
        return self.books.catalogue

    @property
    def station(self) -> str:
        """The letter of this computer in document numbers."""
        return station_letter(self._number)

    def today(self) -> str:
        """Return the business date of now."""
        return self.clock.today()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do several writes as one; what is cached is dropped when they fail."""
        try:
            with self.database.transaction():
                yield
        except BaseException:
            self.books.forget()
            raise

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Try writes out: whatever is written inside is taken back at the end."""
        with suppress(_TakenBack), self.transaction():
            yield
            raise _TakenBack

    def write(
        self, kind: str, subject: str, payload: Mapping[str, Any], business_date: str = "", uid: str = ""
    ) -> Changes:
        """Write one operation and its effects: all of it, or nothing."""
        with self.transaction():
            _, changes = applying.append(
                self.books,
                kind=kind,
                subject=subject,
                payload=payload,
                known_at=self._tick(),
                station=self._number,
                author=self.author,
                business_date=business_date or self.today(),
                uid=uid,
            )
        return changes

    def replay(self, operation: Operation) -> Changes:
        """Apply an operation of another copy of these books as it stands (verify, and later sync)."""
        with self.transaction():
            _, changes = applying.append(
                self.books,
                kind=operation.kind,
                subject=operation.subject,
                payload=operation.payload,
                known_at=operation.known_at,
                station=operation.station,
                author=operation.author,
                business_date=operation.business_date,
                uid=operation.uid,
            )
        return changes

    def rest(self) -> bool:
        """Bring the database log into the file while nobody waits; say whether all of it is there."""
        return self.database.checkpoint()

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def _tick(self) -> int:
        """Return the next logical time, later than everything in the log."""
        with self._lock:
            if self._logical is None:
                row = self.database.execute("SELECT MAX(known_at) FROM operation").fetchone()
                self._logical = LogicalClock(self.clock, self._number, row[0] or 0)
            return self._logical.tick()
