"""Lists whose rows become lines of documents: a draft for each document that a list tells apart (F08, N12).

::

    rows ──of one number, day, party, warehouses──▶ draft ──each line checked──▶ kept, or posted

A row without a number of its own belongs to the document above it. The same document is made once: it is known by its
number and party, without a number by what its rows say; one that was taken back may come again.
"""

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.text import Message
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.errors import MissingField, UnknownReference, UnknownUnit
from app.domain.records.types import RECORDS, custom_field
from app.services import documents, scanning
from app.services.firm import Firm
from app.services.imports import known, own_fields
from app.services.imports import plain as plain_values
from app.services.imports.job import Job
from app.services.imports.meaning import in_one_unit
from app.services.imports.outcome import Fate
from app.services.imports.plain import Plain
from app.services.imports.stock import Entry, sound
from app.storage import documents as stored
from app.storage.operations import canonical

_NUMBER: Final = "doc_no"
HEAD: Final = (
    (_NUMBER, "their_number"),
    ("doc_date", "business_date"),
    ("partner", "party"),
    ("warehouse", "warehouse"),
    ("to_warehouse", "to_warehouse"),
    ("salesman", "staff"),
)
"""Which field of the head a column of the list says: rows that differ in one belong to different documents."""
LINE: Final = (
    ("unit", "unit"),
    ("qty", "quantity"),
    ("price", "price"),
    ("amount", "amount"),
    ("tax_rate", "tax_rate"),
    ("batch", "batch"),
    ("prod_date", "produced_on"),
    ("expiry_date", "expires_on"),
    ("remark", "remark"),
)
"""Which field of the line a column says."""
GOODS: Final = ("code", "barcode", "name", "name_spec", "spec", "model", "color", "size")
"""Columns that say which goods are meant."""
_SAID: Final = frozenset({source for source, _ in (*HEAD, *LINE)} | {*GOODS})
_SOURCES: Final = {target: source for source, target in (*HEAD, *LINE)} | {"item": "code"}


