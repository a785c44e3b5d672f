"""Ageing of debts: what receivables and payables have in common.

Advances and credits that have not been set off stand in a column of their own: they never hide what is overdue (F64).
Buckets and advances sum to the balance.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Table, Total
from app.core.text import N_, Label
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
from app.reports.report import Asked, Drills
from app.storage.queries import parties

BUCKETS = (
    ("not_due", N_("未到期")),
    ("d1_30", N_("超期 1–30 天")),
    ("d31_60", N_("超期 31–60 天")),
    ("d61_90", N_("超期 61–90 天")),
    ("over_90", N_("超期 90 天以上")),
)
_LAST_DAYS = (0, 30, 60, 90)
ADVANCES = "advances"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debts:
    """One side: the parameter that names the party, and what its figures are called."""

    side: Side
    party: str
    party_label: Label
    balance: Label
    advances: Label

    @property
    def by(self) -> Field:
        """The question by what the table is laid out."""
        choices = (
            Choice("party", self.party_label), Choice("document", N_("单据")), Choice("bucket", N_("账龄段")),
        )
        return Field("by", N_("按"), Kind.CHOICE, required=True, default="party", choices=choices)

    def build(self, asked: Asked) -> Table:
        """Return what is open, laid out as asked."""
        rows = open_entries(asked, self.side, asked.text("as_of"), asked.record(self.party))
        layouts = {"party": self._by_party, "document": self._by_document, "bucket": self._by_bucket}
        return layouts[asked.text("by")](asked, rows)

    def _by_party(self, asked: Asked, rows: Sequence["Open"]) -> Table:
        """A row a party, the most overdue first."""
        aged: dict[int, Aged] = {}
        for row in rows:
            aged.setdefault(row.party_id, Aged()).add(row)
        names = parties.names(asked.connection)
        order = sorted(aged, key=lambda party: (-aged[party].overdue, -aged[party].balance, names[party][1]))
        found = [
            (
                *names[party][1:], each.balance, each.overdue or None, each.days or None,
                *(amount or None for amount in each.amounts), each.advances or None,
            )
            for party, each in ((party, aged[party]) for party in order)
        ]

        def drill(number: int) -> Drill:
            opens = {self.party: names[order[number]][0], "as_of": asked.text("as_of")}
            return asked.drill(asked.report.key, by="document", **opens)

        return asked.table(
            columns=(
                Column("code", N_("编码"), Kind.CODE),
                Column(self.party, self.party_label, Kind.TEXT),
                Column("balance", self.balance, Kind.MONEY, total=Total.SUM),
                *self._columns(),
            ),
            rows=found,
            drills=Drills(len(found), drill),
            chart=Chart("bar", self.party, ("balance", "overdue")),
        )

    def _by_document(self, asked: Asked, rows: Sequence["Open"]) -> Table:
        """A row an open document, the oldest due first."""
        names = parties.names(asked.connection)
        found: list[tuple[object, ...]] = []
        for row in rows:
            each = Aged()
            each.add(row)
            found.append(
                (
                    row.number, row.type, row.date, row.due_on, names[row.party_id][2], row.amount, row.open,
                    each.overdue or None, each.days or None, *(amount or None for amount in each.amounts),
                    each.advances or None,
                )
            )
        return asked.table(
            columns=(
                Column("number", N_("单号"), Kind.CODE),
                Column("type", N_("类型"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in TYPES)),
                Column("business_date", N_("日期"), Kind.DATE),
                Column("due_on", N_("到期日"), Kind.DATE),
                Column(self.party, self.party_label, Kind.TEXT),
                Column("amount", N_("原金额"), Kind.MONEY),
                Column("balance", N_("未结"), Kind.MONEY, total=Total.SUM),
                *self._columns(),
            ),
            rows=found,
            drills=[Drill("document", (("uid", row.uid),)) for row in rows],
        )

    def _by_bucket(self, asked: Asked, rows: Sequence["Open"]) -> Table:
        """A row a bucket."""
        each = Aged()
        counts = dict.fromkeys((*(key for key, _ in BUCKETS), ADVANCES), 0)
        for row in rows:
            each.add(row)
            counts[row.bucket] += 1
        amounts = dict(zip((key for key, _ in BUCKETS), each.amounts, strict=True)) | {ADVANCES: each.advances}
        opens = asked.drill(asked.report.key, by="document", as_of=asked.text("as_of"), **{self.party: asked.text(self.party)})
        return asked.table(
            columns=(
                Column("bucket", N_("账龄段"), Kind.CHOICE, choices=(*BUCKETS, (ADVANCES, self.advances))),
                Column("count", N_("单据数"), Kind.INTEGER, total=Total.SUM),
                Column("balance", self.balance, Kind.MONEY, total=Total.SUM),
            ),
            rows=[(key, counts[key], amount) for key, amount in amounts.items()],
            drills=[opens] * len(amounts),
            chart=Chart("bar", "bucket", ("balance",)),
        )

    def _columns(self) -> Iterator[Column]:
        """Walk the columns of the ages."""
        yield Column("overdue", N_("超期合计"), Kind.MONEY, total=Total.SUM)
        yield Column("days", N_("最长超期天数"), Kind.INTEGER)
        for key, label in BUCKETS:
            yield Column(key, label, Kind.MONEY, total=Total.SUM)
        yield Column(ADVANCES, self.advances, Kind.MONEY, total=Total.SUM)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open of one entry on a day; `late` counts the days since it was due, 0 when it is not."""

    party_id: int
    uid: str
    number: str
    type: str
    date: str
    due_on: str
    amount: int
    open: int
    late: int

    @property
    def bucket(self) -> str:
        """The bucket it falls into."""
        return ADVANCES if self.open < 0 else BUCKETS[_place(self.late)][0]


@dataclass(slots=True)
class Aged:
    """Open amounts by age."""

    amounts: list[int] = field(default_factory=lambda: [0] * len(BUCKETS))
    advances: int = 0
    days: int = 0

    def add(self, row: Open) -> None:
        """Take up an open amount."""
        if row.open < 0:
            self.advances += row.open
            return
        self.amounts[_place(row.late)] += row.open
        self.days = max(self.days, row.late)

    @property
    def balance(self) -> int:
        """All of it."""
        return sum(self.amounts) + self.advances

    @property
    def overdue(self) -> int:
        """What should have been paid."""
        return sum(self.amounts[1:])


def _place(late: int) -> int:
    """Return the number of the bucket for so many days."""
    return sum(late > last for last in _LAST_DAYS)


def open_entries(asked: Asked, side: Side, day: str, party_id: int = 0) -> list[Open]:
    """Return what was open on a day, oldest due first."""
    types = tuple(doc_type.key for doc_type in TYPES if doc_type.owes and doc_type.owes.side is side)
    if parties.is_now(asked.connection, types, day):
        rows: Sequence[Any] = parties.open_now(asked.connection, side.value, party_id)
    else:
        rows = parties.open_on(asked.connection, side.value, day, party_id)
    today = datetime.date.fromisoformat(day).toordinal()
    ordinals = {row[5]: datetime.date.fromisoformat(row[5]).toordinal() for row in rows}
    return [Open(*row, late=max(today - ordinals[row[5]], 0)) for row in rows]
