"""What can go wrong between a table and a file. `name` is the file's name without its folder."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError, EnvironmentProblem


@dataclass(eq=False)
class FileUnreadable(EnvironmentProblem):
    """The operating system does not give us the file."""

    code: ClassVar[str] = "FILE_UNREADABLE"
    name: str = ""


@dataclass(eq=False)
class FileInUse(FileUnreadable):
    """Another program keeps the file to itself."""

    code: ClassVar[str] = "FILE_IN_USE"


@dataclass(eq=False)
class FileNotWritten(EnvironmentProblem):
    """The folder is gone or closed to us, or another program holds the file."""

    code: ClassVar[str] = "FILE_NOT_WRITTEN"
    name: str = ""


@dataclass(eq=False)
class DiskFull(EnvironmentProblem):
    """There was no room for the file."""

    code: ClassVar[str] = "DISK_FULL"
    name: str = ""


@dataclass(eq=False)
class NoChineseFont(EnvironmentProblem):
    """This computer has no Chinese font that a PDF can hold."""

    code: ClassVar[str] = "NO_CHINESE_FONT"


@dataclass(eq=False)
class FileBroken(BusinessError):
    """The file says what it is, but does not hold it."""

    code: ClassVar[str] = "FILE_BROKEN"
    name: str = ""


@dataclass(eq=False)
class FileEncrypted(BusinessError):
    """The file needs a password."""

    code: ClassVar[str] = "FILE_ENCRYPTED"
    name: str = ""


@dataclass(eq=False)
class FileEmpty(BusinessError):
    """The file has no cell with anything in it."""

    code: ClassVar[str] = "FILE_EMPTY"
    name: str = ""


@dataclass(eq=False)
class FileTooLarge(BusinessError):
    """The file is, or would become, larger than any honest one."""

    code: ClassVar[str] = "FILE_TOO_LARGE"
    name: str = ""


@dataclass(eq=False)
class FileKindUnknown(BusinessError):
    """The first bytes are those of no table we can read."""

    code: ClassVar[str] = "FILE_KIND_UNKNOWN"
    name: str = ""


@dataclass(eq=False)
class TooManyRows(BusinessError):
    """A sheet of Excel does not hold so many rows."""

    code: ClassVar[str] = "TOO_MANY_ROWS"
    rows: str = ""
    limit: str = ""
