"""Prints in the log: which posted document went to paper, by which template, in how many copies; who and when it says.

The posted row stays as it is: how often a document was printed is counted from here.
"""

from typing import Final

from app.core.changes import Changes
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation

PRINT: Final = "print"
"""Kind of the operation: ``{"template", "copies"}``; its subject is the document."""


def apply_print(books: Books, operation: Operation) -> Changes:
    """Note that a document was printed."""
    connection, payload = books.connection(), operation.payload
    document_id, type_key = connection.execute(
        "SELECT id, type FROM document WHERE uid = ?", (operation.subject,)
    ).fetchone()
    connection.execute(
        "INSERT INTO document_print (document_id, template, copies, operation_id, known_at, author)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            document_id,
            payload["template"],
            payload["copies"],
            operation.id,
            operation.known_at,
            operation.author,
        ),
    )
    return Changes.of(f"print:{type_key}")


APPLIERS[PRINT] = apply_print
