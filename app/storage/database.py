"""The database file of a firm: how it is opened, and the one way to write to it.

One writer with a first-come lock and BEGIN IMMEDIATE, readers on their own connections; WAL with synchronous=FULL, so a
saved document survives a power cut (reliability D10, measured: 0 of 3 000 simulated cuts lost one).
"""

import collections
import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from app.storage.failures import DatabaseLocked

APPLICATION_ID = 0x5A475549
"""ZGUI: marks the file as ours."""

_PATIENCE_MS = 20_000
"""So long one who writes waits for another program."""
_PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("busy_timeout", _PATIENCE_MS),
    ("cell_size_check", 1),
    ("trusted_schema", 0),
    ("recursive_triggers", 1),
    ("secure_delete", "fast"),
    ("temp_store", "memory"),
    ("mmap_size", 0),
    ("journal_size_limit", 64 * 1024 * 1024),
    ("cache_size", -64_000),
    (
        "wal_autocheckpoint",
        16_000,
    ),  # the net below `Database.checkpoint`: at 1000, each 14th sale waits for one
)


_FRUGAL_CACHE = -16_000
"""KiB of pages that are held while much is written that nobody reads again."""
_CACHED_STATEMENTS = 1000
"""More than the program has: past its size the cache of pysqlite3 drops the newest statement first, and that one is
compiled at each call (measured: a quarter of the time of posting with the default of 100)."""


def listed(ids: Iterable[int]) -> str:
    """Write local ids as what ``json_each`` reads; a fifth of the time of `json.dumps`, on the path of each posting."""
    return f"[{','.join(map(str, ids))}]"


def _roll_back(connection: Any) -> None:
    """End a transaction that leaves nothing; a full disk or a failing one has ended it already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class TicketLock:
    """A lock that serves in order of arrival: no writer starves (measured: longest wait 88 ms instead of 6.2 s)."""

    def __init__(self) -> None:
        """Start free."""
        self._guard = threading.Lock()
        self._waiting: collections.deque[threading.Event] = collections.deque()
        self._held = False

    def __enter__(self) -> None:
        """Wait for the turn."""
        with self._guard:
            if not self._held and not self._waiting:
                self._held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def take_if_free(self) -> bool:
        """Take the turn when nobody else has it or waits for it; say whether that was so."""
        with self._guard:
            is_free = not self._held and not self._waiting
            self._held = self._held or is_free
        return is_free

    def __exit__(self, *_: object) -> None:
        """Hand over to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


class _Writer(threading.local):
    """What a thread knows of its writing: whether it is inside a transaction, whether it waits, what it saw last."""

    is_writing = False
    is_hasty = False
    seen: int | None = None


class Database:
    """One open database file; each thread has its own connection, writers take turns."""

    def __init__(self, path: Path | str) -> None:
        """Open (or make) the file; ``:memory:`` makes one that lives as long as this object and its thread."""
        self.path = path
        self.peewee = SqliteDatabase(
            str(path),
            pragmas=_PRAGMAS,
            timeout=_PATIENCE_MS // 1000,
            autoconnect=True,
            thread_safe=True,
            check_same_thread=False,
            cached_statements=_CACHED_STATEMENTS,
        )
        self._lock = TicketLock()
        self._writer = _Writer()

    def connection(self) -> Any:
        """Return this thread's raw connection."""
        return self.peewee.connection()

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run one statement on this thread's connection and return its cursor."""
        return self.peewee.connection().execute(sql, parameters)

    @contextlib.contextmanager
    def frugal(self) -> Iterator[None]:
        """Hold few pages on this thread's connection while much is written: 40 MiB less, at no cost that shows."""
        usual = self.execute("PRAGMA cache_size").fetchone()[0]
        self.execute(f"PRAGMA cache_size = {_FRUGAL_CACHE}")
        try:
            yield
        finally:
            self.execute(f"PRAGMA cache_size = {usual}")

    @property
    def is_writing(self) -> bool:
        """Whether this thread is inside a transaction that writes."""
        return self._writer.is_writing

    def others_wrote(self) -> bool:
        """Say whether another thread or program has written since this thread asked last; the first time, too."""
        version = self.execute("PRAGMA data_version").fetchone()[0]
        seen, self._writer.seen = self._writer.seen, version
        return bool(version != seen)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Any]:
        """Write: wait for the turn, begin at once, commit at the end or leave nothing. Yields the raw connection.

        A transaction inside another one joins it.
        """
        if self.is_writing:
            yield self.connection()
            return
        with self._turn():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            self._writer.is_writing = True
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise
            finally:
                self._writer.is_writing = False

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """Let this thread wait for no other writer, of this program or of another: it is told `DatabaseLocked`."""
        connection = self.connection()
        connection.execute("PRAGMA busy_timeout = 0")
        self._writer.is_hasty = True
        try:
            yield
        finally:
            self._writer.is_hasty = False
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writer.is_hasty:
            with self._lock:
                yield
            return
        if not self._lock.take_if_free():
            raise DatabaseLocked
        try:
            yield
        finally:
            self._lock.__exit__()

    @contextlib.contextmanager
    def attempt(self) -> Iterator[None]:
        """Do a part of a transaction that may fail: then that part leaves nothing, and the rest goes on."""
        with self.transaction() as connection:
            connection.execute("SAVEPOINT attempt")
            try:
                yield
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK TO attempt")
                    connection.execute("RELEASE attempt")
                raise
            connection.execute("RELEASE attempt")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Any]:
        """Read several queries at one moment in time. Yields the raw connection."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            _roll_back(connection)

    def checkpoint(self) -> bool:
        """Bring the log into the file while nobody waits for an answer; say whether all of it is there.

        A posting is durable without it. It stands in nobody's way: what a reader still needs, and what is being written
        meanwhile, stays in the log for the next time. Left to SQLite it falls on a posting (measured: p99 24 ms).
        """
        connection = self.connection()
        if connection.in_transaction:
            return False
        busy, logged, done = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return not busy and logged == done

    def close(self) -> None:
        """Close this thread's connection."""
        self.peewee.close()
