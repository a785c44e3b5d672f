"""Master data: look up, save, disable, merge. Window, command line and import come through here (decisions 22)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Column, Drill, Drills, Table
from app.core.text import Message
from app.domain.catalog import barcode
from app.domain.errors import InUse, NotMergeable, OwnAncestor, StillHolds
from app.domain.records import check, spec
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS
from app.domain.records.types.item import BARCODES
from app.services import modules, record_checks, record_writing
from app.services.firm import Firm
from app.services.record_others import Asked
from app.storage.catalogue import Scanned
from app.storage.queries import records as queries
from app.storage.records import RECORD
from app.storage.records_reading import load_record
from app.storage.search import Hit
from app.storage.search import search as search_records

__all__ = ["Hit", "Scanned"]

_UPC, _EAN = 12, 13

CarryOver = Callable[[Firm, str, str], Changes]
"""Carries over what the ledgers hold of a record (stock, debts): uid of the loser, uid of the winner."""


def blank(firm: Firm, type_key: str) -> dict[str, Any]:
    """Return a new record with its defaults; its code is given when it is saved."""
    return record_writing.blank(firm, firm.shapes.record(type_key))


def begun(firm: Firm, type_key: str, text: str) -> dict[str, Any]:
    """Return a new record begun with what was looked for and not found: its bar code if it is one, else its name."""
    code, values = barcode.normalise(text), blank(firm, type_key)
    if BARCODES in RECORDS[type_key].parts and barcode.is_gtin(code):
        return {**values, BARCODES.key: [{**spec.blank_row(BARCODES), "code": code}]}
    return {**values, "name": text} if text else values


def load(firm: Firm, type_key: str, uid: str) -> dict[str, Any]:
    """Return a record as people fill it in, with its uid."""
    return load_record(firm.database.connection(), firm.shapes.record(type_key), uid)


def title(firm: Firm, type_key: str, uid: str) -> str:
    """Return what people know a record by, code and name; empty when there is no such record."""
    return queries.title(firm.database.connection(), RECORDS[type_key], uid)


def name(firm: Firm, type_key: str, uid: str) -> str:
    """Return the name of a record without reading the rest of it; empty when there is no such record."""
    return queries.value(firm.database.connection(), RECORDS[type_key], uid, "name")


def value(firm: Firm, type_key: str, uid: str, key: str) -> str:
    """Return one text of a record, its code or name, without reading the rest of it."""
    return queries.value(firm.database.connection(), RECORDS[type_key], uid, key)


def problems(firm: Firm, type_key: str, values: Values) -> tuple[BusinessError, ...]:
    """Return everything that forbids to save the record, each with its field."""
    record_type = firm.shapes.record(type_key)
    before, others = _stored(firm, record_type, values), Asked(firm, record_type.group)
    after = record_writing.after(firm, record_type, values, before)
    return tuple(record_checks.problems(firm, record_type, after, before=before, others=others))


def warnings(firm: Firm, type_key: str, values: Values) -> tuple[Message, ...]:
    """Return what a person should look at again; the record can be saved all the same. Nothing while it cannot."""
    record_type = firm.shapes.record(type_key)
    after = record_writing.after(firm, record_type, values, _stored(firm, record_type, values))
    if any(check.problems(record_type, after)):
        return ()
    return tuple(record_checks.warnings(firm, record_type, after))


def save(firm: Firm, type_key: str, values: Values) -> tuple[str, Changes]:
    """Make a record, or change the one whose ``uid`` is among the values; fields that are not named stay as they are.

    Raises the first of `problems`. Saving what is there already writes nothing.
    """
    record_type = firm.shapes.record(type_key)
    named = {key: value for key, value in values.items() if key not in _kept_from_people(record_type)}
    return write(firm, type_key, named)


def write(firm: Firm, type_key: str, values: Values) -> tuple[str, Changes]:
    """Save like `save`, read-only fields included: for the program itself."""
    record_type = firm.shapes.record(type_key)
    with firm.transaction():
        before = _stored(firm, record_type, values)
        written = record_writing.prepared(firm, record_type, values, before, Asked(firm, record_type.group))
        if not written.changed:
            return written.uid, Changes()
        shapes = firm.shapes
        changes = firm.write(RECORD, written.uid, written.payload)
        if record_type.is_named and before is not None and "name" in written.changed:
            for key, uid, told in shapes.renamed(before["uid"], written.after["name"]):
                changes |= write(firm, key, {"uid": uid, **told})[1]
        return written.uid, changes


def disable(firm: Firm, type_key: str, uid: str) -> Changes:
    """Take a record out of look-ups; lists and reports of what was keep it."""
    if uid in {firm.catalogue.walk_in_uid(), firm.catalogue.transit_uid()}:
        field = RECORDS[type_key].field("is_active")
        raise InUse(record=title(firm, type_key, uid), label=Message.of(field.label), field="is_active")
    return save(firm, type_key, {"uid": uid, "is_active": False})[1]


def enable(firm: Firm, type_key: str, uid: str) -> Changes:
    """Put a disabled record back into look-ups."""
    return save(firm, type_key, {"uid": uid, "is_active": True})[1]


def merge(
    firm: Firm, type_key: str, loser_uid: str, winner_uid: str, *, carry_over: CarryOver | None = None
) -> Changes:
    """Make one record of two: from now on the loser's uid, links and bar codes mean the winner (F11).

    The loser's ledger entries stay its own, so reports of the past do not change. `carry_over` is called first, in the
    same transaction, while both are still themselves: it posts what moves the loser's stock, cost and debts to the
    winner in the open period, so that from today on the winner has both. What it leaves behind forbids to merge.
    """
    from app.storage.merging import MERGE  # noqa: PLC0415 - debts and ledgers have no part in a list of records

    record_type = firm.shapes.record(type_key)
    with firm.transaction():
        loser, winner = load(firm, type_key, loser_uid), load(firm, type_key, winner_uid)
        _may_merge(firm, record_type, loser, winner)
        carried = carry_over(firm, loser_uid, winner_uid) if carry_over else Changes()
        if queries.holds(firm.database.connection(), record_type.group, loser_uid):
            raise StillHolds(record=loser["name"])
        return carried | firm.write(MERGE, loser_uid, {"type": type_key, "into": winner_uid})


def search(firm: Firm, type_key: str, text: str, limit: int = 50) -> list[Hit]:
    """Return the active records that people mean by `text`, best first."""
    return search_records(firm.database.connection(), RECORDS[type_key], text, limit=limit)


def by_barcode(firm: Firm, code: str) -> list[Scanned]:
    """Return the items and units that a scanned code stands for: a bar code, else the code of an item.

    Several when items share the code; retired items come last.
    """
    key = barcode.key(code)
    catalogue = firm.catalogue
    found: list[Scanned] = catalogue.by_barcode(key)
    if not found and key.isdigit():
        # Some scanners send UPC-A with the zero that makes it an EAN-13, some without.
        if len(key) == _EAN and key[0] == "0":
            found = catalogue.by_barcode(key[1:])
        elif len(key) == _UPC:
            found = catalogue.by_barcode("0" + key)
    return found or catalogue.by_item_code(key)


def next_in_store_code(firm: Firm) -> str:
    """Return a free bar code for goods that have none (店内码)."""
    connection = firm.database.connection()
    return queries.next_in_store_code(connection, firm.number)


def listing(
    firm: Firm,
    type_key: str,
    *,
    active: bool | None = True,
    text: str = "",
    most: int = -1,
    where: Mapping[str, object] | None = None,
) -> Table:
    """Return the records of a type as a table that opens them; `text` filters like `search`, without its limit.

    `where` are values that fields must hold. With `most` the table ends after so many, before `text` is looked for.
    """
    record_type = _in_sight(firm, firm.shapes.record(type_key))
    uids, rows = queries.rows(
        firm.database.connection(), record_type, active=active, text=text, most=most, where=where
    )
    columns = tuple(_column(record_type.field(key)) for key in record_type.columns)
    drills = Drills(len(uids), lambda number: Drill(type_key, (("uid", uids[number]),)))
    return Table(record_type.label, columns, rows, drills=drills)


def _in_sight(firm: Firm, record_type: RecordType) -> RecordType:
    """Return a type with the columns that the firm sees."""
    seen = tuple(key for key in record_type.columns if modules.is_on(firm, f"field:{record_type.key}.{key}"))
    return record_type if seen == record_type.columns else replace(record_type, columns=seen)


def _column(field: Field) -> Column:
    choices = tuple((choice.key, choice.label) for choice in field.choices)
    kind = Kind.TEXT if field.kind is Kind.LINK else field.kind
    return Column(field.key, field.label, kind, choices=choices)


def _kept_from_people(record_type: RecordType) -> frozenset[str]:
    return frozenset(field.key for field in record_type.fields if field.read_only)


def _stored(firm: Firm, record_type: RecordType, values: Values) -> Values | None:
    """Return the record that the values are about, as it is stored; None for a new one."""
    return load(firm, record_type.key, values["uid"]) if values.get("uid") else None


def _may_merge(firm: Firm, record_type: RecordType, loser: Values, winner: Values) -> None:
    """Refuse two records that differ where it matters, or that are one, or that stand below each other."""
    field = record_checks.merging_problem(record_type, loser, winner)
    if record_type.alike is None or field or loser["uid"] == winner["uid"]:
        label = Message.of(field.label if field else record_type.label)
        raise NotMergeable(loser=loser["name"], winner=winner["name"], label=label)
    connection = firm.database.connection()
    for tree in record_type.trees:
        if loser["uid"] in queries.ancestors(connection, record_type, tree.key, winner["uid"]):
            raise OwnAncestor(record=winner["name"], field=tree.key)
