"""Openings of the drawer in the log: for which document, or for which reason; who and when it says (G25)."""

from typing import Final

from app.core.changes import Changes
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation

OPENING: Final = "drawer"
"""Kind of the operation: ``{"reason"}``; its subject is the document that brought cash, or nothing."""


def apply_opening(books: Books, operation: Operation) -> Changes:
    """Note that the drawer was opened."""
    connection = books.connection()
    document = connection.execute("SELECT id FROM document WHERE uid = ?", (operation.subject,)).fetchone()
    connection.execute(
        "INSERT INTO drawer_opening (document_id, reason, operation_id, known_at, author) VALUES (?, ?, ?, ?, ?)",
        (
            document[0] if document else 0,
            operation.payload["reason"],
            operation.id,
            operation.known_at,
            operation.author,
        ),
    )
    return Changes.of(OPENING)


APPLIERS[OPENING] = apply_opening
