"""Reading documents: one with its links, lists of a type, what can be drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.core.clock import instant_ms
from app.core.field import Choice, Field, is_own
from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.table import Column, Drill, Table, Total
from app.core.text import N_, Label
from app.domain.documents.document import Document
from app.domain.documents.fields import LOOKED_FOR
from app.domain.documents.spec import DocType, Party
from app.domain.documents.types import TYPES
from app.domain.posting.errors import UnknownDocument
from app.services.firm import Firm
from app.storage import documents, prices
from app.storage.queries import documents as lists
from app.storage.queries import prints


class State(Enum):
    """Where a document is in its life (G28)."""

    DRAFT = "draft"
    POSTED = "posted"
    VOIDED = "voided"
    REVERSED = "reversed"
    CLOSED = "closed"


STATES = (
    Choice("draft", N_("草稿")),
    Choice("posted", N_("已过账")),
    Choice("voided", N_("已作废")),
    Choice("reversed", N_("已红冲")),
    Choice("closed", N_("已关闭")),
)
"""States as people call them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another document that this one is drawn from, or that is drawn from it, pays it, or takes it back."""

    uid: str
    type: str
    number: str
    relation: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A document as it is looked at.

    `known_at` is milliseconds UTC; `open_amount` is what is not yet paid off, `prints` how often it was printed.
    """

    document: Document
    state: State
    links: tuple[Link, ...] = ()
    author: str = ""
    known_at: int = 0
    open_amount: Money = Money(0)
    reason: str = ""
    prints: int = 0


_RELATIONS = {"source": N_("来源"), "drawn": N_("后续"), "reverses": N_("红冲"), "pays": N_("收付款")}


def view(firm: Firm, uid: str) -> View:
    """Return a draft or a posted document with everything around it."""
    connection = firm.books.connection()
    head = documents.head(connection, uid)
    if head is None:
        draft = documents.load_draft(connection, uid)
        if draft is None:
            raise UnknownDocument(document=uid)
        return View(document=draft, state=State.DRAFT)
    return View(
        document=documents.load(connection, head),
        state=State(head.end) if head.end else State.POSTED,
        links=tuple(
            Link(uid=row[0], type=row[1], number=row[2], relation=_RELATIONS[row[3]])
            for row in lists.links(connection, head.id)
        ),
        author=head.author,
        known_at=instant_ms(head.known_at),
        open_amount=Money(prices.open_amount(connection, head.id)),
        reason=head.reason,
        prints=prints.counts(connection, [uid]).get(uid, 0),
    )


_COLUMNS = (
    Column("number", N_("单号"), Kind.CODE),
    Column("business_date", N_("日期"), Kind.DATE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("total", N_("金额"), Kind.MONEY, total=Total.SUM),
    Column("open", N_("未结"), Kind.MONEY, total=Total.SUM),
    Column("state", N_("状态"), Kind.CHOICE, choices=tuple((choice.key, choice.label) for choice in STATES)),
    Column("staff", N_("经手人"), Kind.TEXT),
    Column("author", N_("制单"), Kind.TEXT),
    Column("prints", N_("打印次数"), Kind.INTEGER),
)


def draft_counts(firm: Firm) -> dict[str, int]:
    """Return how many drafts of each type are waiting."""
    return lists.counts(firm.books.connection())


def listing(
    firm: Firm,
    type_key: str,
    *,
    states: Sequence[str] = (),
    since: str = "",
    until: str = "",
    text: str = "",
    party: str = "",
    is_printed: bool | None = None,
    where: Mapping[str, object] | None = None,
) -> Table:
    """Return the documents of a type, drafts first, newest first; `text` finds number and party, and `found_by`.

    With `is_printed`, only posted ones that were printed, or that were not. `where` are values that fields of the
    firm's own must hold.
    """
    doc_type = firm.shapes.document(type_key)
    own = [doc_type.header_field(key) for key in doc_type.listed]
    fields = [field for field in own if field is not None]
    party_id = firm.catalogue.party_id(party) if party else 0
    rows = lists.of_type(
        firm.books.connection(),
        type_key,
        states=states,
        since=since,
        until=until,
        text=text,
        party_id=party_id,
        is_printed=is_printed,
        own=fields,
        where=[
            (field, value)
            for key, value in (where or {}).items()
            if (field := doc_type.header_field(key)) is not None
        ],
        found_by=found_by(doc_type) if text else (),
    )
    columns = (*_COLUMNS, *map(own_column, fields))
    table = Table(
        title=doc_type.label,
        columns=columns,
        rows=[row[1:] for row in rows],
        drills=[Drill("document", (("uid", row[0]),)) for row in rows],
    )
    hidden = set() if doc_type.party is not Party.NONE else {"party", "open"}
    if not doc_type.has_total:
        hidden.add("total")
    if doc_type.owes is None:
        hidden.add("open")
    return table.keep([column.key for column in columns if column.key not in hidden])


def found_by(doc_type: DocType) -> tuple[str, ...]:
    """Return the fields whose texts a document is found by besides number and party: own ones, and their number."""
    return tuple(
        field.key
        for field in (*doc_type.header, *doc_type.line)
        if field.key in LOOKED_FOR or (is_own(field.key) and field.kind in _FOUND)
    )


_FOUND: Final = frozenset({Kind.TEXT, Kind.CHOICE, Kind.DATE})
"""Kinds that are stored as they are read."""


def own_column(field: Field) -> Column:
    """Return the column of a field of the firm's own; a record by its name."""
    choices = tuple((choice.key, choice.label) for choice in field.choices)
    return Column(
        field.key, field.label, Kind.TEXT if field.kind is Kind.LINK else field.kind, choices=choices
    )


def neighbour(firm: Firm, type_key: str, uid: str, step: int) -> str:
    """Return the uid of the document of a type before (-1) or after (1) this one; empty when there is none."""
    return lists.neighbour(firm.books.connection(), type_key, uid, is_later=step > 0)


_SOURCES = (
    Column("number", N_("单号"), Kind.CODE),
    Column("business_date", N_("日期"), Kind.DATE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("total", N_("金额"), Kind.MONEY),
    Column("open", N_("未完成"), Kind.TEXT),
)


_OPEN_AMOUNT = Column("open", N_("未结"), Kind.MONEY)


def open_sources(firm: Firm, type_key: str, party: str = "") -> Table:
    """Return the documents that a new one of this type can be drawn from, newest first."""
    source = TYPES[type_key].source
    columns = (*_SOURCES[:-1], _OPEN_AMOUNT) if source is not None and source.settles else _SOURCES
    if source is None:
        return Table(title=N_("选单"), columns=_SOURCES, rows=())
    party_id = firm.catalogue.party_id(party) if party and not TYPES[type_key].shares else 0
    if source.settles:
        rows = lists.unpaid(firm.books.connection(), source.types, party_id)
    else:
        rows = lists.undrawn(firm.books.connection(), source.types, type_key, party_id, counts=source.counts)
    return Table(
        title=N_("选单"),
        columns=columns,
        rows=[row[1:] for row in rows],
        drills=[Drill("document", (("uid", row[0]),)) for row in rows],
    )
