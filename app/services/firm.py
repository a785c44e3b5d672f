"""Firm: one open set of books, with who works on it, where and when. Every service takes it first."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar, Final

from app.core.changes import Changes
from app.core.clock import Clock, LogicalClock, SystemClock
from app.core.errors import BusinessError
from app.core.field import Field
from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.letters import lettered
from app.core.text import N_
from app.domain.custom.shapes import Shapes
from app.services import plain_values
from app.storage import applying, migrator, station
from app.storage.books import Books, Profile
from app.storage.catalogue import Catalogue
from app.storage.database import Database
from app.storage.operations import Act, Operation
from app.storage.settings import SETTING

__all__ = ["Entry", "Firm", "FirmExists", "FirmMissing", "Profile"]

AUTHOR: Final = Field("author", N_("操作人"), Kind.TEXT, longest=100)
"""Who works on a firm; may be left open."""

Entry = tuple[str, Mapping[str, Any]]
"""What an operation is about, and its payload."""


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


@dataclass(slots=True)
class Trial:
    """Writes that leave nothing unless they are kept."""

    is_kept: bool = False

    def keep(self) -> None:
        """Let them stand."""
        self.is_kept = True


@cache
def _know_appliers() -> None:
    """Register who applies operations: only writing needs them, and a firm is opened to be looked at first."""
    import app.services.posting  # noqa: F401, PLC0415 - documents and periods: 30 modules, 45 ms of the start
    import app.storage.drawer  # noqa: F401, PLC0415 - openings of the drawer
    import app.storage.imports  # noqa: F401, PLC0415 - imports
    import app.storage.merging  # noqa: F401, PLC0415 - records
    import app.storage.prints  # noqa: F401, PLC0415 - what went to paper
    import app.storage.withdrawing  # noqa: F401, PLC0415 - imports taken back


class Firm:
    """One open set of books. Safe to use from several threads: each gets its own connection, writers take turns."""

    def __init__(self, path: Path | str, *, author: str = "", clock: Clock | None = None) -> None:
        """Open the books at `path`; use `open`, or `founding.create` for a new one."""
        self.path = path
        self.author: str = plain_values.read(AUTHOR, author)
        self.clock = clock or SystemClock()
        self.books = Books(Database(path))
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
    def shapes(self) -> Shapes:
        """The types of record and document as the firm has them: what is declared and what it has added."""
        return self.books.shapes

    @cached_property
    def number(self) -> int:
        """The number of this computer among those that write to the firm."""
        return station.number(self.database.connection())

    @property
    def station(self) -> str:
        """The letter of this computer in document numbers."""
        return lettered(self.number)

    def today(self) -> str:
        """Return the business date of now."""
        return self.clock.today()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do several writes as one."""
        _know_appliers()
        with self.books.transaction() as others_wrote:
            if others_wrote:
                self._logical = None
            yield

    def at_once(self) -> AbstractContextManager[None]:
        """Let what this thread writes inside wait for nobody: while another one writes it is told `DatabaseLocked`."""
        return self.database.at_once()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do a part of a transaction that may fail: then that part leaves nothing, and the rest goes on."""
        try:
            with self.transaction(), self.database.attempt():
                yield
        except BaseException:
            self.books.forget()
            raise

    @contextmanager
    def trial(self) -> Iterator["Trial"]:
        """Try writes out: whatever is written inside is taken back at the end, unless it was found worth keeping."""
        trial = Trial()
        with suppress(_TakenBack), self.transaction():
            yield trial
            if not trial.is_kept:
                raise _TakenBack

    def write(
        self, kind: str, subject: str, payload: Mapping[str, Any], business_date: str = "", uid: str = ""
    ) -> Changes:
        """Write one operation and its effects: all of it, or nothing."""
        with self.transaction():
            return applying.append(self.books, [self._act(kind, subject, payload, business_date, uid)])

    def write_all(self, kind: str, entries: Sequence[Entry]) -> Changes:
        """Write operations of one kind and their effects, in order: all of them, or nothing."""
        with self.transaction():
            day = self.today()
            return applying.append(self.books, [self._act(kind, *entry, day) for entry in entries])

    def replay(self, operations: Sequence[Operation]) -> Changes:
        """Apply operations of another copy of these books as they stand, in order (verify, and later sync)."""
        with self.transaction():
            return applying.append(self.books, operations)

    def rest(self) -> bool:
        """Bring the database log into the file while nobody waits; say whether all of it is there."""
        return self.database.checkpoint()

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def _act(
        self, kind: str, subject: str, payload: Mapping[str, Any], business_date: str = "", uid: str = ""
    ) -> Act:
        """Say who does it, here and now."""
        return Act(
            uid=uid or new_uid(),
            kind=kind,
            known_at=self._tick(),
            station=self.number,
            author=self.author,
            business_date=business_date or self.today(),
            subject=subject,
            payload=payload,
        )

    def _tick(self) -> int:
        """Return the next logical time, later than everything in the log."""
        with self._lock:
            if self._logical is None:
                row = self.database.execute("SELECT MAX(known_at) FROM operation").fetchone()
                self._logical = LogicalClock(self.clock, self.number, row[0] or 0)
            return self._logical.tick()
