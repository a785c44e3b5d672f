"""Settings of the firm: set by operations, so that they travel and replay like everything else."""

from app.core.changes import Changes
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation, canonical

SETTING = "setting"
"""Kind of the operation that sets settings: its payload is key → value."""


def apply_setting(books: Books, operation: Operation) -> Changes:
    """Set what the payload names."""
    for key, value in operation.payload.items():
        books.connection().execute(
            "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, canonical(value))
        )
    changes = Changes.of("setting")
    books.forget(changes)
    return changes


APPLIERS[SETTING] = apply_setting
