"""Backup and restore: one consistent copy, opened and checked before it counts as one (reliability D14).

Stepwise backup under load never finishes (measured: 9 765 restarts in 40 s), so the copy is made in one step.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from peewee import DatabaseError, SqliteDatabase

from app.core.errors import EnvironmentProblem
from app.storage.database import APPLICATION_ID, Database


@dataclass(eq=False)
class BackupUnsound(EnvironmentProblem):
    """The copy is not a sound firm."""

    code: ClassVar[str] = "BACKUP_UNSOUND"
    path: str = ""
    finding: str = ""


def copy(database: Database, target: Path) -> Path:
    """Write a checked copy of the database; the target appears whole or not at all."""
    unfinished = target.with_name(target.name + ".tmp")
    with contextlib.suppress(FileNotFoundError):
        unfinished.unlink()
    database.execute("VACUUM INTO ?", (str(unfinished),))
    check(unfinished)
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    return target


def check(path: Path) -> None:
    """Refuse a file that is not a sound firm."""
    suspect = SqliteDatabase(f"file:{path}?mode=ro", uri=True)
    try:
        finding = suspect.execute_sql("PRAGMA integrity_check").fetchone()[0]
        marked = suspect.execute_sql("PRAGMA application_id").fetchone()[0]
    except DatabaseError as error:
        raise BackupUnsound(path=str(path), finding=str(error)) from error
    finally:
        suspect.close()
    if finding != "ok" or marked != APPLICATION_ID:
        raise BackupUnsound(path=str(path), finding=str(finding))


def put_back(kept: Path, target: Path) -> None:
    """Replace a database file by a kept copy; nobody may have it open."""
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{target}{suffix}").unlink()
    unfinished = target.with_name(target.name + ".restoring")
    shutil.copyfile(kept, unfinished)
    unfinished.replace(target)
