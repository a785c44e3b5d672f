"""``period.close`` and ``period.reopen``: a closed period is never touched; only the last one can be reopened."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.storage import closings
from app.storage.books import Books
from app.storage.operations import Operation


@dataclass(eq=False)
class AlreadyClosed(BusinessError):
    """The books are closed through that day or later."""

    code: ClassVar[str] = "ALREADY_CLOSED"
    closed_through: str = ""


@dataclass(eq=False)
class NothingClosed(BusinessError):
    """There is no closed period to reopen."""

    code: ClassVar[str] = "NOTHING_CLOSED"


def apply_close(books: Books, operation: Operation) -> Changes:
    """Close the books through a day and keep what every pool holds on it."""
    through = str(operation.payload["through"])
    if books.closed_through and through <= books.closed_through:
        raise AlreadyClosed(field="through", closed_through=books.closed_through)
    closings.close(books.connection(), operation.id, through)
    changes = Changes.of("period")
    books.forget(changes)
    return changes


def apply_reopen(books: Books, operation: Operation) -> Changes:
    """Open the last closed period again."""
    if not books.closed_through:
        raise NothingClosed
    closings.reopen(books.connection(), operation.id, str(operation.payload.get("reason", "")))
    changes = Changes.of("period")
    books.forget(changes)
    return changes
