"""Post, preview, void, reverse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.changes import Changes
from app.core.clock import instant_ms
from app.core.errors import BusinessError
from app.core.field import Field
from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.text import N_
from app.domain.documents.document import Document, payload
from app.domain.documents.fields import DATE
from app.domain.posting.errors import StillOpen, SumTooLarge, UnknownDocument
from app.domain.records.check import field_problem
from app.services.documents.checking import problems
from app.services.documents.limits import told
from app.services.documents.resolving import complete, with_formulas
from app.services.documents.shape import sound
from app.services.documents.warning import warnings
from app.services.firm import Firm
from app.services.posting import CLOSE_ORDER, POST, VOID, reversing
from app.storage import documents, failures, stock

REASON = Field("reason", N_("原因"), Kind.TEXT, longest=500)
"""Why a document is taken back."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What posting gave: the document with its number, what it touched, and what is worth telling besides.

    `is_known`: it was posted before, and nothing was written this time; `end` says whether it was taken back since.
    """

    document: Document
    number: str
    changes: Changes
    warnings: tuple[BusinessError, ...] = ()
    is_known: bool = False
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostChange:
    """What posting would do to the cost of something already posted (N1)."""

    item: str
    document: str
    number: str
    date: str
    before: Money
    after: Money


def post(firm: Firm, document: Document) -> Posted:
    """Post a document: all of it, with its number, or nothing. Posting it again returns what it became."""
    document = sound(firm, document)
    with firm.transaction():
        connection = firm.books.connection()
        if documents.is_posted(connection, document.uid):
            known = documents.head(connection, document.uid)
            assert known is not None, "just found"
            loaded = documents.load(connection, known)
            return Posted(loaded, known.number, Changes(), is_known=True, end=known.end)
        settled = _ready(firm, document)
        beyond = tuple(told(firm, settled))  # before the goods leave: what they cost still is what it was
        changes = _write(firm, settled)
        number, known_at = documents.numbered(connection, document.uid)
        warned = (*beyond, *warnings(firm, settled, instant_ms(known_at)))
    return Posted(settled.with_value("number", number), number, changes, warned)


def post_many(firm: Firm, batch: Sequence[Document]) -> list[str]:
    """Post documents in one transaction; return their numbers."""
    with firm.transaction():
        sent = [sound(firm, document) for document in batch]
        firm.catalogue.gather({line.item for document in sent for line in document.lines if line.item})
        for document in sent:
            _write(firm, _ready(firm, document))
    connection = firm.books.connection()
    return [documents.numbered(connection, document.uid)[0] for document in sent]


def preview(firm: Firm, document: Document) -> list[CostChange]:
    """Return what posting would change in the cost of documents that are posted already; nothing is written."""
    changes: list[CostChange] = []
    document = sound(firm, document)
    with firm.trial():
        _write(firm, _ready(firm, document))
        connection = firm.books.connection()
        head = documents.head(connection, document.uid)
        assert head is not None, "just written"
        changes += [
            CostChange(
                item=firm.catalogue.item_by_id(item_id).uid,
                document=uid,
                number=number,
                date=date,
                before=Money(before),
                after=Money(after),
            )
            for item_id, uid, number, date, before, after in stock.changed_by(connection, head.id)
        ]
    return changes


def void(firm: Firm, uid: str, reason: str = "") -> Changes:
    """Take back a document of the open period: mirror rows, the number stays (G28)."""
    _check(REASON, reason, uid)
    return _named(firm, uid, lambda: firm.write(VOID, uid, {"reason": reason}))


def reverse(firm: Firm, uid: str, reason: str = "", business_date: str = "") -> Posted:
    """Take back a document of a closed period by a mirror document (红冲) in the open one."""
    head = documents.head(firm.books.connection(), uid)
    if head is None:
        raise UnknownDocument(document=uid)
    date = business_date or max(firm.today(), head.business_date, firm.books.open_from)
    remark = {"remark": reason} if reason else {}
    return post(
        firm, Document(uid=new_uid(), type=head.type, business_date=date, reverses=uid, header=remark)
    )


def close_order(firm: Firm, uid: str, reason: str) -> Changes:
    """Give up what is still open of an order."""
    _check(REASON, reason, uid)
    return firm.write(CLOSE_ORDER, uid, {"reason": reason})


def _mirror(firm: Firm, document: Document) -> Document:
    """Return the one mirror that a document can have; of what was sent, only its uid, date and remark count."""
    connection = firm.books.connection()
    head = documents.head(connection, document.reverses)
    if head is None:
        raise UnknownDocument(document=document.reverses)
    if head.business_date > firm.books.closed_through:
        raise StillOpen(document=document.reverses, number=head.number)
    _check(DATE, document.business_date, document.uid)
    original = documents.load(connection, head)
    mirror = reversing.mirrored(original, uid=document.uid, business_date=document.business_date)
    mirror = with_formulas(firm.shapes.document(mirror.type), mirror)
    remark = document.header.get("remark")
    if not remark:
        return mirror
    _check(REASON, remark, document.uid)
    return mirror.with_value("remark", remark)


def _check(field: Field, value: object, document: str) -> None:
    """Refuse a value that its field cannot hold."""
    problem = field_problem(field, value)
    if problem:
        raise problem.at(document=document, field=field.key)


def _ready(firm: Firm, document: Document) -> Document:
    """Complete and check a document; every problem carries its address."""
    if document.reverses:
        return _mirror(firm, document)
    settled = complete(firm, document)
    for problem in problems(firm, document, settled):
        raise problem.at(document=document.uid)
    return settled


def _write(firm: Firm, settled: Document) -> Changes:
    """Write a document that is ready."""
    written = {"document": payload(settled)}
    return _named(
        firm,
        settled.uid,
        lambda: firm.write(POST, settled.uid, written, business_date=settled.business_date),
    )


def _named(firm: Firm, uid: str, write: Callable[[], Changes]) -> Changes:
    """Run a write; what it refuses gets the document's uid and readable names instead of local ids."""
    try:
        return write()
    except BusinessError as problem:
        for name, by_id in (("item", firm.catalogue.item_by_id), ("place", firm.catalogue.place_by_id)):
            key = getattr(problem, name, "")
            if str(key).isdigit():
                record = by_id(int(key))
                setattr(problem, name, f"{record.code} {record.name}".strip())
        raise problem.at(document=uid) from None
    except Exception as error:
        if failures.is_too_large(error):
            raise SumTooLarge(document=uid) from error
        raise
