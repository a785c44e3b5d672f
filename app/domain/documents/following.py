"""Which types come after a document: those that declare to be drawn from its type."""

from functools import cache

from app.domain.documents.types import TYPES


@cache
def followers(type_key: str) -> tuple[str, ...]:
    """Return the keys of the types that may be drawn from a type; what settles its own kind does not follow itself."""
    return tuple(
        doc_type.key
        for doc_type in TYPES
        if doc_type.source is not None and type_key in doc_type.source.types and doc_type.key != type_key
    )
