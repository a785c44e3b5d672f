"""Those that hold certain values in the firm's own fields: records, heads of documents, lines.

A record counts with those that were merged into it. What a formula gives is stored with documents, but worked out of
records whenever they are read: records are asked for it one by one.
"""

from collections.abc import Sequence
from typing import Any

from app.core.field import Field
from app.domain.records.spec import RecordType
from app.storage.queries import own_values
from app.storage.queries import records as queries
from app.storage.queries.those import Those
from app.storage.stores import STORES

Wanted = Sequence[tuple[Field, object]]
"""Fields with the values that they must hold; of a text it is enough to hold it somewhere."""


def records(connection: Any, record_type: RecordType, wanted: Wanted) -> Those:
    """Return the local ids of the records of a type that hold what is wanted."""
    if not wanted:
        return Those()
    table = STORES[record_type.group].table
    conditions, values = queries.conditions(connection, record_type, wanted)
    question = (
        f"WITH those AS (SELECT r.id FROM {table} r WHERE 1{conditions}) SELECT id FROM those UNION"
        " SELECT record_id FROM record_alias WHERE record_group = ? AND survivor_id IN (SELECT id FROM those)"
    )
    return Those(((question, (*values, record_type.group)),))


def heads(wanted: Wanted) -> Those:
    """Return the local ids of the documents whose heads hold what is wanted."""
    return _of_documents("SELECT d.id FROM document d WHERE 1", "d.own", wanted)


def lines(wanted: Wanted) -> Those:
    """Return document and number of the lines that hold what is wanted."""
    return _of_documents("SELECT l.document_id, l.number FROM document_line l WHERE 1", "l.own", wanted)


def _of_documents(question: str, own: str, wanted: Wanted) -> Those:
    if not wanted:
        return Those()
    conditions, values = own_values.conditions(
        (own_values.held(own, field), field, value) for field, value in wanted
    )
    return Those(((question + conditions, tuple(values)),))
