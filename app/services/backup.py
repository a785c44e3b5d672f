"""Backup and restore: a backup replaces no file, a restored firm is proved before it counts, the old one is kept."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from app.core.errors import EnvironmentProblem
from app.i18n.catalog import fill
from app.i18n.show import instant
from app.services import proof
from app.services.firm import Firm, FirmExists
from app.storage import backup as copies
from app.storage import migrator
from app.storage.backup import BackupUnsound

_TOGETHER: Final = ("-shm", "-wal", "")
"""The two files that belong to a database while it is open, and the database.

In this order: a log that were left beside another database would be read into it.
"""

_ONE_AT_A_TIME: Final = threading.Lock()
"""Two backups that are asked for within a second want the same name, and so do two restored copies."""


@dataclass(eq=False)
class BackupMissing(EnvironmentProblem):
    """There is no backup in that place."""

    code: ClassVar[str] = "BACKUP_MISSING"
    path: str = ""


def backup(firm: Firm, folder: Path | None = None) -> Path:
    """Write a checked copy of the firm into a folder, by default one beside the firm; return the new file."""
    path = Path(firm.path)
    folder = folder or path.parent / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    with _ONE_AT_A_TIME:
        return copies.copy(firm.database, _free(folder / f"{path.stem}-{_stamp(firm)}{path.suffix}"))


def restore(source: Path, target: Path) -> Path:
    """Make a firm at `target` out of a backup, proved before it appears; an existing firm is never touched."""
    with _ONE_AT_A_TIME:
        if target.exists():
            raise FirmExists(path=str(target))
        with _restored(source, target) as (fresh, _):
            fresh.replace(target)
    return target


def restore_over(source: Path, target: Path) -> Path:
    """Put a proved copy of a backup in the place of a firm; return the name under which that one is kept.

    Raises NotOurs where something else than a firm stands.
    """
    migrator.refuse_foreign(target)
    with _ONE_AT_A_TIME, _restored(source, target) as (fresh, stamp):
        kept = _free(target.with_name(f"{target.stem}-{stamp}{target.suffix}"))
        _rename(target, kept)
        fresh.replace(target)
    return kept


@contextmanager
def _restored(source: Path, target: Path) -> Iterator[tuple[Path, str]]:
    """Give a proved copy of a backup beside `target`, and the moment of now for file names."""
    if not source.is_file():
        raise BackupMissing(path=str(source))
    copies.check(source)
    fresh = target.with_name(target.name + ".restoring")
    _remove(fresh)
    try:
        shutil.copyfile(source, fresh)
        yield fresh, _proved(fresh)
    finally:
        _remove(fresh)


def _proved(path: Path) -> str:
    """Open a restored copy, bring it up to date and prove it; return the moment of now for a file name.

    Slips that waited when the backup was made have been printed since, or are wanted no more.
    """
    from app.services.printing import slip_queue  # noqa: PLC0415 - printing has no part in a backup

    with closing(Firm.open(path)) as firm:
        found = proof.verify(firm, replay=False)
        if not found.ok:
            raise BackupUnsound(path=str(path), finding=fill(found.findings[0]))
        slip_queue.give_up_all(firm)
        firm.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return _stamp(firm)


def _stamp(firm: Firm) -> str:
    """Write the moment of now for a file name."""
    return instant(firm.clock.now_ms()).strftime("%Y%m%d-%H%M%S")


def _free(path: Path) -> Path:
    """Return the path, or the first one like it that is not taken."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found


def _rename(path: Path, kept: Path) -> None:
    """Rename a database with all that belongs to it."""
    for suffix in _TOGETHER:
        with suppress(FileNotFoundError):
            Path(f"{path}{suffix}").rename(f"{kept}{suffix}")


def _remove(path: Path) -> None:
    """Remove a database with all that belongs to it, and the copies that bringing it up to date made."""
    for suffix in _TOGETHER:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    for made in path.parent.glob(f"{path.name}.before-*"):
        made.unlink()
