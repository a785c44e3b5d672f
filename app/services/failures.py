"""From what Python raises to what a person is told: the disk, the file, the lock. What is left over is our mistake."""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from app.core.errors import EnvironmentProblem, Problem
from app.storage import failures
from app.storage.failures import DatabaseLocked

__all__ = ["DatabaseLocked", "FileTrouble", "problem_of"]

_SHOWN: Final = 100
"""So much of a file's name is told."""


@dataclass(eq=False)
class FileTrouble(EnvironmentProblem):
    """The operating system refuses a file or folder; `reason` is what it says."""

    code: ClassVar[str] = "FILE_TROUBLE"
    name: str = ""
    reason: str = ""


def problem_of(error: BaseException) -> Problem | None:
    """Return the expected failure that an exception stands for; None when it is a mistake of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, OSError):
        name = Path(str(error.filename)).name[:_SHOWN] if error.filename else ""
        if error.errno == errno.ENOSPC:
            from app.formats.errors import DiskFull  # noqa: PLC0415 - formats have no part in the first window

            return DiskFull(name=name)
        return FileTrouble(name=name, reason=error.strerror or "") if name else None
    return failures.problem_of(error)
