"""Migrations: numbered steps in `db_migrations`, run by playhouse.migrations, each in one transaction with its history.

Around them: a newer database is refused; an older one is backed up, the backup checked before the first step, and put
back when a step fails. peewee-migrate and yoyo were looked at: the first imports today's models, the second is a second
migration history beside peewee's own.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.core.errors import EnvironmentProblem
from app.core.paths import migrations
from app.storage import backup
from app.storage.database import APPLICATION_ID, Database

log = logging.getLogger(__name__)

HISTORY = "schema_migration"
_MAGIC = b"SQLite format 3\0"
_HEAD_BYTES = 100
_MARK = slice(68, 72)
"""Where a database file holds its application id (https://www.sqlite.org/fileformat.html §1.3)."""


@dataclass(eq=False)
class NewerDatabase(EnvironmentProblem):
    """The file was written by a newer program."""

    code: ClassVar[str] = "NEWER_DATABASE"
    path: str = ""
    steps: str = ""


@dataclass(eq=False)
class NotOurs(EnvironmentProblem):
    """The file is a database, but not a firm of this program."""

    code: ClassVar[str] = "NOT_A_FIRM"
    path: str = ""


@dataclass(eq=False)
class MigrationFailed(EnvironmentProblem):
    """A step failed; the file is as it was before."""

    code: ClassVar[str] = "MIGRATION_FAILED"
    path: str = ""
    step: str = ""


def refuse_foreign(path: Path) -> None:
    """Refuse a file that is no firm before it is opened: opening sets the journal mode, and that writes to it.

    With a journal beside it the file may be a firm whose first pages have not reached it yet.
    """
    if Path(f"{path}-wal").exists() or not path.exists():
        return
    if not path.is_file():
        raise NotOurs(path=str(path))
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.startswith(_MAGIC) or int.from_bytes(head[_MARK]) != APPLICATION_ID:
        raise NotOurs(path=str(path))


def pending(database: Database) -> list[str]:
    """Return the names of the steps that this file still needs; refuse newer and foreign files."""
    ours = sorted(path.stem for path in migrations().glob("[0-9]*.py"))
    applied = _applied(database)
    unknown = sorted(applied.difference(ours))
    if unknown:
        raise NewerDatabase(path=str(database.path), steps=", ".join(unknown))
    return [step for step in ours if step not in applied]


def _applied(database: Database) -> frozenset[str]:
    """Return the names of the steps in the history of the file."""
    if not database.peewee.table_exists(HISTORY):
        return frozenset()
    return frozenset(name for (name,) in database.execute(f"SELECT name FROM {HISTORY}"))


def migrate(database: Database) -> list[str]:
    """Bring the schema up to date; return the steps taken."""
    marked = database.execute("PRAGMA application_id").fetchone()[0]
    tables = database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if tables and marked != APPLICATION_ID:
        raise NotOurs(path=str(database.path))
    steps = pending(database)
    if not steps:
        return []
    return _run(database, steps, has_tables=bool(tables))


def _run(database: Database, steps: list[str], *, has_tables: bool) -> list[str]:
    """Take the steps after a backup; put it back when one fails."""
    from playhouse.migrations import Runner  # noqa: PLC0415 - 8 ms that a file of today's schema does without

    kept = backup.copy(database, Path(f"{database.path}.before-{steps[-1]}")) if has_tables else None
    runner = Runner(database.peewee, directory=str(migrations()), table_name=HISTORY)
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        done: list[str] = runner.up()
        database.execute("PRAGMA optimize")
    except Exception as error:
        log.exception("migration failed")
        if kept is not None:
            database.close()
            backup.put_back(kept, Path(str(database.path)))
        raise MigrationFailed(path=str(database.path), step=steps[0]) from error
    return done
