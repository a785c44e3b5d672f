"""What the database engine complains of, as facts: locked, full, read-only, broken. All else it says is our mistake."""

from dataclasses import dataclass
from typing import ClassVar, Final

from app.core.errors import EnvironmentProblem


@dataclass(eq=False)
class DatabaseLocked(EnvironmentProblem):
    """Another program holds the firm's file."""

    code: ClassVar[str] = "DATABASE_LOCKED"


@dataclass(eq=False)
class DatabaseFull(EnvironmentProblem):
    """The disk has no room for the firm's file to grow."""

    code: ClassVar[str] = "DATABASE_FULL"


@dataclass(eq=False)
class DatabaseReadOnly(EnvironmentProblem):
    """The firm's file, or its folder, may not be written."""

    code: ClassVar[str] = "DATABASE_READ_ONLY"


@dataclass(eq=False)
class DatabaseUnreadable(EnvironmentProblem):
    """The firm's file cannot be opened, or the disk fails in reading or writing it."""

    code: ClassVar[str] = "DATABASE_UNREADABLE"


@dataclass(eq=False)
class DatabaseBroken(EnvironmentProblem):
    """The file is no database, or a damaged one."""

    code: ClassVar[str] = "DATABASE_BROKEN"


_BY_CODE: Final[dict[int, type[EnvironmentProblem]]] = {
    3: DatabaseUnreadable,  # PERM
    5: DatabaseLocked,  # BUSY
    6: DatabaseLocked,  # LOCKED
    8: DatabaseReadOnly,  # READONLY
    10: DatabaseUnreadable,  # IOERR
    11: DatabaseBroken,  # CORRUPT
    13: DatabaseFull,  # FULL
    14: DatabaseUnreadable,  # CANTOPEN
    26: DatabaseBroken,  # NOTADB
}
"""Primary result codes of SQLite."""
_TOO_LARGE: Final = ("integer overflow", "cannot store REAL value in INTEGER column")
"""A sum above 63 bits fails, or turns into a float, which strict tables refuse; neither has a code of its own."""
_PRIMARY: Final = 0xFF
"""The low byte of an extended result code is the plain one."""


def problem_of(error: BaseException | None) -> EnvironmentProblem | None:
    """Return what the world did to the database, or None when the error is something else."""
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None:
            kind = _BY_CODE.get(code & _PRIMARY)
            return kind() if kind else None
        error = error.__cause__ or error.__context__  # peewee wraps what the engine raised
    return None


def is_too_large(error: BaseException) -> bool:
    """Say whether a number did not fit into the 63 bits of the database."""
    return isinstance(error, OverflowError) or str(error).startswith(_TOO_LARGE)
