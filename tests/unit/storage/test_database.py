"""The log is brought into the file when nobody waits, and never in anybody's way."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import sqlite3  # type: ignore[attr-defined]  # the engine that peewee picked

from app.storage.database import Database
from app.storage.failures import DatabaseLocked


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "firm.sqlite")
    opened.execute("CREATE TABLE thing (name TEXT)")
    yield opened
    opened.close()


def _write(database: Database, name: str) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO thing VALUES (?)", (name,))


def _names_in_the_file_alone(database: Database, tmp_path: Path) -> list[str]:
    """Return what the file holds without its log."""
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(database.path, copy)
    connection = sqlite3.connect(copy)
    names = [row[0] for row in connection.execute("SELECT name FROM thing")]
    connection.close()
    return names


def test_a_checkpoint_brings_the_log_into_the_file(database: Database, tmp_path: Path) -> None:
    database.checkpoint()
    _write(database, "sale")
    assert _names_in_the_file_alone(database, tmp_path) == []
    assert database.checkpoint()
    assert _names_in_the_file_alone(database, tmp_path) == ["sale"]


def test_there_is_no_checkpoint_within_a_transaction(database: Database) -> None:
    with database.transaction():
        assert not database.checkpoint()


def test_a_reader_is_not_disturbed_and_keeps_what_it_saw(database: Database) -> None:
    _write(database, "before")
    counts: list[int] = []
    reading, written = threading.Event(), threading.Event()

    def read() -> None:
        with database.snapshot() as connection:
            counts.append(connection.execute("SELECT COUNT(*) FROM thing").fetchone()[0])
            reading.set()
            written.wait(10)
            counts.append(connection.execute("SELECT COUNT(*) FROM thing").fetchone()[0])
        database.close()

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    _write(database, "after")
    assert not database.checkpoint()  # the reader still needs what was before
    written.set()
    reader.join()
    assert counts == [1, 1]
    assert database.checkpoint()


def test_one_in_haste_waits_for_no_other_writer(database: Database) -> None:
    """Neither for another thread of this program nor for another program; what it wrote before stands."""
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.at_once(), pytest.raises(sqlite3.OperationalError):
        _write(database, "sale")
    other.execute("ROLLBACK")
    other.close()
    begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with database.transaction():
            begun.set()
            may_end.wait(10)
        database.close()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(10)
    with database.at_once(), pytest.raises(DatabaseLocked):
        _write(database, "sale")
    may_end.set()
    holder.join()
    with database.at_once():
        _write(database, "sale")
    _write(database, "another")
    assert [row[0] for row in database.execute("SELECT name FROM thing")] == ["sale", "another"]
    assert database.execute("PRAGMA busy_timeout").fetchone()[0] > 0
