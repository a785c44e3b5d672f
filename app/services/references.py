"""Which record or document is meant by a uid, a code, a bar code, a number or an exact name."""

import re
from typing import Final

from app.core.field import Field
from app.core.text import Message, beginning
from app.domain.catalog import comparing
from app.domain.errors import UnknownReference
from app.domain.records.types import RECORDS
from app.services import plain_values, records
from app.services.firm import Firm
from app.services.form_errors import AmbiguousReference
from app.storage import documents
from app.storage.documents import Head
from app.storage.queries import references

_UID: Final = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)


def as_uid(text: str) -> str:
    """Return a uid as we write it, 32 small hexadecimal digits; empty when the text is none."""
    return text.replace("-", "").lower() if _UID.fullmatch(text) else ""


def record(firm: Firm, field: Field, value: object) -> str:
    """Return the uid of the record that a value names by uid, code or name."""
    text = plain_values.text(field, value).strip()
    found = (
        _by_uid(firm, field, text) or _by_key(firm, field, "code", text) or _by_key(firm, field, "name", text)
    )
    if not found:
        raise _unknown(field, value)
    return found


def find(firm: Firm, type_key: str, text: str) -> str:
    """Return the uid of the record with this code or name, the first of several; empty when there is none."""
    key = comparing.key(text)
    for column in ("code", "name") if key else ():
        found = references.named(firm.books.connection(), RECORDS[type_key], column, key)
        if found:
            return found[0]
    return ""


def first(firm: Firm, type_key: str) -> str:
    """Return the uid of the oldest active record of a type; empty when there is none."""
    return references.first(firm.books.connection(), RECORDS[type_key])


def item(firm: Firm, field: Field, value: object) -> tuple[str, str]:
    """Return the item that a value names by uid, code, bar code or name, and the unit that its bar code stands for."""
    text = plain_values.text(field, value).strip()
    found = _by_uid(firm, field, text) or _by_key(firm, field, "code", text)
    if found:
        return found, ""
    scanned = {(each.uid, each.unit or ""): each.is_active for each in records.by_barcode(firm, text)}
    active = [key for key, is_active in scanned.items() if is_active] or [*scanned]
    if len(active) > 1:
        raise AmbiguousReference(
            label=Message.of(field.label), value=text, found=len(active), field=field.key
        )
    if active:
        return active[0]
    found = _by_key(firm, field, "name", text)
    if not found:
        raise _unknown(field, value)
    return found, ""


def document(firm: Firm, field: Field, value: object) -> Head:
    """Return the posted document that a value names by uid or number."""
    text, connection = plain_values.text(field, value).strip(), firm.books.connection()
    uid = as_uid(text)
    found = documents.head(connection, uid) if uid else None
    found = found or documents.head_by_number(connection, text)
    if found is None:
        raise _unknown(field, value)
    return found


def _by_uid(firm: Firm, field: Field, text: str) -> str:
    """Return the uid if it names a record of the type that the field links to."""
    uid, record_type = as_uid(text), RECORDS[field.link]
    if not uid or not firm.catalogue.knows(field.link, uid):
        return ""
    record_id: int = getattr(firm.catalogue, f"{record_type.group}_id")(uid)
    return uid if references.is_of_type(firm.books.connection(), record_type, record_id) else ""


def _by_key(firm: Firm, field: Field, column: str, text: str) -> str:
    """Return the uid of the one record with this code or name; refuse to choose among several."""
    key = comparing.key(text)
    found = references.named(firm.books.connection(), RECORDS[field.link], column, key) if key else []
    if len(found) > 1:
        raise AmbiguousReference(label=Message.of(field.label), value=text, found=len(found), field=field.key)
    return found[0] if found else ""


def _unknown(field: Field, value: object) -> UnknownReference:
    return UnknownReference(label=Message.of(field.label), value=beginning(value), field=field.key)