def _each(entries: Sequence[Entry]) -> list[Entry]:
    return list(entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """How rows become documents of a type: `line` makes the line of a row, `joined` makes one of several."""

    type: str
    line: Callable[[Job, Document, str, Plain], Line]
    joined: Callable[[Sequence[Entry]], list[Entry]] = _each

    @property
    def doc_type(self) -> DocType:
        """The type of the documents."""
        return TYPES[self.type]

    def bring(self, job: Job) -> None:
        """Make the documents of a list; a row without a quantity says nothing of its goods."""
        items = known.items(job.firm)
        for said, rows in _documents(job, self.doc_type).items():
            head = dict(said)
            number = head.pop(_NUMBER, "")
            draft = _draft(job, self.doc_type, head, number)
            _Group(job, self, items, draft, head, number).keep(rows)


def may_be_listed(doc_type: DocType) -> bool:
    """Say whether a list can hold the lines of a type: goods with quantities that name no other document."""
    is_drawn = doc_type.source is not None and doc_type.source.is_asked
    return bool(doc_type.line_field("item") and doc_type.line_field("quantity")) and not (
        is_drawn or doc_type.roles
    )


def item_of(firm: Firm, items: known.Known, plain: Plain) -> str:
    """Return the item of a row, of a code in any form too; refuse one that the firm does not know."""
    uid = items.uid_of(plain)
    if not uid and plain.get("barcode") and not plain.get("code"):
        with suppress(scanning.UnknownBarcode):
            uid = scanning.goods(firm, plain["barcode"]).item
    if not uid:
        called = plain.get("code") or known.name_of(plain) or plain.get("barcode", "")
        raise UnknownReference(label=Message.of(RECORDS["item"].label), value=called, field="item")
    return uid


def traded(job: Job, draft: Document, item: str, plain: Plain) -> Line:
    """Return the line of a row; price and tax rate that it does not say are the usual ones."""
    doc_type = TYPES[draft.type]
    unit = job.firm.catalogue.item(item).unit(plain.get("unit", "")).name
    line = replace(documents.new_line(job.firm, draft, item, unit), quantity=None)
    amount = doc_type.line_field("amount")
    if amount is not None and plain.get("discount") and not plain.get("amount"):
        raise MissingField(label=Message.of(amount.label), field=amount.key)
    for source, key in LINE:
        field = doc_type.line_field(key)
        if field is not None and field.key != "unit" and plain.get(source):
            line = line.with_value(key, plain_values.stored(field, plain[source], job.named))
    return replace(line, typed_amount=True) if amount is not None and plain.get("amount") else line


Row = tuple[int, int, Plain]
"""A record by its place in the list, its row, and what it says."""
Said = tuple[tuple[str, Any], ...]
"""What rows of one document say of its head."""


def _documents(job: Job, doc_type: DocType) -> dict[Said, list[Row]]:
    """Return the rows by the document they belong to, in their order."""
    found: dict[Said, list[Row]] = {}
    above: Plain = {}
    heads = own_fields.of_documents(job.firm, doc_type.key, custom_field.HEAD)
    own = [own_fields.source_of(each) for each in heads]
    for part in job.parts([*enumerate(job.records)]):
        for place, record in part:
            plain = above = _with_head(record.values, above, own)
            if "qty" not in plain:
                job.outcome.tell(place, Fate.UNCHANGED)
                continue
            try:
                with job.attempt():
                    said = tuple(_head(job, doc_type, plain))
            except BusinessError as problem:
                job.outcome.refuse(record.row, problem, _SOURCES.get(problem.field, ""))
                continue
            found.setdefault(said, []).append((place, record.row, plain))
    return found


def _with_head(plain: Plain, above: Plain, own: Sequence[str]) -> Plain:
    """Return what a row says, with what the one above says of their document."""
    if plain.get(_NUMBER) or not above.get(_NUMBER):
        return plain
    sources = (*(source for source, _ in HEAD), *own)
    return {**{source: above[source] for source in sources if source in above}, **plain}


def _head(job: Job, doc_type: DocType, plain: Plain) -> Iterator[tuple[str, Any]]:
    """Walk what a row says of the head, the number by its column."""
    for source, key in HEAD:
        field, text = doc_type.header_field(key), plain.get(source)
        if text and source == _NUMBER:
            yield source, text
        elif text and field is not None:
            yield key, plain_values.stored(field, text, job.named)
    yield from own_fields.on(job.firm, doc_type.key, custom_field.HEAD, plain).items()


def _draft(job: Job, doc_type: DocType, head: Mapping[str, Any], number: str) -> Document:
    """Return the document without its lines; its number is the other side's, and else a remark."""
    draft = documents.blank(job.firm, doc_type.key)
    for key, value in head.items():
        draft = draft.with_value(key, value)
    field = doc_type.header_field("their_number") or doc_type.header_field("remark")
    return draft.with_value(field.key, number[: field.longest]) if field and number else draft


@dataclass(frozen=True, slots=True)
class _Group:
    """One document on its way: its head, and the rows that become its lines."""

    job: Job
    drafting: Drafting
    items: known.Known
    draft: Document
    head: Mapping[str, Any]
    number: str

    def keep(self, rows: Sequence[Row]) -> None:
        """Keep the draft or post it, unless it is there."""
        entries = [*self._entries(rows)]
        joined = self.drafting.joined(entries)
        sound_ones = sound(self.job, self.draft, joined, is_whole=False)
        if not sound_ones:
            return
        places = _places(entries, joined, sound_ones)
        uid, is_there = self._uid([plain for place, _, plain in rows if place in places])
        lines = tuple(entry.line for entry in sound_ones)
        if is_there or self._is_kept(replace(self.draft, uid=uid, lines=lines), entries):
            for place in places:
                self.job.outcome.tell(place, Fate.UNCHANGED if is_there else Fate.NEW)

    def _is_kept(self, draft: Document, entries: Sequence[Entry]) -> bool:
        """Post the document or keep it as a draft; one that cannot be posted is noted at all its rows."""
        firm, outcome, wish = self.job.firm, self.job.outcome, self.job.wish
        draft = documents.reasoned(firm, draft, wish.reason)
        if not wish.post:
            documents.save_draft(firm, draft)
            outcome.drafts.append(draft.uid)
            return True
        try:
            with firm.attempt():
                outcome.documents.append(documents.post(firm, draft).number)
        except BusinessError as problem:
            for entry in entries:
                outcome.refuse(entry.row, problem, _SOURCES.get(problem.field, ""))
            return False
        return True

    def _entries(self, rows: Sequence[Row]) -> Iterator[Entry]:
        """Walk the lines of the rows; what is refused is noted and left out."""
        for place, row, plain in rows:
            try:
                item = item_of(self.job.firm, self.items, plain)
                settled = in_one_unit(self.job.firm.catalogue.item(item), plain)
                line = self.drafting.line(self.job, self.draft, item, settled)
                own = own_fields.on(self.job.firm, self.drafting.type, custom_field.LINE, plain)
                yield Entry(place, row, "", replace(line, data={**line.data, **own}))
            except UnknownUnit as problem:
                self.job.outcome.refuse(row, problem, "unit")
            except BusinessError as problem:
                self.job.outcome.refuse(row, problem, _SOURCES.get(problem.field, ""))

    def _uid(self, rows: Sequence[Plain]) -> tuple[str, bool]:
        """Return the uid of the document by its number or by what it says, and whether it is there."""
        connection = self.job.firm.books.connection()
        says: object = [{key: row[key] for key in row if key in _SAID} for row in rows]
        about = [self.number, self.head.get("party", "")] if self.number else [dict(self.head), says]
        for attempt in itertools.count():
            named = canonical([self.drafting.type, about, attempt])
            uid = hashlib.sha256(named.encode()).hexdigest()[:32]
            head = stored.head(connection, uid)
            if head is None:
                return uid, stored.load_draft(connection, uid) is not None
            if not head.end:
                return uid, True
        raise AssertionError("there is always another")


def _places(entries: Sequence[Entry], joined: Sequence[Entry], kept: Sequence[Entry]) -> set[int]:
    """Return the places of the rows that kept lines are made of, those with them that were joined into others."""
    places, keys = {entry.place for entry in kept}, {entry.key for entry in kept}
    own = {entry.place for entry in joined}
    return places | {entry.place for entry in entries if entry.place not in own and entry.key in keys}
