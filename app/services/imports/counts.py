"""Bringing in a count sheet: a stock count a warehouse, as a draft or posted; what was not counted is left out."""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

from app.core.errors import BusinessError
from app.core.kinds import PLACES, Kind
from app.core.numbers import Quantity, parse
from app.core.text import Message
from app.domain.documents.document import Document, Line, payload
from app.domain.documents.types.stock_count import COUNTED
from app.domain.errors import UnknownReference, WrongValue
from app.domain.intake.reading import Record
from app.domain.records.types import RECORDS
from app.services import documents
from app.services.imports import known
from app.services.imports.job import Job
from app.services.imports.outcome import Fate
from app.services.imports.stock import Entry, sound
from app.storage import documents as stored
from app.storage.operations import canonical

TYPE = "stock_count"
_COLUMNS = {"quantity": "qty", "unit": "unit", "item": "code"}


def bring(job: Job) -> None:
    """Make a stock count of each warehouse; the same sheet makes the same one only once."""
    items, by_warehouse = known.items(job.firm), dict[str, list[Entry]]()
    for part in job.parts(list(enumerate(job.outcome.brought.reading.records))):
        for place, record in part:
            if "qty" not in record.values:  # nobody counted it
                job.outcome.tell(place, Fate.UNCHANGED)
                continue
            try:
                entry = _entry(job, items, place, record)
            except BusinessError as problem:
                job.outcome.refuse(record.row, problem, _COLUMNS.get(problem.field, ""))
                continue
            by_warehouse.setdefault(entry.warehouse, []).append(entry)
    for warehouse, entries in by_warehouse.items():
        blank = documents.blank(job.firm, TYPE)
        draft = replace(blank, header={**blank.header, "warehouse": warehouse})
        _count(job, draft, sound(job, draft, _once_each(entries)), entries)


def _entry(job: Job, items: known.Known, place: int, record: Record) -> Entry:
    """Return what was counted of one item, in its base unit: places where it lies are counted together."""
    plain = record.values
    uid = items.uid_of(plain)
    if not uid:
        called = plain.get("code") or known.name_of(plain)
        raise UnknownReference(label=Message.of(RECORDS["item"].label), value=called, field="item")
    article = job.firm.catalogue.item(uid)
    try:
        quantity = Quantity(parse(plain["qty"], PLACES[Kind.QUANTITY]))
    except ValueError:
        raise WrongValue(label=Message.of(COUNTED.label), value=plain["qty"], field="quantity") from None
    base = article.to_base(quantity, article.unit(plain.get("unit", "")).name)
    data = {
        key: plain[source] for key, source in (("batch", "batch"), ("remark", "remark")) if plain.get(source)
    }
    line = Line(item=uid, unit=article.unit("").name, quantity=base, data=data)
    return Entry(place, record.row, job.warehouse(plain.get("warehouse", "")), line)


def _once_each(entries: Sequence[Entry]) -> list[Entry]:
    """Add up what was counted of one item and batch in several rows."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        before = found.get(entry.key)
        if before is None:
            found[entry.key] = entry
        else:
            quantity = Quantity((before.line.quantity or 0) + (entry.line.quantity or 0))
            found[entry.key] = replace(before, line=replace(before.line, quantity=quantity))
    return list(found.values())


def _count(job: Job, draft: Document, entries: Sequence[Entry], rows: Sequence[Entry]) -> None:
    """Keep the draft or post it, unless it is there."""
    if not entries:
        return
    draft = replace(draft, lines=tuple(entry.line for entry in entries))
    uid, is_there = _uid(job, draft)
    kept = {entry.key for entry in entries}
    for entry in rows:
        if entry.key in kept:
            job.outcome.tell(entry.place, Fate.UNCHANGED if is_there else Fate.NEW)
    if is_there:
        return
    draft = replace(draft, uid=uid)
    if job.wish.post:
        job.outcome.documents.append(documents.post(job.firm, draft).number)
    else:
        documents.save_draft(job.firm, draft)
        job.outcome.drafts.append(uid)


def _uid(job: Job, draft: Document) -> tuple[str, bool]:
    """Return the uid of a count by what it says, and whether it is there; one that was taken back may come again."""
    connection = job.firm.books.connection()
    content = payload(replace(draft, uid="", business_date=""))
    for attempt in itertools.count():
        uid = hashlib.sha256(canonical([content, attempt]).encode()).hexdigest()[:32]
        head = stored.head(connection, uid)
        if head is None:
            return uid, stored.load_draft(connection, uid) is not None
        if not head.end:
            return uid, True
    raise AssertionError("there is always another")
